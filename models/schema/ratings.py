"""The leader's own light of a sentra."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Table, Text

from models.schema.columns import Word, authorship, metadata, primary_key
from rules.vocabulary import Light

# The leader's own light of a sentra, beside the computed one.
sentra_rating = Table(
    "sentra_rating",
    metadata,
    primary_key(),
    Column("programme_id", ForeignKey("programme.id"), nullable=False),
    Column("sentra_id", ForeignKey("sentra.id"), nullable=False),
    Column("light", Word(Light), nullable=False),
    Column("reason", Text, nullable=False),
    # The recovery plan: who brings the sentra back, and by when.
    Column("owner_id", ForeignKey("agency.id")),
    Column("due_on", Date),
    *authorship(),
    CheckConstraint("light IN ('on_plan', 'attention', 'critical')", name="light"),
    CheckConstraint("(owner_id IS NULL) = (due_on IS NULL)", name="recovery"),
    CheckConstraint("light <> 'critical' OR owner_id IS NOT NULL", name="critical_recovers"),
    Index(None, "sentra_id", "recorded_on"),
)
