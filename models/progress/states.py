"""What was reached of each milestone by a day, as known by another, on each basis."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    FromClause,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    func,
    literal,
    select,
    true,
    union_all,
)

from models.progress.view import AS_OF, KNOWN_ON, View
from models.schema.accounts import account
from models.schema.evidence import evidence_file
from models.schema.plan import milestone
from models.schema.progress import progress_entry
from models.schema.reporting import obstacle, obstacle_closing, report_event
from models.store.knowledge import known_by, known_on
from models.store.verdicts import counts, latest_first, verdict_by
from rules.plan.agencies import Agencies, successor_on
from rules.reporting.obstacles import obstacles_by_state
from rules.values import (
    AgencyCode,
    EventId,
    Obstacle,
    ObstacleId,
    State,
)
from rules.vocabulary import Basis, EventKind

# Made once: an alias copies every column of its table, which costs more than running the statement.
_opening: Final = report_event.alias("opening")
_closing: Final = report_event.alias("closing")
_earlier: Final = report_event.alias("earlier")
_REPORTED: Final = (
    report_event.c.id,
    report_event.c.status,
    report_event.c.progress,
    report_event.c.effective_on,
    known_on(report_event).label("recorded_on"),
    report_event.c.realised_value,
    report_event.c.evidence,
    report_event.c.note,
)
_BEGAN: Final = select(
    select(report_event.c.id)
    .where(report_event.c.programme_id == bindparam("programme"), known_by(report_event, KNOWN_ON))
    .exists()
)
_of_one: Final = milestone.c.id == bindparam("milestone")


def is_reported_on(connection: Connection, programme_id: int, known_on: date) -> bool:
    """Whether anything had been reported on a programme by the end of a day, whatever about."""
    asked = {"programme": programme_id, "known_on": known_on}
    return bool(connection.execute(_BEGAN, asked).scalar_one())


def states(
    connection: Connection,
    programme_id: int,
    view: View,
    *,
    codes: Mapping[int, AgencyCode],
    agencies: Agencies,
    milestone_id: int | None = None,
) -> dict[int, dict[Basis, State]]:
    """Return the state on each basis by milestone id; what nobody reported on is missing.

    `codes` are those of the agencies by row id; `agencies` say who answers for obstacles now.
    """
    is_one = milestone_id is not None
    asked = view.asked | {"programme": programme_id, "milestone": milestone_id}
    rows = connection.execute(_obstacles(is_one=is_one), asked).all()
    obstacles = _known_obstacles(rows, codes, agencies, view.as_of)
    found: dict[int, dict[Basis, State]] = defaultdict(dict)
    for row in connection.execute(_in_force(is_one=is_one), asked).all():
        known = obstacles.pop((row.milestone_id, row.basis), {})
        found[row.milestone_id][row.basis] = _state(row, tuple(known.values()))
    return found


# Statements are built once: for a board, that takes as long as carrying them out.


@cache
def _in_force(*, is_one: bool) -> CompoundSelect[*tuple[Any, ...]]:
    return union_all(*(_in_force_on(basis, is_one=is_one) for basis in Basis))


def _in_force_on(basis: Basis, *, is_one: bool) -> Select[*tuple[Any, ...]]:
    """Each milestone's report in force: one index seek each, however long its history."""
    files = (
        select(func.count()).where(evidence_file.c.event_id == report_event.c.id).scalar_subquery()
    )
    return (
        select(
            milestone.c.id.label("milestone_id"),
            literal(basis, progress_entry.c.basis.type).label("basis"),
            _counting(basis, _earlier.c.progress, place=1).label("previous_progress"),
            *_REPORTED,
            account.c.name.label("author"),
            files.label("files"),
        )
        .select_from(milestone)
        .join(report_event, report_event.c.id == _counting(basis, _earlier.c.id, place=0))
        .join(account, account.c.id == report_event.c.author_id)
        .where(milestone.c.programme_id == bindparam("programme"), _of_one if is_one else true())
    )


def _counting(basis: Basis, column: ColumnElement[Any], *, place: int) -> ScalarSelect[Any]:
    """A column of a milestone's latest report that counts (0), or of the one before it (1)."""
    return (
        select(column)
        .where(
            _earlier.c.milestone_id == milestone.c.id,
            _earlier.c.kind == EventKind.REPORT,
            *_known(_earlier, basis),
        )
        .order_by(*latest_first(_earlier))
        .limit(1)
        .offset(place or None)
        .correlate(milestone)
        .scalar_subquery()
    )


def _known(report: FromClause, basis: Basis) -> tuple[ColumnElement[bool], ...]:
    """SQL conditions: a report was effective by the one day, and counts as known by the other."""
    return (
        report.c.effective_on <= AS_OF,
        known_by(report, KNOWN_ON),
        counts(basis, verdict_by(KNOWN_ON, report.c.id)),
    )


def _state(row: Row[*tuple[Any, ...]], obstacles: tuple[Obstacle, ...]) -> State:
    return State(
        status=row.status,
        progress=row.progress,
        previous_progress=row.previous_progress or 0.0,
        report_id=EventId(row.id),
        effective_on=row.effective_on,
        recorded_on=row.recorded_on,
        realised_value=row.realised_value,
        evidence=row.evidence,
        files=row.files,
        note=row.note,
        author=row.author,
        obstacles=obstacles_by_state(obstacles, row.status, row.effective_on),
    )


@cache
def _obstacles(*, is_one: bool) -> CompoundSelect[*tuple[Any, ...]]:
    """The obstacles that count on each basis by the day, oldest first, in one statement."""
    both = (_obstacles_on(basis).where(_of_one if is_one else true()) for basis in Basis)
    return union_all(*both).order_by("opened_on", "id", "closing_id")


def _obstacles_on(basis: Basis) -> Select[*tuple[Any, ...]]:
    """Each obstacle whose opening counts, a line for each closing and whether that counts."""
    closes = and_(_closing.c.id == obstacle_closing.c.closed_by, *_known(_closing, basis))
    return (
        select(
            literal(basis, progress_entry.c.basis.type).label("basis"),
            obstacle.c.id.label("id"),
            obstacle.c.milestone_id,
            obstacle.c.owner_id,
            obstacle.c.description,
            _opening.c.effective_on.label("opened_on"),
            obstacle_closing.c.id.label("closing_id"),
            _closing.c.effective_on.label("closed_on"),
        )
        .join(milestone, milestone.c.id == obstacle.c.milestone_id)
        .join(_opening, _opening.c.id == obstacle.c.opened_by)
        .outerjoin(obstacle_closing, obstacle_closing.c.obstacle_id == obstacle.c.id)
        .outerjoin(_closing, closes)
        .where(
            milestone.c.programme_id == bindparam("programme"),
            *_known(_opening, basis),
        )
    )


def _known_obstacles(
    rows: Iterable[Row[*tuple[Any, ...]]],
    codes: Mapping[int, AgencyCode],
    agencies: Agencies,
    day: date,
) -> dict[tuple[int, Basis], dict[int, Obstacle]]:
    """Return the obstacles by milestone and basis, each by its id; the first closing closes it.

    What was closed stays with the agency that had it then.
    """
    found: dict[tuple[int, Basis], dict[int, Obstacle]] = defaultdict(dict)
    for row in rows:
        own = found[row.milestone_id, row.basis]
        earlier = own.get(row.id)
        if earlier is None or earlier.closed_on is None:
            own[row.id] = Obstacle(
                id=ObstacleId(row.id),
                description=row.description,
                owner=successor_on(agencies, codes[row.owner_id], row.closed_on or day),
                opened_on=row.opened_on,
                closed_on=row.closed_on,
            )
    return found


@cache
def recorded_after() -> Select[*tuple[Any, ...]]:
    """How many events of each kind were recorded after the days that they speak of."""
    return (
        select(report_event.c.kind, func.count())
        .where(
            report_event.c.programme_id == bindparam("programme"),
            report_event.c.effective_on <= AS_OF,
            ~known_by(report_event, AS_OF),
        )
        .group_by(report_event.c.kind)
    )
