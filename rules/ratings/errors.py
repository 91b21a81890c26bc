"""What can be wrong with a leader's rating."""

from dataclasses import dataclass

from rules.errors import IllegalEntry, ProblemCode


class RatingProblem(ProblemCode):
    """One thing wrong with a leader's rating of a sentra."""

    LIGHT_NOT_RATED = "light.not_rated"
    REASON_NEEDED = "reason.needed"
    REASON_TOO_LONG = "reason.too_long"
    RECOVERY_NEEDED = "recovery.needed"
    RECOVERY_IN_PAST = "due.in_past"


@dataclass(eq=False)
class IllegalRating(IllegalEntry):
    """A rating lacks what it must have."""

    problems: tuple[RatingProblem, ...]
