"""Evidence whose bytes are gone for good, with the reason.

Revision: 0020, after 0018.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import append_only
from models.migrations.declared import authorship, check, primary, refers, row_number, unique

revision = "0020"
down_revision = "0018"


def upgrade() -> None:
    """Make the table; nothing has been removed yet."""
    op.create_table(
        "evidence_removal",
        row_number(),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *authorship(),
        check("evidence_removal", "reason", "reason <> ''"),
        refers("evidence_removal", "author_id", "account"),
        primary("evidence_removal", "id"),
        unique("evidence_removal", "sha256"),
    )
    append_only.protect("evidence_removal", also_unique=("sha256",))


def downgrade() -> None:
    """Drop the table: the trail still tells what was removed, and its bytes stay gone."""
    append_only.release("evidence_removal")
    op.drop_table("evidence_removal")
