from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from math import fsum
from typing import Any

import pytest
from hypothesis import given, strategies as st

from rules.periods import quarter_of
from rules.plan.shapes import problems_of_shape
from rules.progress.shares import (
    actual_share,
    counts,
    deviation,
    planned_share,
    planned_share_of,
    programme_share,
    weight_in,
    without_cancelling,
)
from rules.shapes import STEP, QuarterTarget, Shape, shape_of
from rules.values import FirstShare, Lineage, Milestone, Schedule, Sentra, State
from rules.vocabulary import Basis, Plan, ShapeKind, Status
from tests.builders import a_milestone, a_schedule, a_sentra, a_shape, a_state
from tests.rules.laws import LAW

FIRST_DAY = date(2021, 1, 1)
DAYS = st.dates(FIRST_DAY, date(2024, 12, 31))
WEIGHTS = st.floats(0.01, 100)

done = partial(actual_share, plan=Plan.CURRENT)


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    start = draw(DAYS)
    finish = start + timedelta(days=draw(st.integers(0, 400)))
    return Schedule(start, finish, draw(WEIGHTS), draw(shapes(start, finish)))


@st.composite
def shapes(draw: st.DrawFn, start: date, finish: date) -> Shape:
    """Any shape that may be planned between two days."""
    kind = draw(st.sampled_from(ShapeKind))
    if kind is not ShapeKind.TARGETS:
        return Shape(kind)
    days = (start + timedelta(days=days) for days in range(0, (finish - start).days + 1, 90))
    ends = sorted({quarter_of(day) for day in (*days, finish)})
    inside = [one for one in ends if start < one.finish < finish and draw(st.booleans())]
    rises = sorted(draw(st.lists(st.floats(0, 1), min_size=len(inside), max_size=len(inside))))
    targets = (*map(QuarterTarget, inside, rises), QuarterTarget(quarter_of(finish), 1.0))
    return Shape(kind, tuple(targets))


@st.composite
def states(draw: st.DrawFn) -> State:
    status = draw(st.sampled_from(Status))
    fixed = {Status.FINISHED: 1.0, Status.NOT_STARTED: 0.0}
    progress = fixed.get(status, draw(st.floats(0, 1)))
    return State(status=status, progress=progress)


@st.composite
def milestones(draw: st.DrawFn, code: str = "S01-M01") -> Milestone:
    approved, reported = draw(states()), draw(states())
    return a_milestone(
        code,
        first=draw(schedules()),
        current=draw(schedules()),
        states={Basis.APPROVED: approved, Basis.REPORTED: reported},
    )


@st.composite
def plans(draw: st.DrawFn, sentra: str = "S01") -> list[Milestone]:
    codes = [f"{sentra}-M{number:02}" for number in range(1, draw(st.integers(0, 6)) + 1)]
    return [draw(milestones(code)) for code in codes]


@st.composite
def programmes(draw: st.DrawFn) -> list[Sentra]:
    codes = [f"S{number:02}" for number in range(1, draw(st.integers(1, 4)) + 1)]
    return [a_sentra(code, draw(plans(code)), weight=draw(WEIGHTS)) for code in codes]


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2020, 12, 31), 0.0),
        (date(2021, 1, 1), 0.0),
        (date(2021, 1, 2), 0.01),
        (date(2021, 2, 20), 0.5),
        (date(2021, 4, 10), 0.99),
        (date(2021, 4, 11), 1.0),
        (date(2021, 4, 12), 1.0),
    ],
)
def test_the_plan_rises_by_a_hundredth_a_day_over_a_hundred_days(day: date, share: float) -> None:
    assert planned_share_of(Schedule(FIRST_DAY, date(2021, 4, 11), 10), day) == share


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (FIRST_DAY, 0.0),
        (date(2021, 3, 30), 0.4 * 88 / 89),
        (date(2021, 3, 31), 0.4),
        (date(2021, 4, 6), 0.4 + 0.6 * 6 / 11),
        (date(2021, 4, 11), 1.0),
    ],
)
def test_the_plan_reaches_each_target_at_the_end_of_its_quarter(day: date, share: float) -> None:
    targets = a_shape(TW1_2021=0.4, TW2_2021=1)
    planned = planned_share_of(Schedule(FIRST_DAY, date(2021, 4, 11), 10, targets), day)
    assert planned == pytest.approx(share, abs=1e-12)


def test_a_step_is_nothing_until_its_finish() -> None:
    step = Schedule(FIRST_DAY, date(2021, 4, 11), 10, STEP)
    assert [planned_share_of(step, date(2021, 4, day)) for day in (10, 11, 12)] == [0, 1, 1]


@LAW
@given(schedules(), DAYS, DAYS)
def test_any_plan_rises_from_nothing_on_its_start_to_the_whole_on_its_finish(
    schedule: Schedule, one: date, other: date
) -> None:
    earlier, later = sorted((one, other))
    assert 0 <= planned_share_of(schedule, earlier) <= planned_share_of(schedule, later) <= 1
    assert planned_share_of(schedule, schedule.finish) == 1
    assert planned_share_of(schedule, schedule.start - timedelta(1)) == 0
    assert set(problems_of_shape(schedule)) == set()
    for target in schedule.shape.targets[:-1]:
        assert planned_share_of(schedule, target.quarter.finish) == target.share


@LAW
@given(schedules())
def test_a_shape_is_kept_by_its_code(schedule: Schedule) -> None:
    targets = (replace(one, share=round(one.share, 4)) for one in schedule.shape.targets)
    shape = replace(schedule.shape, targets=tuple(targets))
    assert shape_of(shape.code) == shape


@pytest.mark.parametrize(
    ("day", "share"), [(date(2021, 6, 29), 0.0), (date(2021, 6, 30), 1.0), (date(2021, 7, 1), 1.0)]
)
def test_a_milestone_planned_for_one_day_is_a_step_on_that_day(day: date, share: float) -> None:
    assert planned_share_of(Schedule(date(2021, 6, 30), date(2021, 6, 30), 10), day) == share


def test_actual_progress_worked_by_hand() -> None:
    # 6 x 1 + 9 x 0.5 + 5 x 0 = 10.5 of 20 points
    own = [
        a_milestone("S01-M01", a_state(1), first=a_schedule(weight=6)),
        a_milestone("S01-M02", a_state(0.5), first=a_schedule(weight=9)),
        a_milestone("S01-M03", first=a_schedule(weight=5)),
    ]
    assert done(own, basis=Basis.APPROVED) == pytest.approx(0.525, abs=1e-12)


def test_planned_progress_worked_by_hand_on_both_plans() -> None:
    # On 31 December 2021 the first is planned in full (60 points) and the second has had 61 of 181
    # days of its first plan; the current plan moves it wholly behind that day.
    second_first = Schedule(date(2021, 10, 31), date(2022, 4, 30), 40)
    second_current = Schedule(date(2022, 1, 31), date(2022, 7, 30), 40)
    own = [
        a_milestone("S01-M01", first=Schedule(FIRST_DAY, date(2021, 6, 30), 60)),
        a_milestone("S01-M02", first=second_first, current=second_current),
    ]
    day = date(2021, 12, 31)
    first = planned_share(own, day, plan=Plan.FIRST, basis=Basis.APPROVED)
    current = planned_share(own, day, plan=Plan.CURRENT, basis=Basis.APPROVED)
    assert first == pytest.approx((60 + 40 * 61 / 181) / 100, abs=1e-12)
    assert current == pytest.approx(0.6, abs=1e-12)


def test_a_cancelled_milestone_leaves_actual_and_plan() -> None:
    cancelled = State(status=Status.CANCELLED, progress=0.8)
    own = [
        a_milestone("S01-M01", a_state(0.5), first=Schedule(FIRST_DAY, date(2022, 1, 1), 25)),
        a_milestone("S01-M02", cancelled, first=Schedule(FIRST_DAY, FIRST_DAY, 75)),
    ]
    assert not counts(own[1], Basis.APPROVED)
    assert done(own, basis=Basis.APPROVED) == 0.5
    for plan in Plan:
        assert planned_share(own, FIRST_DAY, plan=plan, basis=Basis.APPROVED) == 0.0


def test_a_cancellation_that_is_only_reported_leaves_the_approved_figures_alone() -> None:
    own = [
        a_milestone("S01-M01", a_state(1)),
        a_milestone("S01-M02", State(), State(status=Status.CANCELLED)),
    ]
    assert done(own, basis=Basis.APPROVED) == 0.5
    assert done(own, basis=Basis.REPORTED) == 1.0


def test_no_milestone_is_no_progress_and_no_plan() -> None:
    assert done([], basis=Basis.APPROVED) == 0.0
    assert planned_share([], FIRST_DAY, plan=Plan.FIRST, basis=Basis.APPROVED) == 0.0


def test_deviation_is_in_points_and_negative_behind_plan() -> None:
    assert deviation(0.412, 0.489) == pytest.approx(-7.7, abs=1e-12)
    assert deviation(0.5, 0.25) == 25.0


def test_the_programme_weighs_its_sentra() -> None:
    heavy, light = a_sentra("S01", weight=3.0), a_sentra("S02", weight=1.0)
    shares = {"S01": 0.2, "S02": 1.0}
    assert programme_share(
        [heavy, light], lambda one: shares[one.code], plan=Plan.FIRST
    ) == pytest.approx(0.4)


@LAW
@given(plans(), DAYS, st.sampled_from(Plan), st.sampled_from(Basis))
def test_shares_stay_between_nothing_and_all(
    own: list[Milestone], day: date, plan: Plan, basis: Basis
) -> None:
    assert 0 <= actual_share(own, plan=plan, basis=basis) <= 1
    assert 0 <= planned_share(own, day, plan=plan, basis=basis) <= 1


@LAW
@given(plans(), DAYS, st.sampled_from(Basis), st.data())
def test_a_reweighting_by_an_act_moves_nothing_against_the_first_plan(
    own: list[Milestone], day: date, basis: Basis, data: st.DataObject
) -> None:
    revised = [reweighted(one, data.draw(WEIGHTS)) for one in own]
    added = a_milestone("S01-M99", a_state(), first=a_schedule(weight=0.0), current=a_schedule())

    def figures(milestones: list[Milestone]) -> tuple[float, float]:
        actual = actual_share(milestones, plan=Plan.FIRST, basis=basis)
        return actual, planned_share(milestones, day, plan=Plan.FIRST, basis=basis)

    assert figures(revised) == figures([*revised, added]) == figures(own)


@LAW
@given(plans(), DAYS, st.sampled_from(Plan), st.data())
def test_where_each_milestone_stands_as_planned_no_weights_make_a_deviation(
    own: list[Milestone], day: date, plan: Plan, data: st.DataObject
) -> None:
    as_planned = [
        replace(
            one, states=dict.fromkeys(Basis, a_state(planned_share_of(one.schedule(plan), day)))
        )
        for one in (reweighted(one, data.draw(WEIGHTS)) for one in own)
    ]

    actual = actual_share(as_planned, plan=plan, basis=Basis.APPROVED)
    planned = planned_share(as_planned, day, plan=plan, basis=Basis.APPROVED)
    assert deviation(actual, planned) == 0


def test_each_plan_reckons_what_was_done_by_its_own_weights() -> None:
    # The worked example of F-03.
    own = [
        a_milestone("S01-M01", a_state(1.0), **weights(40, 70)),
        a_milestone("S01-M02", a_state(0.25), **weights(60, 20)),
        a_milestone("S01-M03", a_state(0.5), **weights(0, 10)),
    ]
    assert actual_share(own, plan=Plan.FIRST, basis=Basis.APPROVED) == pytest.approx(0.55)
    assert actual_share(own, plan=Plan.CURRENT, basis=Basis.APPROVED) == pytest.approx(0.80)


def test_the_first_plan_may_reckon_what_was_done_by_other_weights_than_it_planned_with() -> None:
    own = a_milestone("S01-M01", **weights(40, 70))
    moved = replace(own, lineage=Lineage(first=(FirstShare(own.code, own.first, 55),)))

    assert [weight_in(one, Plan.FIRST) for one in (own, moved)] == [40, 55]
    assert weight_in(moved, Plan.CURRENT) == 70


def weights(first: float, current: float) -> dict[str, Any]:
    return {"first": a_schedule(weight=first), "current": a_schedule(weight=current)}


def reweighted(one: Milestone, weight: float) -> Milestone:
    """The milestone once an act has given it another weight."""
    return replace(one, current=replace(one.current, weight=weight))


@LAW
@given(plans(), DAYS, DAYS, st.sampled_from(Plan))
def test_the_plan_never_falls_as_days_pass(
    own: list[Milestone], one: date, other: date, plan: Plan
) -> None:
    earlier, later = sorted((one, other))
    before = planned_share(own, earlier, plan=plan, basis=Basis.REPORTED)
    assert before <= planned_share(own, later, plan=plan, basis=Basis.REPORTED)


@LAW
@given(st.data())
def test_no_figure_depends_on_the_order_of_milestones(data: st.DataObject) -> None:
    own = data.draw(plans())
    shuffled = data.draw(st.permutations(own))
    day, plan = data.draw(DAYS), data.draw(st.sampled_from(Plan))
    for basis in Basis:
        planned = planned_share(own, day, plan=plan, basis=basis)
        assert done(shuffled, basis=basis) == done(own, basis=basis)
        assert planned_share(shuffled, day, plan=plan, basis=basis) == planned


@LAW
@given(programmes(), st.sampled_from(Basis))
def test_the_programme_is_the_weighted_sum_of_its_milestones(
    sentra: list[Sentra], basis: Basis
) -> None:
    total = fsum(one.weight for one in sentra if one.milestones)
    expected = fsum(
        one.weight / total * milestone.current.weight * milestone.states[basis].progress / weight
        for one in sentra
        for milestone, weight in _with_weight(one.milestones, basis)
    )
    found = programme_share(
        sentra,
        lambda one: done(one.milestones, basis=basis),
        plan=Plan.CURRENT,
    )
    assert found == pytest.approx(expected, abs=1e-9)


def _with_weight(own: Sequence[Milestone], basis: Basis) -> list[tuple[Milestone, float]]:
    left = [one for one in own if one.states[basis].status is not Status.CANCELLED]
    weight = sum(one.current.weight for one in left)
    return [(one, weight) for one in left]


@LAW
@given(plans(), st.sampled_from(Basis))
def test_removing_cancelled_milestones_changes_nothing(own: list[Milestone], basis: Basis) -> None:
    left = [one for one in own if one.states[basis].status is not Status.CANCELLED]
    assert done(own, basis=basis) == done(left, basis=basis)


@LAW
@given(plans(), st.floats(0, 1))
def test_more_progress_on_a_milestone_never_lowers_its_sentra(
    own: list[Milestone], progress: float
) -> None:
    low = a_milestone("S01-M99", State(status=Status.IN_PROGRESS, progress=progress / 2))
    high = a_milestone("S01-M99", State(status=Status.IN_PROGRESS, progress=progress))
    basis = Basis.REPORTED
    assert done([*own, low], basis=basis) <= done([*own, high], basis=basis)


def test_the_worked_example_of_a_cancellation_that_lifts_the_deviation() -> None:
    year = a_schedule(start=date(2022, 1, 1), finish=date(2022, 12, 31), weight=93)
    due = a_schedule(start=date(2022, 1, 1), finish=date(2022, 3, 31), weight=7)
    day = date(2022, 7, 2)
    running = a_milestone("S01-M01", a_state(42 / 93), first=year)
    cancelled = a_milestone(
        "S01-M02", a_state(0.3, status=Status.CANCELLED, previous_progress=0.0), first=due
    )

    actual, planned = without_cancelling(
        (running, cancelled), day, plan=Plan.FIRST, basis=Basis.APPROVED
    )

    assert 100 * (actual - planned) == pytest.approx(-11.5)


@LAW
@given(plans(), st.dates(date(2021, 1, 1), date(2023, 12, 31)))
def test_without_cancelling_is_the_usual_figure_where_nothing_is_cancelled(
    own: list[Milestone], day: date
) -> None:
    left = [one for one in own if one.states[Basis.APPROVED].status is not Status.CANCELLED]
    found = without_cancelling(left, day, plan=Plan.FIRST, basis=Basis.APPROVED)
    assert found == (
        actual_share(left, plan=Plan.FIRST, basis=Basis.APPROVED),
        planned_share(left, day, plan=Plan.FIRST, basis=Basis.APPROVED),
    )
