"""A sheet as people see it: what a merged range shows in all of its cells."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice, zip_longest
from typing import Final

from rules.sheets.addresses import address_parts, column_letters, column_number
from rules.sheets.cells import Cell, Kind, Place, Raw, Sheet
from rules.sheets.layout import Layout
from rules.sheets.rows import Heading

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

    @cached_property
    def columns(self) -> tuple[Sequence[Raw], ...]:
        """What stands in the columns, each from the first row on; in one at least."""
        return tuple(zip_longest(*self.sheet.rows)) or ((None,) * self.sheet.height,)

    @cached_property
    def special(self) -> frozenset[int]:
        """Rows of which a cell shows anything else than what stands in it.

        What says the same in other rows is the same: a long sheet is read by its few contents.
        """
        marked = (*self.sheet.errors, *self.sheet.formulas)
        rows = {row for row, _ in self._anchors} | {address_parts(one)[1] for one in marked}
        for column in self.columns:
            # To Python, true and 1 are equal.
            if bool in set(map(type, column)):
                rows.update(row for row, one in enumerate(column, 1) if isinstance(one, bool))
        return frozenset(rows)

    def column(self, letters: str) -> Sequence[Raw]:
        """Return what stands in a column from the first row on; nothing beyond the sheet."""
        place = column_number(letters) - 1
        return self.columns[place] if place < len(self.columns) else (None,) * self.sheet.height

    def distinct(self, column: str, first: int) -> Iterator[Cell]:
        """Return the cells of a column from a row on, of those that say the same one."""
        seen: dict[Hashable, int] = {}
        for row, raw in enumerate(self.column(column)[first - 1 :], first):
            seen.setdefault((row, None) if row in self.special else raw, row)
        return (self.cell(row, column) for row in seen.values())

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


def titles_above(layout: Layout, grid: Grid) -> tuple[Heading, ...]:
    """Return what stands above the heads of a sheet, the nearest first, and the sheet's name."""
    rows = range(layout.head_rows[0] - 1, 0, -1)
    titles = (Heading(one.text, one.place) for row in rows for one in grid.filled(row))
    name = grid.sheet.name
    return (*islice(titles, MOST_TITLES), Heading(name, Place(name, 1, "A")))
