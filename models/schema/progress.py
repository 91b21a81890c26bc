"""The read models: what is derived from the events so that reading stays flat."""

import sqlalchemy as sa

from models.schema.columns import SHARE, Word, metadata, table
from rules.vocabulary import Basis

# Read model: one line whenever the state of a milestone changes on a basis, in recorded order. The
# state as of a day is a milestone's last line recorded by then; models/store/read_models.py
# rebuilds it.
state_entry = table(
    "state_entry",
    sa.Column("milestone_id", sa.ForeignKey("milestone.id"), nullable=False),
    sa.Column("sentra_id", sa.ForeignKey("sentra.id"), nullable=False),
    sa.Column("basis", Word(Basis), nullable=False),
    sa.Column("recorded_on", sa.Date, nullable=False),
    # The report in force; NULL when a returned report leaves the milestone with none.
    sa.Column("report_id", sa.ForeignKey("report_event.id")),
    sa.Column("previous_progress", SHARE, nullable=False),
    sa.Column("earned_delta", sa.Integer, nullable=False),
    sa.Column("cancelled_delta", sa.Integer, nullable=False),
    sa.Index(None, "milestone_id", "basis", "recorded_on", "id"),
    sa.Index(None, "sentra_id", "basis", "recorded_on"),
)

# Read model: running sums of a sentra's deltas at the end of each month in which something changed.
sentra_month = sa.Table(
    "sentra_month",
    metadata,
    sa.Column("sentra_id", sa.ForeignKey("sentra.id"), primary_key=True),
    sa.Column("basis", Word(Basis), primary_key=True),
    # Months since year 0 (rules.periods.month_number).
    sa.Column("month", sa.Integer, primary_key=True),
    # Sum of weight x progress, both in whole parts; at most 10,000 x 10,000.
    sa.Column("earned", sa.Integer, nullable=False),
    sa.Column("cancelled_weight", sa.Integer, nullable=False),
)
