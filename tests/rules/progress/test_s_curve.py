from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from rules.periods import (
    Span,
    month_end,
    wita_day,
)
from rules.progress.briefing import brief
from rules.progress.s_curve import CurvePoint, curves, largest_delay
from rules.progress.shares import planned_share
from rules.values import (
    Board,
    FirstShare,
    Lineage,
    Milestone,
    PastShare,
    Schedule,
    Sentra,
)
from rules.vocabulary import Basis, Plan
from tests.builders import (
    AS_OF,
    a_board,
    a_history,
    a_milestone,
    a_moment,
    a_programme,
    a_sentra,
    a_state,
    revised,
)
from tests.rules.laws import LAW

START, FINISH = date(2021, 1, 1), date(2023, 12, 31)
HISTORY = a_history((date(2022, 4, 30), 0.1), (date(2022, 5, 31), 0.3))


def a_reported_board(as_of: date = AS_OF) -> Board:
    own = [a_milestone("S01-M01", a_state(0.9)), a_milestone("S01-M02", a_state(0.1))]
    return a_board([a_sentra("S01", own, history=HISTORY)], as_of=as_of)


def curve_of(board: Board, basis: Basis = Basis.APPROVED) -> tuple[CurvePoint, ...]:
    return curves(board, basis, Plan.FIRST).of_sentra[board.sentra[0].code]


def at(curve: tuple[CurvePoint, ...], day: date) -> CurvePoint:
    return next(point for point in curve if point.day == day)


def test_the_curve_has_the_start_every_month_end_and_the_as_of_day() -> None:
    days = [point.day for point in curve_of(a_reported_board(date(2022, 6, 15)))]
    assert len(days) == 1 + 36 + 1
    assert days[0] == START
    assert days[-1] == FINISH
    assert date(2022, 6, 15) in days


def test_a_finish_within_a_month_has_its_point() -> None:
    board = a_board(programme=a_programme(finish=date(2023, 11, 15)))
    assert curve_of(board)[-1].day == date(2023, 11, 15)


def test_the_future_of_the_actual_is_a_gap() -> None:
    curve = curve_of(a_reported_board())
    assert all((point.actual is None) == (point.day > AS_OF) for point in curve)


def test_past_points_are_the_figures_of_their_own_days() -> None:
    curve = curve_of(a_reported_board())
    assert at(curve, date(2022, 3, 31)).actual == 0.0
    assert at(curve, date(2022, 4, 30)).actual == 0.1
    assert at(curve, date(2022, 5, 31)).actual == 0.3
    assert at(curve, AS_OF).actual == pytest.approx(0.5)


def test_months_without_a_change_carry_the_share_before_them() -> None:
    board = a_reported_board(date(2022, 9, 15))
    assert at(curve_of(board), date(2022, 8, 31)).actual == 0.3


def test_the_day_of_a_past_month_end_is_not_taken_from_history() -> None:
    board = a_reported_board(date(2022, 5, 31))
    assert at(curve_of(board), date(2022, 5, 31)).actual == pytest.approx(0.5)


def test_plans_run_through_to_the_finish() -> None:
    moved = Schedule(START, date(2022, 12, 31), 50)
    sentra = a_sentra(milestones=[a_milestone(current=moved)])
    curve = curve_of(a_board([sentra]))
    assert (at(curve, START).first_plan, at(curve, START).current_plan) == (0.0, 0.0)
    assert at(curve, date(2021, 12, 31)).first_plan == 1.0
    assert at(curve, date(2021, 12, 31)).current_plan == pytest.approx(364 / 729)
    assert (curve[-1].first_plan, curve[-1].current_plan) == (1.0, 1.0)


def test_before_the_start_there_is_no_actual_at_all() -> None:
    curve = curve_of(a_reported_board(date(2020, 12, 31)))
    assert curve[0].day == START
    assert {point.actual for point in curve} == {None}


def test_after_the_finish_the_curve_goes_on_to_the_as_of_day() -> None:
    curve = curve_of(a_reported_board(date(2024, 2, 10)))
    assert curve[-1].day == date(2024, 2, 10)
    assert curve[-1].actual == pytest.approx(0.5)


def test_the_programme_curve_weighs_its_sentra() -> None:
    slow = a_sentra("S01", weight=3.0, history=a_history((date(2022, 5, 31), 0.2)))
    fast = a_sentra("S02", weight=1.0, history=a_history((date(2022, 5, 31), 1.0)))
    curve = curves(a_board([slow, fast]), Basis.APPROVED, Plan.FIRST).programme
    assert at(curve, date(2022, 5, 31)).actual == pytest.approx(0.4)


@LAW
@given(
    st.dates(START, FINISH),
    st.sampled_from(Basis),
    st.floats(0, 0.99),
    st.lists(st.floats(0, 1), min_size=1, max_size=12),
)
def test_the_curve_is_sorted_bounded_and_ends_in_the_headline_figure(
    as_of: date, basis: Basis, progress: float, past: list[float]
) -> None:
    ends = [month_end(date(2021, month, 1)) for month in range(1, len(past) + 1)]
    history = a_history(*zip(ends, past, strict=True))
    own = [a_milestone("S01-M01", a_state(progress)), a_milestone("S01-M02")]
    board = a_board([a_sentra("S01", own, history=history)], as_of=as_of)
    briefing = brief(board, a_moment(as_of, basis))
    days = [point.day for point in briefing.curve]
    actuals = [point.actual for point in briefing.curve if point.actual is not None]
    assert days == sorted(set(days))
    assert all(0 <= actual <= 1 for actual in actuals)
    assert actuals[-1] == briefing.totals.actual
    assert at(briefing.curve, as_of).first_plan == briefing.totals.planned_first


def test_the_plans_of_the_as_of_day_are_the_headline_plans() -> None:
    board = a_reported_board(date(2021, 5, 17))
    point = at(curve_of(board), date(2021, 5, 17))
    own = board.sentra[0].milestones
    for plan, share in ((Plan.FIRST, point.first_plan), (Plan.CURRENT, point.current_plan)):
        assert share == planned_share(own, board.as_of, plan=plan, basis=Basis.APPROVED)


CANCELLED_ON, TAKEN_UP_ON = date(2021, 5, 10), date(2021, 9, 1)
YEAR = Schedule(START, date(2021, 12, 31), 50)


def a_cancelled_board(as_of: date = AS_OF) -> Board:
    """Two equal milestones, of which one was cancelled for a summer and had nothing done."""
    span = Span(CANCELLED_ON, TAKEN_UP_ON - timedelta(days=1))
    kept = a_milestone("S01-M01", a_state(0.5), first=Schedule(START, date(2021, 3, 31), 50))
    off = replace(a_milestone("S01-M02", first=YEAR), cancelled=dict.fromkeys(Basis, (span,)))
    around = (CANCELLED_ON - timedelta(days=1), CANCELLED_ON)
    history = a_history((around[0], 0.25), (around[1], 0.5), (date(2021, 9, 30), 0.25))
    return a_board([a_sentra("S01", [kept, off], history=history)], as_of=as_of)


def test_a_cancellation_is_a_step_on_its_day_and_the_plan_before_it_stays() -> None:
    curve = curve_of(a_cancelled_board())
    before, on = at(curve, CANCELLED_ON - timedelta(days=1)), at(curve, CANCELLED_ON)
    share = (before.day - START).days / (date(2021, 12, 31) - START).days
    assert before.first_plan == before.current_plan == pytest.approx((1 + share) / 2)
    assert (on.first_plan, on.current_plan, on.actual) == (1, 1, 0.5)
    assert before.actual == 0.25
    assert at(curve, date(2021, 8, 31)).first_plan == 1
    assert at(curve, date(2021, 9, 30)).first_plan < 1


def test_a_revised_plan_is_that_of_its_day_before_and_after_its_revision() -> None:
    (revision,) = revised(YEAR, date(2022, 12, 31))
    own = a_milestone(
        "S01-M01",
        first=YEAR,
        current=replace(YEAR, finish=date(2022, 12, 31)),
        revisions=(revision,),
    )
    curve = curve_of(a_board([a_sentra("S01", [own])]))
    revised_on = wita_day(revision.recorded_at)
    past = [point for point in curve if point.day < revised_on]
    assert past
    assert all(point.current_plan == point.first_plan for point in past)
    assert at(curve, AS_OF).current_plan < at(curve, AS_OF).first_plan or revised_on > AS_OF


def test_what_was_told_then_stands_beside_what_is_known_now() -> None:
    points = (PastShare(date(2022, 4, 30), 0.3, told=0.1), PastShare(date(2022, 5, 31), 0.4))
    own = [a_milestone("S01-M01", a_state(0.5))]
    board = a_board([a_sentra("S01", own, history=a_history(*points))])
    drawn = curves(board, Basis.APPROVED, Plan.FIRST)
    for curve in (drawn.programme, drawn.of_sentra[board.sentra[0].code]):
        assert [point.told for point in curve if point.told is not None] == [0.1]
        assert largest_delay(curve) == pytest.approx(0.2)


def test_without_anything_told_there_is_no_delay() -> None:
    assert largest_delay(curve_of(a_reported_board())) == 0


def test_a_split_leaves_the_first_plan_on_every_day_as_it_was() -> None:
    whole = a_milestone("S01-M01", a_state(0.5))
    other = a_milestone("S01-M02", first=replace(whole.first, finish=date(2022, 12, 31)))
    until, since = Span(date.min, date(2021, 6, 30)), Span(date(2021, 7, 1), None)

    def part(number: int, weight: float) -> Milestone:
        own = replace(whole.first, weight=weight)
        took = Lineage(since, first=(FirstShare(whole.code, own, weight),))
        return a_milestone(f"S01-M0{number}", a_state(0.5), first=own, lineage=took)

    parts = (part(3, 20.0), part(4, 30.0))
    gone = replace(whole, lineage=Lineage(until, became=tuple(one.code for one in parts)))
    sentra = a_sentra("S01", [whole, other])
    split = replace(sentra, milestones=(*parts, other), left=(gone,))

    def planned(own: Sentra) -> list[tuple[float, float]]:
        drawn = curves(a_board([own]), Basis.APPROVED, Plan.FIRST).programme
        return [(one.first_plan, one.current_plan) for one in drawn]

    assert planned(split) == [pytest.approx(one) for one in planned(sentra)]
