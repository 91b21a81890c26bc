"""Why a quarter stays as it is, and what it refuses once it is closed."""

from dataclasses import dataclass

from rules.errors import EntryProblem, FieldError, ProblemCode, SentraError
from rules.periods import Quarter


class ClosingProblem(ProblemCode):
    """Why a quarter cannot be closed or corrected."""

    NOT_ENDED = "not_ended"
    BEFORE_PROGRAMME = "before_programme"
    ALREADY_CLOSED = "already_closed"
    NOT_CLOSED = "not_closed"
    REASON_NEEDED = "reason.needed"
    NOTHING_CHANGED = "nothing_changed"


@dataclass(eq=False)
class IllegalClosing(SentraError):
    """A quarter cannot be closed or corrected as asked."""

    quarter: Quarter
    problem: ClosingProblem

    @property
    def of_fields(self) -> tuple[EntryProblem, ...]:
        """The one thing that is wrong."""
        return (self.problem,)


@dataclass(eq=False)
class QuarterClosed(FieldError):
    """A report speaks of a day that was closed with its quarter; `quarter` is the last closed."""

    quarter: Quarter
    field = "effective_on"
