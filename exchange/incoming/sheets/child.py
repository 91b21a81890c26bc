"""The process that reads one file of sheets: bytes on its input, one JSON object a line as answer.

A reader of foreign files may be led to use up memory or to die; here nobody else dies with it. It
imports little, since it starts with each file.
"""

import gc
import json
import os
import sys
from array import array
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import count, zip_longest
from threading import Thread
from typing import Final, TypeVar
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from exchange.incoming.sheets.archive import Refused, check_form, packed, parts_of
from exchange.incoming.sheets.marks import Book, Marks, book_of, extent_of, marks_of
from rules.sheets.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, SheetsProblem
from words.sheets.separated import NotSeparated, separated

with suppress(ImportError):  # Windows has none; there the limits of archive.py and marks.py hold
    import resource

MEMORY: Final = 512 * 1024 * 1024
"""Bytes of addresses that the process may use."""
ROWS_AT_ONCE: Final = 1000

T = TypeVar("T")
Message = dict[str, object]
Rows = Sequence[Sequence[object]]

_ZIP: Final = b"PK"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0"
_SHEETS: Final = "/worksheets/"
_DAY: Final = "d"
_CODE: Final = "H"
_FEW: Final = 2


def main() -> None:
    """Read a file from standard input and tell of it on standard output."""
    if "resource" in globals():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # It ends before there is anything to collect.
    gc.disable()
    out = sys.stdout
    encoder = json.JSONEncoder(default=_coded, separators=(",", ":"), check_circular=False)
    for message in _answers(sys.stdin.buffer.read()):
        out.write(encoder.encode(message) + "\n")
        out.flush()
    # What was read needs no tidying up.
    os._exit(0)


def _answers(content: bytes) -> Iterator[Message]:
    try:
        yield from messages(content)
    except Refused as reason:
        yield {"problem": reason.problem, "detail": reason.detail}
    except PasswordError:
        yield {"problem": SheetsProblem.OLD_OR_LOCKED, "detail": ""}
    except (CalamineError, ExpatError, SyntaxError, ValueError, LookupError):
        yield {"problem": SheetsProblem.DAMAGED, "detail": ""}


def messages(content: bytes) -> Iterator[Message]:
    """Yield how many rows to expect at most, each sheet, its rows by the thousand, and an end.

    Raises Refused, and whatever its readers raise.
    """
    if not content:
        raise Refused(SheetsProblem.EMPTY)
    if content.startswith(_COMPOUND):
        raise Refused(SheetsProblem.OLD_OR_LOCKED)
    yield from _workbook(content) if content.startswith(_ZIP) else _text(content)
    yield {"end": True}


def _text(content: bytes) -> Iterator[Message]:
    if content.startswith((b"%PDF", b"<", b"{\\rtf")):
        raise Refused(SheetsProblem.UNKNOWN_KIND)
    try:
        lines = separated(content)
    except NotSeparated as reason:
        raise Refused(SheetsProblem.DAMAGED, str(reason)) from reason
    width = max(map(len, lines), default=0)
    _check(len(lines), width, len(lines) * width)
    yield {"expected": len(lines)}
    yield {"sheet": "CSV", "marks": {}}
    yield from _parted(lines)


def _workbook(content: bytes) -> Iterator[Message]:
    parts = parts_of(content)
    # Sheets, by far the largest, are looked at while they are read.
    for name, part in parts.items():
        if _SHEETS not in name:
            check_form(part)
    book = book_of(parts)
    if len(book.sheets) > MOST_SHEETS:
        raise Refused(SheetsProblem.TOO_MANY_SHEETS)
    sheets = {one.name: parts.get(one.part, b"<none/>") for one in book.sheets}
    if len(sheets) < len(book.sheets):
        raise Refused(SheetsProblem.DAMAGED)
    # Before it is read: a reader makes room from the first cell to the last, whatever they hold.
    opened = _aside(lambda: CalamineWorkbook.from_filelike(packed(parts)))
    extents = [extent_of(xml) for xml in sheets.values()]
    _check(0, 0, sum(rows * width for rows, width in extents))
    yield {"expected": sum(rows for rows, _ in extents)}
    workbook = opened()
    for found in workbook.sheets_metadata:
        if found.typ is SheetTypeEnum.WorkSheet and found.name in sheets:
            yield from _sheet(workbook, found.name, sheets[found.name], book)


def _sheet(workbook: CalamineWorkbook, name: str, xml: bytes, book: Book) -> Iterator[Message]:
    # It lets other threads run while it reads.
    values = _aside(lambda: _values(workbook, name))
    check_form(xml)
    marks = marks_of(xml, book)
    rows, merged = values()
    yield {
        "sheet": name,
        "marks": _told(marks),
        "merged": merged,
        "is_hidden": any(one.is_hidden for one in book.sheets if one.name == name),
        "starts_1904": book.starts_1904,
    }
    yield from _parted(rows)


def _values(workbook: CalamineWorkbook, name: str) -> tuple[Rows, list[list[int]]]:
    sheet = workbook.get_sheet_by_name(name)
    merged = [
        [top + 1, left + 1, bottom + 1, right + 1]
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return sheet.to_python(skip_empty_area=False), merged


def _aside(make: Callable[[], T]) -> Callable[[], T]:
    """Begin to make something in another thread; what is returned waits for it."""
    made: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            made.append(make())
        except BaseException as error:  # noqa: BLE001 - a panic of the reader is no Exception
            failed.append(error)

    def result() -> T:
        thread.join()
        if failed:
            raise failed[0]
        return made[0]

    thread = Thread(target=run)
    thread.start()
    return result


def _told(marks: Marks) -> Message:
    return {
        "percents": marks.percents,
        "errors": marks.errors,
        "formulas": marks.formulas,
        "hidden_rows": marks.hidden_rows,
        "hidden_columns": marks.hidden_columns,
        "is_filtered": marks.is_filtered,
    }


def _parted(rows: Rows) -> Iterator[Message]:
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[start : start + ROWS_AT_ONCE]
        yield {"rows": len(part), "columns": [*map(_column, zip_longest(*part))]}


def _column(cells: Sequence[object]) -> object:
    """Return what the cells of a column say, each content once, and which of them each cell says.

    To Python, true is 1: a column that holds such is told cell by cell, as is one that repeats
    little.
    """
    contents = dict.fromkeys(cells)
    if bool in set(map(type, cells)) or _FEW * len(contents) > len(cells):
        return cells
    places = dict(zip(contents, count(), strict=False))
    codes = array(_CODE, map(places.__getitem__, cells))
    return {"contents": [*contents], "codes": b64encode(codes.tobytes()).decode()}


def _check(height: int, width: int, cells: int) -> None:
    if height > MOST_ROWS or width > MOST_COLUMNS or cells > MOST_CELLS:
        raise Refused(SheetsProblem.TOO_MANY_CELLS)


def _coded(value: object) -> object:
    """Return a day by its name; hours are no days, and are kept as words."""
    if isinstance(value, datetime):
        return {_DAY: value.date().isoformat()}
    return {_DAY: value.isoformat()} if isinstance(value, date) else str(value)
