"""What the tables are made of: their one metadata, the types of columns, columns many have.

A type says what a row holds in Python; what the database keeps is whole numbers and words.
"""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem

from rules.shapes import LINEAR, Shape, shape_of

Kind = TypeVar("Kind", bound=StrEnum)

LARGEST_ID: Final = 2**31 - 1
"""What a column of whole numbers holds on PostgreSQL."""

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(sa.TypeDecorator[datetime]):
    """An aware instant, kept in UTC. SQLite keeps no zone, so it is put back on reading."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Turn an aware instant to UTC."""
        del dialect
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Give the instant its zone back."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Scaled(sa.TypeDecorator[float]):
    """A number that is kept in whole parts, so that sums are exact on every engine."""

    impl = sa.Integer
    cache_ok = True

    def __init__(self, parts: int) -> None:
        """Keep numbers of which `parts` make one."""
        super().__init__()
        self.parts = parts

    def to_parts(self, value: float | Decimal) -> int:
        """Return the whole parts that are kept of a number."""
        return round(value * self.parts)

    def from_parts(self, kept: int) -> float:
        """Return the number of which so many parts are kept."""
        return kept / self.parts

    def process_bind_param(self, value: float | Decimal | None, dialect: sa.Dialect) -> int | None:
        """Turn a number to whole parts."""
        del dialect
        return None if value is None else self.to_parts(value)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> float | None:
        """Turn whole parts to the number."""
        del dialect
        return None if value is None else self.from_parts(value)


POINTS: Final = Scaled(100)
"""A weight, kept in hundredths: 6 points are 600."""

SHARE: Final = Scaled(100 * 100)
"""Progress from 0 to 1, kept in hundredths of a percent: 41.5% are 4150."""


def in_parts(column: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    """Return a scaled column as the whole parts that are kept, to reckon with exactly."""
    return sa.type_coerce(column, sa.Integer)


class Word(sa.TypeDecorator[Kind]):
    """A member of a vocabulary, kept by its value."""

    impl = sa.String
    cache_ok = True

    def __init__(self, kind: type[Kind], length: int = 20) -> None:
        super().__init__(length)
        self.kind = kind
        self._members = {member.value: member for member in kind}

    def process_bind_param(self, value: Kind | None, dialect: sa.Dialect) -> str | None:
        """Return the value of a member."""
        del dialect
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Kind | None:
        """Return the member of a value."""
        del dialect
        return None if value is None else self._members[value]


class Drawn(sa.TypeDecorator[Shape]):
    """The shape of a plan, kept by its code; a linear one, as all were once, by nothing."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Shape | None, dialect: sa.Dialect) -> str | None:
        """Return the code of a shape."""
        del dialect
        return None if value in {None, LINEAR} else value.code

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Shape:
        """Return the shape of a code."""
        del dialect
        return LINEAR if value is None else shape_of(value)


def table(name: str, *parts: SchemaItem) -> sa.Table:
    """Return a table whose rows the database numbers, with these columns and constraints."""
    number = sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)
    return sa.Table(name, metadata, number, *parts)


def authorship() -> tuple[sa.Column[Any], ...]:
    """Return the columns that say who wrote a row, and when."""
    return (
        sa.Column("author_id", sa.ForeignKey("account.id"), nullable=False),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.Column("recorded_on", sa.Date, nullable=False),
    )
