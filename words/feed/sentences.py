"""What programs that read data are told, and what people are told of tokens."""

from datetime import date, datetime
from typing import Final

from rules.values import AgencyCode
from words.formats import instant, short_day

UNAUTHORISED: Final = "Alamat ini memerlukan token data yang berlaku."
READING_ONLY: Final = "Alamat ini hanya dapat dibaca (GET atau HEAD)."
UNKNOWN: Final = (
    "Data ini tidak ada. Yang ada: /data/angka, /data/tonggak, dan /data/laporan, berakhiran .csv "
    "atau .json."
)
IN_ADDRESS: Final = (
    "Token tidak boleh berdiri di alamat, karena alamat tersimpan di banyak tempat. Kirimkan "
    "sebagai kata sandi (Basic) atau Authorization: Bearer, dan minta token baru."
)
FIGURES_OF_ALL: Final = (
    "Token OPD membuka tonggak dan laporan OPD itu saja; angka program dan sentra dibuka token "
    "seluruh program."
)
WHOLE: Final = "seluruh program"
NONE: Final = "Belum ada token data."


def too_many(again_at: datetime) -> str:
    """Return that a program asks too often, and when it may ask again."""
    return f"Terlalu sering; coba lagi sesudah {instant(again_at)}."


def unknown_parameters(names: tuple[str, ...], known: tuple[str, ...]) -> str:
    """Return which parameters of an address are not known, and which are."""
    told = ", ".join(f"“{name[:40]}”" for name in names)
    return f"Parameter {told} tidak dikenal; yang dikenal: {', '.join(known)}."


def scope(agency: AgencyCode | None) -> str:
    """Return what a token opens."""
    return WHOLE if agency is None else f"milik {agency}"


def state(last_used_on: date | None, revoked_at: datetime | None) -> str:
    """Return whether a token still opens anything, or when it was last used."""
    if revoked_at is not None:
        return f"dicabut {instant(revoked_at)}"
    return "belum pernah dipakai" if last_used_on is None else f"dipakai {short_day(last_used_on)}"


def given(number: int, agency: AgencyCode | None) -> str:
    """Return that a token was made, before its letters are shown."""
    return (
        f"Token nomor {number}, {scope(agency)}. Salin sekarang; tidak dapat ditampilkan lagi. "
        "Yang memilikinya dapat membaca data ini sampai token dicabut."
    )


def revoked(number: int) -> str:
    """Return that a token opens nothing any more."""
    return f"Token nomor {number} dicabut; sejak sekarang tidak membuka apa pun."
