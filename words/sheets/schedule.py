"""Marks below months or quarters: the start and the finish that they mean."""

import re
from collections.abc import Mapping
from typing import Final

from rules.periods import last_day
from rules.sheets.answers import Answer, Taken
from rules.sheets.cells import Cell, Kind
from rules.sheets.layout import Field, Layout, Span
from rules.sheets.rows import Found
from words.cells import plain
from words.sheets.cells import problem, question
from words.sheets.grid import Grid

_MARK: Final = re.compile(r"[xv*o✓✔√●•■✗✘]{1,3}|ya|1")
_NO_MARK: Final = "bukan tanda jadwal; beri tanda X pada bulan pelaksanaannya, atau kosongkan"
_GAP: Final = "ada bulan yang tidak ditandai di antara bulan-bulan yang ditandai"
_MONTHS: Final = 12


Marked = Mapping[Field, tuple[Answer[Found], str]]
"""What marks mean of a field, and the column of the mark."""


def scheduled(layout: Layout, grid: Grid, row: int) -> Marked:
    """Return the start and the finish that the marks of a row mean; nothing without marks.

    Marks below months of an unknown year mean nothing.
    """
    filled: dict[tuple[int, int], Cell] = {}
    for column, span in layout.spans.items():
        months, cell = _months(span, layout.year), grid.cell(row, column)
        if months is not None and cell.kind is not Kind.EMPTY:
            # Weeks stand below their month: any of them marks it.
            filled.setdefault(months, cell)
    strange = [one for one in filled.values() if not _MARK.fullmatch(plain(one.text))]
    if strange:
        return {Field.START: (problem(strange[0], _NO_MARK), strange[0].column)}
    return _between(filled) if filled else {}


def _months(span: Span, year: int | None) -> tuple[int, int] | None:
    """Return the first and the last month of a column, counted through the years."""
    own = span.year or year
    return None if own is None else (_MONTHS * own + span.first - 1, _MONTHS * own + span.last - 1)


def _between(filled: Mapping[tuple[int, int], Cell]) -> Marked:
    marked = sorted(filled)
    start = Taken(last_day(marked[0][0]).replace(day=1)), filled[marked[0]].column
    last = filled[marked[-1]]
    # The first run of months without a gap.
    run = marked[0][1]
    for first, end in marked[1:]:
        if first <= run + 1:
            run = max(run, end)
    finish = last_day(marked[-1][1])
    if run == marked[-1][1]:
        return {Field.START: start, Field.FINISH: (Taken(finish), last.column)}
    asked = question(last, (finish, last_day(run)), _GAP)
    return {Field.START: start, Field.FINISH: (asked, last.column)}
