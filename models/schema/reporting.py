"""Reports, the verdicts on them, and the obstacles that they open and close."""

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from models.schema.columns import SHARE, Word, authorship, metadata, primary_key
from rules.vocabulary import EventKind, Status

_STATUSES: Final = "('not_started', 'in_progress', 'obstructed', 'finished', 'cancelled')"

report_event = Table(
    "report_event",
    metadata,
    primary_key(),
    Column("programme_id", ForeignKey("programme.id"), nullable=False),
    Column("milestone_id", ForeignKey("milestone.id"), nullable=False),
    Column("kind", Word(EventKind), nullable=False),
    # The report that a decision is about; NULL on a report itself.
    Column("report_id", ForeignKey("report_event.id")),
    Column("effective_on", Date, nullable=False),
    Column("status", Word(Status), nullable=False),
    Column("progress", SHARE, nullable=False),
    Column("realised_value", Numeric(14, 4)),
    Column("evidence", Text, nullable=False),
    Column("note", Text, nullable=False),
    *authorship(),
    Column("idempotency_key", String(80), nullable=False, unique=True),
    CheckConstraint("kind IN ('report', 'approved', 'returned', 'withdrawn')", name="kind"),
    CheckConstraint("(kind = 'report') = (report_id IS NULL)", name="decision_names_report"),
    CheckConstraint(f"status IN {_STATUSES}", name="status"),
    CheckConstraint("progress BETWEEN 0 AND 10000", name="progress"),
    CheckConstraint(
        "status = 'cancelled' OR (status = 'finished') = (progress = 10000)",
        name="finished_is_full",
    ),
    CheckConstraint("status <> 'not_started' OR progress = 0", name="not_started_is_zero"),
    CheckConstraint("effective_on <= recorded_on", name="not_in_future"),
    Index(None, "milestone_id", "effective_on", "id"),
    Index(None, "report_id"),
)

obstacle = Table(
    "obstacle",
    metadata,
    primary_key(),
    Column("milestone_id", ForeignKey("milestone.id"), nullable=False),
    Column("opened_by", ForeignKey("report_event.id"), nullable=False),
    Column("owner_id", ForeignKey("agency.id"), nullable=False),
    Column("description", Text, nullable=False),
    Index(None, "milestone_id"),
)

obstacle_closing = Table(
    "obstacle_closing",
    metadata,
    primary_key(),
    Column("obstacle_id", ForeignKey("obstacle.id"), nullable=False),
    Column("closed_by", ForeignKey("report_event.id"), nullable=False),
    UniqueConstraint("obstacle_id", "closed_by"),
)
