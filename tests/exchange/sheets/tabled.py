"""The table that the tests of workbooks and of CSV write, and what must not run in it."""

from datetime import date
from decimal import Decimal

from charts.stamp import Stamp, stamp
from exchange.sheets.tables import ColumnKind, SheetCell, SheetColumn, SheetTable
from tests.builders import a_moment, a_programme

HOSTILE = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+62 812 3456",
    "-7",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\uff1d1+1",
    'https://example.org;"=1+1"',
    "<v>&amp;</v>\x00\x07",
    "x" * 40_000,
)
KINDS = (
    SheetColumn("Sentra", ColumnKind.TEXT, 24),
    SheetColumn("Tonggak", ColumnKind.NUMBER),
    SheetColumn("Bobot", ColumnKind.DECIMAL),
    SheetColumn("Capaian", ColumnKind.PERCENT),
    SheetColumn("Deviasi", ColumnKind.POINTS),
    SheetColumn("Tenggat", ColumnKind.DAY),
)
ROW: tuple[SheetCell, ...] = ("Batik", 14, Decimal("12.5"), 0.412, -7.7, date(2022, 6, 30))


def a_stamp(*, is_example: bool = True) -> Stamp:
    return stamp(a_programme(is_example=is_example, source="R&D =1+1"), a_moment())


def a_table(*rows: tuple[SheetCell, ...]) -> SheetTable:
    return SheetTable("Capaian per sentra", KINDS, rows or (ROW,), ("Bobot dari rencana.",))
