"""Accounts, how they are opened, and the posts that people hold."""

import sqlalchemy as sa

from models.schema.columns import Instant, Word, table
from rules.vocabulary import Appointment, Role

account = table(
    "account",
    sa.Column("username", sa.String(80), nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", Word(Role), nullable=False),
    sa.Column("agency_id", sa.ForeignKey("agency.id")),
    # Without a hash no password opens the account: example accounts open by their button alone.
    sa.Column("password_hash", sa.Text),
    sa.Column("is_active", sa.Boolean, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    # By this a sign-in through the office's identity provider finds its account; in lower case.
    sa.Column("email", sa.String(254)),
    # When the password was last set; NULL where none was, or before this was kept.
    sa.Column("password_set_at", Instant),
    sa.CheckConstraint(
        "role IN ('viewer', 'agency_operator', 'dpmd_operator', 'leader', 'evaluator', 'admin')",
        name="role",
    ),
    sa.Index(None, "email", unique=True),
)

sign_in_session = table(
    "sign_in_session",
    # Only the token's SHA-256 is kept, so that a copied database opens no session.
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("account_id", sa.ForeignKey("account.id"), nullable=False),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("closed_at", Instant),
    sa.Index(None, "account_id"),
)

# A link that lets its holder set a password once: for a new account, or instead of a lost one.
account_link = table(
    "account_link",
    # Only the token's SHA-256 is kept, as for sessions.
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("account_id", sa.ForeignKey("account.id"), nullable=False),
    sa.Column("purpose", sa.String(20), nullable=False),
    sa.Column("issued_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    # Used, or replaced by a newer link.
    sa.Column("closed_at", Instant),
    sa.CheckConstraint("purpose IN ('invite', 'reset', 'renew')", name="purpose"),
    sa.Index(None, "account_id"),
)

# Earlier passwords, so that the BSSN style can refuse one that comes back.
password_history = table(
    "password_history",
    sa.Column("account_id", sa.ForeignKey("account.id"), nullable=False),
    sa.Column("password_hash", sa.Text, nullable=False),
    sa.Column("replaced_at", Instant, nullable=False),
    sa.Index(None, "account_id"),
)

# Tries to sign in of the last minutes; older ones are removed.
sign_in_attempt = table(
    "sign_in_attempt",
    # SHA-256 of an account name or of an address, so that the table lists neither.
    sa.Column("subject", sa.String(64), nullable=False),
    sa.Column("tried_at", Instant, nullable=False),
    sa.Index(None, "subject", "tried_at"),
)

# What somebody typed and did not send yet. It is no history: each save replaces it.
unsent_form = table(
    "unsent_form",
    sa.Column("account_id", sa.ForeignKey("account.id"), nullable=False),
    sa.Column("form", sa.Text, nullable=False),
    # JSON (pages/shell/unsent.py).
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("kept_at", Instant, nullable=False),
    sa.Index(None, "account_id"),
)

post = table(
    "post",
    sa.Column("code", sa.String(60), nullable=False, unique=True),
    sa.Column("title", sa.Text, nullable=False),
)

post_holder = table(
    "post_holder",
    sa.Column("post_id", sa.ForeignKey("post.id"), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("nip", sa.String(18), nullable=False),
    sa.Column("standing", Word(Appointment), nullable=False),
    sa.Column("start_on", sa.Date, nullable=False),
    sa.Column("finish_on", sa.Date),
    sa.Column("account_id", sa.ForeignKey("account.id")),
    sa.UniqueConstraint("post_id", "start_on"),
    sa.CheckConstraint("standing IN ('definitive', 'plt', 'plh')", name="standing"),
    sa.CheckConstraint("finish_on IS NULL OR start_on <= finish_on", name="period"),
)
