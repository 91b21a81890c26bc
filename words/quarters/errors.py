"""Indonesian sentences for what can be wrong with withdrawals, ratings and closed quarters."""

from types import MappingProxyType
from typing import Final

from rules.errors import ClosingProblem, RatingProblem, WithdrawalProblem
from rules.ratings.rating import REASON_LIMIT
from words.formats import number

_WITHDRAWALS: Final = MappingProxyType(
    {
        WithdrawalProblem.NOT_A_REPORT: (
            "Yang dipilih bukan laporan; pilih laporan Anda yang menunggu keputusan."
        ),
        WithdrawalProblem.NOT_OWN: (
            "Laporan hanya dapat ditarik pengirimnya; minta orang itu menariknya."
        ),
        WithdrawalProblem.ALREADY_DECIDED: (
            "Laporan ini sudah diputuskan; kirim laporan baru bila keadaannya lain."
        ),
        WithdrawalProblem.ALREADY_WITHDRAWN: (
            "Laporan ini sudah ditarik; muat ulang untuk melihatnya."
        ),
    }
)

_RATINGS: Final = MappingProxyType(
    {
        RatingProblem.LIGHT_NOT_RATED: (
            "Keadaan itu dihitung dari laporan; pilih sesuai rencana, perlu perhatian, atau kritis."
        ),
        RatingProblem.REASON_NEEDED: "Alasan penilaian masih kosong; tuliskan alasannya.",
        RatingProblem.REASON_TOO_LONG: (
            f"Alasan terlalu panjang; ringkas menjadi paling banyak {number(REASON_LIMIT)} huruf."
        ),
        RatingProblem.RECOVERY_NEEDED: (
            "Penilaian kritis perlu rencana pemulihan; isi OPD yang memimpin dan tenggatnya."
        ),
        RatingProblem.RECOVERY_IN_PAST: (
            "Tenggat pemulihan sudah lewat; pilih hari ini atau sesudahnya."
        ),
    }
)

_CLOSINGS: Final = MappingProxyType(
    {
        ClosingProblem.NOT_ENDED: (
            "Triwulan ini belum berakhir; tutup sesudah hari terakhirnya lewat."
        ),
        ClosingProblem.BEFORE_PROGRAMME: (
            "Triwulan ini mendahului program; pilih triwulan sejak program dimulai."
        ),
        ClosingProblem.ALREADY_CLOSED: (
            "Triwulan ini sudah ditutup; koreksi bila angkanya perlu berubah."
        ),
        ClosingProblem.NOT_CLOSED: "Triwulan ini belum ditutup; tutup lebih dahulu.",
        ClosingProblem.REASON_NEEDED: "Koreksi perlu alasan; tuliskan alasannya.",
        ClosingProblem.NOTHING_CHANGED: (
            "Angka yang disetujui sama dengan yang dibekukan; setujui laporannya lebih dahulu."
        ),
    }
)


def withdrawal_problem(value: WithdrawalProblem) -> str:
    """Return one sentence that says why a report stays, and what to do."""
    return _WITHDRAWALS[value]


def rating_problem(value: RatingProblem) -> str:
    """Return one sentence that names the field of a rating and what mends it."""
    return _RATINGS[value]


def closing_problem(value: ClosingProblem) -> str:
    """Return one sentence that says why a quarter stays as it is, and what to do."""
    return _CLOSINGS[value]
