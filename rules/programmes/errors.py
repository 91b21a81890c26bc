"""What can be wrong with opening the next programme."""

from dataclasses import dataclass

from rules.errors import IllegalEntry, ProblemCode, SentraError
from rules.plan.registers import FieldProblem


class PeriodProblem(ProblemCode):
    """What can be wrong with the programme that is to follow; the value names the field."""

    CODE_MALFORMED = "code.malformed"
    CODE_TAKEN = "code.taken"
    START_TOO_EARLY = "start.too_early"
    NO_SENTRA = "sentra.none"
    SENTRA_UNKNOWN = "sentra.unknown"
    MILESTONE_DONE = "milestones.done"
    MILESTONE_ALONE = "milestones.alone"
    MANY_YEARS = "finish.many_years"


@dataclass(eq=False)
class IllegalPeriod(IllegalEntry):
    """The next programme breaks a rule, so nothing of it was recorded."""

    problems: tuple[FieldProblem | PeriodProblem, ...]


@dataclass(eq=False)
class PeriodChanged(SentraError):
    """A plan was changed, or a programme opened, after the form was; nothing was recorded."""
