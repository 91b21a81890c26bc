"""What can be wrong with plan files and plan revisions."""

from dataclasses import dataclass
from enum import StrEnum

from rules.errors import SentraError


class RevisionProblem(StrEnum):
    """One thing wrong with a plan revision; the value names the field it is about."""

    REASON_NEEDED = "reason.needed"
    DECISION_NUMBER_NEEDED = "decision_number.needed"
    FINISH_BEFORE_START = "finish.before_start"
    WEIGHT_NOT_POSITIVE = "weight.not_positive"
    WEIGHTS_NOT_100 = "weight.sum_not_100"
    NOTHING_CHANGED = "revision.nothing_changed"


@dataclass(eq=False)
class IllegalRevision(SentraError):
    """A plan revision breaks the plan."""

    problems: tuple[RevisionProblem, ...]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong in a plan file: where it stands and what mends it, in Indonesian."""

    file: str
    row: int
    column: str
    reason: str


@dataclass(eq=False)
class UnreadablePlan(SentraError):
    """The plan files break a rule, so nothing of them was loaded."""

    problems: tuple[RowProblem, ...]
