"""Coordination meetings: what is planned, frozen at opening, resolved, and who came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from rules.changes.tally import Tally
from rules.meetings.agenda_item import AgendaItem
from rules.meetings.resolutions import MeetingId, Resolution
from rules.progress.key_figures import KeyFigures
from rules.values import AgencyCode, Moment


class Stage(StrEnum):
    """How far a meeting is."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """What is agreed before a meeting; `series` is empty for a single meeting.

    `begins_at` is the clock in Penajam (WITA).
    """

    title: str
    held_on: date
    begins_at: time
    place: str
    agencies: tuple[AgencyCode, ...]
    series: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Whether an invited agency came, and who came for it, as free words."""

    agency: AgencyCode
    is_present: bool
    people: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with all that was recorded of it.

    Opening freezes `moment`, `key_figures`, `changes` and `agenda`, whatever is reported on that
    day afterwards. `previous` is the as-of day of the meeting that it is compared with, None for
    the first one; meetings opened by earlier versions have no `changes`.
    """

    id: MeetingId
    plan: MeetingPlan
    author: str
    moment: Moment | None = None
    previous: date | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    cancelled_at: datetime | None = None
    chain_head: str = ""
    key_figures: KeyFigures | None = None
    changes: Tally | None = None
    agenda: tuple[AgendaItem, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    resolutions: tuple[Resolution, ...] = ()

    @property
    def stage(self) -> Stage:
        """How far the meeting is."""
        if self.cancelled_at is not None:
            return Stage.CANCELLED
        if self.closed_at is not None:
            return Stage.CLOSED
        return Stage.PLANNED if self.opened_at is None else Stage.OPEN


def last_before(meetings: Iterable[Meeting], day: date) -> Meeting | None:
    """Return the latest opened meeting whose position lies before `day`; None for none."""
    held = [
        (meeting.moment.as_of, meeting.id, meeting)
        for meeting in meetings
        if meeting.moment is not None
    ]
    before = [entry for entry in held if entry[0] < day]
    return max(before, key=lambda entry: entry[:2])[2] if before else None


def still_planned(meetings: Iterable[Meeting], day: date) -> tuple[Meeting, ...]:
    """Return the meetings that are planned for `day` or later, next first."""
    coming = [
        meeting
        for meeting in meetings
        if meeting.stage is Stage.PLANNED and meeting.plan.held_on >= day
    ]
    return tuple(
        sorted(
            coming, key=lambda meeting: (meeting.plan.held_on, meeting.plan.begins_at, meeting.id)
        )
    )
