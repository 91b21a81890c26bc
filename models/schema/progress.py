"""The read models: what is derived from the events so that reading stays flat."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table

from models.schema.columns import SHARE, Word, metadata, primary_key
from rules.vocabulary import Basis

# Read model: one line whenever the state of a milestone changes on a basis, in recorded order. The
# state as of a day is a milestone's last line recorded by then; models/store/read_models.py
# rebuilds it.
state_entry = Table(
    "state_entry",
    metadata,
    primary_key(),
    Column("milestone_id", ForeignKey("milestone.id"), nullable=False),
    Column("sentra_id", ForeignKey("sentra.id"), nullable=False),
    Column("basis", Word(Basis), nullable=False),
    Column("recorded_on", Date, nullable=False),
    # The report in force; NULL when a returned report leaves the milestone with none.
    Column("report_id", ForeignKey("report_event.id")),
    Column("previous_progress", SHARE, nullable=False),
    Column("earned_delta", Integer, nullable=False),
    Column("cancelled_delta", Integer, nullable=False),
    Index(None, "milestone_id", "basis", "recorded_on", "id"),
    Index(None, "sentra_id", "basis", "recorded_on"),
)

# Read model: running sums of a sentra's deltas at the end of each month in which something changed.
sentra_month = Table(
    "sentra_month",
    metadata,
    Column("sentra_id", ForeignKey("sentra.id"), primary_key=True),
    Column("basis", Word(Basis), primary_key=True),
    # Months since year 0 (rules.periods.month_number).
    Column("month", Integer, primary_key=True),
    # Sum of weight x progress, both in whole parts; at most 10,000 x 10,000.
    Column("earned", Integer, nullable=False),
    Column("cancelled_weight", Integer, nullable=False),
)
