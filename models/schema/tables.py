"""All tables with their constraints, engine-neutral; triggers stand in protection.py beside.

Instants are UTC; `*_on` columns are calendar days in Penajam (WITA).
"""

from typing import Final

from models.schema import (
    accounts,
    audit,
    columns,
    evidence,
    feed,
    meetings,
    plan,
    progress,
    quarters,
    ratings,
    reporting,
    sheets,
)

CAPABILITIES: Final = (
    accounts,
    audit,
    evidence,
    feed,
    meetings,
    plan,
    progress,
    quarters,
    ratings,
    reporting,
    sheets,
)
"""Where the tables are declared: whoever wants the whole metadata imports it from here."""

metadata: Final = columns.metadata
