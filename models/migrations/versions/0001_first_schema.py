"""The first schema: plan, append-only reports, accounts, read models.

Revision: 0001, after None.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import append_only
from models.migrations.declared import authorship, check, primary, refers, row_number, unique

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, then the triggers that keep history as it was recorded."""
    op.create_table(
        "agency",
        row_number(),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        primary("agency", "id"),
        unique("agency", "code"),
    )
    op.create_table(
        "programme",
        row_number(),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("finish_on", sa.Date(), nullable=False),
        sa.Column("rpjmd", sa.Text(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("plan_status", sa.Text(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("pinned_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        check("programme", "period", "start_on <= finish_on"),
        primary("programme", "id"),
        unique("programme", "code"),
    )
    op.create_table(
        "account",
        row_number(),
        sa.Column("username", sa.String(length=80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        check(
            "account",
            "role",
            "role IN "
            "('viewer', 'agency_operator', 'dpmd_operator', 'leader', 'evaluator', 'admin')",
        ),
        refers("account", "agency_id", "agency"),
        primary("account", "id"),
        unique("account", "username"),
    )
    op.create_table(
        "agency_alias",
        row_number(),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        refers("agency_alias", "agency_id", "agency"),
        primary("agency_alias", "id"),
        unique("agency_alias", "agency_id", "alias"),
    )
    op.create_table(
        "sentra",
        row_number(),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        check("sentra", "weight", "weight > 0"),
        refers("sentra", "programme_id", "programme"),
        primary("sentra", "id"),
        unique("sentra", "programme_id", "code"),
    )
    op.create_table(
        "milestone",
        row_number(),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("sentra_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("target", sa.Numeric(precision=14, scale=4), nullable=False),
        sa.Column("indicator", sa.String(length=20), nullable=False),
        sa.Column("expected_evidence", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.String(length=20), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("first_start_on", sa.Date(), nullable=False),
        sa.Column("first_finish_on", sa.Date(), nullable=False),
        sa.Column("first_weight", sa.Integer(), nullable=False),
        check("milestone", "first_period", "first_start_on <= first_finish_on"),
        check("milestone", "first_weight", "first_weight > 0"),
        check("milestone", "stage", "stage BETWEEN 1 AND 7"),
        check("milestone", "target", "target >= 0"),
        refers("milestone", "lead_id", "agency"),
        refers("milestone", "programme_id", "programme"),
        refers("milestone", "sentra_id", "sentra"),
        primary("milestone", "id"),
        unique("milestone", "programme_id", "code"),
    )
    op.create_index(op.f("ix_milestone_sentra_id"), "milestone", ["sentra_id"], unique=False)
    op.create_table(
        "place",
        row_number(),
        sa.Column("sentra_id", sa.Integer(), nullable=False),
        sa.Column("village_code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.String(length=20), nullable=False),
        sa.Column("source_district", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        check("place", "kind", "kind IN ('kelurahan', 'desa')"),
        refers("place", "sentra_id", "sentra"),
        primary("place", "id"),
        unique("place", "sentra_id", "village_code"),
    )
    op.create_table(
        "sentra_month",
        sa.Column("sentra_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("earned", sa.Integer(), nullable=False),
        sa.Column("cancelled_weight", sa.Integer(), nullable=False),
        refers("sentra_month", "sentra_id", "sentra"),
        primary("sentra_month", "sentra_id", "basis", "month"),
    )
    op.create_table(
        "sign_in_session",
        row_number(),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        refers("sign_in_session", "account_id", "account"),
        primary("sign_in_session", "id"),
        unique("sign_in_session", "token_hash"),
    )
    op.create_index(
        op.f("ix_sign_in_session_account_id"), "sign_in_session", ["account_id"], unique=False
    )
    op.create_table(
        "milestone_support",
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        refers("milestone_support", "agency_id", "agency"),
        refers("milestone_support", "milestone_id", "milestone"),
        primary("milestone_support", "milestone_id", "agency_id"),
    )
    op.create_table(
        "plan_revision",
        row_number(),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("before_start_on", sa.Date(), nullable=False),
        sa.Column("before_finish_on", sa.Date(), nullable=False),
        sa.Column("before_weight", sa.Integer(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("finish_on", sa.Date(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decision_number", sa.Text(), nullable=False),
        *authorship(),
        check("plan_revision", "period", "start_on <= finish_on"),
        check("plan_revision", "weight", "weight > 0"),
        refers("plan_revision", "author_id", "account"),
        refers("plan_revision", "milestone_id", "milestone"),
        refers("plan_revision", "programme_id", "programme"),
        primary("plan_revision", "id"),
    )
    op.create_index(
        op.f("ix_plan_revision_milestone_id_recorded_on"),
        "plan_revision",
        ["milestone_id", "recorded_on"],
        unique=False,
    )
    op.create_table(
        "report_event",
        row_number(),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("realised_value", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *authorship(),
        sa.Column("idempotency_key", sa.String(length=80), nullable=False),
        check("report_event", "decision_names_report", "(kind = 'report') = (report_id IS NULL)"),
        check("report_event", "kind", "kind IN ('report', 'approved', 'returned')"),
        check("report_event", "not_started_is_zero", "status <> 'not_started' OR progress = 0"),
        check(
            "report_event",
            "finished_is_full",
            "status = 'cancelled' OR (status = 'finished') = (progress = 10000)",
        ),
        check(
            "report_event",
            "status",
            "status IN ('not_started', 'in_progress', 'obstructed', 'finished', 'cancelled')",
        ),
        check("report_event", "not_in_future", "effective_on <= recorded_on"),
        check("report_event", "progress", "progress BETWEEN 0 AND 10000"),
        refers("report_event", "author_id", "account"),
        refers("report_event", "milestone_id", "milestone"),
        refers("report_event", "programme_id", "programme"),
        refers("report_event", "report_id", "report_event"),
        primary("report_event", "id"),
        unique("report_event", "idempotency_key"),
    )
    op.create_index(
        op.f("ix_report_event_milestone_id_effective_on_id"),
        "report_event",
        ["milestone_id", "effective_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_report_event_report_id"), "report_event", ["report_id"], unique=False)
    op.create_table(
        "obstacle",
        row_number(),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        refers("obstacle", "milestone_id", "milestone"),
        refers("obstacle", "opened_by", "report_event"),
        refers("obstacle", "owner_id", "agency"),
        primary("obstacle", "id"),
    )
    op.create_index(op.f("ix_obstacle_milestone_id"), "obstacle", ["milestone_id"], unique=False)
    op.create_table(
        "state_entry",
        row_number(),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("sentra_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("previous_progress", sa.Integer(), nullable=False),
        sa.Column("earned_delta", sa.Integer(), nullable=False),
        sa.Column("cancelled_delta", sa.Integer(), nullable=False),
        refers("state_entry", "milestone_id", "milestone"),
        refers("state_entry", "report_id", "report_event"),
        refers("state_entry", "sentra_id", "sentra"),
        primary("state_entry", "id"),
    )
    op.create_index(
        op.f("ix_state_entry_milestone_id_basis_recorded_on_id"),
        "state_entry",
        ["milestone_id", "basis", "recorded_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_state_entry_sentra_id_basis_recorded_on"),
        "state_entry",
        ["sentra_id", "basis", "recorded_on"],
        unique=False,
    )
    op.create_table(
        "obstacle_closing",
        row_number(),
        sa.Column("obstacle_id", sa.Integer(), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=False),
        refers("obstacle_closing", "closed_by", "report_event"),
        refers("obstacle_closing", "obstacle_id", "obstacle"),
        primary("obstacle_closing", "id"),
        unique("obstacle_closing", "obstacle_id", "closed_by"),
    )
    append_only.protect("report_event", also_unique=("idempotency_key",))
    append_only.protect("plan_revision")
    append_only.protect("obstacle")
    append_only.protect("obstacle_closing", also_unique=("obstacle_id", "closed_by"))
    append_only.freeze(
        "milestone",
        ("first_start_on", "first_finish_on", "first_weight"),
        also_unique=("programme_id", "code"),
    )


def downgrade() -> None:
    """Drop everything; append-only history goes with its tables."""
    for table in ("obstacle_closing", "obstacle", "plan_revision", "report_event", "milestone"):
        append_only.release(table)
    op.drop_table("obstacle_closing")
    op.drop_index(op.f("ix_state_entry_sentra_id_basis_recorded_on"), table_name="state_entry")
    op.drop_index(
        op.f("ix_state_entry_milestone_id_basis_recorded_on_id"), table_name="state_entry"
    )
    op.drop_table("state_entry")
    op.drop_index(op.f("ix_obstacle_milestone_id"), table_name="obstacle")
    op.drop_table("obstacle")
    op.drop_index(op.f("ix_report_event_report_id"), table_name="report_event")
    op.drop_index(op.f("ix_report_event_milestone_id_effective_on_id"), table_name="report_event")
    op.drop_table("report_event")
    op.drop_index(op.f("ix_plan_revision_milestone_id_recorded_on"), table_name="plan_revision")
    op.drop_table("plan_revision")
    op.drop_table("milestone_support")
    op.drop_index(op.f("ix_sign_in_session_account_id"), table_name="sign_in_session")
    op.drop_table("sign_in_session")
    op.drop_table("sentra_month")
    op.drop_table("place")
    op.drop_index(op.f("ix_milestone_sentra_id"), table_name="milestone")
    op.drop_table("milestone")
    op.drop_table("sentra")
    op.drop_table("agency_alias")
    op.drop_table("account")
    op.drop_table("programme")
    op.drop_table("agency")
