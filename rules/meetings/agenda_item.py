"""One thing to talk about in a meeting, as facts that its opening freezes. F-19."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.meetings.agenda_reasons import AgendaReasons
from rules.meetings.resolutions import ResolutionId
from rules.values import AgencyCode, MilestoneCode, SentraCode


class AgendaKind(StrEnum):
    """Why something stands on the agenda, in the order in which it is talked about."""

    FOLLOW_UP = "follow_up"
    CRITICAL = "critical"
    WORSENED = "worsened"
    SLIPPED = "slipped"
    SILENT = "silent"
    WITHOUT_EVIDENCE = "without_evidence"


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
