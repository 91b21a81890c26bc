"""Why a quarter stays as it is, and what it refuses once it is closed."""

from dataclasses import dataclass
from enum import StrEnum

from rules.errors import SentraError
from rules.periods import Quarter


class ClosingProblem(StrEnum):
    """Why a quarter cannot be closed or corrected."""

    NOT_ENDED = "not_ended"
    BEFORE_PROGRAMME = "before_programme"
    ALREADY_CLOSED = "already_closed"
    NOT_CLOSED = "not_closed"
    REASON_NEEDED = "reason_needed"
    NOTHING_CHANGED = "nothing_changed"


@dataclass(eq=False)
class IllegalClosing(SentraError):
    """A quarter cannot be closed or corrected as asked."""

    quarter: Quarter
    problem: ClosingProblem


@dataclass(eq=False)
class QuarterClosed(SentraError):
    """A report speaks of a day that was closed with its quarter; `quarter` is the last closed."""

    quarter: Quarter
