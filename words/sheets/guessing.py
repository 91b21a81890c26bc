"""What a sheet's layout seems to be, by the words above its columns."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from rules.sheets.addresses import address_parts
from rules.sheets.cells import Cell, Kind, Sheet
from rules.sheets.layout import Course, Field, Grouping, Guess, Layout, Span
from words.sheets.grid import Grid
from words.sheets.heads import (
    course_of,
    field_of,
    head,
    months_of,
    says_weeks,
    week_of,
    year_of,
)

_ROWS_LOOKED_AT: Final = 40
_MOST_HEADS: Final = 3
_LEAST_FIELDS: Final = 2
_LEAST_SERIES: Final = 3
_NAMES_ROW: Final = (Field.TITLE, Field.CODE)
_ORDINAL: Final = re.compile(r"\(?([0-9]{1,2})\)?")


def guess(sheet: Sheet, heads: tuple[int, ...] = ()) -> Guess | None:
    """Return the layout that a sheet seems to have; None where no row looks like heads.

    `heads` are the rows of the heads where somebody told them.
    """
    grid = Grid(sheet)
    top = heads[0] if heads else _head_row(grid)
    if top is None:
        return None
    rows = heads or _head_rows(grid, top)
    columns, doubts = _columns(grid, rows)
    spans, weeks = _spans(grid, rows), _weeks(grid, rows)
    grouping = Grouping.FILLED if Field.SENTRA in columns else Grouping.SECTIONS
    layout = Layout(
        sheet=sheet.name,
        head_rows=rows,
        first_row=rows[-1] + 1 + _is_counted(grid, rows[-1] + 1),
        # What stands above months names all of them, and none of its own.
        columns={one: at for one, at in columns.items() if at not in spans},
        grouping=Grouping.NONE if Field.CODE in columns else grouping,
        spans={} if weeks else spans,
        year=_year(grid, top) if spans else None,
        weeks=weeks,
        courses=_courses(grid, rows[-1] + 1, weeks),
    )
    return Guess(layout, doubts)


def _head_row(grid: Grid) -> int | None:
    """Return the row that names the most fields; the first of equals."""
    looked_at = range(1, min(grid.sheet.height, _ROWS_LOOKED_AT) + 1)
    named = {row: _named(grid, row) for row in looked_at}
    fitting = [
        row
        for row, found in named.items()
        if len(found) >= _LEAST_FIELDS and found.intersection(_NAMES_ROW)
    ]
    return max(fitting, key=lambda row: len(named[row]), default=None)


def _named(grid: Grid, row: int) -> frozenset[Field | str]:
    """Return what the cells of a row name; months and weeks count once each."""
    # What a merged head shows in the rows below its own counts there no more.
    words = [one.text for one in grid.filled(row) if address_parts(one.own)[1] == row]
    found: set[Field | str] = {field for one in words if (field := field_of(one)) is not None}
    if any(map(says_weeks, words)):
        found.add("weeks")
    if any(map(months_of, words)):
        found.add("months")
    return frozenset(found)


def _head_rows(grid: Grid, top: int) -> tuple[int, ...]:
    """Return the rows of the heads: below their names may stand years, months and weeks."""
    rows = [top]
    for below in range(top + 1, min(top + _MOST_HEADS, grid.sheet.height + 1)):
        if not _belongs(grid, top, below):
            break
        rows.append(below)
    return tuple(rows)


def _belongs(grid: Grid, top: int, below: int) -> bool:
    """Whether a row below heads belongs to them: it parts a head, and names no row itself."""
    names = [one for one in grid.filled(top) if field_of(one.text) in _NAMES_ROW]
    if any(_is_other(grid.cell(below, one.column), one) for one in names):
        return False
    own = [one for one in grid.filled(below) if not one.anchor]
    parted = [one for one in own if _is_wide(grid.cell(below - 1, one.column))]
    return bool(own) and (bool(parted) or all(_is_head(one.text) for one in own))


def _is_head(words: str) -> bool:
    known = (field_of, months_of, week_of, year_of)
    return any(reading(words) is not None for reading in known)


def _is_wide(above: Cell) -> bool:
    """Whether a head spans the columns to its left too."""
    return bool(above.anchor) and address_parts(above.anchor)[1] == above.row


def _is_other(below: Cell, above: Cell) -> bool:
    return below.kind is not Kind.EMPTY and below.own != above.own


def _heads(grid: Grid, rows: tuple[int, ...], column: str) -> Iterator[str]:
    """Yield the words that may name a column, those that say the most first."""
    top, bottom = grid.cell(rows[0], column), grid.cell(rows[-1], column)
    is_parted = _is_other(bottom, top)
    if is_parted:
        yield f"{top.text} {bottom.text}"
        yield bottom.text
    else:
        yield top.text


def _columns(
    grid: Grid, rows: tuple[int, ...]
) -> tuple[Mapping[Field, str], Mapping[Field, tuple[str, ...]]]:
    """Return the column of each field, and the columns of fields that several seem to be about."""
    found: dict[Field, list[str]] = {}
    for column in grid.letters:
        named = (field_of(words) for words in _heads(grid, rows, column))
        if (field := next(filter(None, named), None)) is not None:
            found.setdefault(field, []).append(column)
    doubts = {field: tuple(columns) for field, columns in found.items() if len(columns) > 1}
    return {field: columns[0] for field, columns in found.items()}, doubts


def _spans(grid: Grid, rows: tuple[int, ...]) -> dict[str, Span]:
    """Return the columns of months or quarters, those of each year with it."""
    spans = {}
    for column in grid.letters:
        heads = [grid.cell(row, column).text for row in rows]
        months = next((found for words in reversed(heads) if (found := months_of(words))), None)
        if months is not None:
            above = (year_of(grid.left_of(row, column).text) for row in rows)
            spans[column] = Span(*months, next(filter(None, above), None))
    return spans if len(spans) >= _LEAST_SERIES else {}


def _weeks(grid: Grid, rows: tuple[int, ...]) -> dict[str, int]:
    """Return the columns of weeks, which count on from one column to the next."""
    weeks = {}
    for column in grid.letters:
        words = grid.cell(rows[-1], column).text
        above = grid.left_of(rows[0], column).text
        number = week_of(words) if says_weeks(words) or says_weeks(above) else None
        if number is not None:
            weeks[column] = number
    counted = list(weeks.values())
    is_row = counted == list(range(counted[0], counted[0] + len(counted))) if counted else False
    return weeks if is_row and len(weeks) >= _LEAST_SERIES else {}


def _is_counted(grid: Grid, row: int) -> bool:
    """Whether a row below the heads only counts the columns: (1) (2) (3)."""
    places = [_ORDINAL.fullmatch(one.text) for one in grid.filled(row)]
    numbers = [int(one[1]) for one in places if one is not None]
    return len(numbers) == len(places) >= _LEAST_SERIES and numbers == sorted(set(numbers))


def _year(grid: Grid, top: int) -> int | None:
    """Return the year that the title names, or the sheet; None where it is none or several."""
    words = [one.text for row in range(1, top + 1) for one in grid.filled(row)]
    return year_of(" ".join((*words, grid.sheet.name)))


def _courses(grid: Grid, first: int, weeks: Mapping[str, int]) -> dict[Course, int]:
    """Return the rows of a weekly schedule that tell of all its items, the last of a kind."""
    found = {}
    for row in range(first, grid.sheet.height + 1) if weeks else ():
        labels = [one for one in grid.filled(row) if one.column not in weeks]
        named = (course_of(one.text) for one in labels if head(one.text))
        if (course := next(filter(None, named), None)) is not None:
            found[course] = row
    return found
