"""Indonesian sentences for what can be wrong with evidence that was kept."""

from rules.evidence.errors import LostEvidence


def lost_evidence(value: LostEvidence) -> str:
    """Return which file is gone or altered."""
    return (
        f"Berkas bukti {value.digest[:12]} hilang atau berubah di cakram; "
        "minta administrator memulihkannya dari cadangan."
    )
