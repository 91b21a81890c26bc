"""Closed quarters, and their corrections."""

from typing import Final

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from models.schema.columns import Scaled, authorship, metadata, primary_key
from rules.quarters.closing import PARTS

BILLIONTHS: Final = Scaled(PARTS)

# A quarter as it was approved when it was closed; a correction is a further revision.
quarter_closing = Table(
    "quarter_closing",
    metadata,
    primary_key(),
    Column("programme_id", ForeignKey("programme.id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("quarter", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    *authorship(),
    UniqueConstraint("programme_id", "year", "quarter", "revision"),
    CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
    CheckConstraint("revision >= 0", name="revision"),
    CheckConstraint("(revision = 0) = (reason = '')", name="correction_has_reason"),
)

quarter_figure = Table(
    "quarter_figure",
    metadata,
    primary_key(),
    Column("closing_id", ForeignKey("quarter_closing.id"), nullable=False),
    Column("sentra_id", ForeignKey("sentra.id"), nullable=False),
    # Approved progress, and both plans.
    Column("approved", BILLIONTHS, nullable=False),
    Column("planned_first", BILLIONTHS, nullable=False),
    Column("planned_current", BILLIONTHS, nullable=False),
    # JSON: status, progress and report of each milestone.
    Column("milestones", Text, nullable=False),
    UniqueConstraint("closing_id", "sentra_id"),
    CheckConstraint("approved BETWEEN 0 AND 1000000000", name="approved"),
    CheckConstraint("planned_first BETWEEN 0 AND 1000000000", name="planned_first"),
    CheckConstraint("planned_current BETWEEN 0 AND 1000000000", name="planned_current"),
)
