"""Evidence files of reports.

Revision: 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import append_only

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table, and keep what a report named as it was named."""
    op.create_table(
        "evidence_file",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("thumbnail", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "kind IN ('pdf', 'jpg', 'png', 'webp', 'xlsx', 'docx')",
            name=op.f("ck_evidence_file_kind"),
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_evidence_file_size")),
        sa.CheckConstraint(
            "(kind IN ('jpg', 'png', 'webp')) = (thumbnail IS NOT NULL)",
            name=op.f("ck_evidence_file_thumbnail"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["report_event.id"], name=op.f("fk_evidence_file_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_file")),
        sa.UniqueConstraint("event_id", "sha256", name=op.f("uq_evidence_file_event_id_sha256")),
    )
    append_only.protect("evidence_file", also_unique=("event_id", "sha256"))


def downgrade() -> None:
    """Drop the table; the bytes stay in their folder."""
    append_only.release("evidence_file")
    op.drop_table("evidence_file")
