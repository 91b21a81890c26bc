"""What a row of a sheet says, field by field."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from rules.sheets.addresses import address_parts, column_number
from rules.sheets.answers import Answer, Problem, Question, Taken
from rules.sheets.cells import Cell, Kind, Place, Raw, said
from rules.sheets.layout import Field, Grouping, Layout
from rules.sheets.rows import Found, FoundRow
from words.cells import plain
from words.sheets.cells import DITTO, LONGEST_TEXT, NOTHING, judged, question
from words.sheets.days import habit, read_day
from words.sheets.grid import Grid, raw_in
from words.sheets.numbers import read_amount, read_number, read_percent
from words.sheets.schedule import scheduled
from words.sheets.statuses import read_status

_DAYS: Final = (Field.EFFECTIVE_ON, Field.START, Field.FINISH)
_AMOUNTS: Final = (Field.TARGET, Field.REALISED)
_WORDS: Final = frozenset(Field) - {*_DAYS, *_AMOUNTS, Field.PROGRESS, Field.STATUS, Field.WEIGHT}
_NO_YEAR: Final = "tahun jadwal bulanan tidak tertulis di judul; isi tahunnya"
_ABOVE: Final = "berarti sama dengan baris di atasnya"
_NONE_OF_ITS_OWN: Final = DITTO | NOTHING

_UNREAD: Final = Problem(Place("", 0, ""), "", "")


@dataclass(slots=True)
class _Column:
    """The column of a field, and its answers by what is typed: few things are, over and over.

    `beside` is the column of the unit, where it counts; `has_percents` where some cells show them;
    `is_words` where most words mean themselves.
    """

    letters: str
    read: Callable[[Cell], Answer[Found]]
    has_percents: bool
    is_words: bool
    is_filled_down: bool
    beside: str | None
    known: dict[Hashable, Answer[Found]] = field(default_factory=dict)

    def answer(self, raw: Raw, number: int, line: Sequence[Raw], grid: Grid) -> Answer[Found]:
        """Return what a cell says; what was read before is only put in its place."""
        key: Hashable = raw
        if self.has_percents or self.beside is not None:
            # All that an answer depends on.
            is_percent = f"{self.letters}{number}" in grid.sheet.percents
            key = (raw, is_percent, self.beside and raw_in(line, self.beside))
        known = self.known.get(key, _UNREAD)
        if known is _UNREAD:
            return self._read_first(raw, number, key, grid)
        if isinstance(known, Question | Problem):
            return known.at(Place(grid.sheet.name, number, self.letters))
        return known

    def _read_first(self, raw: Raw, number: int, key: Hashable, grid: Grid) -> Answer[Found]:
        if self.is_words and isinstance(raw, str):
            text = said(raw)
            if text and len(text) <= LONGEST_TEXT and text.casefold() not in _NONE_OF_ITS_OWN:
                self.known[key] = found = Taken(text)
                return found
        cell = grid.cell(number, self.letters)
        answer = self.read(cell)
        if not self.leans(cell, answer):
            self.known[key] = answer
        return answer

    def leans(self, cell: Cell, answer: Answer[Found]) -> bool:
        """Whether the answer of a cell depends on what stands above it."""
        if self.is_filled_down:
            return cell.kind is Kind.EMPTY or plain(cell.text) in DITTO
        return isinstance(answer, Question) and answer.why == _ABOVE


class Reader:
    """Reads rows of one sheet by its layout; `whole` is what is wrong with all of them."""

    def __init__(self, layout: Layout, grid: Grid) -> None:
        self._layout = layout
        self._grid = grid
        self._unit = layout.columns.get(Field.UNIT)
        self._percents = {address_parts(one)[0] for one in grid.sheet.percents}
        self._columns: dict[Field, _Column] = {
            of: self._column(of) for of in layout.columns if of is not Field.NUMBER
        }
        self._places = [
            (of, column_number(one.letters) - 1, one) for of, one in self._columns.items()
        ]
        self._beyond = (None,) * (max(map(column_number, layout.columns.values())))
        self._first = next(iter(layout.columns.values()))
        self._above: dict[str, tuple[int, Cell | None]] = {}
        self.whole: tuple[Problem | Question[Found], ...] = ()
        undated = [one for one, span in layout.spans.items() if not (span.year or layout.year)]
        if undated:
            first = min(undated, key=column_number)
            head = grid.cell(layout.head_rows[-1], first)
            self.whole = (Problem(head.place, head.text, _NO_YEAR),)

    def _column(self, of: Field) -> _Column:
        letters = self._layout.columns[of]
        is_filled_down = of is Field.SENTRA and self._layout.grouping is Grouping.FILLED
        return _Column(
            letters,
            self._day(letters) if of in _DAYS else partial(self._read, of),
            letters in self._percents,
            of in _WORDS,
            is_filled_down,
            self._unit if of in _AMOUNTS else None,
        )

    def _day(self, letters: str) -> Callable[[Cell], Answer[Found]]:
        cells = self._grid.distinct(letters, self._layout.first_row)
        return partial(read_day, typed=habit(cells, self._grid.sheet.epoch))

    def row(self, number: int, headings: tuple[str, ...]) -> FoundRow:
        """Return what one row says."""
        sheet, line = self._grid.sheet, self._grid.bare(number)
        fields: dict[Field, Answer[Found]]
        if line is None:
            cells = {of: self._grid.cell(number, one.letters) for of, one in self._columns.items()}
            fields = {of: self._columns[of].read(cell) for of, cell in cells.items()}
        else:
            raws = [*line, *self._beyond[len(line) :]]
            fields = {
                of: one.answer(raws[place], number, line, self._grid)
                for of, place, one in self._places
            }
        columns = self._layout.columns
        if self._layout.spans:
            marked = scheduled(self._layout, self._grid, number)
            fields |= {of: answer for of, (answer, _) in marked.items()}
            columns = {**columns, **{of: letters for of, (_, letters) in marked.items()}}
        place = Place(sheet.name, number, self._first)
        is_hidden = number in sheet.hidden_rows
        return FoundRow(place, fields, headings, is_hidden, columns)

    def _read(self, of: Field, cell: Cell) -> Answer[Found]:
        if of in _AMOUNTS:
            unit = None if self._unit is None else self._grid.cell(cell.row, self._unit)
            return read_amount(cell, "" if unit is None else unit.text)
        if of is Field.PROGRESS:
            return read_percent(cell)
        if of is Field.STATUS:
            return read_status(cell)
        return read_number(cell) if of is Field.WEIGHT else self._words(of, cell)

    def _words(self, of: Field, cell: Cell) -> Answer[Found]:
        words = plain(cell.text)
        if self._columns[of].is_filled_down and (cell.kind is Kind.EMPTY or words in DITTO):
            above = self._said_above(cell)
            return None if above is None else Taken(above.text)
        if words in NOTHING:
            return None
        if words in DITTO:
            same = self._said_above(cell)
            choices = (cell.text,) if same is None else (same.text, cell.text)
            return question(cell, choices, _ABOVE)
        return judged(cell, lambda read: Taken(read.text), most=LONGEST_TEXT)

    def _said_above(self, cell: Cell) -> Cell | None:
        """Return the nearest cell above one that says something of its own.

        Rows are read from the first to the last: what was looked through is not looked at again.
        """
        seen, found = self._above.get(cell.column, (self._layout.first_row, None))
        for row in range(cell.row - 1, seen - 1, -1):
            one = self._grid.cell(row, cell.column)
            if one.kind is Kind.TEXT and plain(one.text) not in _NONE_OF_ITS_OWN:
                found = one
                break
        self._above[cell.column] = (cell.row, found)
        return found
