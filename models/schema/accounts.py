"""Accounts, how they are opened, and the posts that people hold."""

from sqlalchemy import (
    Boolean,
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

from models.schema.columns import Instant, Word, metadata, primary_key
from rules.vocabulary import Appointment, Role

account = Table(
    "account",
    metadata,
    primary_key(),
    Column("username", String(80), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Word(Role), nullable=False),
    Column("agency_id", ForeignKey("agency.id")),
    # Without a hash no password opens the account: example accounts open by their button alone.
    Column("password_hash", Text),
    Column("is_active", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    # By this a sign-in through the office's identity provider finds its account; in lower case.
    Column("email", String(254)),
    # When the password was last set; NULL where none was, or before this was kept.
    Column("password_set_at", Instant),
    CheckConstraint(
        "role IN ('viewer', 'agency_operator', 'dpmd_operator', 'leader', 'evaluator', 'admin')",
        name="role",
    ),
    Index(None, "email", unique=True),
)

sign_in_session = Table(
    "sign_in_session",
    metadata,
    primary_key(),
    # Only the token's SHA-256 is kept, so that a copied database opens no session.
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Index(None, "account_id"),
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
    Column("standing", Word(Appointment), nullable=False),
    Column("start_on", Date, nullable=False),
    Column("finish_on", Date),
    Column("account_id", ForeignKey("account.id")),
    UniqueConstraint("post_id", "start_on"),
    CheckConstraint("standing IN ('definitive', 'plt', 'plh')", name="standing"),
    CheckConstraint("finish_on IS NULL OR start_on <= finish_on", name="period"),
)
