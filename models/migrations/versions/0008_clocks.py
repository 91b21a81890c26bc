"""Rows that were recorded under a wrong clock, and since when they count as known.

Revision: 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import append_only
from models.migrations.declared import check, primary, row_number, unique

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "clock_correction",
        row_number(),
        sa.Column("table_name", sa.String(length=63), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        check("clock_correction", "span", "first_id <= last_id"),
        primary("clock_correction", "id"),
        unique("clock_correction", "table_name", "first_id"),
    )
    append_only.protect("clock_correction", also_unique=("table_name", "first_id"))


def downgrade() -> None:
    """Drop the table; the audit trail still names each correction."""
    append_only.release("clock_correction")
    op.drop_table("clock_correction")
