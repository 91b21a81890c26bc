"""What can be wrong with a leader's rating."""

from dataclasses import dataclass
from enum import StrEnum

from rules.errors import SentraError


class RatingProblem(StrEnum):
    """One thing wrong with a leader's rating of a sentra."""

    LIGHT_NOT_RATED = "light.not_rated"
    REASON_NEEDED = "reason.needed"
    REASON_TOO_LONG = "reason.too_long"
    RECOVERY_NEEDED = "recovery.needed"
    RECOVERY_IN_PAST = "recovery.in_past"


@dataclass(eq=False)
class IllegalRating(SentraError):
    """A rating lacks what it must have."""

    problems: tuple[RatingProblem, ...]
