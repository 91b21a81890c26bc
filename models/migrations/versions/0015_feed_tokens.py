"""Tokens by which other programs read data.

Revision: 0015, after 0014.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations.declared import check, primary, refers, row_number, unique

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the table; nobody has a token yet."""
    op.create_table(
        "feed_token",
        row_number(),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        check("feed_token", "purpose", "purpose <> ''"),
        refers("feed_token", "agency_id", "agency"),
        refers("feed_token", "author_id", "account"),
        primary("feed_token", "id"),
        unique("feed_token", "token_hash"),
    )


def downgrade() -> None:
    """Drop the table: no token opens anything any more; who had one stays in the audit trail."""
    op.drop_table("feed_token")
