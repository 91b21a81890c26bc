"""The audit trail, newest first, for those who may see it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from models.audit.chain import SHOWN, canonical
from models.audit.vouched import PLAN, REGISTRATIONS
from models.schema.accounts import account
from models.schema.audit import audit_event
from models.schema.plan import milestone, programme, sentra
from models.store.programme import programme_row
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.audit.trail import PAGE, TrailLine, Wanted
from rules.values import Actor

_PLAN = frozenset(table.name for table in PLAN)
_FOR_THE_CHAIN = frozenset({"before", "after", "rows", "found"})


def trail(
    connection: Connection, actor: Actor, wanted: Wanted, *, page: int | None = None
) -> tuple[TrailLine, ...]:
    """Return the lines asked for, newest first; `page` 1 and on takes 50 of them, None takes all.

    Raises NotAllowed.
    """
    require(actor, Permission.SEE_AUDIT)
    statement = (
        select(audit_event, account.c.name.label("actor"))
        .outerjoin(account, account.c.id == audit_event.c.actor_id)
        .where(*_conditions(wanted))
        .order_by(audit_event.c.id.desc())
    )
    if page is not None:
        statement = statement.limit(PAGE).offset(PAGE * (page - 1))
    return tuple(_line(row) for row in connection.execute(statement))


def trail_length(connection: Connection, actor: Actor, wanted: Wanted) -> int:
    """Return how many lines are asked for. Raises NotAllowed."""
    require(actor, Permission.SEE_AUDIT)
    statement = (
        select(func.count())
        .select_from(audit_event)
        .outerjoin(account, account.c.id == audit_event.c.actor_id)
        .where(*_conditions(wanted))
    )
    return connection.execute(statement).scalar_one()


def trail_people(connection: Connection, actor: Actor) -> dict[str, str]:
    """Return the name of each account by its username, for the choice of a person."""
    require(actor, Permission.SEE_AUDIT)
    rows = connection.execute(select(account.c.username, account.c.name).order_by(account.c.name))
    return {row.username: row.name for row in rows}


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A row of the plan as an act wrote it; the latest act about a row holds."""

    act: int
    action: Action
    recorded_at: datetime
    table: str
    row: str
    """JSON, as the chain keeps it."""


def plan_history(connection: Connection, actor: Actor, as_of: date) -> tuple[PlanEntry, ...]:
    """Return what was written of the plan by the end of `as_of`, oldest first.

    That is the plan of one programme, with the agencies of the office. Accounts and posts stand in
    the same acts, and are for those alone who may see the trail. Raises NotAllowed, NoProgramme.
    """
    require(actor, Permission.VIEW)
    act, is_own = audit_event.c, _belongs_to(connection)
    acts = (
        select(act.id, act.action, act.recorded_at, act.detail)
        .where(act.action.in_(REGISTRATIONS), act.recorded_on <= as_of)
        .order_by(act.id)
    )
    return tuple(
        PlanEntry(found.id, found.action, found.recorded_at, name, canonical(row))
        for found in connection.execute(acts)
        for name, rows in json.loads(found.detail).get("rows", {}).items()
        if name in _PLAN
        for row in rows
        if is_own(name, row)
    )


def _belongs_to(connection: Connection) -> Callable[[str, Mapping[str, Any]], bool]:
    """Return what tells whether a row of a table is one of the connection's programme."""
    number = programme_row(connection).id
    parts = {
        f"{table.name}_id": frozenset(
            connection.execute(select(table.c.id).where(table.c.programme_id == number)).scalars()
        )
        for table in (sentra, milestone)
    }
    own = {"programme_id": frozenset({number}), **parts}

    def is_own(name: str, row: Mapping[str, Any]) -> bool:
        row = {**row, "programme_id": row["id"]} if name == programme.name else row
        named = [column for column in own if column in row]
        return not named or row[named[0]] in own[named[0]]

    return is_own


def _conditions(wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.start is not None:
        found.append(audit_event.c.recorded_on >= wanted.start)
    if wanted.finish is not None:
        found.append(audit_event.c.recorded_on <= wanted.finish)
    if wanted.username is not None:
        found.append(account.c.username == wanted.username)
    if wanted.action is not None:
        found.append(audit_event.c.action == wanted.action)
    if wanted.subject.strip():
        found.append(audit_event.c.subject.icontains(wanted.subject.strip(), autoescape=True))
    return found


def _line(row: Row[*tuple[Any, ...]]) -> TrailLine:
    detail = json.loads(row.detail)
    # What an act tells beside before and after, it tells of the state after it.
    beside = {name: value for name, value in detail.items() if name not in _FOR_THE_CHAIN}
    return TrailLine(
        number=row.id,
        recorded_at=row.recorded_at,
        actor=row.actor,
        action=row.action,
        subject=row.subject,
        before=detail.get("before", {}),
        after=detail.get("after", {}) | beside,
        hash=row.hash[:SHOWN],
    )
