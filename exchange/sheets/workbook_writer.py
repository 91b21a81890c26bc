"""Tables as sheets of a workbook: the stamp on top, every text a text, never a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from textwrap import wrap
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from charts.palette import LIGHT
from charts.stamp import EXAMPLE_MARK, Stamp
from exchange.paper import Paper
from exchange.plain_text import plain
from exchange.sheets.tables import LONGEST_TEXT, ColumnKind, SheetCell, SheetTable

_SHEET: Final = "Tabel"
# In inches, so that wide tables stay readable.
_MARGIN: Final = 0.4
# In points; a row cannot be taller than 409.
_LINE_HEIGHT: Final = 15
_TALLEST_ROW: Final = 405
_LINE_LETTERS: Final = 120
_LONGEST_FOOTER: Final = 230
_DECIMALS: Final = 12
# The most that fifteen digits do not show; with two, LibreOffice still cuts some shares.
_SIXTEENTH_DIGIT: Final = 4
_HEADER_GROUND: Final = "#EFEBE2"
MARK_GROUND: Final = "#F8D7D0"
"""Behind a cell that is to be mended."""
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class TableRows:
    """Where a table stands on its sheet, counted from 0; `last` is `header` without rows."""

    header: int
    last: int

    @property
    def first(self) -> int:
        """The first row below the header."""
        return self.header + 1


class Book:
    """A workbook being written, of figures that one stamp tells the origin of."""

    def __init__(self, title: str, stamp: Stamp) -> None:
        """Begin an empty workbook, dated by its figures: the same content is the same bytes."""
        self.stamp = stamp
        self._buffer = BytesIO()
        self._looks: dict[tuple[tuple[str, object], ...], Format] = {}
        self.workbook = Workbook(self._buffer, OPTIONS)
        as_of = stamp.as_of
        created = datetime(as_of.year, as_of.month, as_of.day)  # noqa: DTZ001
        self.workbook.set_properties(
            {
                "title": fitting(title),
                "author": fitting(stamp.made_by),
                "comments": fitting(stamp.caption),
                "created": created,
            }
        )

    def look(self, **properties: object) -> Format:
        """Return the format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            self._looks[key] = self.workbook.add_format(properties)
        return self._looks[key]

    @property
    def facts(self) -> list[str]:
        """The stamp as lines for the top of a sheet."""
        return [f"{name}: {value}" for name, value in self.stamp.facts]

    @property
    def caption(self) -> list[str]:
        """The same in few long lines, where a sheet has no room for more."""
        return wrap(self.stamp.caption, _LINE_LETTERS)

    def sheet(self, name: str) -> Worksheet:
        """Return a new sheet that prints on A4 across, one page wide, its stamp in the footer."""
        sheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(Paper.A4.sheet_code)
        sheet.set_margins(left=_MARGIN, right=_MARGIN)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L&8{_footer(self.stamp.footer)}&R&8&P / &N")
        return sheet

    def head(self, sheet: Worksheet, title: str, lines: Sequence[str]) -> int:
        """Write title and lines on top of `sheet`; return the row of what comes below them."""
        muted = self.look(font_color=LIGHT.muted)
        # No fill: the words run over the narrow first column, where a fill would leave them unread.
        alarm = self.look(bold=True, font_color=LIGHT.alarm)
        title_look = self.look(bold=True, font_size=14, font_color=LIGHT.ink)
        sheet.write_string(0, 0, fitting(title), title_look)
        for at, line in enumerate(lines, start=1):
            is_alarm = self.stamp.is_example and EXAMPLE_MARK in line
            sheet.write_string(at, 0, fitting(line), alarm if is_alarm else muted)
        return len(lines) + 2

    def content(self) -> bytes:
        """Return the finished workbook; nothing can be written to it afterwards."""
        self.workbook.close()
        return self._buffer.getvalue()


def xlsx(table: SheetTable, stamp: Stamp) -> bytes:
    """Return the table as a workbook of its own."""
    book = Book(table.title, stamp)
    add(book, _SHEET, table)
    return book.content()


def add(book: Book, name: str, table: SheetTable) -> tuple[Worksheet, TableRows]:
    """Add a sheet that holds `table`: header frozen, filtered, and repeated on paper."""
    sheet = book.sheet(name)
    row = book.head(sheet, table.title, [*book.facts, *table.notes, *_told_of_paper(table)])
    placed = write(book, sheet, table, row)
    if table.printed is not None:
        sheet.print_area(0, 0, placed.last, table.printed - 1)
    sheet.freeze_panes(placed.first, 0)
    sheet.autofilter(placed.header, 0, placed.last, max(0, len(table.columns) - 1))
    sheet.repeat_rows(placed.header)
    return sheet, placed


def _told_of_paper(table: SheetTable) -> list[str]:
    """What a reader of paper does not see, in a line above the rows."""
    if table.printed is None:
        return []
    last, following = (column.title for column in table.columns[table.printed - 1 :][:2])
    return [f"Di kertas sampai kolom {last}; mulai kolom {following} hanya di layar."]


def write(book: Book, sheet: Worksheet, table: SheetTable, row: int) -> TableRows:
    """Write header and rows of `table` from `row` on; its columns get their widths."""
    sheet.set_row(row, _height(table, [column.title for column in table.columns]))
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(row, at, fitting(column.title), _header_look(book, column.kind))
    for at, cells in enumerate(table.rows, start=row + 1):
        sheet.set_row(at, _height(table, cells))
        for place, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
            write_cell(sheet, (at, place), cell, look_of(book, column.kind))
    return TableRows(row, row + len(table.rows))


def _header_look(book: Book, kind: ColumnKind) -> Format:
    return book.look(
        bold=True,
        text_wrap=True,
        valign="top",
        bg_color=_HEADER_GROUND,
        bottom=1,
        bottom_color=LIGHT.muted,
        align="left" if kind is ColumnKind.TEXT else "right",
        indent=1 if kind is ColumnKind.TEXT else 0,
    )


def look_of(book: Book, kind: ColumnKind) -> Format:
    """Return how a cell of `kind` looks."""
    properties: dict[str, object] = {
        "num_format": kind.value,
        "valign": "top",
        "bottom": 1,
        "bottom_color": LIGHT.line,
    }
    if kind is ColumnKind.TEXT:
        # A text after a number would touch it.
        properties |= {"text_wrap": True, "align": "left", "indent": 1}
    return book.look(**properties)


def write_cell(sheet: Worksheet, place: tuple[int, int], cell: SheetCell, look: Format) -> None:
    """Write one cell as what it is: a text never becomes a formula, a link or a number."""
    match cell:
        case None:
            sheet.write_blank(*place, None, look)
        case str():
            sheet.write_string(*place, fitting(cell), look)
        case date():
            sheet.write_datetime(*place, cell, look)
        case _:
            sheet.write_number(*place, as_decimal(float(cell)), look)


def as_decimal(value: float) -> float:
    """Return `value` without the noise of binary fractions, to be rounded as our words round it.

    LibreOffice shows a double just below a decimal that ends in five, such as 0.4795, a step too
    low. It gets a sixteenth digit, of which a spreadsheet shows fifteen.
    """
    found = round(value, _DECIMALS)
    written = repr(found)
    if written.endswith("5") and abs(Decimal(found)) < abs(Decimal(written)):
        return float(f"{found:.14e}".replace("e", f"{_SIXTEENTH_DIGIT}e"))
    return found


def fitting(text: str) -> str:
    """Return `text` without what a workbook cannot hold, cut to the longest cell."""
    return plain(text)[:LONGEST_TEXT]


def _footer(words: str) -> str:
    """The words as Excel's footers hold them: an ampersand begins a code, so it is doubled."""
    kept = fitting(words)[:_LONGEST_FOOTER]
    while len(kept) + kept.count("&") > _LONGEST_FOOTER:
        kept = kept[:-1]
    return kept.replace("&", "&&")


def height_of(text: str, width: float) -> float:
    """Return the height of a row in which `text` stands in a cell of `width`, all lines seen.

    Not every program fits it when opening.
    """
    lines = wrap(fitting(text), max(1, int(width) - 2))
    return min(_TALLEST_ROW, _LINE_HEIGHT * max(1, len(lines)))


def _height(table: SheetTable, row: Sequence[SheetCell]) -> float:
    pairs = zip(table.columns, row, strict=True)
    texts = [(cell, column.width) for column, cell in pairs if isinstance(cell, str)]
    return max([_LINE_HEIGHT, *(height_of(text, width) for text, width in texts)])
