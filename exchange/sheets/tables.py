"""Tables as values, and as CSV: the stamp on top, every text a text, never a command.

Rows for scripts are plain CSV: commas, decimal points, UTF-8, one header line.
"""

import csv as comma_separated
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from io import StringIO
from typing import Final, Generic, TypeVar

from charts.stamp import Stamp
from exchange.plain_text import plain
from words.cells import COMMANDS, guarded

SheetCell = str | int | float | Decimal | date | None
_Of = TypeVar("_Of")


class ColumnKind(Enum):
    """What a column holds, and so how it is written; the value is its Excel number format."""

    TEXT = "@"
    NUMBER = "#,##0"
    DECIMAL = "#,##0.0#"
    EXACT = "General"
    PERCENT = "0.0%"
    POINTS = "+0.0;-0.0;0.0"
    DAY = "dd/mm/yyyy"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: shares in [0, 1] are `PERCENT`, deviations in points are `POINTS`."""

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: float = 14


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Rows as they are shown, one cell a column; None is an empty cell.

    Paper has room for the first `printed` columns; None stands for all.
    """

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    notes: tuple[str, ...] = field(default=())
    printed: int | None = None


@dataclass(frozen=True, slots=True)
class Told(Generic[_Of]):
    """A column of a table, and what its cell tells of the thing that a row is about."""

    title: str
    cell: Callable[[_Of], SheetCell]
    kind: ColumnKind = ColumnKind.TEXT
    width: float = 14


def listed(
    title: str,
    columns: tuple[Told[_Of], ...],
    things: Iterable[_Of],
    *notes: str,
    printed: int | None = None,
) -> SheetTable:
    """Return a table with a row for each of `things`, in their order."""
    heads = tuple(SheetColumn(told.title, told.kind, told.width) for told in columns)
    rows = tuple(tuple(told.cell(thing) for told in columns) for thing in things)
    return SheetTable(title, heads, rows, notes, printed)


LONGEST_TEXT: Final = 32_767
"""Letters that a cell of a spreadsheet can hold."""
_DECIMALS: Final = 6
_BOM: Final = b"\xef\xbb\xbf"


def csv(table: SheetTable, stamp: Stamp) -> bytes:
    """Return the table as an Indonesian Excel opens it: semicolons, decimal comma, BOM."""
    text = StringIO(newline="")
    writer = comma_separated.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_safe(table.title)])
    writer.writerows([_safe(name), _safe(value)] for name, value in stamp.facts)
    writer.writerows([_safe(note)] for note in table.notes)
    writer.writerow([])
    writer.writerow([_safe(column.title) for column in table.columns])
    for row in table.rows:
        pairs = zip(table.columns, row, strict=True)
        writer.writerow([_csv_cell(column.kind, cell) for column, cell in pairs])
    return _BOM + text.getvalue().encode()


def exact_csv(table: SheetTable) -> bytes:
    """Return one header and the rows for a program that reads as an Indonesian Excel does.

    Semicolons, decimal comma, BOM, days as ISO dates; every digit of a number, shares in [0, 1].
    """
    text = StringIO(newline="")
    writer = comma_separated.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.title for column in table.columns])
    writer.writerows([_exact(cell) for cell in row] for row in table.rows)
    return _BOM + text.getvalue().encode()


def csv_of(rows: Sequence[Mapping[str, object]]) -> bytes:
    """Return the rows, which share their keys, under one header; nothing for no rows.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    if not rows:
        return b""
    text = StringIO(newline="")
    # Before Python 3.13 only the letters of the line's own end are quoted inside a cell.
    writer = comma_separated.DictWriter(text, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _harmless(cell) for name, cell in row.items()} for row in rows)
    return text.getvalue().encode()


def _safe(text: str) -> str:
    """The text so that no spreadsheet runs it: an apostrophe before what would be a command."""
    kept = plain(text)[:LONGEST_TEXT]
    return f"'{kept}" if kept.startswith(COMMANDS) else kept


def _csv_cell(kind: ColumnKind, cell: SheetCell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return _safe(cell)
        case date():
            return cell.isoformat()
        case _ if kind is ColumnKind.PERCENT:
            return _number(Decimal(str(cell)) * 100) + "%"
        case _:
            return _number(Decimal(str(cell)))


def _exact(cell: SheetCell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return _safe(cell)
        case date():
            return cell.isoformat()
        case _:
            return f"{Decimal(str(cell)):f}".replace(".", ",")


def _number(value: Decimal) -> str:
    """The number with a decimal comma and no needless zeros."""
    rounded = round(value, _DECIMALS)
    text = f"{rounded:f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return ("0" if short == "-0" else short).replace(".", ",")


def _harmless(cell: object) -> object:
    return guarded(cell) if isinstance(cell, str) else cell
