"""What can be wrong with meetings, resolutions and follow-ups."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.errors import IllegalEntry, ProblemCode, SentraError


class MeetingProblem(ProblemCode):
    """One thing wrong with a meeting, a resolution or a follow-up; the value names the field."""

    TITLE_MISSING = "title.missing"
    TITLE_TOO_LONG = "title.too_long"
    SERIES_TOO_LONG = "series.too_long"
    PLACE_TOO_LONG = "place.too_long"
    NOBODY_INVITED = "agencies.nobody"
    AGENCY_UNKNOWN = "agencies.unknown"
    AS_OF_IN_FUTURE = "as_of.future"
    AS_OF_BEFORE_PROGRAMME = "as_of.before_programme"
    NOT_PLANNED = "stage.not_planned"
    NOT_OPEN = "stage.not_open"
    ANOTHER_OPEN = "stage.another_open"
    TEXT_MISSING = "text.missing"
    TEXT_TOO_LONG = "text.too_long"
    OWNER_MISSING = "owner.missing"
    DUE_MISSING = "due_on.missing"
    DUE_BEFORE_MEETING = "due_on.before_meeting"
    REPLACED_ALREADY = "replaced_already"
    ANSWERED_ALREADY = "told_already"
    NOTE_MISSING = "note.missing"
    EVIDENCE_MISSING = "evidence.missing"
    FILES_TOO_MANY = "files.too_many"
    ALREADY_CLOSED = "follow_up.already_closed"
    NOT_CLOSED = "follow_up.not_closed"
    REASON_MISSING = "reason.missing"


@dataclass(eq=False)
class IllegalMeeting(IllegalEntry):
    """A meeting, a resolution or a follow-up cannot be recorded as asked."""

    problems: tuple[MeetingProblem, ...]


class MeetingPart(StrEnum):
    """What of a meeting is recorded as a whole, so that one form takes the place of another."""

    PLAN = "plan"
    ATTENDANCE = "attendance"


@dataclass(eq=False)
class MeetingChanged(SentraError):
    """Somebody else recorded a part of a meeting first, which the form had not seen."""

    part: MeetingPart
    author: str
    recorded_at: datetime
