"""The audit chain."""

import sqlalchemy as sa

from models.schema.columns import Instant, Word, metadata, table
from rules.audit.actions import Action

# Every act in the order of recording, each row bound to the one before it; written by
# models/audit/commands.py.
audit_event = sa.Table(
    "audit_event",
    metadata,
    # Numbered by the program without a gap, so that a missing row shows.
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("recorded_on", sa.Date, nullable=False),
    # NULL where nobody was signed in, or the caretaker acted on the command line.
    sa.Column("actor_id", sa.ForeignKey("account.id")),
    sa.Column("action", Word(Action, 60), nullable=False),
    # What it is about: the code of a milestone, a username, the name of a file.
    sa.Column("subject", sa.Text, nullable=False),
    # JSON: before, after, and the whole rows that were written.
    sa.Column("detail", sa.Text, nullable=False),
    sa.Column("previous_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.Index(None, "recorded_on"),
)

# Rows that were recorded under a clock that ran ahead: they stand as recorded, and count as known
# from the instant on at which that was found out; written by models/audit/clock.py.
clock_correction = table(
    "clock_correction",
    sa.Column("table_name", sa.String(63), nullable=False),
    sa.Column("first_id", sa.Integer, nullable=False),
    sa.Column("last_id", sa.Integer, nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("recorded_on", sa.Date, nullable=False),
    sa.UniqueConstraint("table_name", "first_id"),
    sa.CheckConstraint("first_id <= last_id", name="span"),
)
