"""What people typed and did not send yet.

Revision: 0018, after 0017.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations.declared import primary, refers, row_number

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Make the table; nothing is kept yet."""
    op.create_table(
        "unsent_form",
        row_number(),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        refers("unsent_form", "account_id", "account"),
        primary("unsent_form", "id"),
    )
    op.create_index(op.f("ix_unsent_form_account_id"), "unsent_form", ["account_id"])


def downgrade() -> None:
    """Drop the table: what was not sent is typed anew."""
    op.drop_table("unsent_form")
