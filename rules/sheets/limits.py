"""What a file of sheets may hold, and why it is not read. Imported with each file: little else."""

from enum import StrEnum
from typing import Final

MEGABYTE: Final = 1024 * 1024
LARGEST_SHEETS: Final = 10 * MEGABYTE
"""Bytes of a file of sheets as it comes in."""
MOST_SHEETS: Final = 100
MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 702
"""Rows and columns of a sheet: up to column ZZ, three years of weeks four times over."""
MOST_CELLS: Final = 1_000_000
"""Cells of all sheets together: each sheet from A1 to its last row and column."""


class SheetsProblem(StrEnum):
    """Why a file of sheets is not read as a whole."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    TOO_MANY_SHEETS = "too_many_sheets"
    TOO_MANY_CELLS = "too_many_cells"
    UNKNOWN_KIND = "unknown_kind"
    OLD_OR_LOCKED = "old_or_locked"
    OTHER_FORMAT = "other_format"
    DAMAGED = "damaged"
    UNUSUAL = "unusual"
    TOO_SLOW = "too_slow"
    STOPPED = "stopped"
