"""The machine's clock against the record: whether it is believed, and how it comes to be again.

A clock that leapt is refused by every act (models/store/recording.py). Somebody who knows the day
says it; what was recorded under a clock that ran ahead then keeps its instants, and counts as known
from that act on.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, delete, func, select, update

from models.audit import commands as audit
from models.schema.accounts import account_link, sign_in_attempt, sign_in_session
from models.schema.audit import audit_event, clock_correction
from models.schema.plan import programme
from models.schema.tables import metadata
from models.store.read_models import rebuild
from models.store.recording import last_recorded
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.audit.clock import Doubt, Settled, doubt
from rules.errors import ClockDiffers, ClockInDoubt
from rules.periods import wita_day
from rules.values import Actor

_PINNED_ON: Final = select(programme.c.pinned_on).order_by(programme.c.id).limit(1)
_AUTHORED: Final = frozenset({"author_id", "recorded_at", "recorded_on"})
_corrected: Final = select(func.coalesce(func.max(audit_event.c.id), 0)).where(
    audit_event.c.action == Action.CLOCK_CORRECTED
)
# After a correction the clock may come by the same days again: only what follows it lies ahead.
_AHEAD: Final = select(
    func.count().label("acts"),
    func.min(audit_event.c.recorded_at).label("first_at"),
    func.max(audit_event.c.recorded_at).label("last_at"),
).where(
    audit_event.c.recorded_at > bindparam("at"),
    audit_event.c.id > _corrected.scalar_subquery(),
)


def clock_doubt(connection: Connection, at: datetime) -> ClockInDoubt | None:
    """Return why nothing can be recorded at `at`; None where it can.

    An example's clock is pinned, and never in doubt.
    """
    if connection.execute(_PINNED_ON).scalar_one_or_none() is not None:
        return None
    last, _ = last_recorded(connection)
    found = doubt(at, last)
    return None if last is None or found is None else ClockInDoubt(found, at, last)


def settle_clock(
    connection: Connection, actor: Actor, today: date, *, at: datetime
) -> Settled | None:
    """Record that the clock is right, which says `at`; `today` is the day by another calendar.

    Acts whose instants lie ahead of it stand as they were recorded and count as known from now on,
    and the sessions and links opened under them end. None, and nothing recorded, where the clock is
    not in doubt. Raises NotAllowed, ClockDiffers.
    """
    require(actor, Permission.CONFIRM_CLOCK)
    connection.execute(_PINNED_ON.with_for_update()).all()
    found = clock_doubt(connection, at)
    if found is None:
        return None
    if today != wita_day(at):
        raise ClockDiffers(today, at)
    if found.doubt is Doubt.AHEAD:
        told = {"last_at": found.last.isoformat()}
        _record(connection, actor, Action.CLOCK_CONFIRMED, told, at)
        return Settled()
    return _correct(connection, actor, at)


def _correct(connection: Connection, actor: Actor, at: datetime) -> Settled:
    ahead = connection.execute(_AHEAD, {"at": at}).one()
    rows = [
        audit.written(connection, clock_correction, span)
        for table in _authored()
        if (span := _span_ahead(connection, table, at)) is not None
    ]
    told = {
        "acts": ahead.acts,
        "first_at": ahead.first_at.isoformat(),
        "last_at": ahead.last_at.isoformat(),
        "rows": {clock_correction.name: rows},
    }
    _record(connection, actor, Action.CLOCK_CORRECTED, told, at)
    _end_what_lies_ahead(connection, at)
    rebuild(connection)
    return Settled(ahead.acts, (ahead.first_at, ahead.last_at))


def _authored() -> list[Table]:
    """Every table whose rows bear the instant of the act that wrote them."""
    return [table for table in metadata.sorted_tables if set(table.c.keys()) >= _AUTHORED]


def _span_ahead(connection: Connection, table: Table, at: datetime) -> dict[str, Any] | None:
    """Return the rows of `table` that bear an instant after `at` and were not corrected before."""
    before = select(func.coalesce(func.max(clock_correction.c.last_id), 0)).where(
        clock_correction.c.table_name == table.name
    )
    first, last = connection.execute(
        select(func.min(table.c.id), func.max(table.c.id)).where(
            table.c.recorded_at > at, table.c.id > before.scalar_subquery()
        )
    ).one()
    if first is None:
        return None
    span = {"table_name": table.name, "first_id": first, "last_id": last}
    return span | {"recorded_at": at, "recorded_on": wita_day(at)}


def _end_what_lies_ahead(connection: Connection, at: datetime) -> None:
    """End sessions and links that would stay open for too long, and forget tries of then."""
    for table, begun_at in (
        (sign_in_session, sign_in_session.c.opened_at),
        (account_link, account_link.c.issued_at),
    ):
        is_ahead = (begun_at > at) & table.c.closed_at.is_(None)
        connection.execute(update(table).where(is_ahead).values(closed_at=at))
    connection.execute(delete(sign_in_attempt).where(sign_in_attempt.c.tried_at > at))


def _record(
    connection: Connection, actor: Actor, action: Action, told: Mapping[str, object], at: datetime
) -> None:
    audit.record_at(connection, actor, action, subject="", detail=told, instant=at)
