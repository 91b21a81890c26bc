"""What a meeting decides; with an owner and a day a resolution is a follow-up."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

from rules.values import AgencyCode, MilestoneCode, SentraCode

MeetingId = NewType("MeetingId", int)
ResolutionId = NewType("ResolutionId", int)


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
