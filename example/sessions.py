"""What a coordination meeting of the example is made of."""

from dataclasses import dataclass
from datetime import date, time
from typing import Final

from rules.meetings.follow_ups import FollowUpKind
from rules.meetings.meeting import Attendance, MeetingPlan
from rules.values import AgencyCode, MilestoneCode, SentraCode

SERIES: Final = "Rapat koordinasi sentra"

DPMD, PERINDAG, BPKAD = map(AgencyCode, ("DPMD", "DISKUKMPERINDAG", "BPKAD"))
DLH, DINKES, PUPR, BAPELITBANG = map(AgencyCode, ("DLH", "DINKES", "PUPR", "BAPELITBANG"))
CLOSED, NOTED, REOPENED = FollowUpKind.CLOSED, FollowUpKind.NOTED, FollowUpKind.REOPENED
AULA: Final = "Aula DPMD, Penajam"


@dataclass(frozen=True, slots=True)
class Telling:
    """What was told about a follow-up on a day; `is_proved` comes with a picture."""

    day: date
    kind: FollowUpKind
    note: str
    evidence: str = ""
    is_proved: bool = False


@dataclass(frozen=True, slots=True)
class Resolve:
    """What a meeting resolved on an item of its agenda, and what was told about it later."""

    text: str
    item: str = ""
    sentra: SentraCode | None = None
    milestone: MilestoneCode | None = None
    owner: AgencyCode | None = None
    due_on: date | None = None
    needs_evidence: bool = False
    told: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting: who came and for whom, and who was invited and did not come."""

    title: str
    planned_on: date
    held_on: date
    begins_at: time
    place: str
    present: tuple[tuple[AgencyCode, str], ...]
    absent: tuple[AgencyCode, ...] = ()
    resolutions: tuple[Resolve, ...] = ()

    @property
    def plan(self) -> MeetingPlan:
        """What was planned of it."""
        invited = (*(agency for agency, _ in self.present), *self.absent)
        return MeetingPlan(
            self.title, self.held_on, self.begins_at, self.place, invited, series=SERIES
        )

    @property
    def attendance(self) -> tuple[Attendance, ...]:
        """Who came, and who did not."""
        came = (Attendance(agency, is_present=True, people=who) for agency, who in self.present)
        stayed = (Attendance(agency, is_present=False) for agency in self.absent)
        return (*came, *stayed)
