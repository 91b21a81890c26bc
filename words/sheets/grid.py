"""A sheet as people see it: what a merged range shows in all of its cells."""

from dataclasses import replace
from typing import Final

from rules.sheets.addresses import column_letters, column_number
from rules.sheets.cells import Cell, Kind, Sheet
from rules.sheets.layout import Layout

# Merged ranges may reach to the end of the world; a sheet's words do not.
_MOST_SPREAD: Final = 100_000


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


def titles_above(layout: Layout, grid: Grid) -> tuple[str, ...]:
    """Return what stands above the heads of a sheet, the nearest first, and the sheet's name."""
    rows = range(layout.head_rows[0] - 1, 0, -1)
    return (*(one.text for row in rows for one in grid.filled(row)), grid.sheet.name)
