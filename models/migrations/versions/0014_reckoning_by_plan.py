"""What was reached by the weights of the first plan, beside that by those of the current one.

Revision: 0014, after 0013. Read models hold nothing that the events do not, so they are made anew
by models/store/migration.py once the store has its newest schema.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations.declared import primary, refers, row_number

revision = "0014"
down_revision = "0013"

_BEFORE = ("earned", "cancelled")
_AFTER = ("earned", "cancelled", "first_earned", "first_cancelled")


def upgrade() -> None:
    """Put read models that know both plans in the place of those that know one."""
    _replace(_AFTER)


def downgrade() -> None:
    """Put back the read models of before, empty: that program makes them anew (`admin rebuild`)."""
    _replace(_BEFORE)


def _replace(names: tuple[str, ...]) -> None:
    op.drop_table("sentra_month")
    op.drop_table("progress_entry")
    op.create_table(
        "progress_entry",
        row_number(),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("sentra_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        *(_delta(name) for name in names),
        refers("progress_entry", "milestone_id", "milestone"),
        refers("progress_entry", "sentra_id", "sentra"),
        primary("progress_entry", "id"),
    )
    op.create_index(
        op.f("ix_progress_entry_milestone_id_basis_effective_on"),
        "progress_entry",
        ["milestone_id", "basis", "effective_on"],
    )
    op.create_index(
        op.f("ix_progress_entry_sentra_id_recorded_on"),
        "progress_entry",
        ["sentra_id", "recorded_on"],
    )
    op.create_index(
        "ix_progress_entry_cancelled",
        "progress_entry",
        ["sentra_id"],
        sqlite_where=sa.text("cancelled_delta <> 0"),
        postgresql_where=sa.text("cancelled_delta <> 0"),
    )
    op.create_table(
        "sentra_month",
        sa.Column("sentra_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        *(_delta(name) for name in names),
        *(_delta(f"told_{name}") for name in names),
        refers("sentra_month", "sentra_id", "sentra"),
        primary("sentra_month", "sentra_id", "basis", "month"),
    )


def _delta(name: str) -> sa.Column[int]:
    return sa.Column(f"{name}_delta", sa.Integer(), nullable=False)
