"""The audit chain."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text

from models.schema.columns import Instant, Word, metadata
from rules.audit.actions import Action

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
    Column("action", Word(Action, 60), nullable=False),
    # What it is about: the code of a milestone, a username, the name of a file.
    Column("subject", Text, nullable=False),
    # JSON: before, after, and the whole rows that were written.
    Column("detail", Text, nullable=False),
    Column("previous_hash", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False),
    Index(None, "recorded_on"),
)
