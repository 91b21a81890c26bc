from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from rules.progress.briefing import brief
from rules.progress.shares import planned_share
from rules.progress.standing_since import standing_since
from rules.thresholds import DEFAULT_THRESHOLDS
from rules.values import Milestone, Sentra
from rules.vocabulary import Basis, Light, Plan
from tests.builders import (
    AS_OF,
    a_board,
    a_history,
    a_milestone,
    a_moment,
    a_programme,
    a_schedule,
    a_sentra,
    a_state,
    an_obstacle,
)
from tests.rules.laws import LAW

LONG = a_schedule(start=date(2021, 7, 1), finish=date(2022, 12, 31), weight=100.0)


def since(sentra: Sentra, plan: Plan = Plan.FIRST, **thresholds: object) -> tuple[Light, object]:
    known = replace(DEFAULT_THRESHOLDS, **thresholds)  # type: ignore[arg-type]
    board = a_board([sentra], programme=a_programme(thresholds=known))
    (found,) = brief(board, a_moment(plan=plan)).sentra
    return found.health.light, standing_since(found, a_moment(plan=plan), known)


def due(days_ago: int, *, obstructed_for: int | None = None) -> Milestone:
    opened = [] if obstructed_for is None else [AS_OF - timedelta(obstructed_for)]
    obstacles = tuple(an_obstacle(opened_on=day) for day in opened)
    finish = AS_OF - timedelta(days_ago)
    schedule = a_schedule(finish=finish, weight=100.0)
    return a_milestone(state=a_state(0.97, obstacles=obstacles), first=schedule)


@LAW
@given(
    st.lists(st.tuples(st.dates(date(2021, 7, 2), AS_OF), st.floats(0, 1)), max_size=4),
    st.floats(0, 1),
    st.sampled_from(list(Plan)),
)
def test_the_deviation_has_been_beyond_its_limit_on_each_day_since_and_not_before(
    told: list[tuple[date, float]], now: float, plan: Plan
) -> None:
    past = sorted({day: share for day, share in told if day < AS_OF}.items())
    own = [a_milestone(state=a_state(now), first=LONG)]
    light, found = since(a_sentra("S01", own, history=a_history(*past)), plan)

    def behind(day: date) -> float:
        known = [share for on, share in past if on <= day]
        done = now if day == AS_OF else known[-1] if known else 0.0
        planned = planned_share(own, day, plan=plan, basis=Basis.APPROVED)
        return 100 * (done - planned)

    if light not in {Light.CRITICAL, Light.ATTENTION}:
        assert found is None
        return
    limit = -10.0 if light is Light.CRITICAL else -5.0
    day = AS_OF
    while behind(day - timedelta(1)) < limit - 1e-9:
        day -= timedelta(1)
    assert found == day


def test_what_was_never_otherwise_holds_from_the_first_day() -> None:
    first = a_schedule(start=date(2020, 1, 1), finish=date(2020, 6, 30), weight=100.0)
    own = [a_milestone(state=a_state(0.5), first=first)]
    assert since(a_sentra("S01", own)) == (Light.CRITICAL, date(2021, 1, 1))


@pytest.mark.parametrize("days_late", [31, 45])
def test_a_late_milestone_alarms_from_the_first_day_beyond_the_limit(days_late: int) -> None:
    expected = AS_OF - timedelta(days_late - 31)
    assert since(a_sentra("S01", [due(days_late)])) == (Light.ATTENTION, expected)


@pytest.mark.parametrize(
    ("days_late", "days_open", "expected"),
    [(5, 61, 0), (5, 64, 3), (5, 90, 4), (1, 200, 0)],
)
def test_an_obstacle_alarms_from_its_limit_and_not_before_the_milestone_is_late(
    days_late: int, days_open: int, expected: int
) -> None:
    sentra = a_sentra("S01", [due(days_late, obstructed_for=days_open)])
    assert since(sentra) == (Light.CRITICAL, AS_OF - timedelta(expected))


def test_of_a_contract_nobody_keeps_the_days() -> None:
    found = since(
        a_sentra("S01", [due(-1)]), contracts=("S01-M01",), contract_late_critical_below=-1.0
    )
    assert found == (Light.CRITICAL, None)
