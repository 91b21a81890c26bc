"""The row of the programme that a store holds."""

from typing import Any, Final

from sqlalchemy import Connection, Row, select

from models.schema.plan import programme
from rules.errors import NoProgramme

_FIRST: Final = select(programme).order_by(programme.c.id).limit(1)


def programme_row(connection: Connection) -> Row[*tuple[Any, ...]]:
    """Return the store's programme row; raise NoProgramme where the store is empty."""
    row = connection.execute(_FIRST).one_or_none()
    if row is None:
        raise NoProgramme
    return row
