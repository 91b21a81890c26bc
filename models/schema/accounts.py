"""Links, passwords, tries to sign in, and posts; part of the metadata of models.tables."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from models.schema.columns import (
    Instant,
    metadata,
    primary_key,
)

# A link that lets its holder set a password once: for a new account, or instead of a lost one.
account_link = Table(
    "account_link",
    metadata,
    primary_key(),
    # Only the token's SHA-256 is kept, as for sessions.
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    # Used, or replaced by a newer link.
    Column("closed_at", Instant),
    CheckConstraint("purpose IN ('invite', 'reset', 'renew')", name="purpose"),
    Index(None, "account_id"),
)

# Earlier passwords, so that the BSSN style can refuse one that comes back.
password_history = Table(
    "password_history",
    metadata,
    primary_key(),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("replaced_at", Instant, nullable=False),
    Index(None, "account_id"),
)

# Tries to sign in of the last minutes; older ones are removed.
sign_in_attempt = Table(
    "sign_in_attempt",
    metadata,
    primary_key(),
    # SHA-256 of an account name or of an address, so that the table lists neither.
    Column("subject", String(64), nullable=False),
    Column("tried_at", Instant, nullable=False),
    Index(None, "subject", "tried_at"),
)

post = Table(
    "post",
    metadata,
    primary_key(),
    Column("code", String(60), nullable=False, unique=True),
    Column("title", Text, nullable=False),
)

post_holder = Table(
    "post_holder",
    metadata,
    primary_key(),
    Column("post_id", ForeignKey("post.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("nip", String(18), nullable=False),
    Column("standing", String(20), nullable=False),
    Column("start_on", Date, nullable=False),
    Column("finish_on", Date),
    Column("account_id", ForeignKey("account.id")),
    UniqueConstraint("post_id", "start_on"),
    CheckConstraint("standing IN ('definitive', 'plt', 'plh')", name="standing"),
    CheckConstraint("finish_on IS NULL OR start_on <= finish_on", name="period"),
)
