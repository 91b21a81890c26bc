"""The leader's own light of a sentra: what a rating must hold, and where it parts from figures."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from rules.ratings.errors import RatingProblem
from rules.values import AgencyCode
from rules.vocabulary import Light

REASON_LIMIT: Final = 2000

RATED: Final = (Light.ON_PLAN, Light.ATTENTION, Light.CRITICAL)
"""The lights a leader may give; whether a sentra began or finished is a fact, not a judgement."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """The plan that brings a critical sentra back: the agency that owns it, and by when."""

    owner: AgencyCode
    due_on: date


@dataclass(frozen=True, slots=True)
class Rating:
    """A leader's rating as it was recorded."""

    light: Light
    reason: str
    recovery: Recovery | None
    author: str
    recorded_at: datetime


def problems_of_rating(
    light: Light, reason: str, recovery: Recovery | None, today: date
) -> tuple[RatingProblem, ...]:
    """Return everything wrong with a rating made on `today`."""
    found = []
    if light not in RATED:
        found.append(RatingProblem.LIGHT_NOT_RATED)
    if not reason.strip():
        found.append(RatingProblem.REASON_NEEDED)
    if len(reason) > REASON_LIMIT:
        found.append(RatingProblem.REASON_TOO_LONG)
    if light is Light.CRITICAL and recovery is None:
        found.append(RatingProblem.RECOVERY_NEEDED)
    if recovery is not None and recovery.due_on < today:
        found.append(RatingProblem.RECOVERY_IN_PAST)
    return tuple(found)


def disagrees(rating: Rating | None, computed: Light) -> bool:
    """Whether the leader sees the sentra otherwise than its figures do."""
    return rating is not None and rating.light is not computed
