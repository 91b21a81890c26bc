"""The acts of the example, before they are recorded: reports, decisions, revisions, meetings."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from example.revisions import PlanRevision
from example.scenario import LAST_RECORDED
from example.sessions import Resolve, Session, Telling
from rules.periods import WITA
from rules.reporting.report import NewObstacle
from rules.values import MilestoneCode
from rules.vocabulary import EventKind, Status

_OPENING: Final = time(8, 5)
_MINUTES_OF_WORK: Final = 7 * 60
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Report:
    """A report to be made; `key` names it, so that decisions can say which one they mean."""

    at: datetime
    key: str
    milestone: MilestoneCode
    author: str
    effective_on: date
    status: Status
    progress: float
    realised_value: Decimal | None
    evidence: str
    note: str
    opens: NewObstacle | None
    closes_obstacles: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the leader on the report with the key `report`."""

    at: datetime
    key: str
    report: str
    milestone: MilestoneCode
    kind: EventKind
    reason: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of the plan to be recorded."""

    at: datetime
    key: str
    plan: PlanRevision


@dataclass(frozen=True, slots=True)
class Planning:
    """A meeting of which somebody tells when and where it will be."""

    at: datetime
    key: str
    session: Session


@dataclass(frozen=True, slots=True)
class Holding:
    """A planned meeting held, from its opening to its closing; `at` is when it begins."""

    at: datetime
    key: str
    session: Session


@dataclass(frozen=True, slots=True)
class Following:
    """Something told about what a meeting resolved under the key `resolution`."""

    at: datetime
    key: str
    resolution: str
    resolved: Resolve
    telling: Telling


Act = Report | Decision | Revision | Planning | Holding | Following


def working_instant(day: date, chance: Random) -> datetime:
    """Return an instant of office hours on `day`, or the next working day; never after the end."""
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    opening = datetime.combine(min(day, LAST_RECORDED), _OPENING, tzinfo=WITA)
    return opening + timedelta(minutes=chance.randint(0, _MINUTES_OF_WORK))
