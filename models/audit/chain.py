"""The form of the audit chain: how a row becomes text, and how one row is linked to the next.

What was linked once must give the same hash for ever, so nothing here may change its outcome; the
migration that began the chain uses it too.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    Numeric,
    Row,
    Table,
    TypeDecorator,
    type_coerce,
)
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import NULLTYPE

GENESIS: Final = "0" * 64
SHOWN: Final = 12

Plain = str | int | None | Mapping[str, object]


def canonical(value: object) -> str:
    """Return `value` as JSON in its one form: keys sorted, no spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def link(row: Mapping[str, object]) -> str:
    """Return the hash of an audit row: of its previous hash and everything else in it."""
    rest = {name: value for name, value in row.items() if name not in {"hash", "previous_hash"}}
    # A file that was tampered with may hold what is no text; that must be told, not stumbled over.
    words = (str(row["previous_hash"]) + canonical(rest)).encode("utf-8", "surrogatepass")
    return sha256(words).hexdigest()


def raw(table: Table) -> list[ColumnElement[Any]]:
    """Return the columns of `table` as the database keeps them, read by no type."""
    return [type_coerce(column, NULLTYPE).label(column.name) for column in table.columns]


def contents(table: Table, row: Row[*tuple[Any, ...]]) -> dict[str, Plain]:
    """Return what was selected by `raw` of a row as plain values, the same on every engine."""
    found = row._mapping  # noqa: SLF001 - a column may be called as a method of rows is
    return {one.name: plain(one, found[one.name]) for one in table.columns if one.name in found}


def plain(column: Column[Any], value: Any) -> Plain:  # noqa: ANN401 - what the driver gave
    """Return what the database keeps in `column` as a plain value.

    What this program would not have kept like that is marked, so that it equals nothing else.
    """
    if value is None:
        return None
    # A type of ours is made of the one that the database knows.
    kept = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kept, Boolean | Integer):
        return _whole(kept, value)
    if isinstance(kept, Float | Numeric):
        return _quantity(kept, value)
    if isinstance(kept, Date):
        return _day(value)
    if isinstance(kept, DateTime):
        return _instant(value)
    return value if isinstance(value, str) else _broken(value)


def _whole(kept: Boolean | Integer, value: object) -> Plain:
    if isinstance(kept, Integer):
        return value if type(value) is int else _broken(value)
    # PostgreSQL keeps truths; SQLite 0 and 1.
    is_truth = type(value) in {bool, int} and value in {0, 1}
    return bool(value) if is_truth else _broken(value)


def _quantity(kept: Float[Any] | Numeric[Any], value: object) -> Plain:
    if isinstance(kept, Float):
        return repr(value) if type(value) is float else _broken(value)
    if not isinstance(value, int | float | Decimal):
        return _broken(value)
    words = f"{value:.{kept.scale or 0}f}"
    # PostgreSQL keeps decimals; SQLite a binary fraction, of which every bit must be the usual one.
    is_usual = isinstance(value, Decimal) or float(words) == value
    return words if is_usual else _broken(value)


def _day(value: object) -> Plain:
    if isinstance(value, date):
        return value.isoformat()
    try:
        is_usual = date.fromisoformat(str(value)).isoformat() == value
    except ValueError:
        is_usual = False
    return str(value) if is_usual else _broken(value)


def _instant(value: object) -> Plain:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return _broken(value)
    is_usual = found.isoformat(sep=" ", timespec="microseconds") == value
    utc = found.replace(tzinfo=UTC)
    return utc.isoformat(timespec="microseconds") if is_usual else _broken(value)


def _broken(value: object) -> Plain:
    return {"broken": repr(value)}
