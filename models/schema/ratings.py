"""The leader's own light of a sentra."""

import sqlalchemy as sa

from models.schema.columns import Word, authorship, table
from rules.vocabulary import Light

# The leader's own light of a sentra, beside the computed one.
sentra_rating = table(
    "sentra_rating",
    sa.Column("programme_id", sa.ForeignKey("programme.id"), nullable=False),
    sa.Column("sentra_id", sa.ForeignKey("sentra.id"), nullable=False),
    sa.Column("light", Word(Light), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    # The recovery plan: who brings the sentra back, and by when.
    sa.Column("owner_id", sa.ForeignKey("agency.id")),
    sa.Column("due_on", sa.Date),
    *authorship(),
    sa.CheckConstraint("light IN ('on_plan', 'attention', 'critical')", name="light"),
    sa.CheckConstraint("(owner_id IS NULL) = (due_on IS NULL)", name="recovery"),
    sa.CheckConstraint("light <> 'critical' OR owner_id IS NOT NULL", name="critical_recovers"),
    sa.Index(None, "sentra_id", "recorded_on"),
)
