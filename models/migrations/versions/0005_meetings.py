"""Coordination meetings: what was planned, frozen, resolved, and followed up.

Revision: 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import append_only

revision = "0005"
down_revision = "0004"

# Each table with the keys by which, besides its number, a row could be replaced.
_KEYS = {
    "meeting": (),
    "meeting_details": (),
    "meeting_invitation": (("details_id", "agency_id"),),
    "meeting_opening": (("meeting_id",),),
    "meeting_attendance": (("meeting_id", "revision", "agency_id"),),
    "meeting_closing": (("meeting_id",),),
    "meeting_resolution": (("idempotency_key",), ("replaces_id",)),
    "follow_up_event": (),
    "follow_up_file": (("event_id", "sha256"),),
}
_INDEXED = {
    "meeting_details": "meeting_id",
    "meeting_resolution": "meeting_id",
    "follow_up_event": "resolution_id",
}


def upgrade() -> None:
    """Make the tables, and keep what is recorded as it is recorded."""
    _create_meetings()
    _create_course()
    _create_resolutions()
    _create_follow_ups()
    for table, column in _INDEXED.items():
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    for table, keys in _KEYS.items():
        also, other = (*keys, (), ())[:2]
        append_only.protect(table, also_unique=also, or_unique=other)


def downgrade() -> None:
    """Drop the tables; the bytes of files stay in their folder."""
    for table in reversed(_KEYS):
        append_only.release(table)
        op.drop_table(table)


def _create_meetings() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_meeting_author_id")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_meeting_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_table(
        "meeting_details",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("begins_at", sa.String(length=5), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_meeting_details_title")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_meeting_details_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_details_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_details")),
    )
    op.create_table(
        "meeting_invitation",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("details_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_meeting_invitation_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["details_id"], ["meeting_details.id"], name=op.f("fk_meeting_invitation_details_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_invitation")),
        sa.UniqueConstraint(
            "details_id", "agency_id", name=op.f("uq_meeting_invitation_details_id_agency_id")
        ),
    )


def _create_course() -> None:
    op.create_table(
        "meeting_opening",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("plan", sa.String(length=20), nullable=False),
        sa.Column("previous_on", sa.Date(), nullable=True),
        sa.Column("chain_head", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "basis IN ('disetujui', 'termasuk-laporan')", name=op.f("ck_meeting_opening_basis")
        ),
        sa.CheckConstraint("plan IN ('awal', 'berjalan')", name=op.f("ck_meeting_opening_plan")),
        sa.CheckConstraint("as_of <= recorded_on", name=op.f("ck_meeting_opening_not_in_future")),
        sa.CheckConstraint("previous_on < as_of", name=op.f("ck_meeting_opening_previous")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_meeting_opening_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_opening_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_opening")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_meeting_opening_meeting_id")),
    )
    op.create_table(
        "meeting_attendance",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("is_present", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_meeting_attendance_revision")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_meeting_attendance_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_meeting_attendance_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_attendance_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_attendance")),
        sa.UniqueConstraint(
            "meeting_id",
            "revision",
            "agency_id",
            name=op.f("uq_meeting_attendance_meeting_id_revision_agency_id"),
        ),
    )
    op.create_table(
        "meeting_closing",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'cancelled') = (reason <> '')",
            name=op.f("ck_meeting_closing_cancelled_has_reason"),
        ),
        sa.CheckConstraint("kind IN ('closed', 'cancelled')", name=op.f("ck_meeting_closing_kind")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_meeting_closing_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_closing_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_closing")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_meeting_closing_meeting_id")),
    )


def _create_resolutions() -> None:
    op.create_table(
        "meeting_resolution",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=100), nullable=False),
        sa.Column("sentra_id", sa.Integer(), nullable=True),
        sa.Column("milestone_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("needs_evidence", sa.Boolean(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("idempotency_key", sa.String(length=80), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "text <> '' OR owner_id IS NULL", name=op.f("ck_meeting_resolution_withdrawal")
        ),
        sa.CheckConstraint(
            "text <> '' OR replaces_id IS NOT NULL", name=op.f("ck_meeting_resolution_text")
        ),
        sa.CheckConstraint(
            "(owner_id IS NULL) = (due_on IS NULL)", name=op.f("ck_meeting_resolution_follow_up")
        ),
        sa.CheckConstraint(
            "milestone_id IS NULL OR sentra_id IS NOT NULL",
            name=op.f("ck_meeting_resolution_milestone_has_sentra"),
        ),
        sa.CheckConstraint(
            "owner_id IS NOT NULL OR NOT needs_evidence",
            name=op.f("ck_meeting_resolution_evidence_has_owner"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_meeting_resolution_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_resolution_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_meeting_resolution_milestone_id")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agency.id"], name=op.f("fk_meeting_resolution_owner_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["meeting_resolution.id"],
            name=op.f("fk_meeting_resolution_replaces_id"),
        ),
        sa.ForeignKeyConstraint(
            ["sentra_id"], ["sentra.id"], name=op.f("fk_meeting_resolution_sentra_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_resolution")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_meeting_resolution_idempotency_key")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_meeting_resolution_replaces_id")),
    )


def _create_follow_ups() -> None:
    op.create_table(
        "follow_up_event",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('noted', 'closed', 'reopened')", name=op.f("ck_follow_up_event_kind")
        ),
        sa.CheckConstraint("note <> ''", name=op.f("ck_follow_up_event_note")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_follow_up_event_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["meeting_resolution.id"],
            name=op.f("fk_follow_up_event_resolution_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_event")),
    )
    op.create_table(
        "follow_up_file",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("thumbnail", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "(kind IN ('jpg', 'png', 'webp')) = (thumbnail IS NOT NULL)",
            name=op.f("ck_follow_up_file_thumbnail"),
        ),
        sa.CheckConstraint(
            "kind IN ('pdf', 'jpg', 'png', 'webp', 'xlsx', 'docx')",
            name=op.f("ck_follow_up_file_kind"),
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_follow_up_file_size")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["follow_up_event.id"], name=op.f("fk_follow_up_file_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_file")),
        sa.UniqueConstraint("event_id", "sha256", name=op.f("uq_follow_up_file_event_id_sha256")),
    )
