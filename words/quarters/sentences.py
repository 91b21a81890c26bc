"""Closed quarters and ratings in Indonesian sentences."""

from collections.abc import Mapping, Sequence

from rules.periods import Quarter
from rules.quarters.closing import Closing
from rules.values import SentraCode
from words.formats import enumeration, instant, long_day, percent, quarter_label


def closed(value: Closing) -> str:
    """Return when and by whom a quarter was closed or corrected."""
    done = f"Koreksi ke-{value.revision}" if value.revision else "Ditutup"
    return f"{done} oleh {value.author}, {instant(value.recorded_at)}"


def corrected(before: Closing, after: Closing, names: Mapping[SentraCode, str]) -> tuple[str, ...]:
    """Return a sentence for each sentra whose approved figure a correction changed."""
    old = {sentra.code: sentra.approved for sentra in before.sentra}
    return tuple(
        f"{names[sentra.code]}: {percent(old[sentra.code])} menjadi {percent(sentra.approved)}"
        for sentra in after.sentra
        if sentra.code in old and old[sentra.code] != sentra.approved
    )


def question(value: Closing | None, name: str) -> str:
    """Return what is asked before a quarter is closed (None) or corrected."""
    if value is None:
        return (
            f"Angka yang disetujui untuk {name} dibekukan seperti adanya sekarang. Sesudahnya "
            "operator OPD tidak dapat melapor ke triwulan ini; perubahan hanya lewat koreksi."
        )
    return (
        f"Angka {name} dibekukan lagi dengan persetujuan yang ada sekarang, sebagai koreksi "
        f"ke-{value.revision + 1}. Angka sebelumnya tetap tersimpan dan tetap terlihat."
    )


def earlier_open(quarter: Quarter, still_open: Sequence[Quarter]) -> str:
    """Return which earlier quarters are open yet, and what closing a later one does to them."""
    named = enumeration([quarter_label(one) for one in reversed(still_open)])
    return (
        f"{named} belum ditutup. Dengan menutup {quarter_label(quarter)}, operator OPD tidak dapat "
        f"lagi melapor untuk hari sampai {long_day(quarter.finish)}, juga dalam triwulan itu."
    )


def done(name: str) -> str:
    """Return what is told once a quarter was closed or corrected."""
    return f"{name} dibekukan."
