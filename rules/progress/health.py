"""The computed light of a sentra, with its reason. Formula F-07 of docs/formulas.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.progress.flags import CLOSED, days_late
from rules.progress.shares import deviation, planned_of
from rules.thresholds import TOLERANCE, Thresholds
from rules.values import Milestone, MilestoneCode, Moment
from rules.vocabulary import Basis, Light, Status


class Cause(StrEnum):
    """What decided a light."""

    ALL_DONE = "all_done"
    NOTHING_DUE = "nothing_due"
    NO_REPORT = "no_report"
    DEVIATION = "deviation"
    OVERDUE = "overdue"
    OBSTACLE = "obstacle"
    CONTRACT = "contract"


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
    milestones: Sequence[Milestone], progress: Progress, moment: Moment, thresholds: Thresholds
) -> Health:
    """Return the light of a sentra at the moment; the gravest condition decides."""
    if _is_finished(milestones, moment.basis):
        return Health(Light.FINISHED, Cause.ALL_DONE)
    if progress.planned == 0 and progress.actual == 0:
        return Health(Light.NOT_STARTED, Cause.NOTHING_DUE)
    if not any(milestone.is_judged for milestone in milestones):
        return Health(Light.NOT_JUDGED, Cause.NO_REPORT)
    return (
        _critical(milestones, progress, moment, thresholds)
        or _attention(milestones, progress, moment, thresholds)
        or Health(Light.ON_PLAN, Cause.DEVIATION)
    )


def _is_finished(milestones: Sequence[Milestone], basis: Basis) -> bool:
    statuses = {milestone.states[basis].status for milestone in milestones}
    return Status.FINISHED in statuses and statuses <= {Status.FINISHED, Status.CANCELLED}


def _critical(
    milestones: Sequence[Milestone], progress: Progress, moment: Moment, thresholds: Thresholds
) -> Health | None:
    if progress.deviation < thresholds.critical_below - TOLERANCE:
        return Health(Light.CRITICAL, Cause.DEVIATION)
    as_of, basis = moment.as_of, moment.basis
    obstructed = {
        milestone.code: _days_obstructed(milestone, as_of, basis)
        for milestone in milestones
        if days_late(milestone, as_of, basis)
    }
    longest = _longest(obstructed, thresholds.critical_after_days_obstructed)
    if longest:
        return Health(Light.CRITICAL, Cause.OBSTACLE, *longest)
    contract = _critical_contract(milestones, moment, thresholds)
    return Health(Light.CRITICAL, Cause.CONTRACT, contract) if contract else None


def _critical_contract(
    milestones: Sequence[Milestone], moment: Moment, thresholds: Thresholds
) -> MilestoneCode | None:
    """Return the contract furthest below its limit (kontrak kritis); the first of equals."""
    below = {}
    for own in milestones:
        state = own.states[moment.basis]
        if own.code in thresholds.contracts and state.status not in CLOSED:
            planned = planned_of(own, moment.as_of, moment.plan)
            limit = thresholds.contract_limit(planned)
            below[own.code] = deviation(state.progress, planned) - limit
    grave = [code for code, points in below.items() if points < -TOLERANCE]
    return min(grave, key=below.__getitem__, default=None)


def _attention(
    milestones: Sequence[Milestone], progress: Progress, moment: Moment, thresholds: Thresholds
) -> Health | None:
    if progress.deviation < thresholds.attention_below - TOLERANCE:
        return Health(Light.ATTENTION, Cause.DEVIATION)
    late = {own.code: days_late(own, moment.as_of, moment.basis) for own in milestones}
    longest = _longest(late, thresholds.attention_after_days_late)
    return Health(Light.ATTENTION, Cause.OVERDUE, *longest) if longest else None


def _longest(days: Mapping[MilestoneCode, int], limit: int) -> tuple[MilestoneCode, int] | None:
    """Return the milestone with the most days, where they exceed `limit`; the first of equals."""
    over = [pair for pair in days.items() if pair[1] > limit]
    return max(over, key=lambda pair: pair[1], default=None)


def _days_obstructed(milestone: Milestone, as_of: date, basis: Basis) -> int:
    opened = [obstacle.opened_on for obstacle in milestone.states[basis].open_obstacles]
    return (as_of - opened[0]).days if opened else 0
