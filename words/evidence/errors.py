"""Indonesian sentences for what can be wrong with evidence that was kept."""

from typing import Final

from rules.evidence.errors import IllegalRemoval, LostEvidence, RemovalProblem, WithheldEvidence
from rules.evidence.files import LONGEST_REASON, Withheld, shown_name
from words.formats import number

_REMOVALS: Final = {
    RemovalProblem.REASON_MISSING: (
        "Alasan penghapusan masih kosong; tulis mengapa berkas ini dihapus."
    ),
    RemovalProblem.REASON_TOO_LONG: (
        f"Alasan penghapusan terlalu panjang; persingkat menjadi {number(LONGEST_REASON)} huruf."
    ),
}
_WITHHELD: Final = {
    Withheld.REMOVED: "sudah dihapus administrator untuk selamanya; lampirkan berkas lain",
    Withheld.WITHDRAWN: "ada pada laporan yang ditarik, jadi tidak dibagikan lagi",
}


def lost_evidence(value: LostEvidence) -> str:
    """Return which file is gone or altered."""
    return (
        f"Berkas bukti {value.digest[:12]} hilang atau berubah di cakram; "
        "minta administrator memulihkannya dari cadangan."
    )


def withheld_evidence(value: WithheldEvidence) -> str:
    """Return why a file is handed out no more."""
    return f"Berkas “{shown_name(value.name)}” {_WITHHELD[value.withheld]}."


def illegal_removal(value: IllegalRemoval) -> str:
    """Return why evidence was not removed."""
    return _REMOVALS[value.problem]
