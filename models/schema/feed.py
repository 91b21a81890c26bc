"""The tokens by which other programs read data."""

import sqlalchemy as sa

from models.schema.columns import Instant, table

feed_token = table(
    "feed_token",
    # Only the token's SHA-256 is kept, as for sessions.
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("purpose", sa.Text, nullable=False),
    # It opens what this agency leads or supports; without one, the whole programme.
    sa.Column("agency_id", sa.ForeignKey("agency.id")),
    # The caretaker of the command line has no account.
    sa.Column("author_id", sa.ForeignKey("account.id")),
    sa.Column("given_at", Instant, nullable=False),
    sa.Column("last_used_on", sa.Date),
    sa.Column("revoked_at", Instant),
    sa.CheckConstraint("purpose <> ''", name="purpose"),
)
