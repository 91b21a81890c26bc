from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from rules.meetings.meeting import Meeting, Stage, last_before, still_planned
from rules.meetings.resolutions import MeetingId
from tests.builders import a_meeting, a_meeting_plan, a_moment

HELD_ON = date(2022, 6, 30)
AT = datetime(2022, 6, 30, 9, tzinfo=UTC)


def test_a_meeting_tells_how_far_it_is() -> None:
    planned = a_meeting(moment=None, opened_at=None)
    assert planned.stage is Stage.PLANNED
    assert replace(planned, cancelled_at=AT).stage is Stage.CANCELLED
    assert a_meeting().stage is Stage.OPEN
    assert a_meeting(closed_at=AT).stage is Stage.CLOSED


def test_the_last_meeting_is_the_latest_opened_before_the_day() -> None:
    days = (date(2022, 3, 31), date(2022, 5, 31), HELD_ON)
    held = [a_meeting(id=MeetingId(n), moment=a_moment(day)) for n, day in enumerate(days, 1)]
    planned = a_meeting(id=MeetingId(9), moment=None)
    assert last_before([*held, planned], HELD_ON) is held[1]
    assert last_before([*held, planned], HELD_ON + timedelta(1)) is held[2]
    assert last_before([*held, planned], days[0]) is None


def test_of_two_meetings_on_one_position_the_later_is_the_last() -> None:
    both = [a_meeting(id=MeetingId(n), moment=a_moment(date(2022, 5, 31))) for n in (2, 1)]
    assert last_before(both, HELD_ON) is both[0]


def test_meetings_to_come_are_planned_ones_of_this_day_or_later_next_first() -> None:
    def planned(number: int, days: int, hour: int = 9, **fields: Any) -> Meeting:
        plan = a_meeting_plan(held_on=HELD_ON + timedelta(days), begins_at=time(hour))
        return a_meeting(id=MeetingId(number), plan=plan, **{"opened_at": None, **fields})

    gone, opened = planned(1, -1), planned(2, 3, opened_at=AT)
    cancelled = planned(3, 3, cancelled_at=AT)
    late, early, next_week = planned(4, 0, 14), planned(5, 0, 9), planned(6, 7)

    found = still_planned([gone, next_week, late, opened, early, cancelled], HELD_ON)

    assert [one.id for one in found] == [5, 4, 6]
