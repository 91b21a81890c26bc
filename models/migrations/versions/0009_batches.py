"""Reports of the time before the program, brought in as one batch; tables not sent yet.

Revision: 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import append_only
from models.migrations.declared import authorship, check, primary, refers, row_number, unique

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables; what was brought in stays as it was, unsent tables change."""
    op.create_table(
        "report_batch",
        row_number(),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        *authorship(),
        sa.Column("idempotency_key", sa.String(length=80), nullable=False),
        check("report_batch", "source", "source <> ''"),
        refers("report_batch", "programme_id", "programme"),
        refers("report_batch", "author_id", "account"),
        primary("report_batch", "id"),
        unique("report_batch", "idempotency_key"),
    )
    op.create_table(
        "batch_report",
        row_number(),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        refers("batch_report", "batch_id", "report_batch"),
        refers("batch_report", "report_id", "report_event"),
        primary("batch_report", "id"),
        unique("batch_report", "report_id"),
    )
    op.create_index(op.f("ix_batch_report_batch_id"), "batch_report", ["batch_id"])
    op.create_table(
        "batch_draft",
        row_number(),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        refers("batch_draft", "account_id", "account"),
        primary("batch_draft", "id"),
        unique("batch_draft", "account_id"),
    )
    append_only.protect("report_batch", also_unique=("idempotency_key",))
    append_only.protect("batch_report", also_unique=("report_id",))


def downgrade() -> None:
    """Drop the tables; the reports that a batch brought in stay."""
    for table in ("batch_report", "report_batch"):
        append_only.release(table)
    for table in ("batch_draft", "batch_report", "report_batch"):
        op.drop_table(table)
