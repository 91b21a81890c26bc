"""What meetings left to be done: a resolution that somebody must carry out by a day. F-20.

A follow-up (tindak lanjut) stays open, whatever meeting comes next, until it is closed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, NewType

from rules.evidence.files import KeptFile
from rules.meetings.meeting import Meeting
from rules.meetings.resolutions import Resolution
from rules.periods import WITA, wita_day
from rules.plan.agencies import Agencies, successor_on
from rules.values import AgencyCode

FollowUpFileId = NewType("FollowUpFileId", int)
USUAL_DAYS: Final = 14
"""How long a follow-up is given unless somebody says otherwise."""


class FollowUpKind(StrEnum):
    """What happened to a follow-up."""

    NOTED = "noted"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class FollowUpFile:
    """A file that proves what was told about a follow-up."""

    id: FollowUpFileId
    kept: KeptFile


@dataclass(frozen=True, slots=True)
class FollowUpEvent:
    """One thing that was told about a follow-up."""

    kind: FollowUpKind
    note: str
    evidence: str
    author: str
    recorded_at: datetime
    files: tuple[FollowUpFile, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A resolution that somebody must carry out: its meeting, and all that was told about it."""

    resolution: Resolution
    owner: AgencyCode
    due_on: date
    meeting_title: str
    decided_on: date
    history: tuple[FollowUpEvent, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it still waits: never closed, or reopened since."""
        verdicts = [event for event in self.history if event.kind is not FollowUpKind.NOTED]
        return not verdicts or verdicts[-1].kind is FollowUpKind.REOPENED

    @property
    def closed_at(self) -> datetime | None:
        """The instant of its closing; None while it is open."""
        if self.is_open:
            return None
        closings = [event for event in self.history if event.kind is FollowUpKind.CLOSED]
        return closings[-1].recorded_at

    def age(self, day: date) -> int:
        """Return the days from the meeting that decided it to `day`, 0 before that meeting."""
        return max(0, (day - self.decided_on).days)

    def days_late(self, day: date) -> int:
        """Return the days since it was due, 0 on that day itself and once it is closed."""
        return max(0, (day - self.due_on).days) if self.is_open else 0


def still_open(found: Iterable[FollowUp], day: date) -> tuple[FollowUp, ...]:
    """Return the open ones, most days late first, then oldest."""
    waiting = [follow_up for follow_up in found if follow_up.is_open]
    return tuple(
        sorted(
            waiting,
            key=lambda follow_up: (
                -follow_up.days_late(day),
                follow_up.decided_on,
                follow_up.resolution.id,
            ),
        )
    )


def closed_since(
    found: Iterable[FollowUp], day: date | None, last: Meeting | None
) -> tuple[FollowUp, ...]:
    """Return those closed since the position of `day`, in the order given; all closed for None.

    Where `last` is the meeting that was held on that position, those closed after it ended; else
    also those of the day itself.
    """
    since = None if day is None else _left_off(day, last)
    closed = ((follow_up, follow_up.closed_at) for follow_up in found)
    return tuple(
        follow_up for follow_up, at in closed if at is not None and (since is None or at >= since)
    )


def _left_off(day: date, last: Meeting | None) -> datetime:
    held_on = None if last is None or last.moment is None else last.moment.as_of
    if last is not None and last.closed_at is not None and held_on == day:
        return last.closed_at
    return datetime.combine(day, time.min, tzinfo=WITA)


def known_at(found: Iterable[FollowUp], at: datetime) -> tuple[FollowUp, ...]:
    """Return the follow-ups as they stood at an instant: decided by then, with what was told."""
    return tuple(
        replace(
            follow_up,
            history=tuple(event for event in follow_up.history if event.recorded_at <= at),
        )
        for follow_up in found
        if follow_up.resolution.recorded_at <= at
    )


def left_by(meeting: Meeting | None, found: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Return the follow-ups as `meeting` left them; all of `found` until one is closed.

    What was resolved or told on a later day, before the meeting ended, belongs to it; what happened
    after its end does not, though it be on the day of its position.
    """
    ended = None if meeting is None else meeting.closed_at
    return tuple(found) if ended is None else known_at(found, ended)


def answered(follow_up: FollowUp, agencies: Agencies, day: date) -> FollowUp:
    """Return the follow-up with who answers for it on `day`; a closed one keeps who closed it."""
    named = follow_up.resolution.owner or follow_up.owner
    closed_at = follow_up.closed_at
    until = day if closed_at is None else min(day, wita_day(closed_at))
    return replace(follow_up, owner=successor_on(agencies, named, until))


def usual_due(day: date, *others: date) -> date:
    """Return when a follow-up is due unless somebody says otherwise.

    It is counted from `day`, or from the latest of the `others` where one of them is later.
    """
    return max((day, *others)) + timedelta(days=USUAL_DAYS)
