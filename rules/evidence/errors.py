"""What can be wrong with evidence that was kept, and with removing it."""

from dataclasses import dataclass
from enum import StrEnum

from rules.errors import FieldError, SentraError
from rules.evidence.files import KeptFile


@dataclass(eq=False)
class LostEvidence(SentraError):
    """A file that a report names is gone or altered on the disk; `digest` is its SHA-256."""

    digest: str


@dataclass(eq=False)
class WithheldEvidence(FieldError):
    """A file is handed out no more, and proves nothing else."""

    kept: KeptFile
    field = "files"


class RemovalProblem(StrEnum):
    """Why a file is not removed."""

    REASON_MISSING = "reason.missing"
    REASON_TOO_LONG = "reason.too_long"


@dataclass(eq=False)
class RemainingBytes(SentraError):
    """What was removed is handed out no more, but its bytes could not be taken off the disk."""


@dataclass(eq=False)
class IllegalRemoval(SentraError):
    """Evidence cannot be removed as asked."""

    problem: RemovalProblem
