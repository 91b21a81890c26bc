"""Reports of the time before the program, brought in as one batch: rows, and what is wrong in them.

Each row obeys the law of reports on its own day: it is compared with what was claimed by then, by
what is recorded already and by the rows of earlier days.
"""

from bisect import insort_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final, NewType

from rules.periods import Quarter
from rules.reporting.errors import (
    BatchProblem,
    BatchRowProblem,
    LineProblem,
    ReportProblem,
)
from rules.reporting.legality import (
    NOTE_LIMIT,
    closes_all_obstacles,
    needs_cancel_right,
    problems_of_report,
)
from rules.reporting.obstacles import without_known
from rules.reporting.report import Draft, ReportEvent
from rules.reporting.verdict import COUNTING, DECISIONS
from rules.values import (
    AccountId,
    Actor,
    AgencyCode,
    EventId,
    Milestone,
    MilestoneCode,
    Obstacle,
    ObstacleId,
    Programme,
    State,
)
from rules.vocabulary import Basis, EventKind, Status

BatchId = NewType("BatchId", int)

NOT_RECORDED: Final = EventId(0)
"""The number of a report that is not recorded yet."""

MOST_ROWS: Final = 1000
"""How many reports one batch may bring in."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One report of several, and the number of its row where its author finds it.

    `column` is the one that it stands in, where a row holds several, as weekly schedules do.
    """

    number: int
    draft: Draft
    column: str = ""

    @property
    def spot(self) -> str:
        """Where it stands, as no other report of its sheet does: 7, or F13."""
        return f"{self.column}{self.number}"

    def wrong(self, problem: ReportProblem | LineProblem) -> BatchRowProblem:
        """Return one thing that is wrong with it."""
        return BatchRowProblem(self.number, problem, self.column)


@dataclass(frozen=True, slots=True)
class NewBatch:
    """A batch as its author hands it in; `key` makes sending it twice harmless."""

    source: str
    rows: tuple[BatchRow, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What a recorded report says, and what became of it: REPORT while it waits."""

    report_id: EventId
    effective_on: date
    status: Status
    progress: float
    realised_value: Decimal | None = None
    verdict: EventKind = EventKind.REPORT
    note: str = ""
    evidence: str = ""
    decision_number: str = ""

    @property
    def counts(self) -> bool:
        """Whether it counts where submitted reports do."""
        return self.verdict in COUNTING[Basis.REPORTED]


Claims = Mapping[MilestoneCode, Sequence[Claim]]
"""Recorded reports of each milestone, by effective day and then by record."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the rows of a batch are judged by: what is known today, and what its author may."""

    programme: Programme
    today: date
    milestones: Mapping[MilestoneCode, Milestone]
    claims: Claims
    agencies: frozenset[AgencyCode]
    closed: Quarter | None
    may_cancel: bool
    may_report_closed: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """A recorded batch, its days, and the verdict in force on all of it with its event."""

    id: BatchId
    source: str
    author_id: AccountId
    author: str
    recorded_at: datetime
    reports: int
    first_on: date
    last_on: date
    verdict: EventKind = EventKind.REPORT
    verdict_event: ReportEvent | None = None

    @property
    def waits(self) -> bool:
        """Whether nobody has decided on it, nor taken it back."""
        return self.verdict is EventKind.REPORT

    @property
    def seen(self) -> EventId:
        """What somebody who decides has seen of it: its latest verdict, 0 before any."""
        return EventId(0) if self.verdict_event is None else self.verdict_event.id

    @property
    def opposite(self) -> EventKind | None:
        """What a reversal would decide; None where there is no decision to reverse."""
        if self.verdict not in DECISIONS:
            return None
        is_approved = self.verdict is EventKind.APPROVED
        return EventKind.RETURNED if is_approved else EventKind.APPROVED

    def is_by(self, actor: Actor) -> bool:
        """Whether `actor` entered it."""
        return self.author_id == actor.account_id


@dataclass(slots=True)
class Course:
    """How one milestone went by what is claimed of it, to which rows are added by their days."""

    milestone: Milestone
    claims: list[Claim]
    obstacles: dict[ObstacleId, Obstacle]
    own: set[ObstacleId]

    def known_on(self, day: date) -> Milestone:
        """Return the milestone as claimed at the end of `day`."""
        claim = next((one for one in reversed(self.claims) if one.effective_on <= day), None)
        still_open = tuple(
            replace(obstacle, closed_on=None)
            for obstacle in self.obstacles.values()
            if obstacle.opened_on <= day < (obstacle.closed_on or date.max)
        )
        state = State(obstacles=still_open)
        if claim is not None:
            state = replace(
                state,
                status=claim.status,
                progress=claim.progress,
                effective_on=claim.effective_on,
            )
        return replace(self.milestone, states=dict.fromkeys(Basis, state))

    def closing(self, draft: Draft) -> Draft:
        """Return the row with the obstacles that it ends: a table has no other way to say so.

        An obstacle that the batch brought in stands as long as its milestone is *terkendala*; a row
        that names it again opens no second one.
        """
        draft = without_known(draft, self.known_on(draft.effective_on))
        if draft.status is Status.OBSTRUCTED or closes_all_obstacles(draft.status):
            return draft
        still_open = self.known_on(draft.effective_on).states[Basis.REPORTED].open_obstacles
        return replace(draft, closes=tuple(one.id for one in still_open if one.id in self.own))

    def add(self, draft: Draft, opened: ObstacleId | None) -> None:
        """Go on with a row whose obstacle, if it brings one, is known as `opened`."""
        day = draft.effective_on
        for obstacle in self.known_on(day).states[Basis.REPORTED].open_obstacles:
            if closes_all_obstacles(draft.status) or obstacle.id in draft.closes:
                self.obstacles[obstacle.id] = replace(obstacle, closed_on=day)
        if draft.opens is not None and opened is not None:
            brought = Obstacle(opened, draft.opens.description, draft.opens.owner, day, None)
            self.obstacles[opened] = brought
            self.own.add(opened)
        claim = Claim(NOT_RECORDED, day, draft.status, draft.progress)
        insort_right(self.claims, claim, key=lambda one: one.effective_on)


def course(ground: Ground, code: MilestoneCode) -> Course:
    """Return how a known milestone went by the reports that count once they are submitted."""
    milestone = ground.milestones[code]
    claims = [one for one in ground.claims.get(code, ()) if one.counts]
    obstacles = {one.id: one for one in milestone.states[Basis.REPORTED].obstacles}
    return Course(milestone, claims, obstacles, set())


def in_order(rows: Sequence[BatchRow]) -> list[BatchRow]:
    """Return rows by their days, those of one day as they stand: the order of recording."""
    return sorted(rows, key=lambda row: (row.draft.effective_on, row.number))


def problems_of_batch(batch: NewBatch) -> tuple[BatchProblem, ...]:
    """Return what is wrong with a batch as a whole."""
    found = []
    if not batch.source.strip():
        found.append(BatchProblem.SOURCE_MISSING)
    if len(batch.source) > NOTE_LIMIT:
        found.append(BatchProblem.SOURCE_TOO_LONG)
    if not batch.rows:
        found.append(BatchProblem.EMPTY)
    if len(batch.rows) > MOST_ROWS:
        found.append(BatchProblem.TOO_MANY)
    return tuple(found)


def problems_of_rows(rows: Sequence[BatchRow], ground: Ground) -> tuple[BatchRowProblem, ...]:
    """Return everything wrong with the rows, in their order."""
    courses: dict[MilestoneCode, Course] = {}
    found: list[BatchRowProblem] = []
    for row in in_order(rows):
        code = row.draft.milestone
        if code not in ground.milestones:
            found.append(row.wrong(LineProblem.MILESTONE_UNKNOWN))
            continue
        own = courses.setdefault(code, course(ground, code))
        found += map(row.wrong, _problems(row, own, ground))
        # Until it is written, an obstacle of the batch is known by the number of its row.
        own.add(own.closing(row.draft), ObstacleId(-row.number))
    found += (one.wrong(LineProblem.TWICE) for one in repeated(rows))
    return tuple(sorted(found, key=lambda one: one.row))


def _problems(row: BatchRow, own: Course, ground: Ground) -> Iterator[ReportProblem | LineProblem]:
    draft = own.closing(row.draft)
    known = own.known_on(draft.effective_on)
    yield from problems_of_report(draft, known, ground.programme, ground.today)
    if needs_cancel_right(draft, known) and not ground.may_cancel:
        yield LineProblem.MAY_NOT_CANCEL
    if draft.opens is not None:
        if draft.opens.owner not in ground.agencies:
            yield LineProblem.OWNER_UNKNOWN
        if draft.status is not Status.OBSTRUCTED:
            yield LineProblem.OBSTACLE_WITHOUT_STATUS
    recorded = (one for one in ground.claims.get(draft.milestone, ()) if one.counts)
    if any(says_the_same(claim, draft) for claim in recorded):
        yield LineProblem.ALREADY_RECORDED


def says_the_same(claim: Claim, draft: Draft) -> bool:
    """Whether a row would only repeat what is recorded, as a table brought in twice does.

    What a row leaves blank repeats what is recorded; words that it adds are a change.
    """
    return (
        (claim.effective_on, claim.status, claim.progress)
        == (draft.effective_on, draft.status, draft.progress)
        and draft.realised_value in {None, claim.realised_value}
        and draft.note.strip() in {"", claim.note}
        and draft.evidence.strip() in {"", claim.evidence}
        and draft.decision_number.strip() in {"", claim.decision_number}
    )


def repeated(rows: Sequence[BatchRow]) -> Iterator[BatchRow]:
    """Yield the rows that speak of the milestone and the day of a row above them."""
    seen: set[tuple[MilestoneCode, date]] = set()
    for row in rows:
        about = (row.draft.milestone, row.draft.effective_on)
        if about in seen:
            yield row
        seen.add(about)
