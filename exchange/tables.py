"""Tables as XLSX and CSV: the stamp on top, every text a text, never a formula."""

import csv as comma_separated
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from io import BytesIO, StringIO
from textwrap import wrap
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from charts.palette import LIGHT
from charts.stamp import Stamp

Cell = str | int | float | Decimal | date | None


class Kind(Enum):
    """What a column holds, and so how it is written; the value is its Excel number format."""

    TEXT = "@"
    NUMBER = "#,##0"
    DECIMAL = "#,##0.0#"
    PERCENT = "0.0%"
    POINTS = "+0.0;-0.0;0.0"
    DAY = "dd/mm/yyyy"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: shares in [0, 1] are `PERCENT`, deviations in points are `POINTS`."""

    title: str
    kind: Kind = Kind.TEXT
    width: float = 14


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as they are shown, one cell a column; None is an empty cell."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = field(default=())


XLSX_MIME: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_SHEET: Final = "Tabel"
_A4: Final = 9
# In points; a row cannot be taller than 409.
_LINE_HEIGHT: Final = 15
_TALLEST_ROW: Final = 405
_LONGEST_TEXT: Final = 32_767
_LONGEST_FOOTER: Final = 250
_DECIMALS: Final = 6
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
COMMANDS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for a command at the start of a cell; the wide ones in East Asia."""
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xlsx(table: Table, stamp: Stamp) -> bytes:
    """Return the table as a workbook: stamp on top, header frozen, one page wide on A4."""
    buffer = BytesIO()
    workbook = Workbook(buffer, _OPTIONS)
    # The day of the figures, not of the file: the same table is the same bytes.
    created = datetime(stamp.as_of.year, stamp.as_of.month, stamp.as_of.day)  # noqa: DTZ001
    workbook.set_properties(
        {"title": _plain(table.title), "comments": _plain(stamp.caption), "created": created}
    )
    sheet = workbook.add_worksheet(_SHEET)
    header = _write_stamp(workbook, sheet, table, stamp)
    _write_header(workbook, sheet, table, header)
    _write_rows(workbook, sheet, table, header + 1)
    _set_page(sheet, table, stamp, header)
    workbook.close()
    return buffer.getvalue()


def csv(table: Table, stamp: Stamp) -> bytes:
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
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _write_stamp(workbook: Workbook, sheet: Worksheet, table: Table, stamp: Stamp) -> int:
    """Write title, facts and notes; return the row of the header below them."""
    title = workbook.add_format({"bold": True, "font_size": 14, "font_color": LIGHT.ink})
    muted = workbook.add_format({"font_color": LIGHT.muted})
    # No fill: the words run over the narrow first column, where a fill would leave them unread.
    alarm = workbook.add_format({"bold": True, "font_color": LIGHT.alarm})
    sheet.write_string(0, 0, _plain(table.title), title)
    lines = [f"{name}: {value}" for name, value in stamp.facts] + list(table.notes)
    example_at = len(stamp.facts) - 1 if stamp.is_example else None
    for at, line in enumerate(lines):
        look = alarm if at == example_at else muted
        sheet.write_string(at + 1, 0, _plain(line), look)
    return len(lines) + 2


def _write_header(workbook: Workbook, sheet: Worksheet, table: Table, row: int) -> None:
    look = workbook.add_format(
        {
            "bold": True,
            "text_wrap": True,
            "valign": "top",
            "bg_color": "#EFEBE2",
            "bottom": 1,
            "bottom_color": LIGHT.muted,
        }
    )
    titles = [column.title for column in table.columns]
    sheet.set_row(row, _height(table, titles))
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(row, at, _plain(column.title), look)


def _write_rows(workbook: Workbook, sheet: Worksheet, table: Table, first: int) -> None:
    looks = {
        kind: workbook.add_format(
            {
                "num_format": kind.value,
                "valign": "top",
                "text_wrap": kind is Kind.TEXT,
                # A text after a number would touch it.
                **({"align": "left", "indent": 1} if kind is Kind.TEXT else {}),
            }
        )
        for kind in Kind
    }
    for at, row in enumerate(table.rows):
        sheet.set_row(first + at, _height(table, row))
        pairs = zip(table.columns, row, strict=True)
        for place, (column, cell) in enumerate(pairs):
            _write_cell(sheet, (first + at, place), cell, looks[column.kind])


def _height(table: Table, row: Sequence[Cell]) -> float:
    """Return the height that shows all lines of a row; not every program fits it when opening."""
    lines = [
        len(wrap(_plain(cell), max(1, int(column.width) - 2)))
        for column, cell in zip(table.columns, row, strict=True)
        if isinstance(cell, str)
    ]
    return min(_TALLEST_ROW, _LINE_HEIGHT * max([1, *lines]))


def _write_cell(sheet: Worksheet, place: tuple[int, int], cell: Cell, look: Format) -> None:
    match cell:
        case None:
            sheet.write_blank(*place, None, look)
        case str():
            sheet.write_string(*place, _plain(cell), look)
        case date():
            sheet.write_datetime(*place, cell, look)
        case _:
            sheet.write_number(*place, float(cell), look)


def _set_page(sheet: Worksheet, table: Table, stamp: Stamp, header: int) -> None:
    last_row, last_column = header + len(table.rows), max(0, len(table.columns) - 1)
    sheet.freeze_panes(header + 1, 0)
    sheet.autofilter(header, 0, last_row, last_column)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    # An ampersand begins a code of Excel's footers, so it is doubled.
    words = _plain(stamp.caption).replace("&", "&&")[: _LONGEST_FOOTER - 20]
    sheet.set_footer(f"&L&8{words}&R&8&P / &N")


def _plain(text: str) -> str:
    """The text without characters that a workbook cannot hold, cut to the longest cell."""
    return _FORBIDDEN.sub("", text)[:_LONGEST_TEXT]


def _safe(text: str) -> str:
    """The text so that no spreadsheet runs it: an apostrophe before what would be a command."""
    plain = _plain(text)
    return f"'{plain}" if plain.startswith(COMMANDS) else plain


def _csv_cell(kind: Kind, cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return _safe(cell)
        case date():
            return cell.isoformat()
        case _ if kind is Kind.PERCENT:
            return _number(Decimal(str(cell)) * 100) + "%"
        case _:
            return _number(Decimal(str(cell)))


def _number(value: Decimal) -> str:
    """The number with a decimal comma and no needless zeros."""
    rounded = round(value, _DECIMALS)
    text = f"{rounded:f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return ("0" if short == "-0" else short).replace(".", ",")
