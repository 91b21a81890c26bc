"""The read models: what is derived from the events so that reading stays flat."""

from typing import Final

import sqlalchemy as sa

from models.schema.columns import Word, metadata, table
from rules.vocabulary import Basis

REACHED: Final = ("earned", "cancelled", "first_earned", "first_cancelled")
"""What they say of a milestone by each plan: weight x progress, and weight where cancelled."""

# Read model: by how much an act changed what a milestone had reached on a day, on a basis. What was
# reached by a day as known by another is the sum of its lines effective by the one and recorded by
# the other; models/store/read_models.py rebuilds it.
progress_entry = table(
    "progress_entry",
    sa.Column("milestone_id", sa.ForeignKey("milestone.id"), nullable=False),
    sa.Column("sentra_id", sa.ForeignKey("sentra.id"), nullable=False),
    sa.Column("basis", Word(Basis), nullable=False),
    sa.Column("effective_on", sa.Date, nullable=False),
    # The month of that day since year 0 (rules.periods.month_number).
    sa.Column("month", sa.Integer, nullable=False),
    sa.Column("recorded_on", sa.Date, nullable=False),
    # In whole parts; weight x progress is at most 10,000 x 10,000.
    *(sa.Column(f"{name}_delta", sa.Integer, nullable=False) for name in REACHED),
    sa.Index(None, "milestone_id", "basis", "effective_on"),
    sa.Index(None, "sentra_id", "recorded_on"),
    # Few milestones are ever cancelled, and each curve asks for them.
    sa.Index(
        "ix_progress_entry_cancelled",
        "sentra_id",
        sqlite_where=sa.text("cancelled_delta <> 0"),
        postgresql_where=sa.text("cancelled_delta <> 0"),
    ),
)

# Read model: the sums of a sentra's lines by month, once by the month in which they are effective
# and once (`told`) by the month in which they were recorded.
sentra_month = sa.Table(
    "sentra_month",
    metadata,
    sa.Column("sentra_id", sa.ForeignKey("sentra.id"), primary_key=True),
    sa.Column("basis", Word(Basis), primary_key=True),
    sa.Column("month", sa.Integer, primary_key=True),
    *(
        sa.Column(f"{told}{name}_delta", sa.Integer, nullable=False)
        for told in ("", "told_")
        for name in REACHED
    ),
)
