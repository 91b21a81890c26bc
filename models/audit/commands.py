"""The audit chain: every act in the order of recording, each row bound to the one before it.

Whoever owns the file can still forge the whole chain, so its head is printed on everything that
leaves the program: a head known from outside shows a forged past or a cut tail.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    Update,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningInsert

from models.audit.chain import GENESIS, SHOWN, canonical, contents, link, plain
from models.audit.vouched import raw
from models.schema.audit import audit_event
from models.schema.plan import programme
from models.store.recording import Recording, Tail, last_recorded, next_instant
from rules.audit.actions import Action
from rules.periods import wita_day
from rules.values import Actor

Written = dict[str, list[dict[str, Any]]]
Carried = dict[str, Written]
"""What an act carries beside its words: the `rows` that it wrote, and as it `found` them."""

PROGRAMME: Final = "programme"
"""What an act says of its programme, where its store held several."""

_NOBODY: Final = 0
_LATEST: Final = select(audit_event.c.hash).order_by(audit_event.c.id.desc()).limit(1)
_APPEND: Final = insert(audit_event)
_NAME_TAIL: Final = update(programme).values(
    trail_head=bindparam("head"), trail_length=bindparam("length")
)
_NAME_HEAD: Final = _NAME_TAIL.values(chain_head=bindparam("head"))
_NAME_STATE: Final = _NAME_HEAD.values(version=programme.c.version + 1)


@dataclass(frozen=True, slots=True)
class _Act:
    action: Action
    subject: str
    detail: Mapping[str, object]
    at: datetime
    tail: Tail


def record(
    connection: Connection,
    actor: Actor | None,
    action: Action,
    *,
    subject: str,
    detail: Mapping[str, object],
    at: datetime,
) -> None:
    """Append an act that changed something, in the transaction of the change.

    `detail` holds plain values: `before` and `after` for people, `rows` for what was written whole.
    """
    instant = next_instant(connection, at)
    _append(connection, actor, _Act(action, subject, detail, *instant), names=_NAME_HEAD)


def record_at(
    connection: Connection,
    actor: Actor | None,
    action: Action,
    *,
    subject: str,
    detail: Mapping[str, object],
    instant: datetime,
) -> None:
    """Append the act of a command that has settled its instant itself; caches know a new state."""
    _, tail = last_recorded(connection)
    _append(connection, actor, _Act(action, subject, detail, instant, tail), names=_NAME_STATE)


def record_under(
    connection: Connection,
    actor: Actor,
    action: Action,
    *,
    subject: str,
    detail: Mapping[str, object],
    recording: Recording,
) -> None:
    """Append the act of a command that already holds its recording, at its instant.

    The version of the store's programmes rises, so caches know a new state from an old one. Where
    it holds several, the act names the one that it was recorded in.
    """
    if recording.programme.is_one_of_several:
        detail = {**detail, PROGRAMME: recording.programme.code}
    act = _Act(action, subject, detail, recording.at, recording.tail)
    _append(connection, actor, act, names=_NAME_STATE)


def trace(
    connection: Connection,
    actor: Actor | None,
    action: Action,
    *,
    subject: str,
    at: datetime,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Append an act that changed nothing: a sign-in, a file taken along."""
    instant = next_instant(connection, at)
    _append(connection, actor, _Act(action, subject, detail or {}, *instant), names=_NAME_TAIL)


def written(connection: Connection, table: Table, row: Mapping[str, object]) -> dict[str, Any]:
    """Insert `row` and return it whole, as the store keeps it and as `verify` will find it."""
    return contents(table, connection.execute(_insert_into(table), row).one())


def rewritten(
    connection: Connection, table: Table, number: int, values: Mapping[str, object]
) -> Carried:
    """Update the row with this number; return what its act carries.

    That is the row as it is now, and as it was found: where somebody had changed it behind the
    program, this act may not make it good.
    """
    is_this = table.c.id == number
    # Held before it is read, or another act could write it in between.
    held = select(*raw(table)).where(is_this).with_for_update(key_share=True)
    found = contents(table, connection.execute(held).one())
    change = update(table).where(is_this).values(values).returning(*raw(table))
    row = contents(table, connection.execute(change).one())
    return {"rows": {table.name: [row]}, "found": {table.name: [found]}}


def kept(connection: Connection, table: Table, *which: ColumnElement[bool]) -> list[dict[str, Any]]:
    """Return rows whole that the act under way has put into `table`: all of them, or `which`."""
    query = select(*raw(table)).where(*which).order_by(*table.primary_key)
    return [contents(table, row) for row in connection.execute(query)]


@cache
def _insert_into(table: Table) -> ReturningInsert[Any]:
    return insert(table).returning(*raw(table))


def head(connection: Connection) -> str:
    """Return the first 12 letters of the latest hash; zeros where nothing is recorded yet."""
    return (connection.execute(_LATEST).scalar_one_or_none() or GENESIS)[:SHOWN]


def _append(connection: Connection, actor: Actor | None, act: _Act, *, names: Update) -> None:
    row: dict[str, Any] = {
        "id": act.tail.number + 1,
        "recorded_at": act.at,
        "recorded_on": wita_day(act.at),
        # The caretaker of the command line has no account.
        "actor_id": None if actor is None or actor.account_id == _NOBODY else actor.account_id,
        "action": act.action,
        "subject": act.subject,
        "detail": canonical(act.detail),
        "previous_hash": act.tail.hash or GENESIS,
    }
    row["hash"] = link({name: plain(audit_event.c[name], value) for name, value in row.items()})
    connection.execute(_APPEND, row)
    act.tail.number, act.tail.hash = row["id"], row["hash"]
    connection.execute(names, {"head": row["hash"], "length": row["id"]})
