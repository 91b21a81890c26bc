"""Coordination meetings: what was planned, frozen, resolved, and followed up.

Revision: 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import append_only
from models.migrations.declared import authorship, check, primary, refers, row_number, unique

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
        row_number(),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        *authorship(),
        refers("meeting", "author_id", "account"),
        refers("meeting", "programme_id", "programme"),
        primary("meeting", "id"),
    )
    op.create_table(
        "meeting_details",
        row_number(),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("begins_at", sa.String(length=5), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        *authorship(),
        check("meeting_details", "title", "title <> ''"),
        refers("meeting_details", "author_id", "account"),
        refers("meeting_details", "meeting_id", "meeting"),
        primary("meeting_details", "id"),
    )
    op.create_table(
        "meeting_invitation",
        row_number(),
        sa.Column("details_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        refers("meeting_invitation", "agency_id", "agency"),
        refers("meeting_invitation", "details_id", "meeting_details"),
        primary("meeting_invitation", "id"),
        unique("meeting_invitation", "details_id", "agency_id"),
    )


def _create_course() -> None:
    op.create_table(
        "meeting_opening",
        row_number(),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("plan", sa.String(length=20), nullable=False),
        sa.Column("previous_on", sa.Date(), nullable=True),
        sa.Column("chain_head", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        *authorship(),
        check("meeting_opening", "basis", "basis IN ('disetujui', 'termasuk-laporan')"),
        check("meeting_opening", "plan", "plan IN ('awal', 'berjalan')"),
        check("meeting_opening", "not_in_future", "as_of <= recorded_on"),
        check("meeting_opening", "previous", "previous_on < as_of"),
        refers("meeting_opening", "author_id", "account"),
        refers("meeting_opening", "meeting_id", "meeting"),
        primary("meeting_opening", "id"),
        unique("meeting_opening", "meeting_id"),
    )
    op.create_table(
        "meeting_attendance",
        row_number(),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("is_present", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        *authorship(),
        check("meeting_attendance", "revision", "revision >= 0"),
        refers("meeting_attendance", "agency_id", "agency"),
        refers("meeting_attendance", "author_id", "account"),
        refers("meeting_attendance", "meeting_id", "meeting"),
        primary("meeting_attendance", "id"),
        unique("meeting_attendance", "meeting_id", "revision", "agency_id"),
    )
    op.create_table(
        "meeting_closing",
        row_number(),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *authorship(),
        check("meeting_closing", "cancelled_has_reason", "(kind = 'cancelled') = (reason <> '')"),
        check("meeting_closing", "kind", "kind IN ('closed', 'cancelled')"),
        refers("meeting_closing", "author_id", "account"),
        refers("meeting_closing", "meeting_id", "meeting"),
        primary("meeting_closing", "id"),
        unique("meeting_closing", "meeting_id"),
    )


def _create_resolutions() -> None:
    op.create_table(
        "meeting_resolution",
        row_number(),
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
        *authorship(),
        check("meeting_resolution", "withdrawal", "text <> '' OR owner_id IS NULL"),
        check("meeting_resolution", "text", "text <> '' OR replaces_id IS NOT NULL"),
        check("meeting_resolution", "follow_up", "(owner_id IS NULL) = (due_on IS NULL)"),
        check(
            "meeting_resolution",
            "milestone_has_sentra",
            "milestone_id IS NULL OR sentra_id IS NOT NULL",
        ),
        check(
            "meeting_resolution", "evidence_has_owner", "owner_id IS NOT NULL OR NOT needs_evidence"
        ),
        refers("meeting_resolution", "author_id", "account"),
        refers("meeting_resolution", "meeting_id", "meeting"),
        refers("meeting_resolution", "milestone_id", "milestone"),
        refers("meeting_resolution", "owner_id", "agency"),
        refers("meeting_resolution", "replaces_id", "meeting_resolution"),
        refers("meeting_resolution", "sentra_id", "sentra"),
        primary("meeting_resolution", "id"),
        unique("meeting_resolution", "idempotency_key"),
        unique("meeting_resolution", "replaces_id"),
    )


def _create_follow_ups() -> None:
    op.create_table(
        "follow_up_event",
        row_number(),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        *authorship(),
        check("follow_up_event", "kind", "kind IN ('noted', 'closed', 'reopened')"),
        check("follow_up_event", "note", "note <> ''"),
        refers("follow_up_event", "author_id", "account"),
        refers("follow_up_event", "resolution_id", "meeting_resolution"),
        primary("follow_up_event", "id"),
    )
    op.create_table(
        "follow_up_file",
        row_number(),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("thumbnail", sa.String(length=64), nullable=True),
        check(
            "follow_up_file",
            "thumbnail",
            "(kind IN ('jpg', 'png', 'webp')) = (thumbnail IS NOT NULL)",
        ),
        check("follow_up_file", "kind", "kind IN ('pdf', 'jpg', 'png', 'webp', 'xlsx', 'docx')"),
        check("follow_up_file", "size", "size > 0"),
        refers("follow_up_file", "event_id", "follow_up_event"),
        primary("follow_up_file", "id"),
        unique("follow_up_file", "event_id", "sha256"),
    )
