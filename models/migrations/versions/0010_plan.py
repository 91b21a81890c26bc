"""Acts on the plan: changes of the draft, its adoption, revisions with the day they hold from.

Revision: 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import append_only
from models.migrations.declared import authorship, check, primary, refers, row_number, unique

revision = "0010"
down_revision = "0009"

_SUBJECTS = "('programme', 'agency', 'sentra', 'milestone')"
_ACTED = ("milestone", "plan_revision")
_ADDED = {"milestone": ("first_shape", "after"), "plan_revision": ("before_shape", "shape")}
_FIRST_PLAN = ("first_start_on", "first_finish_on", "first_weight")
_TOLD = ("region", "rpjmd_number", "vision")
# What every page and file named before the programme could.
_REGION = "Penajam Paser Utara"


def upgrade() -> None:
    """Make the tables; what is planned stays as it is, and nobody has adopted it yet."""
    op.create_table(
        "plan_act",
        row_number(),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("sentra_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decision_number", sa.Text(), nullable=False),
        *authorship(),
        check("plan_act", "kind", "kind IN ('draft', 'adoption', 'revision')"),
        check("plan_act", "holds_from", "(kind = 'draft') = (holds_from IS NULL)"),
        check("plan_act", "decision_number", "kind = 'draft' OR decision_number <> ''"),
        refers("plan_act", "programme_id", "programme"),
        refers("plan_act", "sentra_id", "sentra"),
        refers("plan_act", "author_id", "account"),
        primary("plan_act", "id"),
    )
    op.create_index(op.f("ix_plan_act_programme_id"), "plan_act", ["programme_id"])
    op.create_table(
        "plan_change",
        row_number(),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        check(
            "plan_change", "subject", "subject IN ('programme', 'agency', 'sentra', 'milestone')"
        ),
        refers("plan_change", "act_id", "plan_act"),
        primary("plan_change", "id"),
        unique("plan_change", "act_id", "subject", "subject_id"),
    )
    op.create_index(
        op.f("ix_plan_change_subject_subject_id"), "plan_change", ["subject", "subject_id"]
    )
    op.create_table(
        "plan_draft",
        row_number(),
        sa.Column("sentra_id", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("plan_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *authorship(),
        refers("plan_draft", "sentra_id", "sentra"),
        refers("plan_draft", "author_id", "account"),
        primary("plan_draft", "id"),
        unique("plan_draft", "sentra_id"),
    )
    for table in _ACTED:
        # SQLite takes a reference with a new column, and never later.
        refers_to_act = f"CONSTRAINT fk_{table}_act_id REFERENCES plan_act (id)"
        op.execute(f"ALTER TABLE {table} ADD COLUMN act_id INTEGER {refers_to_act}")
    for table, names in _ADDED.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.Text(), nullable=True))
    _freeze_first_plan(*_FIRST_PLAN, "first_shape")
    for name in _TOLD:
        column = sa.Column(name, sa.Text(), nullable=False, server_default="")
        op.add_column("programme", column)
    op.execute(sa.text("UPDATE programme SET region = :region").bindparams(region=_REGION))
    append_only.protect("plan_act")
    append_only.protect("plan_change", also_unique=("act_id", "subject", "subject_id"))


def downgrade() -> None:
    """Drop the tables; what acts added or rescheduled stays, as if it had always been there."""
    for table in ("plan_change", "plan_act"):
        append_only.release(table)
    _freeze_first_plan(*_FIRST_PLAN)
    for name in reversed(_TOLD):
        op.drop_column("programme", name)
    for table in reversed(_ACTED):
        for name in (*_ADDED[table], "act_id"):
            op.drop_column(table, name)
    for table in ("plan_draft", "plan_change", "plan_act"):
        op.drop_table(table)


def _freeze_first_plan(*columns: str) -> None:
    append_only.release("milestone")
    append_only.freeze("milestone", columns, also_unique=("programme_id", "code"))
