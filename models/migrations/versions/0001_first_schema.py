"""The first schema: plan, append-only reports, accounts, read models.

Revision: 0001, after None.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import append_only

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, then the triggers that keep history as it was recorded."""
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("code", name=op.f("uq_agency_code")),
    )
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
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
        sa.CheckConstraint("start_on <= finish_on", name=op.f("ck_programme_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("code", name=op.f("uq_programme_code")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("username", sa.String(length=80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role IN "
            "('viewer', 'agency_operator', 'dpmd_operator', 'leader', 'evaluator', 'admin')",
            name=op.f("ck_account_role"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_account_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
    )
    op.create_table(
        "agency_alias",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_alias_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_alias")),
        sa.UniqueConstraint("agency_id", "alias", name=op.f("uq_agency_alias_agency_id_alias")),
    )
    op.create_table(
        "sentra",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("weight > 0", name=op.f("ck_sentra_weight")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_sentra_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentra")),
        sa.UniqueConstraint("programme_id", "code", name=op.f("uq_sentra_programme_id_code")),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
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
        sa.CheckConstraint(
            "first_start_on <= first_finish_on", name=op.f("ck_milestone_first_period")
        ),
        sa.CheckConstraint("first_weight > 0", name=op.f("ck_milestone_first_weight")),
        sa.CheckConstraint("stage BETWEEN 1 AND 7", name=op.f("ck_milestone_stage")),
        sa.CheckConstraint("target >= 0", name=op.f("ck_milestone_target")),
        sa.ForeignKeyConstraint(["lead_id"], ["agency.id"], name=op.f("fk_milestone_lead_id")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_milestone_programme_id")
        ),
        sa.ForeignKeyConstraint(["sentra_id"], ["sentra.id"], name=op.f("fk_milestone_sentra_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("programme_id", "code", name=op.f("uq_milestone_programme_id_code")),
    )
    op.create_index(op.f("ix_milestone_sentra_id"), "milestone", ["sentra_id"], unique=False)
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
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
        sa.CheckConstraint("kind IN ('kelurahan', 'desa')", name=op.f("ck_place_kind")),
        sa.ForeignKeyConstraint(["sentra_id"], ["sentra.id"], name=op.f("fk_place_sentra_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint(
            "sentra_id", "village_code", name=op.f("uq_place_sentra_id_village_code")
        ),
    )
    op.create_table(
        "sentra_month",
        sa.Column("sentra_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("earned", sa.Integer(), nullable=False),
        sa.Column("cancelled_weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sentra_id"], ["sentra.id"], name=op.f("fk_sentra_month_sentra_id")
        ),
        sa.PrimaryKeyConstraint("sentra_id", "basis", "month", name=op.f("pk_sentra_month")),
    )
    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_session_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_session_token_hash")),
    )
    op.create_index(
        op.f("ix_sign_in_session_account_id"), "sign_in_session", ["account_id"], unique=False
    )
    op.create_table(
        "milestone_support",
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_milestone_support_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_milestone_support_milestone_id")
        ),
        sa.PrimaryKeyConstraint("milestone_id", "agency_id", name=op.f("pk_milestone_support")),
    )
    op.create_table(
        "plan_revision",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
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
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint("start_on <= finish_on", name=op.f("ck_plan_revision_period")),
        sa.CheckConstraint("weight > 0", name=op.f("ck_plan_revision_weight")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_plan_revision_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_plan_revision_milestone_id")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_plan_revision_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_revision")),
    )
    op.create_index(
        op.f("ix_plan_revision_milestone_id_recorded_on"),
        "plan_revision",
        ["milestone_id", "recorded_on"],
        unique=False,
    )
    op.create_table(
        "report_event",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
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
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("idempotency_key", sa.String(length=80), nullable=False),
        sa.CheckConstraint(
            "(kind = 'report') = (report_id IS NULL)",
            name=op.f("ck_report_event_decision_names_report"),
        ),
        sa.CheckConstraint(
            "kind IN ('report', 'approved', 'returned')", name=op.f("ck_report_event_kind")
        ),
        sa.CheckConstraint(
            "status <> 'not_started' OR progress = 0",
            name=op.f("ck_report_event_not_started_is_zero"),
        ),
        sa.CheckConstraint(
            "status = 'cancelled' OR (status = 'finished') = (progress = 10000)",
            name=op.f("ck_report_event_finished_is_full"),
        ),
        sa.CheckConstraint(
            "status IN ('not_started', 'in_progress', 'obstructed', 'finished', 'cancelled')",
            name=op.f("ck_report_event_status"),
        ),
        sa.CheckConstraint(
            "effective_on <= recorded_on", name=op.f("ck_report_event_not_in_future")
        ),
        sa.CheckConstraint("progress BETWEEN 0 AND 10000", name=op.f("ck_report_event_progress")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_report_event_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_report_event_milestone_id")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_report_event_programme_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report_event.id"], name=op.f("fk_report_event_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_event")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_report_event_idempotency_key")),
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
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_obstacle_milestone_id")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["report_event.id"], name=op.f("fk_obstacle_opened_by")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["agency.id"], name=op.f("fk_obstacle_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obstacle")),
    )
    op.create_index(op.f("ix_obstacle_milestone_id"), "obstacle", ["milestone_id"], unique=False)
    op.create_table(
        "state_entry",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("sentra_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("previous_progress", sa.Integer(), nullable=False),
        sa.Column("earned_delta", sa.Integer(), nullable=False),
        sa.Column("cancelled_delta", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_state_entry_milestone_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report_event.id"], name=op.f("fk_state_entry_report_id")
        ),
        sa.ForeignKeyConstraint(
            ["sentra_id"], ["sentra.id"], name=op.f("fk_state_entry_sentra_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_state_entry")),
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
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("obstacle_id", sa.Integer(), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["report_event.id"], name=op.f("fk_obstacle_closing_closed_by")
        ),
        sa.ForeignKeyConstraint(
            ["obstacle_id"], ["obstacle.id"], name=op.f("fk_obstacle_closing_obstacle_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obstacle_closing")),
        sa.UniqueConstraint(
            "obstacle_id", "closed_by", name=op.f("uq_obstacle_closing_obstacle_id_closed_by")
        ),
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
