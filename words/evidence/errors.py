"""Indonesian sentences for what can be wrong with evidence that was kept."""

from typing import Final

from rules.evidence.errors import (
    IllegalRemoval,
    LostEvidence,
    RemainingBytes,
    RemovalProblem,
    WithheldEvidence,
)
from rules.evidence.files import LONGEST_REASON, shown_name
from words.evidence.sentences import withheld
from words.formats import number

_REMOVALS: Final = {
    RemovalProblem.REASON_MISSING: (
        "Alasan penghapusan masih kosong; tulis mengapa berkas ini dihapus."
    ),
    RemovalProblem.REASON_TOO_LONG: (
        f"Alasan penghapusan terlalu panjang; persingkat menjadi {number(LONGEST_REASON)} huruf."
    ),
}


def lost_evidence(value: LostEvidence) -> str:
    """Return which file is gone or altered."""
    return (
        f"Berkas bukti {value.digest[:12]} hilang atau berubah di cakram; "
        "minta administrator memulihkannya dari cadangan."
    )


def withheld_evidence(value: WithheldEvidence) -> str:
    """Return why a file is handed out no more."""
    kept = value.kept
    mend = "; lampirkan berkas lain" if kept.removal else ", jadi tidak dibagikan lagi"
    return f"Berkas “{shown_name(kept.name)}” sudah {withheld(kept)}{mend}."


def remaining_bytes(value: RemainingBytes) -> str:
    """Return that a removed file still lies on the disk, and what takes it away."""
    del value
    return (
        "Berkas sudah dihapus dari catatan dan tidak dibagikan lagi, tetapi isinya belum dapat "
        "dibuang dari folder bukti. Minta pengelola memeriksa hak tulis folder itu; penghapusan "
        "berikutnya membuang juga yang tertinggal."
    )


def illegal_removal(value: IllegalRemoval) -> str:
    """Return why evidence was not removed."""
    return _REMOVALS[value.problem]
