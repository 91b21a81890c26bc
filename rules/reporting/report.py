"""A report as its author hands it in, and as a line of its milestone's history."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from rules.values import AgencyCode, EventId, MilestoneCode, ObstacleId
from rules.vocabulary import EventKind, Status


@dataclass(frozen=True, slots=True)
class NewObstacle:
    """An obstacle that a report opens."""

    description: str
    owner: AgencyCode


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as its author hands it in, before it is recorded.

    `seen` is the milestone's version that the form showed; `key` makes sending it twice harmless.
    `decision_number` names the decision by which a milestone is cancelled or opened again. `origin`
    is where a report that came in a file stands there; empty for one written on screen.
    """

    milestone: MilestoneCode
    effective_on: date
    status: Status
    progress: float
    note: str
    seen: EventId
    key: str
    realised_value: Decimal | None = None
    evidence: str = ""
    opens: NewObstacle | None = None
    closes: tuple[ObstacleId, ...] = ()
    decision_number: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class ReportEvent:
    """One line of a milestone's history: a report or a decision on one."""

    id: EventId
    kind: EventKind
    milestone: MilestoneCode
    report_id: EventId
    effective_on: date
    status: Status
    progress: float
    realised_value: Decimal | None
    evidence: str
    note: str
    author: str
    author_agency: AgencyCode | None
    recorded_at: datetime
    decision_number: str = ""
