"""How old the data are: the days since those that the reports in force speak of. Formula F-23."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from statistics import median_high

from rules.progress.flags import CLOSED, RUNNING
from rules.values import Milestone, Sentra
from rules.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class Freshness:
    """Of the weight that runs or should: the share reported within some days, and ages in days."""

    share: float
    median_days: int
    oldest_days: int
    within_days: int


def freshness(sentra: Sequence[Sentra], as_of: date, basis: Basis, within: int) -> Freshness | None:
    """Return how old the data of running milestones are; None where none runs or should.

    Before anybody has reported on the programme there are no data, and so they have no age. The
    weight of a milestone counts within its sentra, that of a sentra within the programme.
    """
    aged = [
        (group.weight * own.current.weight, data_age(own, as_of, basis))
        for group in sentra
        for own in group.milestones
        if _runs(own, as_of, basis)
    ]
    if not aged:
        return None
    fresh = fsum(weight for weight, days in aged if days <= within)
    ages = [days for _, days in aged]
    share = fresh / fsum(weight for weight, _ in aged)
    return Freshness(share, median_high(ages), max(ages), within)


def data_age(milestone: Milestone, as_of: date, basis: Basis) -> int:
    """Return the days since the day its report speaks of; since its planned start without any."""
    return (as_of - (milestone.states[basis].effective_on or milestone.current.start)).days


def _runs(milestone: Milestone, as_of: date, basis: Basis) -> bool:
    status = milestone.states[basis].status
    is_running = status in RUNNING or (status not in CLOSED and milestone.current.start <= as_of)
    return is_running and milestone.is_judged
