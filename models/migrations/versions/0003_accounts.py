"""One-time links, earlier passwords, tries to sign in, posts; mail and password age of accounts.

Revision: 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

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
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('invite', 'reset', 'renew')", name=op.f("ck_account_link_purpose")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_link_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_link_token_hash")),
    )
    op.create_index(op.f("ix_account_link_account_id"), "account_link", ["account_id"])
    op.create_table(
        "password_history",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_password_history_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_history")),
    )
    op.create_index(op.f("ix_password_history_account_id"), "password_history", ["account_id"])


def _create_attempts() -> None:
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    op.create_index(
        op.f("ix_sign_in_attempt_subject_tried_at"), "sign_in_attempt", ["subject", "tried_at"]
    )


def _create_posts() -> None:
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("code", name=op.f("uq_post_code")),
    )
    op.create_table(
        "post_holder",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("nip", sa.String(length=18), nullable=False),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("finish_on", sa.Date(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "standing IN ('definitive', 'plt', 'plh')", name=op.f("ck_post_holder_standing")
        ),
        sa.CheckConstraint(
            "finish_on IS NULL OR start_on <= finish_on", name=op.f("ck_post_holder_period")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_post_holder_account_id")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_post_holder_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_holder")),
        sa.UniqueConstraint("post_id", "start_on", name=op.f("uq_post_holder_post_id_start_on")),
    )
