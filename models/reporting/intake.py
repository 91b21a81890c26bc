"""Reports that come in a file: recorded together and once, whoever loads the file how often."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, select

from models.reporting.batch_queries import claims
from models.reporting.batches import Progress, untold
from models.reporting.many import problems, report_all
from models.reporting.rows import rounded
from models.schema.accounts import account
from models.schema.reporting import report_event
from models.store.programme import programme_row
from models.store.recording import begin_recording
from rules.access import Permission, require
from rules.reporting.batch import BatchRow
from rules.reporting.errors import AlreadyLoaded, BatchRowProblem
from rules.reporting.intake import Answered, Conflict, conflicts, repeats
from rules.reporting.obstacles import without_known
from rules.values import Actor, Board, EventId

# SQLite takes so many parameters and more.
_AT_A_TIME: Final = 500
_WITH_KEYS: Final = (
    select(report_event.c.idempotency_key, account.c.name, report_event.c.recorded_at)
    .join_from(report_event, account, account.c.id == report_event.c.author_id)
    .where(
        report_event.c.programme_id == bindparam("programme"),
        report_event.c.idempotency_key.in_(bindparam("keys", expanding=True)),
    )
)


@dataclass(frozen=True, slots=True)
class LoadedRow:
    """By whom and when a row of a file was recorded."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class JudgedRows:
    """The rows of a file that are new, what clashes and is wrong in them, those recorded before.

    `same` counts the rows that only repeat what is claimed already.
    """

    rows: Sequence[BatchRow]
    problems: Sequence[BatchRowProblem]
    conflicts: Sequence[Conflict]
    loaded: Mapping[str, LoadedRow]
    same: int


def judged(
    connection: Connection,
    actor: Actor,
    board: Board,
    rows: Sequence[BatchRow],
    since: Answered,
    yields: Callable[[Conflict], bool] = lambda _: False,
) -> JudgedRows:
    """Return what becomes of the rows of a file that `actor` would load on the board's day.

    What was recorded before, or says nothing new, clashes with nothing. A row that `yields` to what
    is recorded is not loaded.
    """
    before = loaded(connection, actor, rows)
    left = [_as_kept(row, board) for row in rows if row.draft.key not in before]
    told = claims(connection, actor)
    new = [row for row in left if not repeats(row.draft, told)]
    clashes = conflicts(new, board.milestones, since)
    yielding = {one.row.spot for one in clashes if yields(one)}
    kept = [row for row in new if row.spot not in yielding]
    wrong = problems(connection, actor, board, kept)
    return JudgedRows(kept, wrong, clashes, before, len(left) - len(new))


def loaded(connection: Connection, actor: Actor, rows: Sequence[BatchRow]) -> dict[str, LoadedRow]:
    """Return which rows are recorded already, by their keys. Raises NotAllowed."""
    require(actor, Permission.VIEW)
    own = programme_row(connection).id
    found = {}
    for start in range(0, len(rows), _AT_A_TIME):
        keys = [row.draft.key for row in rows[start : start + _AT_A_TIME]]
        for key, name, at in connection.execute(_WITH_KEYS, {"programme": own, "keys": keys}):
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


def _as_kept(row: BatchRow, board: Board) -> BatchRow:
    """Return a row as the columns would hold it, without an obstacle that stands already."""
    milestone = board.milestones[row.draft.milestone]
    return replace(row, draft=without_known(rounded(row.draft), milestone))
