"""What the screens of reporting say of a milestone before it is reported."""

from typing import Final

from rules.reporting.duties import Standing
from rules.values import Milestone, State
from rules.vocabulary import Basis
from words.formats import long_day, quarter

_REMARKS: Final = {
    Standing.OWED: "",
    Standing.EARLY: " (belum waktunya)",
    Standing.FINISHED: " (sudah selesai)",
    Standing.CANCELLED: " (batal)",
}


def standing(value: Standing, milestone: Milestone) -> str:
    """Return why nobody waits for a report on a milestone; nothing where somebody does."""
    claimed = milestone.states[Basis.REPORTED]
    match value:
        case Standing.OWED:
            return ""
        case Standing.EARLY:
            plan = milestone.current
            return (
                f"Belum waktunya: direncanakan mulai {long_day(plan.start)} dan selesai "
                f"{long_day(plan.finish)} ({quarter(plan.finish)}). Bila sudah dikerjakan lebih "
                "awal, laporkan saja."
            )
        case Standing.FINISHED:
            return (
                f"Dilaporkan selesai{_since(claimed)}, {_approval(milestone)}. Tambahkan bukti "
                "tanpa mengubah statusnya, atau buka kembali dengan catatan."
            )
    return (
        f"Dilaporkan batal{_since(claimed)}, {_approval(milestone)}. Membukanya kembali perlu "
        "nomor keputusan dan alasan di catatan."
    )


KEEPS_EVIDENCE: Final = "Bukti laporan terakhir dilampirkan lagi."
"""What a click that reports no change takes along."""


def unchanged(named: str) -> str:
    """Return that a report by one click on a milestone was recorded."""
    return f"{named}: tidak ada perubahan, tercatat. Keliru?"


def option(value: Standing, milestone: Milestone) -> str:
    """Return a milestone as one of a list to pick from: S04-M08 (sudah selesai) Galeri batik.

    A phone shows the beginning alone.
    """
    return f"{milestone.code}{_REMARKS[value]} {milestone.title}"


def _since(state: State) -> str:
    return "" if state.effective_on is None else f" sejak {long_day(state.effective_on)}"


def _approval(milestone: Milestone) -> str:
    """Whether what is claimed of a closed milestone is approved, too."""
    approved, claimed = (milestone.states[one].status for one in (Basis.APPROVED, Basis.REPORTED))
    return "disetujui" if approved is claimed else "belum disetujui"
