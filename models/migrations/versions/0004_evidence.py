"""Evidence files of reports.

Revision: 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import append_only
from models.migrations.declared import check, primary, refers, row_number, unique

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table, and keep what a report named as it was named."""
    op.create_table(
        "evidence_file",
        row_number(),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("thumbnail", sa.String(length=64), nullable=True),
        check("evidence_file", "kind", "kind IN ('pdf', 'jpg', 'png', 'webp', 'xlsx', 'docx')"),
        check("evidence_file", "size", "size > 0"),
        check(
            "evidence_file",
            "thumbnail",
            "(kind IN ('jpg', 'png', 'webp')) = (thumbnail IS NOT NULL)",
        ),
        refers("evidence_file", "event_id", "report_event"),
        primary("evidence_file", "id"),
        unique("evidence_file", "event_id", "sha256"),
    )
    append_only.protect("evidence_file", also_unique=("event_id", "sha256"))


def downgrade() -> None:
    """Drop the table; the bytes stay in their folder."""
    append_only.release("evidence_file")
    op.drop_table("evidence_file")
