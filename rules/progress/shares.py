"""Planned and actual progress: shares of weight in [0, 1]. Formulas F-01 to F-05.

`math.fsum` rounds the exact sum once, so that no figure depends on the order of the milestones.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from math import fsum

from rules.values import Milestone, Schedule, Sentra, State
from rules.vocabulary import Basis, Plan, ShapeKind, Status


def counts(milestone: Milestone, basis: Basis) -> bool:
    """Whether the milestone takes part: a cancelled one leaves numerator and denominator."""
    return milestone.states[basis].status is not Status.CANCELLED


def planned_share_of(schedule: Schedule, day: date) -> float:
    """Return the share of one milestone planned to be done by the end of `day`.

    It rises from 0 on the planned start to 1 on the planned finish as its shape says: linearly, in
    one step on the finish, or linearly between targets at the ends of quarters. Start = finish is a
    step, too. F-01.
    """
    if day >= schedule.finish:
        return 1.0
    if day <= schedule.start or schedule.shape.kind is ShapeKind.STEP:
        return 0.0
    if schedule.shape.targets:
        return _share_between_targets(schedule, day)
    return (day - schedule.start).days / (schedule.finish - schedule.start).days


def _share_between_targets(schedule: Schedule, day: date) -> float:
    """The share on a day between start and finish; targets outside of them say nothing."""
    own = ((one.quarter.finish, one.share) for one in schedule.shape.targets)
    inside = (one for one in own if schedule.start < one[0] < schedule.finish)
    known = [(schedule.start, 0.0), *inside, (schedule.finish, 1.0)]
    place = bisect_right(known, day, key=lambda one: one[0])
    (since, low), (until, high) = known[place - 1 : place + 1]
    # Never above the next target, by which the day after it would read less.
    return min(high, low + (high - low) * (day - since).days / (until - since).days)


def actual_share(milestones: Sequence[Milestone], *, plan: Plan, basis: Basis) -> float:
    """Return the share of weight done, in [0, 1]; 0 when no milestone takes part. F-03.

    By the weights of the plan that it is compared with.
    """
    return weighted_mean(
        [
            (milestone.weight_in(plan), milestone.states[basis].progress)
            for milestone in milestones
            if counts(milestone, basis)
        ]
    )


def planned_share(milestones: Sequence[Milestone], day: date, *, plan: Plan, basis: Basis) -> float:
    """Return the share of weight planned to be done by the end of `day`, in [0, 1]. F-02.

    `basis` matters because a cancelled milestone leaves the plan as it leaves the actual.
    """
    planned = [milestone.schedule(plan) for milestone in milestones if counts(milestone, basis)]
    return planned_mean(planned, day)


def planned_mean(schedules: Sequence[Schedule], day: date) -> float:
    """Return the share of the weight of these schedules planned to be done by the end of `day`."""
    return weighted_mean([(own.weight, planned_share_of(own, day)) for own in schedules])


def without_cancelling(
    milestones: Sequence[Milestone], day: date, *, plan: Plan, basis: Basis
) -> tuple[float, float]:
    """Return actual and planned share as they would be had nothing been cancelled. F-22.

    What is cancelled keeps its place in the plan and the progress that it had before.
    """
    done = [
        (milestone.weight_in(plan), _progress_before_cancelling(milestone.states[basis]))
        for milestone in milestones
    ]
    return weighted_mean(done), planned_mean([own.schedule(plan) for own in milestones], day)


def _progress_before_cancelling(state: State) -> float:
    return state.previous_progress if state.status is Status.CANCELLED else state.progress


def deviation(actual: float, planned: float) -> float:
    """Return actual minus plan in percentage points; negative means behind. F-04."""
    return 100 * (actual - planned)


def programme_share(
    group: Sequence[Sentra], share: Callable[[Sentra], float], *, plan: Plan
) -> float:
    """Return the mean of `share` over the sentra, weighted by their weights. F-05.

    A sentra of which the plan has nothing takes no part.
    """
    return weighted_mean([(own.weight, share(own)) for own in group if own.is_in(plan)])


def weighted_mean(weighted: Sequence[tuple[float, float]]) -> float:
    """Return the mean of pairs of weight and share; 0 where nothing has weight."""
    total = fsum([weight for weight, _ in weighted])
    return fsum([weight * share for weight, share in weighted]) / total if total else 0.0
