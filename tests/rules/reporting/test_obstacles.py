from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from rules.reporting.obstacles import obstacles_by_state, without_known
from rules.reporting.report import Draft, NewObstacle
from rules.values import AgencyCode, EventId, MilestoneCode, Obstacle, ObstacleId
from rules.vocabulary import Status
from tests.builders import a_milestone, a_state, an_obstacle

FINISHED_ON = date(2022, 3, 31)
ENDED = (Status.FINISHED, Status.CANCELLED)
DAYS = st.dates(date(2021, 1, 1), date(2023, 12, 31))


@st.composite
def obstacles(draw: st.DrawFn) -> tuple[Obstacle, ...]:
    """Obstacles, some closed on the day of their opening or later."""
    found = []
    for number in range(draw(st.integers(0, 5))):
        opened_on = draw(DAYS)
        lasted = draw(st.none() | st.integers(0, 400))
        closed_on = None if lasted is None else opened_on + timedelta(days=lasted)
        found.append(an_obstacle(id=ObstacleId(number), opened_on=opened_on, closed_on=closed_on))
    return tuple(found)


@pytest.mark.parametrize("status", ENDED)
@pytest.mark.parametrize(
    ("opened_on", "closed_on"),
    [
        (date(2022, 3, 10), FINISHED_ON),
        (FINISHED_ON, FINISHED_ON),
        (FINISHED_ON + timedelta(days=1), None),
    ],
)
def test_what_was_open_when_a_milestone_ended_closes_on_that_day(
    status: Status, opened_on: date, closed_on: date | None
) -> None:
    (found,) = obstacles_by_state([an_obstacle(opened_on=opened_on)], status, FINISHED_ON)
    assert found.closed_on == closed_on


def test_what_was_closed_before_keeps_its_day() -> None:
    closed = an_obstacle(closed_on=date(2022, 3, 20))
    assert obstacles_by_state([closed], Status.FINISHED, FINISHED_ON) == (closed,)


@given(obstacles(), st.sampled_from([one for one in Status if one not in ENDED]), DAYS)
def test_the_state_of_what_goes_on_closes_nothing(
    found: tuple[Obstacle, ...], status: Status, effective_on: date
) -> None:
    assert obstacles_by_state(found, status, effective_on) == found


@given(obstacles(), st.sampled_from(ENDED), DAYS)
def test_nothing_opened_by_the_end_is_open_and_all_else_stays(
    found: tuple[Obstacle, ...], status: Status, effective_on: date
) -> None:
    left = obstacles_by_state(found, status, effective_on)
    assert not [one for one in left if one.closed_on is None and one.opened_on <= effective_on]
    assert [replace(one, closed_on=None) for one in left] == [
        replace(one, closed_on=None) for one in found
    ]
    assert all(
        after == before or (before.closed_on is None and after.closed_on == effective_on)
        for before, after in zip(found, left, strict=True)
    )
    assert obstacles_by_state(left, status, effective_on) == left
    assert all(one.closed_on is None or one.opened_on <= one.closed_on for one in left)


@pytest.mark.parametrize(
    ("words", "owner", "day", "is_known"),
    [
        ("lahan  BELUM bebas", "DPMD", date(2022, 3, 31), True),
        ("Lahan belum bebas", "DPMD", date(2022, 4, 1), False),
        ("Lahan belum bebas", "DINKES", date(2022, 3, 31), False),
        ("Lahan", "DPMD", date(2022, 3, 31), False),
    ],
)
def test_an_obstacle_that_stands_on_the_day_opens_no_second_one(
    words: str, owner: str, day: date, *, is_known: bool
) -> None:
    stands = an_obstacle(closed_on=date(2022, 4, 1))
    known = a_milestone(state=a_state(0.4, obstacles=(stands,)))
    draft = Draft(
        milestone=MilestoneCode("S01-M01"),
        effective_on=day,
        status=Status.OBSTRUCTED,
        progress=0.4,
        note="",
        seen=EventId(0),
        key="",
        opens=NewObstacle(words, AgencyCode(owner)),
    )
    assert (without_known(draft, known).opens is None) is is_known
    assert without_known(replace(draft, opens=None), known).opens is None
