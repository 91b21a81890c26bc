"""What a row of a sheet says, field by field."""

from collections.abc import Iterator, Mapping
from typing import Final

from rules.sheets.addresses import column_number
from rules.sheets.answers import Answer, Problem, Question
from rules.sheets.cells import Cell, Kind
from rules.sheets.layout import Field, Grouping, Layout
from rules.sheets.rows import Found, FoundRow
from words.cells import plain
from words.sheets.cells import DITTO, LONGEST_TEXT, NOTHING, judged, question, taken
from words.sheets.days import Habit, habit, read_day
from words.sheets.grid import Grid
from words.sheets.numbers import read_amount, read_number, read_percent
from words.sheets.schedule import scheduled
from words.sheets.statuses import read_status

_DAYS: Final = (Field.EFFECTIVE_ON, Field.START, Field.FINISH)
_AMOUNTS: Final = (Field.TARGET, Field.REALISED)
_NO_YEAR: Final = "tahun jadwal bulanan tidak tertulis di judul; isi tahunnya"
_ABOVE: Final = "berarti sama dengan baris di atasnya"


class Reader:
    """Reads rows of one sheet by its layout; `whole` is what is wrong with all of them."""

    def __init__(self, layout: Layout, grid: Grid) -> None:
        self._layout = layout
        self._grid = grid
        self._habits = {one: self._habit(one) for one in _DAYS if one in layout.columns}
        self.whole: tuple[Problem | Question[Found], ...] = ()
        undated = [one for one, span in layout.spans.items() if not (span.year or layout.year)]
        if undated:
            first = min(undated, key=column_number)
            head = grid.cell(layout.head_rows[-1], first)
            self.whole = (Problem(head.place, head.text, _NO_YEAR),)

    def _habit(self, day: Field) -> Habit:
        column = self._layout.columns[day]
        rows = range(self._layout.first_row, self._grid.sheet.height + 1)
        cells = (self._grid.cell(row, column) for row in rows)
        return habit(cells, self._grid.sheet.epoch)

    def row(self, number: int, headings: tuple[str, ...]) -> FoundRow:
        """Return what one row says."""
        columns = self._layout.columns
        cells = {one: self._grid.cell(number, column) for one, column in columns.items()}
        fields: dict[Field, Answer[Found]] = {
            one: self._answer(one, cell, cells)
            for one, cell in cells.items()
            if one is not Field.NUMBER
        }
        fields |= scheduled(self._layout, self._grid, number)
        place = next(iter(cells.values())).place
        return FoundRow(place, fields, headings, number in self._grid.sheet.hidden_rows)

    def _answer(self, one: Field, cell: Cell, cells: Mapping[Field, Cell]) -> Answer[Found]:
        if one in _DAYS:
            return read_day(cell, self._habits[one])
        if one in _AMOUNTS:
            unit = cells.get(Field.UNIT)
            return read_amount(cell, "" if unit is None else unit.text)
        if one is Field.PROGRESS:
            return read_percent(cell)
        if one is Field.STATUS:
            return read_status(cell)
        if one is Field.WEIGHT:
            return read_number(cell)
        return self._words(one, cell)

    def _words(self, one: Field, cell: Cell) -> Answer[Found]:
        is_filled_down = one is Field.SENTRA and self._layout.grouping is Grouping.FILLED
        said = plain(cell.text)
        if is_filled_down and (cell.kind is Kind.EMPTY or said in DITTO):
            above = next(self._above(cell), None)
            return None if above is None else taken(above, above.text)
        if said in NOTHING:
            return None
        if said in DITTO:
            same = next((taken.text for taken in self._above(cell)), None)
            return question(cell, (same, cell.text) if same else (cell.text,), _ABOVE)
        return judged(cell, lambda read: taken(read, read.text), most=LONGEST_TEXT)

    def _above(self, cell: Cell) -> Iterator[Cell]:
        """Yield the cells above one that say something of their own, the nearest first."""
        for row in range(cell.row - 1, self._layout.first_row - 1, -1):
            one = self._grid.cell(row, cell.column)
            if one.kind is Kind.TEXT and plain(one.text) not in DITTO | NOTHING:
                yield one
