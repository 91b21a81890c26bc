"""Coordination meetings and their follow-ups.

Each row is kept for ever: what is in force is the latest details and attendance of a meeting, and
the resolutions that no other one replaces.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from models.schema.columns import Word, authorship, metadata, primary_key
from models.schema.evidence import file_table
from rules.meetings.follow_ups import FollowUpKind
from rules.meetings.meeting import Stage
from rules.vocabulary import Basis, Plan

meeting = Table(
    "meeting",
    metadata,
    primary_key(),
    Column("programme_id", ForeignKey("programme.id"), nullable=False),
    *authorship(),
)

# What is planned; a further row changes it until the meeting is opened.
meeting_details = Table(
    "meeting_details",
    metadata,
    primary_key(),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False),
    Column("title", Text, nullable=False),
    # Empty for a meeting that stands alone.
    Column("series", Text, nullable=False),
    Column("held_on", Date, nullable=False),
    # The clock in Penajam, as HH:MM.
    Column("begins_at", String(5), nullable=False),
    Column("place", Text, nullable=False),
    *authorship(),
    CheckConstraint("title <> ''", name="title"),
    Index(None, "meeting_id"),
)

meeting_invitation = Table(
    "meeting_invitation",
    metadata,
    primary_key(),
    Column("details_id", ForeignKey("meeting_details.id"), nullable=False),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("position", Integer, nullable=False),
    UniqueConstraint("details_id", "agency_id"),
)

# What a meeting is about, frozen when it begins.
meeting_opening = Table(
    "meeting_opening",
    metadata,
    primary_key(),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False, unique=True),
    Column("as_of", Date, nullable=False),
    Column("basis", Word(Basis), nullable=False),
    Column("plan", Word(Plan), nullable=False),
    # The position of the meeting that it is compared with; NULL for the first one.
    Column("previous_on", Date),
    # The whole hash of the last act before the opening: the state that the agenda was made from.
    Column("chain_head", String(64), nullable=False),
    # JSON: the programme's figures, and the facts of each item (models/meetings/agenda_form.py).
    Column("position", Text, nullable=False),
    Column("agenda", Text, nullable=False),
    *authorship(),
    CheckConstraint("basis IN ('disetujui', 'termasuk-laporan')", name="basis"),
    CheckConstraint("plan IN ('awal', 'berjalan')", name="plan"),
    CheckConstraint("as_of <= recorded_on", name="not_in_future"),
    CheckConstraint("previous_on < as_of", name="previous"),
)

# Who came; a list counts until one with a higher revision is noted.
meeting_attendance = Table(
    "meeting_attendance",
    metadata,
    primary_key(),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("is_present", Boolean, nullable=False),
    Column("people", Text, nullable=False),
    *authorship(),
    UniqueConstraint("meeting_id", "revision", "agency_id"),
    CheckConstraint("revision >= 0", name="revision"),
)

meeting_resolution = Table(
    "meeting_resolution",
    metadata,
    primary_key(),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False),
    # The key of an item of the agenda; empty for the meeting as a whole.
    Column("item", String(100), nullable=False),
    Column("sentra_id", ForeignKey("sentra.id")),
    Column("milestone_id", ForeignKey("milestone.id")),
    # Empty where a row only takes back the one that it replaces.
    Column("text", Text, nullable=False),
    # With an owner and a day it is a follow-up.
    Column("owner_id", ForeignKey("agency.id")),
    Column("due_on", Date),
    Column("needs_evidence", Boolean, nullable=False),
    Column("replaces_id", ForeignKey("meeting_resolution.id"), unique=True),
    Column("idempotency_key", String(80), nullable=False, unique=True),
    *authorship(),
    CheckConstraint("(owner_id IS NULL) = (due_on IS NULL)", name="follow_up"),
    CheckConstraint("owner_id IS NOT NULL OR NOT needs_evidence", name="evidence_has_owner"),
    CheckConstraint("text <> '' OR replaces_id IS NOT NULL", name="text"),
    CheckConstraint("text <> '' OR owner_id IS NULL", name="withdrawal"),
    CheckConstraint("milestone_id IS NULL OR sentra_id IS NOT NULL", name="milestone_has_sentra"),
    Index(None, "meeting_id"),
)

meeting_closing = Table(
    "meeting_closing",
    metadata,
    primary_key(),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False, unique=True),
    Column("kind", Word(Stage), nullable=False),
    Column("reason", Text, nullable=False),
    *authorship(),
    CheckConstraint("kind IN ('closed', 'cancelled')", name="kind"),
    CheckConstraint("(kind = 'cancelled') = (reason <> '')", name="cancelled_has_reason"),
)

# What was told about a follow-up; its last closing or reopening says whether it is open.
follow_up_event = Table(
    "follow_up_event",
    metadata,
    primary_key(),
    Column("resolution_id", ForeignKey("meeting_resolution.id"), nullable=False),
    Column("kind", Word(FollowUpKind), nullable=False),
    Column("note", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    *authorship(),
    CheckConstraint("kind IN ('noted', 'closed', 'reopened')", name="kind"),
    CheckConstraint("note <> ''", name="note"),
    Index(None, "resolution_id"),
)

follow_up_file = file_table("follow_up_file", "follow_up_event")
