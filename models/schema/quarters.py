"""Closed quarters, and their corrections."""

from typing import Final

import sqlalchemy as sa

from models.schema.columns import Scaled, authorship, table
from rules.quarters.closing import PARTS

BILLIONTHS: Final = Scaled(PARTS)

# A quarter as it was approved when it was closed; a correction is a further revision.
quarter_closing = table(
    "quarter_closing",
    sa.Column("programme_id", sa.ForeignKey("programme.id"), nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("quarter", sa.Integer, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    *authorship(),
    sa.UniqueConstraint("programme_id", "year", "quarter", "revision"),
    sa.CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
    sa.CheckConstraint("revision >= 0", name="revision"),
    sa.CheckConstraint("(revision = 0) = (reason = '')", name="correction_has_reason"),
)

quarter_figure = table(
    "quarter_figure",
    sa.Column("closing_id", sa.ForeignKey("quarter_closing.id"), nullable=False),
    sa.Column("sentra_id", sa.ForeignKey("sentra.id"), nullable=False),
    # Approved progress, and both plans.
    sa.Column("approved", BILLIONTHS, nullable=False),
    sa.Column("planned_first", BILLIONTHS, nullable=False),
    sa.Column("planned_current", BILLIONTHS, nullable=False),
    # JSON: status, progress and report of each milestone.
    sa.Column("milestones", sa.Text, nullable=False),
    sa.UniqueConstraint("closing_id", "sentra_id"),
    sa.CheckConstraint("approved BETWEEN 0 AND 1000000000", name="approved"),
    sa.CheckConstraint("planned_first BETWEEN 0 AND 1000000000", name="planned_first"),
    sa.CheckConstraint("planned_current BETWEEN 0 AND 1000000000", name="planned_current"),
)
