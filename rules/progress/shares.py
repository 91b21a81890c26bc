"""Planned and actual progress: shares of weight in [0, 1]. Formulas F-01 to F-05.

`math.fsum` rounds the exact sum once, so that no figure depends on the order of the milestones.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from math import fsum

from rules.values import FirstShare, Milestone, Schedule, Sentra, State
from rules.vocabulary import Basis, Plan, ShapeKind, Status


def counts(milestone: Milestone, basis: Basis) -> bool:
    """Whether the milestone takes part: a cancelled one leaves numerator and denominator."""
    return milestone.states[basis].status is not Status.CANCELLED


def first_shares(milestone: Milestone) -> tuple[FirstShare, ...]:
    """Return what a milestone answers for of the first plan; nothing where it was added later."""
    own, first = milestone.lineage.first, milestone.first
    if own or not first.weight:
        return own
    return (FirstShare(milestone.code, first, first.weight),)


def weight_in(milestone: Milestone, plan: Plan) -> float:
    """Return the weight by which `plan` reckons what was done, so that weights move no deviation.

    The first plan reckons with first weights; what revisions older than acts made of them stays.
    """
    if plan is Plan.CURRENT:
        return milestone.current.weight
    return fsum(one.reckoned for one in first_shares(milestone))


def is_in(sentra: Sentra, plan: Plan) -> bool:
    """Whether `plan` has anything of a sentra; what was added later is not in the first plan."""
    return any(weight_in(own, plan) for own in sentra.milestones)


def schedules_in(milestone: Milestone, plan: Plan) -> tuple[Schedule, ...]:
    """Return what `plan` has of a milestone: several where it was merged from several."""
    if plan is Plan.FIRST:
        return tuple(one.schedule for one in first_shares(milestone)) or (milestone.first,)
    return (milestone.current,)


def schedules_on(milestone: Milestone, day: date, plan: Plan) -> tuple[Schedule, ...]:
    """Return what `plan` had of a milestone on an earlier day; nothing while it was no part."""
    if day not in milestone.lineage.span:
        return ()
    if plan is Plan.FIRST or not milestone.revisions:
        return schedules_in(milestone, plan)
    held = [own.after for own in milestone.revisions if own.holds_from <= day]
    return (held[-1] if held else milestone.revisions[0].before,)


def planned_of(milestone: Milestone, day: date, plan: Plan) -> float:
    """Return the share of one milestone planned to be done by the end of `day`. F-01."""
    found = schedules_in(milestone, plan)
    return planned_share_of(found[0], day) if len(found) == 1 else planned_mean(found, day)


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
            (weight_in(milestone, plan), milestone.states[basis].progress)
            for milestone in milestones
            if counts(milestone, basis)
        ]
    )


def planned_share(milestones: Sequence[Milestone], day: date, *, plan: Plan, basis: Basis) -> float:
    """Return the share of weight planned to be done by the end of `day`, in [0, 1]. F-02.

    `basis` matters because a cancelled milestone leaves the plan as it leaves the actual.
    """
    return planned_mean(
        [
            schedule
            for milestone in milestones
            if counts(milestone, basis)
            for schedule in schedules_in(milestone, plan)
        ],
        day,
    )


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
        (weight_in(milestone, plan), _progress_before_cancelling(milestone.states[basis]))
        for milestone in milestones
    ]
    planned = [schedule for own in milestones for schedule in schedules_in(own, plan)]
    return weighted_mean(done), planned_mean(planned, day)


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
    return weighted_mean([(own.weight, share(own)) for own in group if is_in(own, plan)])


def weighted_mean(weighted: Sequence[tuple[float, float]]) -> float:
    """Return the mean of pairs of weight and share; 0 where nothing has weight."""
    total = fsum([weight for weight, _ in weighted])
    return fsum([weight * share for weight, share in weighted]) / total if total else 0.0
