"""Indonesian sentences for why a quarter stays as it is, and what it refuses once closed."""

from typing import Final

from rules.quarters.errors import ClosingProblem, IllegalClosing, QuarterClosed
from words.formats import long_day, quarter_label

_PROBLEMS: Final = {
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


def problem(value: ClosingProblem) -> str:
    """Return one sentence that says why a quarter stays as it is, and what to do."""
    return _PROBLEMS[value]


def illegal_closing(value: IllegalClosing) -> str:
    """Return which quarter stays as it is, and why."""
    return f"{quarter_label(value.quarter)} tidak berubah. {problem(value.problem)}"


def quarter_closed(value: QuarterClosed) -> str:
    """Return that a report speaks of a closed quarter, and what to do."""
    return (
        f"Laporan belum tersimpan. {quarter_label(value.quarter)} sudah ditutup; pilih tanggal "
        f"posisi sesudah {long_day(value.quarter.finish)}, atau minta operator DPMD melaporkannya "
        "dengan catatan."
    )
