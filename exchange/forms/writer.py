"""A workbook to be filled in: what is known is locked, what is asked for is coloured.

The protection has no password: it keeps from slips, not from anybody's will. What comes back is
judged anew, cell by cell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from charts.palette import LIGHT
from charts.stamp import Stamp
from exchange.paper import Paper
from exchange.sheets.tables import ColumnKind, SheetCell
from exchange.sheets.workbook_writer import (
    MARK_GROUND,
    Book,
    fitting,
    height_of,
    look_of,
    write_cell,
)
from words.workbooks import IDENTITY

_LISTS: Final = "_Daftar"
_GUIDE: Final = "Petunjuk"
_OPEN_GROUND: Final = "#FFF8D6"
_GUIDE_WIDTH: Final = 110
_PROTECTION: Final = {
    "autofilter": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
    "sort": True,
}


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a form. `choices` are offered in a list, though any words can be pasted."""

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: float = 14
    is_open: bool = False
    is_hidden: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet to be filled in; `spare` empty lines stand below its rows.

    `marks` say what is wrong with cells, by their place in the table: row and column from 0.
    `hidden` are the rows that nobody saw when it came back.
    """

    name: str
    title: str
    columns: tuple[FormColumn, ...]
    rows: Sequence[Sequence[SheetCell]]
    spare: int = 0
    marks: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class FormBook:
    """A workbook to be filled in: how, its sheets, an example, and what tells it from others."""

    title: str
    guide: Sequence[str]
    example: FormSheet
    sheets: Sequence[FormSheet]
    identity: Mapping[str, str]


def form_book(form: FormBook, stamp: Stamp, paper: Paper = Paper.A4) -> bytes:
    """Return the workbook; the same content is the same bytes."""
    book = Book(form.title, stamp)
    for sheet in form.sheets:
        _add(book, sheet, paper)
    _add_guide(book, form, paper)
    _add_lists(book, form.sheets)
    _add_identity(book, form.identity)
    return book.content()


def _add(book: Book, form: FormSheet, paper: Paper) -> None:
    sheet = book.sheet(form.name)
    sheet.set_paper(paper.sheet_code)
    head = book.head(sheet, form.title, book.caption)
    last = _write(book, sheet, form, head)
    sheet.freeze_panes(head + 1, _kept_in_view(form.columns))
    sheet.autofilter(head, 0, last, len(form.columns) - 1)
    sheet.repeat_rows(head)
    sheet.protect("", _PROTECTION)


def _write(book: Book, sheet: Worksheet, form: FormSheet, head: int) -> int:
    """Write head and rows from a row on; return the last row."""
    sheet.set_row(head, 32)
    for at, column in enumerate(form.columns):
        sheet.set_column(at, at, column.width, None, {"hidden": column.is_hidden})
        sheet.write_string(head, at, fitting(column.title), _head_look(book, column))
    last = head + len(form.rows) + form.spare
    for place in range(last - head):
        cells = form.rows[place] if place < len(form.rows) else (None,) * len(form.columns)
        row = head + 1 + place
        sheet.set_row(row, _height(form.columns, cells), None, {"hidden": place in form.hidden})
        for at, (column, cell) in enumerate(zip(form.columns, cells, strict=True)):
            mark = form.marks.get((place, at), "")
            write_cell(sheet, (row, at), cell, _cell_look(book, column, is_marked=bool(mark)))
            if mark:
                sheet.write_comment(row, at, fitting(mark), {"x_scale": 2.2, "y_scale": 1.2})
    for at, column in enumerate(form.columns):
        if column.choices and last > head:
            offered = {"validate": "list", "source": f"={_list_name(column)}", "ignore_blank": True}
            # A list that refuses would refuse what is pasted only at times; all is judged later.
            sheet.data_validation(head + 1, at, last, at, offered | {"error_type": "information"})
    return last


def _add_guide(book: Book, form: FormBook, paper: Paper) -> None:
    sheet = book.sheet(_GUIDE)
    sheet.set_paper(paper.sheet_code)
    row = book.head(sheet, form.title, ())
    sheet.set_column(0, 0, _GUIDE_WIDTH)
    words = book.look(text_wrap=True, valign="top", font_color=LIGHT.ink)
    for at, line in enumerate(form.guide, start=row):
        sheet.set_row(at, height_of(line, _GUIDE_WIDTH))
        sheet.write_string(at, 0, fitting(line), words)
    row += len(form.guide) + 1
    bold = book.look(bold=True, font_color=LIGHT.ink)
    sheet.write_string(row, 0, fitting(form.example.title), bold)
    for cells in form.example.rows:
        told = zip(form.example.columns, cells, strict=True)
        for column, cell in told:
            if cell is not None and not column.is_hidden:
                row += 1
                sheet.write_string(row, 0, fitting(f"{column.title}: {cell}"), words)
    sheet.protect("", _PROTECTION)


def _add_lists(book: Book, sheets: Sequence[FormSheet]) -> None:
    """Write the words that lists offer to a sheet of their own, which formulas name."""
    lists = book.workbook.add_worksheet(_LISTS)
    named: dict[str, int] = {}
    for form in sheets:
        for column in form.columns:
            name = _list_name(column)
            if not column.choices or name in named:
                continue
            at = named[name] = len(named)
            for row, words in enumerate(column.choices):
                lists.write_string(row, at, fitting(words))
            letters = xl_col_to_name(at, col_abs=True)
            where = f"='{_LISTS}'!{letters}$1:{letters}${len(column.choices)}"
            book.workbook.define_name(name, where)
    lists.hide()


def _add_identity(book: Book, identity: Mapping[str, str]) -> None:
    sheet = book.workbook.add_worksheet(IDENTITY)
    for row, (name, value) in enumerate(identity.items()):
        sheet.write_string(row, 0, fitting(name))
        sheet.write_string(row, 1, fitting(value))
    sheet.hide()


def _list_name(column: FormColumn) -> str:
    """The name of a list: letters alone, so that no name is a cell's address."""
    return "Daftar_" + "".join(letter for letter in column.title if letter.isalpha())


def _kept_in_view(columns: Sequence[FormColumn]) -> int:
    """How many columns stay in view: what is known of a row, up to the first that is open."""
    locked = next((at for at, column in enumerate(columns) if column.is_open), 0)
    width = sum(column.width for column in columns[:locked] if not column.is_hidden)
    # On a small screen what stays in view must leave room for what is asked for.
    return locked if width <= _WIDEST_KEPT else min(locked, 2)


_WIDEST_KEPT: Final = 60


def _head_look(book: Book, column: FormColumn) -> Format:
    return book.look(
        bold=True,
        text_wrap=True,
        valign="top",
        bg_color=_OPEN_GROUND if column.is_open else LIGHT.line,
        bottom=1,
        bottom_color=LIGHT.muted,
    )


def _cell_look(book: Book, column: FormColumn, *, is_marked: bool) -> Format:
    if not column.is_open and not is_marked:
        return look_of(book, column.kind)
    return book.look(
        # Words as they are typed: a day or a number in words is read by its column later.
        num_format=column.kind.value if column.kind is not ColumnKind.TEXT else "@",
        valign="top",
        text_wrap=True,
        border=1,
        border_color=LIGHT.line,
        bg_color=MARK_GROUND if is_marked else _OPEN_GROUND,
        locked=not column.is_open,
    )


def _height(columns: Sequence[FormColumn], cells: Sequence[SheetCell]) -> float:
    texts = [
        height_of(cell, column.width)
        for column, cell in zip(columns, cells, strict=True)
        if isinstance(cell, str) and not column.is_hidden
    ]
    return max((18.0, *texts))
