"""What people call a row that something is wrong with: they know codes, not numbers of rows."""

import json
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from models.audit.vouched import Key, key_of
from models.schema.accounts import account, post
from models.schema.audit import audit_event
from models.schema.plan import agency, milestone, place, sentra

_OWN: Final = ("code", "username", "alias")
_CODES: Final = {
    "milestone_id": (milestone, milestone.c.code),
    "post_id": (post, post.c.code),
    "sentra_id": (sentra, sentra.c.code),
    "agency_id": (agency, agency.c.code),
    "account_id": (account, account.c.username),
}


def name_of_vouched(connection: Connection, table: Table, key: Key, act: int) -> str:
    """Return what people call the row for which an act vouches, whatever became of it."""
    asked = select(audit_event.c.subject, audit_event.c.detail).where(audit_event.c.id == act)
    subject, detail = connection.execute(asked).one()
    rows = json.loads(detail)["rows"][table.name]
    row = next(row for row in rows if key_of(table, row) == key)
    return name_of(connection, table, row) or str(subject)


def name_of(connection: Connection, table: Table, row: Mapping[str, Any]) -> str:
    """Return what people call a row: its code, or those of what it is about; empty without any."""
    own = [str(row[name]) for name in _OWN if row.get(name)]
    if own:
        return own[0]
    about = [_code(connection, name, row[name]) for name in _CODES if name in row]
    return " ".join([*filter(None, about), *([str(row["name"])] if table is place else [])])


def _code(connection: Connection, name: str, number: object) -> str:
    table, code = _CODES[name]
    # What was tampered with may point anywhere.
    if not isinstance(number, int):
        return ""
    return connection.scalar(select(code).where(table.c.id == number)) or ""
