"""Read models by the day on which things happened, beside the day on which they were recorded.

Revision: 0006, after 0005. They hold nothing that the events do not, so they are made anew by
models/store/migration.py once the store has its newest schema.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations.declared import primary, refers, row_number

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Put the new read models in place of the old ones."""
    op.drop_table("state_entry")
    op.drop_table("sentra_month")
    op.create_table(
        "progress_entry",
        row_number(),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("sentra_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("earned_delta", sa.Integer(), nullable=False),
        sa.Column("cancelled_delta", sa.Integer(), nullable=False),
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
        sa.Column("earned_delta", sa.Integer(), nullable=False),
        sa.Column("cancelled_delta", sa.Integer(), nullable=False),
        sa.Column("told_earned_delta", sa.Integer(), nullable=False),
        sa.Column("told_cancelled_delta", sa.Integer(), nullable=False),
        refers("sentra_month", "sentra_id", "sentra"),
        primary("sentra_month", "sentra_id", "basis", "month"),
    )


def downgrade() -> None:
    """Put back the read models of before, empty: that program makes them anew (`admin rebuild`)."""
    op.drop_table("sentra_month")
    op.drop_table("progress_entry")
    op.create_table(
        "sentra_month",
        sa.Column("sentra_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("earned", sa.Integer(), nullable=False),
        sa.Column("cancelled_weight", sa.Integer(), nullable=False),
        refers("sentra_month", "sentra_id", "sentra"),
        primary("sentra_month", "sentra_id", "basis", "month"),
    )
    op.create_table(
        "state_entry",
        row_number(),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("sentra_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("previous_progress", sa.Integer(), nullable=False),
        sa.Column("earned_delta", sa.Integer(), nullable=False),
        sa.Column("cancelled_delta", sa.Integer(), nullable=False),
        refers("state_entry", "milestone_id", "milestone"),
        refers("state_entry", "report_id", "report_event"),
        refers("state_entry", "sentra_id", "sentra"),
        primary("state_entry", "id"),
    )
    op.create_index(
        op.f("ix_state_entry_milestone_id_basis_recorded_on_id"),
        "state_entry",
        ["milestone_id", "basis", "recorded_on", "id"],
    )
    op.create_index(
        op.f("ix_state_entry_sentra_id_basis_recorded_on"),
        "state_entry",
        ["sentra_id", "basis", "recorded_on"],
    )
