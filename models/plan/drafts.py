"""Tables of sentra plans that somebody works on: one a sentra, shared, replaced with each save.

An unfinished table is no history: no figure knows it, nothing vouches for it. Whoever opens it
next goes on with it, and is told whose it was.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from models.plan.naming import sentra_name
from models.plan.register import id_of
from models.schema.accounts import account
from models.schema.plan import plan_draft, sentra
from models.store.programme import programme_row
from rules.access import Permission, require
from rules.periods import wita_day
from rules.plan.errors import DraftChanged
from rules.values import Actor, SentraCode

Line = Mapping[str, str]

_KEPT: Final = (
    select(plan_draft, account.c.name.label("author"))
    .join(account, account.c.id == plan_draft.c.author_id)
    .join(sentra, sentra.c.id == plan_draft.c.sentra_id)
    .where(sentra.c.programme_id == bindparam("programme"), sentra.c.code == bindparam("code"))
)


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """An unfinished table as it was typed, which save of it this is, and on which plan it rests."""

    lines: tuple[Line, ...]
    version: int
    plan_version: int
    author: str
    saved_at: datetime


def plan_draft_of(connection: Connection, actor: Actor, code: SentraCode) -> PlanDraft | None:
    """Return the unfinished table of a sentra; None where nobody works on one."""
    require(actor, Permission.REVISE_PLAN)
    asked = {"programme": programme_row(connection).id, "code": code}
    row = connection.execute(_KEPT, asked).one_or_none()
    if row is None:
        return None
    lines = tuple(json.loads(row.lines))
    return PlanDraft(lines, row.version, row.plan_version, row.author, row.recorded_at)


def save_plan_draft(
    connection: Connection,
    actor: Actor,
    code: SentraCode,
    lines: Sequence[Line],
    *,
    plan_version: int,
    seen: int,
    at: datetime,
) -> int:
    """Keep an unfinished table in place of its save `seen` (0: none); return this save's number.

    Raises NotAllowed, UnknownCode, DraftChanged where somebody saved another one meanwhile.
    """
    require(actor, Permission.REVISE_PLAN)
    number = id_of(connection, sentra, programme_row(connection).id, code)
    values = {
        "lines": json.dumps([dict(line) for line in lines]),
        "plan_version": plan_version,
        "version": seen + 1,
        "author_id": actor.account_id,
        "recorded_at": at,
        "recorded_on": wita_day(at),
    }
    own = plan_draft.c.sentra_id == number
    statement = update(plan_draft).where(own, plan_draft.c.version == seen).values(values)
    if connection.execute(statement).rowcount:
        return seen + 1
    kept = plan_draft_of(connection, actor, code)
    if kept is not None or seen:
        author = "" if kept is None else kept.author
        raise DraftChanged(sentra_name(connection, number), author)
    connection.execute(insert(plan_draft).values(sentra_id=number, **values))
    return seen + 1


def drop_plan_draft(connection: Connection, actor: Actor, code: SentraCode) -> None:
    """Forget the unfinished table of a sentra. Raises NotAllowed, UnknownCode."""
    require(actor, Permission.REVISE_PLAN)
    number = id_of(connection, sentra, programme_row(connection).id, code)
    connection.execute(delete(plan_draft).where(plan_draft.c.sentra_id == number))
