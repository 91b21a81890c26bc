"""The computed light of a sentra, with its reason. Formula F-07 of docs/formulas.md.

Bands of 5 and 10 points are the practice of public monitoring, after kontrak kritis in public works
(Permen PU 07/2011, which itself speaks of construction contracts alone). All are settings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rules.progress.flags import days_late
from rules.values import Milestone, MilestoneCode
from rules.vocabulary import Basis, Light, Status


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a light turns; deviations in percentage points, ages in days."""

    attention_below: float = -5.0
    critical_below: float = -10.0
    attention_after_days_late: int = 30
    critical_after_days_obstructed: int = 60


DEFAULT_THRESHOLDS: Final = Thresholds()

# Deviations are differences of binary fractions, so -10 can come out as -10.000000000000002; a
# billionth of a point keeps the boundary on the side that a person would compute.
_TOLERANCE: Final = 1e-9


class Cause(StrEnum):
    """What decided a light."""

    ALL_DONE = "all_done"
    NOTHING_DUE = "nothing_due"
    DEVIATION = "deviation"
    OVERDUE = "overdue"
    OBSTACLE = "obstacle"


@dataclass(frozen=True, slots=True)
class Health:
    """A light and what decided it; `milestone` and `days` where one milestone did."""

    light: Light
    cause: Cause
    milestone: MilestoneCode | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """The figures a light is judged by: shares in [0, 1] and the deviation in points."""

    actual: float
    planned: float
    deviation: float


def health(
    milestones: Sequence[Milestone],
    progress: Progress,
    as_of: date,
    basis: Basis,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> Health:
    """Return the light of a sentra at the end of `as_of`; the gravest condition decides."""
    if _is_finished(milestones, basis):
        return Health(Light.FINISHED, Cause.ALL_DONE)
    if progress.planned == 0 and progress.actual == 0:
        return Health(Light.NOT_STARTED, Cause.NOTHING_DUE)
    return (
        _critical(milestones, progress, as_of, basis, thresholds)
        or _attention(milestones, progress, as_of, basis, thresholds)
        or Health(Light.ON_PLAN, Cause.DEVIATION)
    )


def _is_finished(milestones: Sequence[Milestone], basis: Basis) -> bool:
    statuses = {milestone.states[basis].status for milestone in milestones}
    return Status.FINISHED in statuses and statuses <= {Status.FINISHED, Status.CANCELLED}


def _critical(
    milestones: Sequence[Milestone],
    progress: Progress,
    as_of: date,
    basis: Basis,
    thresholds: Thresholds,
) -> Health | None:
    if progress.deviation < thresholds.critical_below - _TOLERANCE:
        return Health(Light.CRITICAL, Cause.DEVIATION)
    obstructed = {
        milestone.code: _days_obstructed(milestone, as_of, basis)
        for milestone in milestones
        if days_late(milestone, as_of, basis)
    }
    longest = _longest(obstructed, thresholds.critical_after_days_obstructed)
    return Health(Light.CRITICAL, Cause.OBSTACLE, *longest) if longest else None


def _attention(
    milestones: Sequence[Milestone],
    progress: Progress,
    as_of: date,
    basis: Basis,
    thresholds: Thresholds,
) -> Health | None:
    if progress.deviation < thresholds.attention_below - _TOLERANCE:
        return Health(Light.ATTENTION, Cause.DEVIATION)
    late = {milestone.code: days_late(milestone, as_of, basis) for milestone in milestones}
    longest = _longest(late, thresholds.attention_after_days_late)
    return Health(Light.ATTENTION, Cause.OVERDUE, *longest) if longest else None


def _longest(days: Mapping[MilestoneCode, int], limit: int) -> tuple[MilestoneCode, int] | None:
    """Return the milestone with the most days, where they exceed `limit`; the first of equals."""
    over = [pair for pair in days.items() if pair[1] > limit]
    return max(over, key=lambda pair: pair[1], default=None)


def _days_obstructed(milestone: Milestone, as_of: date, basis: Basis) -> int:
    opened = [obstacle.opened_on for obstacle in milestone.states[basis].open_obstacles]
    return (as_of - opened[0]).days if opened else 0
