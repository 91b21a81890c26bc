"""What was known of each milestone at the end of a day, on each basis."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    CompoundSelect,
    Connection,
    Date,
    Row,
    Select,
    and_,
    bindparam,
    func,
    literal,
    select,
    true,
    union_all,
)

from models.schema.accounts import account
from models.schema.columns import POINTS, SHARE
from models.schema.evidence import evidence_file
from models.schema.plan import milestone
from models.schema.progress import sentra_month, state_entry
from models.schema.reporting import obstacle, obstacle_closing, report_event
from models.store.knowledge import known_by
from models.store.verdicts import counts, verdict_by
from rules.periods import month_end, month_ends, month_number
from rules.reporting.obstacles import obstacles_by_state
from rules.values import AgencyCode, EventId, MonthEnd, Obstacle, ObstacleId, Programme, State
from rules.vocabulary import Basis

_FULL_WEIGHT: Final = 100

# Made once: an alias copies every column of its table, which costs more than running the statement.
_opening: Final = report_event.alias("opening")
_closing: Final = report_event.alias("closing")
_latest: Final = state_entry.alias("latest")
_REPORTED: Final = (
    report_event.c.id,
    report_event.c.status,
    report_event.c.progress,
    report_event.c.effective_on,
    report_event.c.realised_value,
    report_event.c.evidence,
    report_event.c.note,
)
_of_one: Final = milestone.c.id == bindparam("milestone")


def states(
    connection: Connection,
    programme_id: int,
    *,
    as_of: date,
    codes: Mapping[int, AgencyCode],
    milestone_id: int | None = None,
) -> dict[int, dict[Basis, State]]:
    """Return the state on each basis by milestone id; what nobody reported on is missing.

    `codes` are those of the agencies by row id.
    """
    is_one = milestone_id is not None
    asked = {"programme": programme_id, "as_of": as_of, "milestone": milestone_id}
    obstacles = _known_obstacles(connection.execute(_obstacles(is_one=is_one), asked).all(), codes)
    found: dict[int, dict[Basis, State]] = defaultdict(dict)
    for row in connection.execute(_latest_entries(is_one=is_one), asked).all():
        known = obstacles[row.milestone_id, row.basis]
        found[row.milestone_id][row.basis] = _state(row, tuple(known.values()))
    return found


def month_end_history(
    connection: Connection, programme: Programme, as_of: date, sentra_ids: list[int]
) -> dict[int, dict[Basis, tuple[MonthEnd, ...]]]:
    """Return the actual share of each sentra at each month end before the month of `as_of`."""
    asked = {"sentra": sentra_ids, "month": month_number(as_of)}
    rows = connection.execute(_month_ends(), asked).all()
    shares: dict[tuple[int, Basis], dict[int, float]] = defaultdict(dict)
    for row in rows:
        shares[row.sentra_id, row.basis][row.month] = _share(row.earned, row.cancelled_weight)
    days = [day for day in month_ends(programme.start, as_of) if day < month_end(as_of)]
    return {
        sentra_id: {basis: _carried(days, shares[sentra_id, basis]) for basis in Basis}
        for sentra_id in sentra_ids
    }


# Statements are built once: for a board, that takes as long as carrying them out.


@cache
def _month_ends() -> Select[*tuple[Any, ...]]:
    return (
        select(sentra_month)
        .where(
            sentra_month.c.sentra_id.in_(bindparam("sentra", expanding=True)),
            sentra_month.c.month < bindparam("month"),
        )
        .order_by(sentra_month.c.month)
    )


@cache
def _latest_entries(*, is_one: bool) -> CompoundSelect[*tuple[Any, ...]]:
    return union_all(*(_latest_entries_on(basis, is_one=is_one) for basis in Basis))


def _latest_entries_on(basis: Basis, *, is_one: bool) -> Select[*tuple[Any, ...]]:
    """Each milestone's last entry by the day: one index seek each, however long its history."""
    latest = (
        select(_latest.c.id)
        .where(
            _latest.c.milestone_id == milestone.c.id,
            _latest.c.basis == basis,
            _latest.c.recorded_on <= bindparam("as_of"),
        )
        .order_by(_latest.c.recorded_on.desc(), _latest.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    files = (
        select(func.count())
        .where(evidence_file.c.event_id == state_entry.c.report_id)
        .scalar_subquery()
    )
    return (
        select(
            state_entry.c.milestone_id,
            state_entry.c.basis,
            state_entry.c.previous_progress,
            *_REPORTED,
            account.c.name.label("author"),
            files.label("files"),
        )
        .select_from(milestone)
        .join(state_entry, state_entry.c.id == latest)
        .outerjoin(report_event, report_event.c.id == state_entry.c.report_id)
        .outerjoin(account, account.c.id == report_event.c.author_id)
        .where(milestone.c.programme_id == bindparam("programme"), _of_one if is_one else true())
    )


def _state(row: Row[*tuple[Any, ...]], obstacles: tuple[Obstacle, ...]) -> State:
    if row.id is None:
        return State(obstacles=obstacles)
    return State(
        status=row.status,
        progress=row.progress,
        previous_progress=row.previous_progress,
        report_id=EventId(row.id),
        effective_on=row.effective_on,
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
    as_of = bindparam("as_of", type_=Date)
    closes = and_(
        _closing.c.id == obstacle_closing.c.closed_by,
        known_by(_closing, as_of),
        counts(basis, verdict_by(as_of, _closing.c.id)),
    )
    return (
        select(
            literal(basis, state_entry.c.basis.type).label("basis"),
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
            known_by(_opening, as_of),
            counts(basis, verdict_by(as_of, _opening.c.id)),
        )
    )


def _known_obstacles(
    rows: Iterable[Row[*tuple[Any, ...]]], codes: Mapping[int, AgencyCode]
) -> dict[tuple[int, Basis], dict[int, Obstacle]]:
    """Return the obstacles by milestone and basis, each by its id; the first closing closes it."""
    found: dict[tuple[int, Basis], dict[int, Obstacle]] = defaultdict(dict)
    for row in rows:
        own = found[row.milestone_id, row.basis]
        earlier = own.get(row.id)
        if earlier is None or earlier.closed_on is None:
            own[row.id] = Obstacle(
                id=ObstacleId(row.id),
                description=row.description,
                owner=codes[row.owner_id],
                opened_on=row.opened_on,
                closed_on=row.closed_on,
            )
    return found


def _share(earned: int, cancelled_weight: int) -> float:
    taking_part = POINTS.to_parts(_FULL_WEIGHT) - cancelled_weight
    return earned / (taking_part * SHARE.parts) if taking_part else 0.0


def _carried(days: list[date], shares: Mapping[int, float]) -> tuple[MonthEnd, ...]:
    """Carry each month's share on to the months in which nothing changed."""
    points, share = [], 0.0
    for day in days:
        share = shares.get(month_number(day), share)
        points.append(MonthEnd(day, share))
    return tuple(points)
