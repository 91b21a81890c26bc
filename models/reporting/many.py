"""Several reports handed in together: each recorded as it would be alone, or none of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from models.plan.naming import names_of
from models.quarters.queries import last_closed
from models.reporting.batches import Progress, untold
from models.reporting.commands import report
from models.store.programme import programme_row
from rules.access import Permission, allowed, require
from rules.errors import ClockInDoubt, SentraError
from rules.quarters.closing import problems_of_rows as problems_in_closed
from rules.reporting.batch import BatchRow, in_order
from rules.reporting.errors import BatchRowProblem, RefusedRow, ReportsRefused, SameOrigin
from rules.reporting.intake import problems as problems_of_rows
from rules.values import Actor, Board, EventId, MilestoneCode


def problems(
    connection: Connection, actor: Actor, board: Board, rows: Sequence[BatchRow]
) -> list[BatchRowProblem]:
    """Return what is wrong with rows that `actor` would hand in on the board's day, in order.

    Raises NotAllowed.
    """
    require(actor, Permission.VIEW)
    may = allowed(actor, Permission.REPORT_CLOSED_QUARTER)
    closed = problems_in_closed(
        rows, last_closed(connection, programme_row(connection).id), may=may
    )
    found = [*problems_of_rows(rows, board, actor), *closed]
    return sorted(found, key=lambda one: one.row)


def report_all(
    connection: Connection,
    actor: Actor,
    rows: Sequence[BatchRow],
    *,
    at: datetime,
    progress: Progress = untold,
) -> tuple[EventId, ...]:
    """Record every report in the order of their days, or none; return their events.

    Two rows on one milestone answer to each other: the later one has seen the earlier. What was
    recorded under the key of a row before is not recorded again. Raises NotAllowed, NoProgramme,
    ClockInDoubt, SameOrigin, ReportsRefused with what is wrong with each row, so that the caller's
    transaction keeps none.
    """
    require(actor, Permission.REPORT)
    if len({row.draft.key for row in rows}) < len(rows):
        raise SameOrigin
    recorded: dict[MilestoneCode, EventId] = {}
    events, refused = [], []
    for done, row in enumerate(in_order(rows), 1):
        code = row.draft.milestone
        draft = replace(row.draft, seen=recorded.get(code, row.draft.seen))
        try:
            recorded[code] = report(connection, actor, draft, at=at)
            events.append(recorded[code])
        except ClockInDoubt:
            raise
        except SentraError as problem:
            refused.append((row, problem))
        progress(done, len(rows))
    if refused:
        raise ReportsRefused(_named(connection, refused))
    return tuple(events)


def _named(
    connection: Connection, refused: Sequence[tuple[BatchRow, SentraError]]
) -> tuple[RefusedRow, ...]:
    """Return what was refused in the order of the rows; a milestone nobody knows keeps its code."""
    names = names_of(connection, {row.draft.milestone for row, _ in refused})
    return tuple(
        RefusedRow(
            row.number, names.get(row.draft.milestone, row.draft.milestone), problem, row.column
        )
        for row, problem in sorted(refused, key=lambda one: one[0].number)
    )
