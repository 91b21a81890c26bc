"""What can be wrong with evidence that was kept."""

from dataclasses import dataclass

from rules.errors import SentraError


@dataclass(eq=False)
class LostEvidence(SentraError):
    """A file that a report names is gone or altered on the disk; `digest` is its SHA-256."""

    digest: str
