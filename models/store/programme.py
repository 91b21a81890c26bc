"""The programme that a connection is about: the one that its store was opened onto, or the first.

A store may hold several. What is recorded on one is blind to the others; agencies, accounts, posts
and the audit trail are those of the office.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select

from models.schema.plan import programme
from rules.errors import NoProgramme

OPTION: Final = "sentra_programme"
"""The option of an engine, and so of its connections, that names a programme by its code."""

KEPT: Final = "sentra_programmes"
"""The option of a reading connection that keeps their rows: it sees one state of the store."""

_counted: Final = programme.alias("counted")
_several: Final = select(func.count() > 1).select_from(_counted).scalar_subquery()
ROWS: Final = select(programme, _several.label("is_one_of_several")).order_by(programme.c.id)
"""The statement for all of them, in the order in which they were opened."""


def programme_row(connection: Connection) -> Row[*tuple[Any, ...]]:
    """Return the row of the connection's programme, which says whether it is one of several.

    Raises NoProgramme where it is not there.
    """
    return own_row(connection, programme_rows(connection))


def programme_rows(connection: Connection) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return the row of each programme of the store, in the order in which they were opened.

    Nearly every query of a page asks for them: who reads is told once, who writes each time anew.
    """
    kept: list[Row[*tuple[Any, ...]]] | None = connection.get_execution_options().get(KEPT)
    if kept is None:
        return connection.execute(ROWS).all()
    kept[:] = kept or connection.execute(ROWS).all()
    return kept


def own_row(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> Row[*tuple[Any, ...]]:
    """Return the row of the connection's programme among those of the store.

    Raises NoProgramme.
    """
    code = connection.get_execution_options().get(OPTION)
    found = next((row for row in rows if code in {None, row.code}), None)
    if found is None:
        raise NoProgramme
    return found
