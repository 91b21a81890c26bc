"""Tables of reports not sent yet: one an account and programme, replaced with each save.

An unfinished table is no history: it is emptied once it is sent. Nobody else reads it, nothing
vouches for it, no figure knows it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select, update

from models.schema.reporting import batch_draft
from models.store.programme import programme_row
from rules.access import Permission, require
from rules.reporting.errors import TableChanged
from rules.values import Actor

Line = Mapping[str, str]

_OWN: Final = select(batch_draft).where(
    batch_draft.c.account_id == bindparam("account_id"),
    batch_draft.c.programme_id == bindparam("programme_id"),
)


@dataclass(frozen=True, slots=True)
class UnsentTable:
    """An unfinished table as it was typed, and which of its saves this is; 0 before the first."""

    source: str = ""
    lines: tuple[Line, ...] = ()
    version: int = 0


def unsent_table(connection: Connection, actor: Actor) -> UnsentTable:
    """Return the actor's unfinished table of the programme; an empty one where there is none."""
    require(actor, Permission.ENTER_HISTORY)
    row = connection.execute(_OWN, _asked(connection, actor)).one_or_none()
    if row is None:
        return UnsentTable()
    return UnsentTable(row.source, tuple(json.loads(row.lines)), row.version)


def save_table(
    connection: Connection, actor: Actor, source: str, lines: Sequence[Line], *, seen: int
) -> int:
    """Keep an unfinished table in place of its save `seen`; return the number of this save.

    Raises NotAllowed, TableChanged where it was saved or sent elsewhere meanwhile.
    """
    require(actor, Permission.ENTER_HISTORY)
    values = {
        "source": source,
        "lines": json.dumps([dict(line) for line in lines]),
        "version": seen + 1,
    }
    own = _asked(connection, actor)
    is_own = [batch_draft.c[name] == value for name, value in own.items()]
    statement = update(batch_draft).where(*is_own, batch_draft.c.version == seen).values(values)
    if connection.execute(statement).rowcount:
        return seen + 1
    if seen or connection.execute(_OWN, own).one_or_none() is not None:
        raise TableChanged
    connection.execute(insert(batch_draft).values(**own, **values))
    return seen + 1


def _asked(connection: Connection, actor: Actor) -> dict[str, int]:
    return {
        "account_id": actor.account_id,
        "programme_id": programme_row(connection).id,
    }
