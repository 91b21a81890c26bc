"""Columns and constraints of a step, under the names that every table of the store follows."""

import sqlalchemy as sa
from alembic import op


def row_number() -> sa.Column[int]:
    """Return the column that numbers the rows of a table."""
    return sa.Column("id", sa.Integer(), autoincrement=True, nullable=False)


def authorship() -> tuple[sa.Column[object], ...]:
    """Return the columns that say who wrote a row, and when."""
    return (
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
    )


def primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    """Return the primary key of `table`."""
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """Let a column of `table` refer to the number of a row of the `other` table."""
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    """Let no two rows of `table` agree in all these columns."""
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    """Let every row of `table` fulfil a condition."""
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))
