"""Sheets and cells for tests, as a reader hands them on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from rules.sheets.cells import EXCEL_EPOCH, Cell, Raw, Sheet

SHEET = "Lembar1"


def a_sheet(*rows: Sequence[Raw], **marks: Any) -> Sheet:
    """Return a sheet of rows from A1 on."""
    return Sheet(name=marks.pop("name", SHEET), rows=rows, **marks)


def a_cell(
    raw: Raw,
    *,
    percent: bool = False,
    error: str = "",
    formula: str = "",
    epoch: date = EXCEL_EPOCH,
) -> Cell:
    """Return the cell A1 of a sheet that holds nothing else."""
    return a_sheet(
        [raw],
        percents=frozenset({"A1"} if percent else ()),
        errors={"A1": error} if error else {},
        formulas={"A1": formula} if formula else {},
        epoch=epoch,
    ).cell(1, "A")
