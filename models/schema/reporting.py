"""Reports, the verdicts on them, and the obstacles that they open and close."""

from typing import Final

import sqlalchemy as sa

from models.schema.columns import SHARE, Word, authorship, table
from rules.vocabulary import EventKind, Status

_STATUSES: Final = "('not_started', 'in_progress', 'obstructed', 'finished', 'cancelled')"

report_event = table(
    "report_event",
    sa.Column("programme_id", sa.ForeignKey("programme.id"), nullable=False),
    sa.Column("milestone_id", sa.ForeignKey("milestone.id"), nullable=False),
    sa.Column("kind", Word(EventKind), nullable=False),
    # The report that a decision is about; NULL on a report itself.
    sa.Column("report_id", sa.ForeignKey("report_event.id")),
    sa.Column("effective_on", sa.Date, nullable=False),
    sa.Column("status", Word(Status), nullable=False),
    sa.Column("progress", SHARE, nullable=False),
    sa.Column("realised_value", sa.Numeric(14, 4)),
    sa.Column("evidence", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    *authorship(),
    sa.Column("idempotency_key", sa.String(80), nullable=False, unique=True),
    # By which decision a milestone is cancelled or opened again; empty on every other event.
    sa.Column("decision_number", sa.Text, nullable=False, server_default=""),
    sa.CheckConstraint("kind IN ('report', 'approved', 'returned', 'withdrawn')", name="kind"),
    sa.CheckConstraint("(kind = 'report') = (report_id IS NULL)", name="decision_names_report"),
    sa.CheckConstraint(f"status IN {_STATUSES}", name="status"),
    sa.CheckConstraint("progress BETWEEN 0 AND 10000", name="progress"),
    sa.CheckConstraint(
        "status = 'cancelled' OR (status = 'finished') = (progress = 10000)",
        name="finished_is_full",
    ),
    sa.CheckConstraint("status <> 'not_started' OR progress = 0", name="not_started_is_zero"),
    sa.CheckConstraint("effective_on <= recorded_on", name="not_in_future"),
    sa.Index(None, "milestone_id", "effective_on", "id"),
    sa.Index(None, "report_id"),
)

# Reports of the time before the program, brought in and decided on as one.
report_batch = table(
    "report_batch",
    sa.Column("programme_id", sa.ForeignKey("programme.id"), nullable=False),
    # Where the rows come from, in its author's words.
    sa.Column("source", sa.Text, nullable=False),
    *authorship(),
    sa.Column("idempotency_key", sa.String(80), nullable=False, unique=True),
    sa.CheckConstraint("source <> ''", name="source"),
)

batch_report = table(
    "batch_report",
    sa.Column("batch_id", sa.ForeignKey("report_batch.id"), nullable=False),
    sa.Column("report_id", sa.ForeignKey("report_event.id"), nullable=False, unique=True),
    sa.Index(None, "batch_id"),
)

# A table of reports that somebody has not sent yet. It is no history: each save replaces it.
batch_draft = table(
    "batch_draft",
    sa.Column("account_id", sa.ForeignKey("account.id"), nullable=False),
    sa.Column("programme_id", sa.ForeignKey("programme.id"), nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    # JSON: its lines as they were typed (models/reporting/batch_drafts.py).
    sa.Column("lines", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.UniqueConstraint("account_id", "programme_id"),
)

obstacle = table(
    "obstacle",
    sa.Column("milestone_id", sa.ForeignKey("milestone.id"), nullable=False),
    sa.Column("opened_by", sa.ForeignKey("report_event.id"), nullable=False),
    sa.Column("owner_id", sa.ForeignKey("agency.id"), nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    sa.Index(None, "milestone_id"),
)

obstacle_closing = table(
    "obstacle_closing",
    sa.Column("obstacle_id", sa.ForeignKey("obstacle.id"), nullable=False),
    sa.Column("closed_by", sa.ForeignKey("report_event.id"), nullable=False),
    sa.UniqueConstraint("obstacle_id", "closed_by"),
)
