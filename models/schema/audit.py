"""Tables of the audit chain, ratings and closed quarters; part of the metadata of models.tables."""

from sqlalchemy import (
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

from models.schema.columns import (
    Instant,
    metadata,
    primary_key,
)

# The leader's own light of a sentra, beside the computed one.
sentra_rating = Table(
    "sentra_rating",
    metadata,
    primary_key(),
    Column("programme_id", ForeignKey("programme.id"), nullable=False),
    Column("sentra_id", ForeignKey("sentra.id"), nullable=False),
    Column("light", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    # The recovery plan: who brings the sentra back, and by when.
    Column("owner_id", ForeignKey("agency.id")),
    Column("due_on", Date),
    Column("author_id", ForeignKey("account.id"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_on", Date, nullable=False),
    CheckConstraint("light IN ('on_plan', 'attention', 'critical')", name="light"),
    CheckConstraint("(owner_id IS NULL) = (due_on IS NULL)", name="recovery"),
    CheckConstraint("light <> 'critical' OR owner_id IS NOT NULL", name="critical_recovers"),
    Index(None, "sentra_id", "recorded_on"),
)

# A quarter as it was approved when it was closed; a correction is a further revision.
quarter_closing = Table(
    "quarter_closing",
    metadata,
    primary_key(),
    Column("programme_id", ForeignKey("programme.id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("quarter", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author_id", ForeignKey("account.id"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_on", Date, nullable=False),
    UniqueConstraint("programme_id", "year", "quarter", "revision"),
    CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
    CheckConstraint("revision >= 0", name="revision"),
    CheckConstraint("(revision = 0) = (reason = '')", name="correction_has_reason"),
)

quarter_figure = Table(
    "quarter_figure",
    metadata,
    primary_key(),
    Column("closing_id", ForeignKey("quarter_closing.id"), nullable=False),
    Column("sentra_id", ForeignKey("sentra.id"), nullable=False),
    # In parts of a billion (rules.quarters.PARTS): approved progress, and both plans.
    Column("approved", Integer, nullable=False),
    Column("planned_first", Integer, nullable=False),
    Column("planned_current", Integer, nullable=False),
    # JSON: status, progress and report of each milestone.
    Column("milestones", Text, nullable=False),
    UniqueConstraint("closing_id", "sentra_id"),
    CheckConstraint("approved BETWEEN 0 AND 1000000000", name="approved"),
    CheckConstraint("planned_first BETWEEN 0 AND 1000000000", name="planned_first"),
    CheckConstraint("planned_current BETWEEN 0 AND 1000000000", name="planned_current"),
)

# Every act in the order of recording, each row bound to the one before it; written by
# models/audit/commands.py.
audit_event = Table(
    "audit_event",
    metadata,
    # Numbered by the program without a gap, so that a missing row shows.
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_on", Date, nullable=False),
    # NULL where nobody was signed in, or the caretaker acted on the command line.
    Column("actor_id", ForeignKey("account.id")),
    Column("action", String(60), nullable=False),
    # What it is about: the code of a milestone, a username, the name of a file.
    Column("subject", Text, nullable=False),
    # JSON: before, after, and the whole rows that were written.
    Column("detail", Text, nullable=False),
    Column("previous_hash", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False),
    Index(None, "recorded_on"),
)
