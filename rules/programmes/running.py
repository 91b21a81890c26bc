"""The programmes of one store, one after the other: whose a day is, where each stands."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from rules.values import Programme


class Standing(StrEnum):
    """Where a programme stands: planned as a draft, adopted, or past its last day."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    ENDED = "ended"


def standing(programme: Programme, adopted_on: date | None, today: date) -> Standing:
    """Return where a programme stands on a day; its plan is a draft where `adopted_on` is None."""
    if programme.finish < today:
        return Standing.ENDED
    return Standing.DRAFT if adopted_on is None else Standing.ADOPTED


def running_on(programmes: Sequence[Programme], day: date) -> Programme:
    """Return the programme that runs on `day`: the latest begun by then, else the earliest.

    Of several that begin on one day the one opened last; `programmes` come as they were opened and
    are not none.
    """
    begun = [own for own in programmes if own.start <= day]
    if not begun:
        return min(programmes, key=lambda own: own.start)
    latest = max(own.start for own in begun)
    return [own for own in begun if own.start == latest][-1]


def day_within(programme: Programme, day: date, today: date) -> date:
    """Return the day of a programme nearest to `day`, on which one looks at another one.

    It lies within the period, and neither after today nor before the data.
    """
    return programme.nearest_day(min(day, programme.finish), today)
