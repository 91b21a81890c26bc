"""Reports that come in a file: their rows, and what became of their milestones since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from itertools import count
from typing import Final

from rules.access import Permission, allowed, may_report
from rules.reporting.batch import BatchRow, Claims, in_order, repeated, says_the_same
from rules.reporting.errors import BatchRowProblem, LineProblem, ReportProblem
from rules.reporting.legality import (
    closes_all_obstacles,
    needs_cancel_right,
    problems_of_report,
)
from rules.reporting.obstacles import without_known
from rules.reporting.report import Draft
from rules.values import (
    Actor,
    Board,
    EventId,
    Milestone,
    MilestoneCode,
    Obstacle,
    ObstacleId,
    State,
)
from rules.vocabulary import Basis, Status

_KEY_LENGTH: Final = 40


@dataclass(frozen=True, slots=True)
class Answered:
    """What a file answers to: the latest report that whoever filled it in may have known.

    `is_exact` where the file itself tells; else its days tell too which reports came later.
    """

    since: EventId
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row, and what was recorded of its milestone after whoever filled it in could know."""

    row: BatchRow
    milestone: Milestone

    @property
    def recorded(self) -> State:
        """What is claimed of the milestone now."""
        return self.milestone.states[Basis.REPORTED]


def latest_event(board: Board) -> EventId:
    """Return the latest event by which anything is claimed on a board; 0 before any."""
    return max((one.version for one in board.milestones.values()), default=EventId(0))


def row_key(programme: str, digest: str, sheet: str, spot: str) -> str:
    """Return the key of a report in a file: the same file again has the same keys.

    Programmes of one store may load the same file, each for itself.
    """
    return f"{_sheet_key(programme, digest, sheet)}-{spot}"


@lru_cache
def _sheet_key(programme: str, digest: str, sheet: str) -> str:
    return sha256(f"{programme}|{digest}|{sheet}".encode()).hexdigest()[:_KEY_LENGTH]


def conflicts(
    rows: Sequence[BatchRow], milestones: Mapping[MilestoneCode, Milestone], answered: Answered
) -> tuple[Conflict, ...]:
    """Return the rows on whose milestone something newer is recorded, in the order of the file."""
    found = (Conflict(row, milestones[row.draft.milestone]) for row in rows)
    return tuple(one for one in found if _is_newer(one, answered))


def _is_newer(found: Conflict, answered: Answered) -> bool:
    if found.milestone.version > answered.since:
        return True
    recorded_for = found.recorded.effective_on
    return (
        not answered.is_exact
        and recorded_for is not None
        and recorded_for > found.row.draft.effective_on
    )


def repeats(draft: Draft, claims: Claims) -> bool:
    """Whether a report only repeats what is claimed for its day, as monthly lists do."""
    recorded = (one for one in claims.get(draft.milestone, ()) if one.counts)
    return draft.opens is None and any(says_the_same(claim, draft) for claim in recorded)


def problems(rows: Sequence[BatchRow], board: Board, actor: Actor) -> tuple[BatchRowProblem, ...]:
    """Return what is wrong with rows by `actor` on the board's day, each after earlier days' rows.

    Closed quarters the store tells.
    """
    found = [row.wrong(LineProblem.TWICE) for row in repeated(rows)]
    known = dict(board.milestones)
    brought = count(-1, -1)
    for row in in_order(rows):
        milestone = known[row.draft.milestone]
        draft = without_known(row.draft, milestone)
        found += map(row.wrong, _illegal(draft, milestone, board, actor))
        known[milestone.code] = _after(milestone, draft, ObstacleId(next(brought)))
    return tuple(sorted(found, key=lambda one: one.row))


def _illegal(
    draft: Draft, known: Milestone, board: Board, actor: Actor
) -> Iterator[ReportProblem | LineProblem]:
    if not may_report(actor, known):
        yield LineProblem.MAY_NOT_REPORT
    yield from problems_of_report(draft, known, board.programme, board.as_of)
    if needs_cancel_right(draft, known) and not allowed(actor, Permission.CANCEL_MILESTONE):
        yield LineProblem.MAY_NOT_CANCEL


def _after(known: Milestone, draft: Draft, opened: ObstacleId) -> Milestone:
    """Return a milestone as it is claimed once a row is recorded."""
    state = known.states[Basis.REPORTED]
    if state.effective_on is not None and draft.effective_on < state.effective_on:
        return known
    obstacles = () if closes_all_obstacles(draft.status) else state.obstacles
    if draft.opens is not None and draft.status is Status.OBSTRUCTED:
        new = Obstacle(opened, draft.opens.description, draft.opens.owner, draft.effective_on, None)
        obstacles = (*obstacles, new)
    after = replace(
        state,
        status=draft.status,
        progress=draft.progress,
        effective_on=draft.effective_on,
        obstacles=obstacles,
    )
    return replace(known, states={**known.states, Basis.REPORTED: after})
