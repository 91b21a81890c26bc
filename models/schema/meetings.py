"""Coordination meetings and their follow-ups.

Each row is kept for ever: what is in force is the latest details and attendance of a meeting, and
the resolutions that no other one replaces.
"""

import sqlalchemy as sa

from models.schema.columns import Word, authorship, table
from models.schema.evidence import file_table
from rules.meetings.follow_ups import FollowUpKind
from rules.meetings.meeting import Stage
from rules.vocabulary import Basis, Plan

meeting = table(
    "meeting",
    sa.Column("programme_id", sa.ForeignKey("programme.id"), nullable=False),
    *authorship(),
)

# What is planned; a further row changes it until the meeting is opened.
meeting_details = table(
    "meeting_details",
    sa.Column("meeting_id", sa.ForeignKey("meeting.id"), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    # Empty for a meeting that stands alone.
    sa.Column("series", sa.Text, nullable=False),
    sa.Column("held_on", sa.Date, nullable=False),
    # The clock in Penajam, as HH:MM.
    sa.Column("begins_at", sa.String(5), nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    *authorship(),
    sa.CheckConstraint("title <> ''", name="title"),
    sa.Index(None, "meeting_id"),
)

meeting_invitation = table(
    "meeting_invitation",
    sa.Column("details_id", sa.ForeignKey("meeting_details.id"), nullable=False),
    sa.Column("agency_id", sa.ForeignKey("agency.id"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.UniqueConstraint("details_id", "agency_id"),
)

# What a meeting is about, frozen when it begins.
meeting_opening = table(
    "meeting_opening",
    sa.Column("meeting_id", sa.ForeignKey("meeting.id"), nullable=False, unique=True),
    sa.Column("as_of", sa.Date, nullable=False),
    sa.Column("basis", Word(Basis), nullable=False),
    sa.Column("plan", Word(Plan), nullable=False),
    # The position of the meeting that it is compared with; NULL for the first one.
    sa.Column("previous_on", sa.Date),
    # The whole hash of the last act before the opening: the state that the agenda was made from.
    sa.Column("chain_head", sa.String(64), nullable=False),
    # JSON: the programme's figures, and the facts of each item (models/meetings/agenda_form.py).
    sa.Column("position", sa.Text, nullable=False),
    sa.Column("agenda", sa.Text, nullable=False),
    *authorship(),
    sa.CheckConstraint("basis IN ('disetujui', 'termasuk-laporan')", name="basis"),
    sa.CheckConstraint("plan IN ('awal', 'berjalan')", name="plan"),
    sa.CheckConstraint("as_of <= recorded_on", name="not_in_future"),
    sa.CheckConstraint("previous_on < as_of", name="previous"),
)

# Who came; a list counts until one with a higher revision is noted.
meeting_attendance = table(
    "meeting_attendance",
    sa.Column("meeting_id", sa.ForeignKey("meeting.id"), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("agency_id", sa.ForeignKey("agency.id"), nullable=False),
    sa.Column("is_present", sa.Boolean, nullable=False),
    sa.Column("people", sa.Text, nullable=False),
    *authorship(),
    sa.UniqueConstraint("meeting_id", "revision", "agency_id"),
    sa.CheckConstraint("revision >= 0", name="revision"),
)

meeting_resolution = table(
    "meeting_resolution",
    sa.Column("meeting_id", sa.ForeignKey("meeting.id"), nullable=False),
    # The key of an item of the agenda; empty for the meeting as a whole.
    sa.Column("item", sa.String(100), nullable=False),
    sa.Column("sentra_id", sa.ForeignKey("sentra.id")),
    sa.Column("milestone_id", sa.ForeignKey("milestone.id")),
    # Empty where a row only takes back the one that it replaces.
    sa.Column("text", sa.Text, nullable=False),
    # With an owner and a day it is a follow-up.
    sa.Column("owner_id", sa.ForeignKey("agency.id")),
    sa.Column("due_on", sa.Date),
    sa.Column("needs_evidence", sa.Boolean, nullable=False),
    sa.Column("replaces_id", sa.ForeignKey("meeting_resolution.id"), unique=True),
    sa.Column("idempotency_key", sa.String(80), nullable=False, unique=True),
    *authorship(),
    sa.CheckConstraint("(owner_id IS NULL) = (due_on IS NULL)", name="follow_up"),
    sa.CheckConstraint("owner_id IS NOT NULL OR NOT needs_evidence", name="evidence_has_owner"),
    sa.CheckConstraint("text <> '' OR replaces_id IS NOT NULL", name="text"),
    sa.CheckConstraint("text <> '' OR owner_id IS NULL", name="withdrawal"),
    sa.CheckConstraint(
        "milestone_id IS NULL OR sentra_id IS NOT NULL", name="milestone_has_sentra"
    ),
    sa.Index(None, "meeting_id"),
)

meeting_closing = table(
    "meeting_closing",
    sa.Column("meeting_id", sa.ForeignKey("meeting.id"), nullable=False, unique=True),
    sa.Column("kind", Word(Stage), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    *authorship(),
    sa.CheckConstraint("kind IN ('closed', 'cancelled')", name="kind"),
    sa.CheckConstraint("(kind = 'cancelled') = (reason <> '')", name="cancelled_has_reason"),
)

# What was told about a follow-up; its last closing or reopening says whether it is open.
follow_up_event = table(
    "follow_up_event",
    sa.Column("resolution_id", sa.ForeignKey("meeting_resolution.id"), nullable=False),
    sa.Column("kind", Word(FollowUpKind), nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("evidence", sa.Text, nullable=False),
    *authorship(),
    sa.CheckConstraint("kind IN ('noted', 'closed', 'reopened')", name="kind"),
    sa.CheckConstraint("note <> ''", name="note"),
    sa.Index(None, "resolution_id"),
)

follow_up_file = file_table("follow_up_file", "follow_up_event")
