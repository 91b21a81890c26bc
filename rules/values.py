"""The values that travel between rooms: frozen, typed, free of the database.

Shares are floats in [0, 1], weights are points of 100, days are inclusive, instants carry a zone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final, NewType

from rules.periods import ALWAYS, Span
from rules.shapes import LINEAR, Shape
from rules.thresholds import DEFAULT_THRESHOLDS, SetBy, Thresholds
from rules.vocabulary import Basis, IndicatorKind, PlaceKind, Plan, Role, SourceKind, Status

SentraCode = NewType("SentraCode", str)
MilestoneCode = NewType("MilestoneCode", str)
AgencyCode = NewType("AgencyCode", str)
EventId = NewType("EventId", int)
ObstacleId = NewType("ObstacleId", int)
AccountId = NewType("AccountId", int)


@dataclass(frozen=True, slots=True)
class Moment:
    """What every figure is asked for: a day, the reports that count, the plan compared with.

    `known_on` is the day by whose end things must have been recorded; None for all known now.
    `programme` is the code of the programme where its store holds several.
    """

    as_of: date
    basis: Basis
    plan: Plan = Plan.FIRST
    known_on: date | None = None
    programme: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The person for whom a query or command runs."""

    account_id: AccountId
    username: str
    name: str
    role: Role
    agency: AgencyCode | None


@dataclass(frozen=True, slots=True)
class Agency:
    """An office (OPD) or partner as it is on a day, its validity with both days inclusive.

    What was merged into a `successor` exists no more from `merged_on` on.
    """

    code: AgencyCode
    label: str
    name: str
    aliases: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    successor: AgencyCode | None = None
    merged_on: date | None = None

    def is_valid(self, day: date) -> bool:
        """Whether it exists on `day`."""
        has_begun = self.valid_from is None or self.valid_from <= day
        has_ended = self.valid_to is not None and self.valid_to < day
        return has_begun and not has_ended and (self.merged_on is None or day < self.merged_on)


def agency_label(agencies: Mapping[AgencyCode, Agency], code: AgencyCode) -> str:
    """Return the short name of an agency; an unknown one keeps its code."""
    return agencies[code].label if code in agencies else code


@dataclass(frozen=True, slots=True)
class Place:
    """A village of a sentra: the official record, beside the words of the source."""

    village_code: str
    name: str
    kind: PlaceKind
    district: str
    source_name: str
    source_kind: PlaceKind
    source_district: str
    latitude: float
    longitude: float
    note: str

    @property
    def differs_from_source(self) -> bool:
        """Whether the source names the place otherwise than the official record does."""
        return (self.name, self.district) != (self.source_name, self.source_district)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a milestone is planned, both days inclusive, its weight in points of 100, its shape."""

    start: date
    finish: date
    weight: float
    shape: Shape = LINEAR


@dataclass(frozen=True, slots=True)
class Revision:
    """One logged change of a milestone's schedule, and the day from which it holds."""

    recorded_at: datetime
    holds_from: date
    before: Schedule
    after: Schedule
    reason: str
    decision_number: str
    author: str

    @property
    def days_moved(self) -> int:
        """Days by which the planned finish moved; later is positive."""
        return (self.after.finish - self.before.finish).days


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A hindrance opened by a report, with the agency that must resolve it."""

    id: ObstacleId
    description: str
    owner: AgencyCode
    opened_on: date
    closed_on: date | None

    def days_open(self, day: date) -> int:
        """Return the days from its opening to `day`."""
        return (day - self.opened_on).days


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a milestone at a moment: its latest report that counts, if any.

    `evidence` names documents in words; `files` counts those that came with the report.
    """

    status: Status = Status.NOT_STARTED
    progress: float = 0.0
    previous_progress: float = 0.0
    report_id: EventId | None = None
    effective_on: date | None = None
    recorded_on: date | None = None
    realised_value: Decimal | None = None
    evidence: str = ""
    files: int = 0
    note: str = ""
    author: str = ""
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def open_obstacles(self) -> tuple[Obstacle, ...]:
        """Obstacles opened and not yet closed, oldest first."""
        still_open = (obstacle for obstacle in self.obstacles if obstacle.closed_on is None)
        return tuple(sorted(still_open, key=lambda obstacle: (obstacle.opened_on, obstacle.id)))


@dataclass(frozen=True, slots=True)
class FirstShare:
    """What a milestone answers for of the first plan; what was done counts by `reckoned` points."""

    milestone: MilestoneCode
    schedule: Schedule
    reckoned: float


@dataclass(frozen=True, slots=True)
class Lineage:
    """What it was made of, what it became, when the plan has it, and its part of the `first`."""

    span: Span = ALWAYS
    origins: tuple[MilestoneCode, ...] = ()
    became: tuple[MilestoneCode, ...] = ()
    first: tuple[FirstShare, ...] = ()


UNBROKEN: Final = Lineage()


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone (tonggak capaian): its plans and its state on both bases.

    `cancelled` are the days up to the board's on which it took part in nothing, on each basis.
    `version` is the latest event that changed what is claimed of it; 0 where nobody reported yet.
    `after` are those that it comes after. The codes are those of the agency's own plans and of
    SIPD, if any. `is_judged` says whether anybody had reported on the programme by then: before
    that none of its milestones is late.
    """

    code: MilestoneCode
    sentra: SentraCode
    sequence: int
    title: str
    stage: int
    lead: AgencyCode
    supporting: tuple[AgencyCode, ...]
    unit: str
    target: Decimal
    indicator: IndicatorKind
    expected_evidence: str
    source_kind: SourceKind
    source: str
    first: Schedule
    current: Schedule
    revisions: tuple[Revision, ...]
    states: Mapping[Basis, State]
    version: EventId
    cancelled: Mapping[Basis, Sequence[Span]] = field(default_factory=dict)
    after: tuple[MilestoneCode, ...] = ()
    renstra_code: str = ""
    renja_code: str = ""
    sipd_code: str = ""
    is_judged: bool = True
    lineage: Lineage = UNBROKEN

    def schedule(self, plan: Plan) -> Schedule:
        """Return the schedule that `plan` gives this milestone."""
        return self.first if plan is Plan.FIRST else self.current

    def involves(self, agency: AgencyCode | None) -> bool:
        """Whether `agency` leads or supports this milestone."""
        return agency is not None and (agency == self.lead or agency in self.supporting)


@dataclass(frozen=True, slots=True)
class PastShare:
    """Actual progress of a sentra at the end of `day`, on one basis.

    `told` is what was known of it on that day itself; None where that is not asked.
    """

    day: date
    actual: float
    told: float | None = None


@dataclass(frozen=True, slots=True)
class Sentra:
    """A small-industry cluster with its places and milestones.

    `history` are the shares of earlier days by the weights of each plan: of month ends, and around
    cancellations in the programme. From `dissolved_on` on it is no part of it. `weights` stand by
    the days since which each held; none where there was one. `left` are milestones split or merged.
    """

    code: SentraCode
    name: str
    product: str
    weight: float
    legal_basis: str
    places: tuple[Place, ...]
    milestones: tuple[Milestone, ...]
    history: Mapping[Plan, Mapping[Basis, Sequence[PastShare]]]
    dissolved_on: date | None = None
    weights: tuple[tuple[date, float], ...] = ()
    left: tuple[Milestone, ...] = ()

    def weight_on(self, day: date) -> float:
        """Return what it weighed in the programme on an earlier day; 0 where it was no part."""
        if not self.weights:
            return self.weight
        return next((weight for since, weight in reversed(self.weights) if since <= day), 0.0)


@dataclass(frozen=True, slots=True)
class Programme:
    """The programme and the period of the regional plan (RPJMD) that it serves.

    `region` is the regency or city whose programme it is. `pinned_on` is the one day on which an
    example's clock stands; `version` rises with each change. `chain_head` is the hash of the latest
    audited change, shortened to what is shown. Nobody has set the thresholds where `thresholds_set`
    is None; the plan is a draft where `adopted_on` is. `is_one_of_several` says whether its store
    holds others beside it.
    """

    code: str
    name: str
    start: date
    finish: date
    rpjmd: str
    letter: str
    source: str
    plan_status: str
    is_example: bool
    pinned_on: date | None
    version: int
    chain_head: str = ""
    region: str = ""
    rpjmd_number: str = ""
    vision: str = ""
    thresholds: Thresholds = DEFAULT_THRESHOLDS
    thresholds_set: SetBy | None = None
    adopted_on: date | None = None
    is_one_of_several: bool = False

    @property
    def named(self) -> str | None:
        """The code that tells it from the other programmes of its store; None where it is alone."""
        return self.code if self.is_one_of_several else None

    def nearest_day(self, day: date, today: date) -> date:
        """Return the day nearest to `day` that can be looked at: neither before nor after data."""
        return min(max(day, self.start), today)


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that happened by the end of `as_of`, for both bases and both plans.

    `dissolved` are the sentra that were part of the programme and no longer are.
    """

    as_of: date
    programme: Programme
    sentra: tuple[Sentra, ...]
    agencies: Mapping[AgencyCode, Agency]
    dissolved: tuple[Sentra, ...] = ()

    @property
    def every_sentra(self) -> tuple[Sentra, ...]:
        """Those of the programme and those dissolved."""
        return (*self.sentra, *self.dissolved)

    @property
    def milestones(self) -> dict[MilestoneCode, Milestone]:
        """Every milestone by its code, also of dissolved sentra, and those split or merged."""
        every = ((*sentra.milestones, *sentra.left) for sentra in self.every_sentra)
        return {own.code: own for found in every for own in found}

    def name_of(self, code: SentraCode) -> str:
        """Return the name of the sentra with `code`, also of a dissolved one."""
        return next(sentra.name for sentra in self.every_sentra if sentra.code == code)

    def milestone(self, code: str) -> Milestone | None:
        """Return the milestone with `code`; None without one."""
        return self.milestones.get(MilestoneCode(code))
