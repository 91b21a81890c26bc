"""Reports that come in a file: recorded together and once, whoever loads the file how often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, select

from models.quarters.queries import last_closed
from models.reporting.batches import Progress, untold
from models.reporting.many import report_all
from models.schema.accounts import account
from models.schema.reporting import report_event
from models.store.programme import programme_row
from models.store.recording import begin_recording
from rules.access import Permission, allowed, require
from rules.quarters.closing import problems_in_closed, require_open
from rules.quarters.errors import QuarterClosed
from rules.reporting.batch import BatchRow
from rules.reporting.errors import AlreadyLoaded, BatchRowProblem, LineProblem
from rules.reporting.intake import problems, says_the_same
from rules.values import Actor, Board, EventId

# SQLite takes so many parameters and more.
_AT_A_TIME: Final = 500
_WITH_KEYS: Final = (
    select(report_event.c.idempotency_key, account.c.name, report_event.c.recorded_at)
    .join_from(report_event, account, account.c.id == report_event.c.author_id)
    .where(report_event.c.idempotency_key.in_(bindparam("keys", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class LoadedRow:
    """By whom and when a row of a file was recorded."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class JudgedRows:
    """The rows of a file that are new, everything wrong in them, and those recorded before.

    `same` counts the rows that only repeat what is claimed already.
    """

    rows: Sequence[BatchRow]
    problems: Sequence[BatchRowProblem]
    loaded: Mapping[str, LoadedRow]
    same: int


def judged(
    connection: Connection, actor: Actor, board: Board, rows: Sequence[BatchRow]
) -> JudgedRows:
    """Return what becomes of the rows of a file that `actor` would load on the board's day."""
    before = loaded(connection, actor, rows)
    left = [row for row in rows if row.draft.key not in before]
    new = [row for row in left if not says_the_same(row, board.milestones)]
    closed = _in_closed(connection, actor, new)
    found = sorted((*problems(new, board, actor), *closed), key=lambda one: one.row)
    return JudgedRows(new, found, before, len(left) - len(new))


def loaded(connection: Connection, actor: Actor, rows: Sequence[BatchRow]) -> dict[str, LoadedRow]:
    """Return which rows are recorded already, by their keys. Raises NotAllowed."""
    require(actor, Permission.VIEW)
    found = {}
    for start in range(0, len(rows), _AT_A_TIME):
        keys = [row.draft.key for row in rows[start : start + _AT_A_TIME]]
        for key, name, at in connection.execute(_WITH_KEYS, {"keys": keys}):
            found[key] = LoadedRow(name, at)
    return found


def load_reports(
    connection: Connection,
    actor: Actor,
    rows: Sequence[BatchRow],
    *,
    at: datetime,
    progress: Progress = untold,
) -> tuple[EventId, ...]:
    """Record every report of a file, or none; return their events.

    Raises NotAllowed, AlreadyLoaded where a row was recorded before, and what `report_all` raises.
    """
    require(actor, Permission.REPORT)
    # From here on nobody else records: of two who load a file at once the second finds it loaded.
    begin_recording(connection, at)
    before = loaded(connection, actor, rows)
    if before:
        first = next(iter(before.values()))
        raise AlreadyLoaded(first.by, first.at, len(before))
    return report_all(connection, actor, rows, at=at, progress=progress)


def _in_closed(
    connection: Connection, actor: Actor, rows: Sequence[BatchRow]
) -> list[BatchRowProblem]:
    """Return the rows that speak of a closed quarter without right or reason."""
    closed = last_closed(connection, programme_row(connection).id)
    may = allowed(actor, Permission.REPORT_CLOSED_QUARTER)
    found = []
    for row in rows:
        try:
            require_open(row.draft.effective_on, closed, may=may)
        except QuarterClosed:
            found.append(BatchRowProblem(row.number, LineProblem.QUARTER_CLOSED))
        else:
            illegal = problems_in_closed(row.draft, closed)
            found += (BatchRowProblem(row.number, problem) for problem in illegal)
    return found
