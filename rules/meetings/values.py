"""Coordination meetings: what is planned, frozen at opening, resolved, and followed up.

A resolution with an owner and a day is a follow-up (tindak lanjut); it stays open, whatever meeting
comes next, until it is closed. Formulas F-19 and F-20 of docs/formulas.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, NewType

from rules.evidence.files import MOST_FILES, KeptFile
from rules.meetings.agenda_reasons import AgendaReasons
from rules.meetings.errors import MeetingProblem
from rules.periods import WITA
from rules.progress.key_figures import KeyFigures
from rules.values import AgencyCode, MilestoneCode, Moment, SentraCode

MeetingId = NewType("MeetingId", int)
ResolutionId = NewType("ResolutionId", int)
FollowUpFileId = NewType("FollowUpFileId", int)

TEXT_LIMIT: Final = 2000
NAME_LIMIT: Final = 200
USUAL_DAYS: Final = 14
"""How long a follow-up is given unless somebody says otherwise."""


class Stage(StrEnum):
    """How far a meeting is."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class AgendaKind(StrEnum):
    """Why something stands on the agenda, in the order in which it is talked about."""

    FOLLOW_UP = "follow_up"
    CRITICAL = "critical"
    WORSENED = "worsened"
    SLIPPED = "slipped"
    SILENT = "silent"
    WITHOUT_EVIDENCE = "without_evidence"


class FollowUpKind(StrEnum):
    """What happened to a follow-up."""

    NOTED = "noted"
    CLOSED = "closed"
    REOPENED = "reopened"


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
class AgendaItem:
    """One thing to talk about, as facts: words/meetings/sentences.py has the sentence.

    `agency` must act; `since` and `days` tell for how long; shares in [0, 1] where a sentra is
    meant; `milestones` are those concerned, gravest first. `days_late` is that of a follow-up.
    `reasons` are those of a sentra; agendas frozen by earlier versions have neither.
    """

    kind: AgendaKind
    sentra: SentraCode | None = None
    agency: AgencyCode | None = None
    milestones: tuple[MilestoneCode, ...] = ()
    since: date | None = None
    days: int = 0
    actual: float | None = None
    planned: float | None = None
    deviation_before: float | None = None
    resolution: ResolutionId | None = None
    days_late: int = 0
    reasons: AgendaReasons | None = None

    @property
    def key(self) -> str:
        """What tells this item from every other one of its agenda."""
        subject = self.resolution or self.sentra or self.agency or ""
        return f"{self.kind.value}-{subject}"


@dataclass(frozen=True, slots=True)
class Attendance:
    """Whether an invited agency came, and who came for it, as free words."""

    agency: AgencyCode
    is_present: bool
    people: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a meeting decided; with an owner and a day it is a follow-up.

    `item` is the key of the agenda item that it was made on, empty for the meeting as a whole.
    """

    id: ResolutionId
    meeting: MeetingId
    item: str
    sentra: SentraCode | None
    milestone: MilestoneCode | None
    text: str
    owner: AgencyCode | None
    due_on: date | None
    needs_evidence: bool
    author: str
    recorded_at: datetime

    @property
    def is_follow_up(self) -> bool:
        """Whether somebody must do something by a day."""
        return self.owner is not None


@dataclass(frozen=True, slots=True)
class ResolutionDraft:
    """A resolution before it is recorded; `replaces` is the one that it corrects.

    `key` makes sending it twice harmless.
    """

    meeting: MeetingId
    item: str
    text: str
    key: str
    sentra: SentraCode | None = None
    milestone: MilestoneCode | None = None
    owner: AgencyCode | None = None
    due_on: date | None = None
    needs_evidence: bool = False
    replaces: ResolutionId | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with all that was recorded of it.

    Opening freezes `moment`, `key_figures` and `agenda`, whatever is reported on that day
    afterwards. `previous` is the as-of day of the meeting that it is compared with, None for the
    first one.
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
        verdicts = [one for one in self.history if one.kind is not FollowUpKind.NOTED]
        return not verdicts or verdicts[-1].kind is FollowUpKind.REOPENED

    @property
    def closed_at(self) -> datetime | None:
        """The instant of its closing; None while it is open."""
        if self.is_open:
            return None
        closings = [one for one in self.history if one.kind is FollowUpKind.CLOSED]
        return closings[-1].recorded_at

    def age(self, day: date) -> int:
        """Return the days from the meeting that decided it to `day`, 0 before that meeting."""
        return max(0, (day - self.decided_on).days)

    def days_late(self, day: date) -> int:
        """Return the days since it was due, 0 on that day itself and once it is closed."""
        return max(0, (day - self.due_on).days) if self.is_open else 0


def still_open(found: Iterable[FollowUp], day: date) -> tuple[FollowUp, ...]:
    """Return the open ones, most days late first, then oldest."""
    waiting = [one for one in found if one.is_open]
    return tuple(
        sorted(waiting, key=lambda one: (-one.days_late(day), one.decided_on, one.resolution.id))
    )


def closed_since(
    found: Iterable[FollowUp], day: date | None, last: Meeting | None
) -> tuple[FollowUp, ...]:
    """Return those closed since the position of `day`, in the order given; all closed for None.

    Where `last` is the meeting that was held on that position, those closed after it ended; else
    also those of the day itself.
    """
    since = None if day is None else _left_off(day, last)
    closed = ((one, one.closed_at) for one in found)
    return tuple(one for one, at in closed if at is not None and (since is None or at >= since))


def _left_off(day: date, last: Meeting | None) -> datetime:
    held_on = None if last is None or last.moment is None else last.moment.as_of
    if last is not None and last.closed_at is not None and held_on == day:
        return last.closed_at
    return datetime.combine(day, time.min, tzinfo=WITA)


def known_at(found: Iterable[FollowUp], at: datetime) -> tuple[FollowUp, ...]:
    """Return the follow-ups as they stood at an instant: decided by then, with what was told."""
    return tuple(
        replace(one, history=tuple(each for each in one.history if each.recorded_at <= at))
        for one in found
        if one.resolution.recorded_at <= at
    )


def left_by(meeting: Meeting | None, found: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Return the follow-ups as `meeting` left them; all of `found` until one is closed.

    What was resolved or told on a later day, before the meeting ended, belongs to it; what happened
    after its end does not, though it be on the day of its position.
    """
    ended = None if meeting is None else meeting.closed_at
    return tuple(found) if ended is None else known_at(found, ended)


def last_before(meetings: Iterable[Meeting], day: date) -> Meeting | None:
    """Return the latest opened meeting whose position lies before `day`; None for none."""
    held = [(one.moment.as_of, one.id, one) for one in meetings if one.moment is not None]
    before = [entry for entry in held if entry[0] < day]
    return max(before, key=lambda entry: entry[:2])[2] if before else None


def still_planned(meetings: Iterable[Meeting], day: date) -> tuple[Meeting, ...]:
    """Return the meetings that are planned for `day` or later, next first."""
    coming = [one for one in meetings if one.stage is Stage.PLANNED and one.plan.held_on >= day]
    return tuple(sorted(coming, key=lambda one: (one.plan.held_on, one.plan.begins_at, one.id)))


def usual_due(day: date, *others: date) -> date:
    """Return when a follow-up is due unless somebody says otherwise.

    It is counted from `day`, or from the latest of the `others` where one of them is later.
    """
    return max((day, *others)) + timedelta(days=USUAL_DAYS)


def problems_of_plan(plan: MeetingPlan, known: Sequence[AgencyCode]) -> tuple[MeetingProblem, ...]:
    """Return everything wrong with what is planned; `known` are the agencies of the programme."""
    found = []
    if not plan.title.strip():
        found.append(MeetingProblem.TITLE_MISSING)
    if any(len(text) > NAME_LIMIT for text in (plan.title, plan.place, plan.series)):
        found.append(MeetingProblem.NAME_TOO_LONG)
    if not plan.agencies:
        found.append(MeetingProblem.NOBODY_INVITED)
    if not set(plan.agencies) <= set(known):
        found.append(MeetingProblem.AGENCY_UNKNOWN)
    return tuple(found)


def problems_of_resolution(draft: ResolutionDraft, held_on: date) -> tuple[MeetingProblem, ...]:
    """Return everything wrong with a resolution of a meeting held on `held_on`."""
    found = []
    if not draft.text.strip():
        found.append(MeetingProblem.TEXT_MISSING)
    if len(draft.text) > TEXT_LIMIT:
        found.append(MeetingProblem.TEXT_TOO_LONG)
    if draft.owner is not None and draft.due_on is None:
        found.append(MeetingProblem.DUE_MISSING)
    if draft.owner is None and (draft.due_on is not None or draft.needs_evidence):
        found.append(MeetingProblem.OWNER_MISSING)
    if draft.due_on is not None and draft.due_on < held_on:
        found.append(MeetingProblem.DUE_BEFORE_MEETING)
    return tuple(found)


def problems_of_correction(
    before: FollowUp, after: ResolutionDraft | None
) -> tuple[MeetingProblem, ...]:
    """Return why a follow-up cannot become `after`, or be withdrawn where that is None.

    What was told about it was told by its owner, with the evidence that was asked for.
    """
    asked = before.owner, before.resolution.needs_evidence
    is_same = after is not None and (after.owner, after.needs_evidence) == asked
    return () if is_same or not before.history else (MeetingProblem.TOLD_ALREADY,)


def problems_of_telling(
    follow_up: FollowUp, kind: FollowUpKind, note: str, evidence: str, files: int
) -> tuple[MeetingProblem, ...]:
    """Return why this cannot be told about a follow-up; `files` is how many prove it."""
    is_reopened = kind is FollowUpKind.REOPENED
    is_closed = kind is FollowUpKind.CLOSED
    found = []
    if is_reopened and follow_up.is_open:
        found.append(MeetingProblem.NOT_CLOSED)
    if not is_reopened and not follow_up.is_open:
        found.append(MeetingProblem.ALREADY_CLOSED)
    if not note.strip():
        missing = MeetingProblem.REASON_MISSING if is_reopened else MeetingProblem.NOTE_MISSING
        found.append(missing)
    if len(note) > TEXT_LIMIT or len(evidence) > TEXT_LIMIT:
        found.append(MeetingProblem.TEXT_TOO_LONG)
    if is_closed and follow_up.resolution.needs_evidence and not files and not evidence.strip():
        found.append(MeetingProblem.EVIDENCE_MISSING)
    if files > MOST_FILES:
        found.append(MeetingProblem.FILES_TOO_MANY)
    return tuple(found)
