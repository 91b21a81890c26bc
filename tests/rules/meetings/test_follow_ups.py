from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from rules.meetings.follow_ups import (
    FollowUp,
    FollowUpEvent,
    FollowUpKind,
    closed_since,
    known_at,
    left_by,
    still_open,
    usual_due,
)
from tests.builders import a_follow_up, a_meeting, a_moment, a_resolution
from tests.rules.laws import LAW

HELD_ON = date(2022, 6, 30)
AT = datetime(2022, 6, 30, 9, tzinfo=UTC)


def told(*kinds: FollowUpKind) -> FollowUp:
    """A follow-up decided on 31 May and due on 14 June, about which this was told."""
    history = tuple(FollowUpEvent(kind, "catatan", "", "operator", AT) for kind in kinds)
    return a_follow_up(decided_on=date(2022, 5, 31), due_on=date(2022, 6, 14), history=history)


@pytest.mark.parametrize(
    ("kinds", "is_open"),
    [
        ((), True),
        ((FollowUpKind.NOTED,), True),
        ((FollowUpKind.CLOSED,), False),
        ((FollowUpKind.CLOSED, FollowUpKind.NOTED), False),
        ((FollowUpKind.CLOSED, FollowUpKind.REOPENED), True),
        ((FollowUpKind.CLOSED, FollowUpKind.REOPENED, FollowUpKind.CLOSED), False),
    ],
)
def test_a_follow_up_waits_until_it_is_closed(
    kinds: tuple[FollowUpKind, ...], *, is_open: bool
) -> None:
    found = told(*kinds)
    assert found.is_open is is_open
    assert found.closed_at == (None if is_open else AT)


@pytest.mark.parametrize(("days", "late"), [(-1, 0), (0, 0), (1, 1), (16, 16)])
def test_a_follow_up_is_late_from_the_day_after_its_due_day(days: int, late: int) -> None:
    assert told().days_late(date(2022, 6, 14) + timedelta(days)) == late


def test_a_follow_up_has_no_age_before_its_meeting() -> None:
    assert told().age(date(2022, 5, 30)) == told().age(date(2022, 5, 31)) == 0


def test_age_and_lateness_worked_by_hand() -> None:
    assert (told().age(HELD_ON), told().days_late(HELD_ON)) == (30, 16)
    assert told(FollowUpKind.CLOSED).days_late(HELD_ON) == 0


@LAW
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400), st.booleans()), max_size=12))
def test_open_follow_ups_stand_by_days_late_then_by_age(
    rows: list[tuple[int, int, bool]],
) -> None:
    made = [
        a_follow_up(
            number,
            closed=closed,
            decided_on=HELD_ON - timedelta(decided),
            due_on=HELD_ON - timedelta(200 - due),
        )
        for number, (decided, due, closed) in enumerate(rows, 1)
    ]
    found = still_open(made, HELD_ON)
    assert set(found) == {one for one in made if one.is_open}
    measures = [(-one.days_late(HELD_ON), one.decided_on) for one in found]
    assert measures == sorted(measures)


def test_a_follow_up_is_usually_given_two_weeks() -> None:
    assert usual_due(HELD_ON) == date(2022, 7, 14)
    assert usual_due(HELD_ON, date(2022, 6, 1)) == date(2022, 7, 14)
    assert usual_due(HELD_ON, date(2022, 7, 1)) == date(2022, 7, 15)


def test_what_was_closed_since_a_day_includes_the_day() -> None:
    closed, waiting = told(FollowUpKind.CLOSED), told()
    found = (waiting, closed)
    assert closed_since(found, HELD_ON + timedelta(1), None) == ()
    assert closed_since(found, HELD_ON, None) == (closed,)
    assert closed_since(found, None, None) == (closed,)


@pytest.mark.parametrize(
    ("position", "ended", "is_told"),
    [
        (HELD_ON, AT - timedelta(hours=1), True),
        (HELD_ON, AT + timedelta(hours=1), False),
        (HELD_ON, AT + timedelta(1), False),
        # Nobody closed that meeting, or another position is compared with.
        (HELD_ON, None, True),
        (HELD_ON - timedelta(1), AT + timedelta(hours=1), True),
    ],
)
def test_what_was_closed_since_a_meeting_was_closed_after_it_ended(
    position: date, ended: datetime | None, *, is_told: bool
) -> None:
    last = a_meeting(moment=a_moment(position), closed_at=ended)
    found = closed_since((told(FollowUpKind.CLOSED),), HELD_ON, last)
    assert bool(found) is is_told


def test_follow_ups_are_known_at_an_instant_with_what_was_told_by_then() -> None:
    closed = replace(told(FollowUpKind.CLOSED), resolution=a_resolution(recorded_at=AT))
    assert known_at((closed,), AT) == (closed,)
    earlier = replace(closed, resolution=a_resolution(recorded_at=AT - timedelta(hours=2)))
    (found,) = known_at((earlier,), AT - timedelta(hours=1))
    assert found.is_open
    assert known_at((closed,), AT - timedelta(hours=1)) == ()


def test_a_closed_meeting_leaves_follow_ups_as_they_stood_at_its_end() -> None:
    found = (told(FollowUpKind.CLOSED),)
    for before in (None, a_meeting(), a_meeting(moment=None, opened_at=None)):
        assert left_by(before, found) == found
    resolution = a_resolution(recorded_at=AT - timedelta(hours=2))
    closed = (replace(found[0], resolution=resolution),)
    (left,) = left_by(a_meeting(closed_at=AT - timedelta(hours=1)), closed)
    assert left.is_open
    assert left_by(a_meeting(closed_at=AT), closed) == closed
