"""A sheet as people see it: what a merged range shows in all of its cells."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from rules.sheets.addresses import address_parts, column_letters, column_number
from rules.sheets.cells import Cell, Kind, Raw, Sheet
from rules.sheets.layout import Layout

# Merged ranges may reach to the end of the world; a sheet's words do not.
_MOST_SPREAD: Final = 100_000
MOST_TITLES: Final = 100
"""Words above a row that are looked through: those further off name nothing of it."""


class Grid:
    """The cells of a sheet, those of merged ranges with what the range shows."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.letters = tuple(map(column_letters, range(1, sheet.width + 1)))
        self._anchors: dict[tuple[int, str], tuple[int, str]] = {}
        self._row = 0
        self._cells: dict[str, Cell] = {}
        for merged in sheet.merged:
            anchor = (merged.top, column_letters(merged.left))
            for row in range(merged.top, min(merged.bottom, sheet.height) + 1):
                for column in self.letters[merged.left - 1 : merged.right]:
                    if len(self._anchors) < _MOST_SPREAD:
                        self._anchors[row, column] = anchor
        marked = (*sheet.errors, *sheet.formulas)
        self._special = {row for row, _ in self._anchors}
        self._special.update(address_parts(one)[1] for one in marked)
        # To Python, true and 1 are equal.
        self._special.update(
            number for number, line in enumerate(sheet.rows, 1) if bool in map(type, line)
        )

    def bare(self, row: int) -> Sequence[Raw] | None:
        """Return a row whose cells show what stands in them; None where one shows anything else.

        What says the same in such rows is the same: a long sheet is read by its few contents.
        """
        return None if row in self._special else self.sheet.rows[row - 1]

    def distinct(self, column: str, first: int) -> Iterator[Cell]:
        """Yield the cells of a column from a row on, of those that say the same one."""
        seen: set[Hashable] = set()
        for row in range(first, self.sheet.height + 1):
            line = self.bare(row)
            raw = None if line is None else raw_in(line, column)
            key = (row, None) if line is None else raw
            if key not in seen:
                seen.add(key)
                yield self.cell(row, column)

    def cell(self, row: int, column: str) -> Cell:
        """Return a cell with what it shows."""
        # Rows are read one after the other, and each cell of one is looked at several times.
        if row != self._row:
            self._row, self._cells = row, {}
        found = self._cells.get(column)
        if found is None:
            found = self._cells[column] = self._shown(row, column)
        return found

    def _shown(self, row: int, column: str) -> Cell:
        anchor = self._anchors.get((row, column))
        if anchor is None or anchor == (row, column):
            return self.sheet.cell(row, column)
        shown = self.sheet.cell(*anchor)
        return replace(shown, row=row, column=column, anchor=shown.place.address)

    def filled(self, row: int) -> list[Cell]:
        """Return the cells of a row that hold something; of a merged range the first alone."""
        seen: dict[str, Cell] = {}
        for column in self.letters:
            cell = self.cell(row, column)
            if cell.kind is not Kind.EMPTY:
                seen.setdefault(cell.own, cell)
        return list(seen.values())

    def left_of(self, row: int, column: str) -> Cell:
        """Return the nearest cell with words in a row, from `column` to the left."""
        number = column_number(column)
        cells = (self.cell(row, column_letters(one)) for one in range(number, 0, -1))
        return next((one for one in cells if one.kind is not Kind.EMPTY), self.cell(row, column))


def raw_in(line: Sequence[Raw], column: str) -> Raw:
    """Return what stands in a column of a row; nothing beyond its end."""
    place = column_number(column)
    return line[place - 1] if place <= len(line) else None


def titles_above(layout: Layout, grid: Grid) -> tuple[str, ...]:
    """Return what stands above the heads of a sheet, the nearest first, and the sheet's name."""
    rows = range(layout.head_rows[0] - 1, 0, -1)
    titles = (one.text for row in rows for one in grid.filled(row))
    return (*islice(titles, MOST_TITLES), grid.sheet.name)
