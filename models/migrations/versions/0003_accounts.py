"""One-time links, earlier passwords, tries to sign in, posts; mail and password age of accounts.

Revision: 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations.declared import check, primary, refers, row_number, unique

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables, and let an account have a mail address and a password's age."""
    # No batch: a copy of the table would drop it under the reports that name their author.
    op.add_column("account", sa.Column("email", sa.String(length=254), nullable=True))
    op.add_column(
        "account", sa.Column("password_set_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_index(op.f("ix_account_email"), "account", ["email"], unique=True)
    _create_links()
    _create_attempts()
    _create_posts()


def downgrade() -> None:
    """Drop the tables and what accounts had gained."""
    op.drop_table("post_holder")
    op.drop_table("post")
    op.drop_index(op.f("ix_sign_in_attempt_subject_tried_at"), table_name="sign_in_attempt")
    op.drop_table("sign_in_attempt")
    op.drop_index(op.f("ix_password_history_account_id"), table_name="password_history")
    op.drop_table("password_history")
    op.drop_index(op.f("ix_account_link_account_id"), table_name="account_link")
    op.drop_table("account_link")
    op.drop_index(op.f("ix_account_email"), table_name="account")
    op.drop_column("account", "password_set_at")
    op.drop_column("account", "email")


def _create_links() -> None:
    op.create_table(
        "account_link",
        row_number(),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        check("account_link", "purpose", "purpose IN ('invite', 'reset', 'renew')"),
        refers("account_link", "account_id", "account"),
        primary("account_link", "id"),
        unique("account_link", "token_hash"),
    )
    op.create_index(op.f("ix_account_link_account_id"), "account_link", ["account_id"])
    op.create_table(
        "password_history",
        row_number(),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        refers("password_history", "account_id", "account"),
        primary("password_history", "id"),
    )
    op.create_index(op.f("ix_password_history_account_id"), "password_history", ["account_id"])


def _create_attempts() -> None:
    op.create_table(
        "sign_in_attempt",
        row_number(),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        primary("sign_in_attempt", "id"),
    )
    op.create_index(
        op.f("ix_sign_in_attempt_subject_tried_at"), "sign_in_attempt", ["subject", "tried_at"]
    )


def _create_posts() -> None:
    op.create_table(
        "post",
        row_number(),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        primary("post", "id"),
        unique("post", "code"),
    )
    op.create_table(
        "post_holder",
        row_number(),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("nip", sa.String(length=18), nullable=False),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("finish_on", sa.Date(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        check("post_holder", "standing", "standing IN ('definitive', 'plt', 'plh')"),
        check("post_holder", "period", "finish_on IS NULL OR start_on <= finish_on"),
        refers("post_holder", "account_id", "account"),
        refers("post_holder", "post_id", "post"),
        primary("post_holder", "id"),
        unique("post_holder", "post_id", "start_on"),
    )
