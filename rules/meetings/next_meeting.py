"""Which meeting comes next, and what one is like before anybody says otherwise."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from rules.meetings.meeting import Meeting, MeetingPlan, Stage, still_planned
from rules.plan.agencies import Agencies, answered_by


def next_plan(meetings: Sequence[Meeting], usual: MeetingPlan, known: Agencies) -> MeetingPlan:
    """Return the plan of a meeting on the day of `usual`, taken over from the last one.

    The last one of a series counts before a single one, and cancelled ones do not count. Invited
    are those of its agencies that are still there, or who answers for them; before the first
    meeting it is as `usual`.
    """
    last = _last(meeting for meeting in meetings if meeting.plan.series) or _last(meetings)
    if last is None:
        return usual
    asked = answered_by(known, last.plan.agencies, usual.held_on)
    invited = tuple(code for code in asked if code in known and known[code].is_valid(usual.held_on))
    return replace(last.plan, held_on=usual.held_on, agencies=invited or usual.agencies)


def _last(meetings: Iterable[Meeting]) -> Meeting | None:
    held = (meeting for meeting in meetings if meeting.stage is not Stage.CANCELLED)
    return max(held, key=lambda meeting: (meeting.plan.held_on, meeting.id), default=None)


def coming(meetings: Sequence[Meeting], day: date) -> Meeting | None:
    """Return the meeting that is open on `day`, or the next one planned; None for neither."""
    is_open = (meeting for meeting in meetings if meeting.stage is Stage.OPEN)
    return next(chain(is_open, still_planned(meetings, day)), None)


def same_day(meetings: Iterable[Meeting], day: date) -> Meeting | None:
    """Return the meeting that is planned for `day` or held on it; None without one."""
    found = (one for one in meetings if one.stage is not Stage.CANCELLED)
    return next((one for one in found if one.plan.held_on == day), None)


def missed(meetings: Iterable[Meeting], day: date) -> tuple[Meeting, ...]:
    """Return the meetings planned for a day before `day` that nobody opened, oldest first."""
    past = [
        meeting
        for meeting in meetings
        if meeting.stage is Stage.PLANNED and meeting.plan.held_on < day
    ]
    return tuple(
        sorted(past, key=lambda meeting: (meeting.plan.held_on, meeting.plan.begins_at, meeting.id))
    )
