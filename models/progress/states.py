"""What was known of each milestone at the end of a day, on each basis."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, ScalarSelect, Select, func, select, true

from models.schema.evidence import evidence_file
from models.schema.tables import (
    FULL_PROGRESS,
    FULL_WEIGHT,
    account,
    milestone,
    obstacle,
    obstacle_closing,
    report_event,
    sentra_month,
    state_entry,
)
from rules.periods import month_end, month_ends, month_number
from rules.reporting.verdict import COUNTING
from rules.values import Agency, EventId, MonthEnd, Obstacle, ObstacleId, Programme, State
from rules.vocabulary import Basis, EventKind, Status

# Made once: an alias copies every column of its table, which costs more than running the statement.
_decision: Final = report_event.alias("decision")
_opening: Final = report_event.alias("opening")
_closing: Final = report_event.alias("closing")
_latest: Final = state_entry.alias("latest")


def states(
    connection: Connection,
    programme_id: int,
    *,
    as_of: date,
    known_agencies: Mapping[int, Agency],
    milestone_id: int | None = None,
) -> dict[int, dict[Basis, State]]:
    """Return the state on each basis by milestone id; what nobody reported on is missing."""
    of_one = true() if milestone_id is None else milestone.c.id == milestone_id
    obstacles = connection.execute(_obstacles(programme_id, as_of).where(of_one)).all()
    found: dict[int, dict[Basis, State]] = defaultdict(dict)
    for basis in Basis:
        known = _known_obstacles(obstacles, basis, known_agencies)
        entries = _latest_entries(programme_id, as_of, basis).where(of_one)
        for row in connection.execute(entries):
            found[row.milestone_id][basis] = _state(row, tuple(known[row.milestone_id].values()))
    return found


def month_end_history(
    connection: Connection, programme: Programme, as_of: date, sentra_ids: list[int]
) -> dict[int, dict[Basis, tuple[MonthEnd, ...]]]:
    """Return the actual share of each sentra at each month end before the month of `as_of`."""
    rows = connection.execute(
        select(sentra_month)
        .where(
            sentra_month.c.sentra_id.in_(sentra_ids),
            sentra_month.c.month < month_number(as_of),
        )
        .order_by(sentra_month.c.month)
    ).all()
    shares: dict[tuple[int, str], dict[int, float]] = defaultdict(dict)
    for row in rows:
        shares[row.sentra_id, row.basis][row.month] = _share(row.earned, row.cancelled_weight)
    days = [day for day in month_ends(programme.start, as_of) if day < month_end(as_of)]
    return {
        sentra_id: {basis: _carried(days, shares[sentra_id, basis]) for basis in Basis}
        for sentra_id in sentra_ids
    }


def _counts(verdict: str | None, basis: Basis) -> bool:
    """Whether a report with the `verdict` in force (None: it waits) counts on `basis`."""
    return (verdict or EventKind.REPORT) in COUNTING[basis]


def _verdict(as_of: date, report_id: ColumnElement[int]) -> ScalarSelect[str]:
    """Select the latest decision on a report recorded by the end of `as_of`."""
    return (
        select(_decision.c.kind)
        .where(_decision.c.report_id == report_id, _decision.c.recorded_on <= as_of)
        .order_by(_decision.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _latest_entries(programme_id: int, as_of: date, basis: Basis) -> Select[*tuple[Any, ...]]:
    """Each milestone's last entry by the day: one index seek each, however long its history."""
    latest = (
        select(_latest.c.id)
        .where(
            _latest.c.milestone_id == milestone.c.id,
            _latest.c.basis == basis.value,
            _latest.c.recorded_on <= as_of,
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
            state_entry.c.previous_progress,
            report_event,
            account.c.name.label("author"),
            files.label("files"),
        )
        .select_from(milestone)
        .join(state_entry, state_entry.c.id == latest)
        .outerjoin(report_event, report_event.c.id == state_entry.c.report_id)
        .outerjoin(account, account.c.id == report_event.c.author_id)
        .where(milestone.c.programme_id == programme_id)
    )


def _state(row: Row[*tuple[Any, ...]], obstacles: tuple[Obstacle, ...]) -> State:
    if row.id is None:
        return State(obstacles=obstacles)
    return State(
        status=Status(row.status),
        progress=row.progress / FULL_PROGRESS,
        previous_progress=row.previous_progress / FULL_PROGRESS,
        report_id=EventId(row.id),
        effective_on=row.effective_on,
        realised_value=row.realised_value,
        evidence=row.evidence,
        files=row.files,
        note=row.note,
        author=row.author,
        obstacles=obstacles,
    )


def _obstacles(programme_id: int, as_of: date) -> Select[*tuple[Any, ...]]:
    """One line an obstacle and closing; both reports by the day with the decision on each."""
    return (
        select(
            obstacle,
            _opening.c.effective_on.label("opened_on"),
            _verdict(as_of, _opening.c.id).label("opening_verdict"),
            _closing.c.effective_on.label("closed_on"),
            _verdict(as_of, _closing.c.id).label("closing_verdict"),
        )
        .join(milestone, milestone.c.id == obstacle.c.milestone_id)
        .join(_opening, _opening.c.id == obstacle.c.opened_by)
        .outerjoin(obstacle_closing, obstacle_closing.c.obstacle_id == obstacle.c.id)
        .outerjoin(
            _closing,
            (_closing.c.id == obstacle_closing.c.closed_by) & (_closing.c.recorded_on <= as_of),
        )
        .where(milestone.c.programme_id == programme_id, _opening.c.recorded_on <= as_of)
        .order_by(_opening.c.effective_on, obstacle.c.id, obstacle_closing.c.id)
    )


def _known_obstacles(
    rows: Sequence[Row[*tuple[Any, ...]]], basis: Basis, known_agencies: Mapping[int, Agency]
) -> dict[int, dict[int, Obstacle]]:
    """Return the obstacles that count on the basis, by milestone id and own id."""
    found: dict[int, dict[int, Obstacle]] = defaultdict(dict)
    for row in rows:
        _note_obstacle(found[row.milestone_id], row, basis, known_agencies)
    return found


def _note_obstacle(
    found: dict[int, Obstacle],
    row: Row[*tuple[Any, ...]],
    basis: Basis,
    known_agencies: Mapping[int, Agency],
) -> None:
    """Keep the obstacle where its opening counts; the first closing that counts closes it."""
    if not _counts(row.opening_verdict, basis):
        return
    closes = row.closed_on is not None and _counts(row.closing_verdict, basis)
    earlier = found.get(row.id)
    if earlier is not None and (earlier.closed_on is not None or not closes):
        return
    found[row.id] = Obstacle(
        id=ObstacleId(row.id),
        description=row.description,
        owner=known_agencies[row.owner_id].code,
        opened_on=row.opened_on,
        closed_on=row.closed_on if closes else None,
    )


def _share(earned: int, cancelled_weight: int) -> float:
    taking_part = FULL_WEIGHT - cancelled_weight
    return earned / (taking_part * FULL_PROGRESS) if taking_part else 0.0


def _carried(days: list[date], shares: Mapping[int, float]) -> tuple[MonthEnd, ...]:
    """Carry each month's share on to the months in which nothing changed."""
    points, share = [], 0.0
    for day in days:
        share = shares.get(month_number(day), share)
        points.append(MonthEnd(day, share))
    return tuple(points)
