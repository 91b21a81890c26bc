"""What the screens of reporting say of a milestone before it is reported."""

from typing import Final

from rules.reporting.duties import Standing
from rules.values import Milestone, State
from rules.vocabulary import Basis
from words.formats import long_day, number, quarter

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


KEEPS_EVIDENCE: Final = "Tidak melampirkan bukti baru; bukti yang sudah ada tetap berlaku."
"""What becomes of evidence with a click that reports no change."""

_STANDING: Final = "Bukti tetap: "


def standing_evidence(state: State) -> str:
    """Return a reference to what proves a claim already, by the day of its report; empty for none.

    One that is a reference itself stays what it is, however often a claim is repeated.
    """
    is_reference = state.evidence.startswith(_STANDING)
    if state.effective_on is None or (is_reference and not state.files):
        return state.evidence
    files = f"{number(state.files)} berkas" if state.files else ""
    named = named_evidence(state).strip()
    own = ", ".join(filter(None, (named, files)))
    if not own:
        return ""
    told = f"{own} (laporan {long_day(state.effective_on)})"
    return f"{state.evidence}; {told}" if is_reference else f"{_STANDING}{told}"


def named_evidence(state: State) -> str:
    """Return the document that a report names itself, to be named again; empty for a reference."""
    return "" if state.evidence.startswith(_STANDING) else state.evidence


def nothing_new(state: State) -> str:
    """Return what a form without evidence of its own says where the claim stays; empty for none."""
    stands = standing_evidence(state)
    if not stands:
        return ""
    return f"Tidak ada bukti baru? Kosongkan; bila capaiannya sama, tercatat “{stands}”."


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
