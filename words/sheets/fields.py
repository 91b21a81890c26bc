"""What the rows of a sheet say, column by column: few things are typed, over and over."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import Final, overload

from rules.sheets.addresses import column_number
from rules.sheets.answers import Answer, Problem, Question, Taken
from rules.sheets.cells import Cell, Kind, Place, exact
from rules.sheets.layout import Field, Grouping, Layout
from rules.sheets.rows import Found, FoundRow, Heading
from words.cells import plain
from words.sheets.cells import DITTO, LONGEST_TEXT, NOTHING, judged, question
from words.sheets.days import habit, read_day
from words.sheets.grid import Grid
from words.sheets.numbers import read_amount, read_number, read_percent
from words.sheets.schedule import scheduled
from words.sheets.statuses import read_status

_DAYS: Final = (Field.EFFECTIVE_ON, Field.START, Field.FINISH)
_AMOUNTS: Final = (Field.TARGET, Field.REALISED)
_WORDS: Final = frozenset(Field) - {*_DAYS, *_AMOUNTS, Field.PROGRESS, Field.STATUS, Field.WEIGHT}
_NO_YEAR: Final = "tahun jadwal bulanan tidak tertulis di judul; isi tahunnya"
_ABOVE: Final = "berarti sama dengan baris di atasnya"
_NONE_OF_ITS_OWN: Final = DITTO | NOTHING
_LONGEST_SIGN: Final = max(map(len, _NONE_OF_ITS_OWN))
_FULL: Final = 100
_DIGITS: Final = "0123456789"

_APART: Final = Problem(Place("", 0, ""), "", "")
"""Stands for the answers of cells that are read one by one: they lean on others."""


_Known = dict[Hashable, Answer[Found]]


@dataclass(slots=True)
class _Column:
    """The column of a field. What the same content says is found once for all of its cells.

    `plainly` reads contents that can mean one thing only, nearly all of a long column; `beside` is
    the column of the unit, where it counts; `has_percents` where some cells show them.
    """

    letters: str
    grid: Grid
    read: Callable[[Cell], Answer[Found]]
    plainly: Callable[[Iterable[Hashable]], _Known]
    is_words: bool
    is_filled_down: bool
    has_percents: bool
    beside: str | None

    def answers(self, numbers: Sequence[int]) -> Sequence[Answer[Found]]:
        """Return what the cells of these rows say, which ascend."""
        keys = self._keys(numbers)
        # Backwards, so that of each content the first row stays.
        first = dict(zip(reversed(keys), reversed(numbers), strict=True))
        known = self.plainly(first)
        known.update({key: self._known(key, first[key]) for key in first.keys() - known.keys()})
        found = [*map(known.__getitem__, keys)]
        if not {Question, Problem}.isdisjoint(map(type, known.values())):
            for at, (number, answer) in enumerate(zip(numbers, found, strict=True)):
                if answer is _APART:
                    found[at] = self.read(self.grid.cell(number, self.letters))
                elif isinstance(answer, Question | Problem):
                    found[at] = answer.at(Place(self.grid.sheet.name, number, self.letters))
        return found

    def _keys(self, numbers: Sequence[int]) -> Sequence[Hashable]:
        """Return all that the answer of each row depends on; of special rows the row itself."""
        keys: list[Hashable] = self._raws(self.letters, numbers)
        if self.has_percents:
            places = map(self.letters.__add__, map(str, numbers))
            keys = [*zip(keys, map(self.grid.sheet.percents.__contains__, places), strict=True)]
        if self.beside is not None:
            units = self._raws(self.beside, numbers)
            pairs = zip(keys, units, strict=True)
            keys = [one if isinstance(one, float) else (one, unit) for one, unit in pairs]
        if self.grid.special:
            for at, number in enumerate(numbers):
                if number in self.grid.special:
                    keys[at] = (number,)
        return keys

    def _raws(self, letters: str, numbers: Sequence[int]) -> list[Hashable]:
        column = self.grid.column(letters)
        return [column[number - 1] for number in numbers]

    def _known(self, key: Hashable, number: int) -> Answer[Found]:
        """Return the answer of a content, and `_APART` where it is read where it stands."""
        if isinstance(key, tuple) and len(key) == 1:
            return _APART
        cell = self.grid.cell(number, self.letters)
        is_ditto = self.is_words and plain(cell.text) in DITTO
        is_above = self.is_filled_down and cell.kind is Kind.EMPTY
        return _APART if is_ditto or is_above else self.read(cell)


def _plain_words(keys: Iterable[Hashable]) -> _Known:
    """Return words that are no sign for anything else."""
    texts = {key: " ".join(key.split()) for key in keys if isinstance(key, str)}
    return {
        key: Taken(text) for key, text in texts.items() if _LONGEST_SIGN < len(text) <= LONGEST_TEXT
    }


def _plain_amounts(keys: Iterable[Hashable]) -> _Known:
    """Return numbers that are shown as such."""
    return {key: Taken(exact(key)) for key in keys if isinstance(key, float)}


def _plain_percents(keys: Iterable[Hashable]) -> _Known:
    """Return numbers that are shown as percent, or cannot be a share of one."""
    known: _Known = {}
    for key in keys:
        raw, is_percent = key if isinstance(key, tuple) and len(key) > 1 else (key, False)
        if isinstance(raw, float) and (is_percent or not 0 < abs(raw) <= 1):
            known[key] = Taken(_FULL * exact(raw) if is_percent else exact(raw))
    return known


def _none(_keys: Iterable[Hashable]) -> _Known:
    return {}


_PLAINLY: Final = {
    **dict.fromkeys((*_AMOUNTS, Field.WEIGHT), _plain_amounts),
    Field.PROGRESS: _plain_percents,
}


class Rows(Sequence[FoundRow]):
    """Rows as they were found, each put together when it is asked for: a long sheet has many."""

    def __init__(
        self,
        layout: Layout,
        grid: Grid,
        answers: Mapping[Field, Sequence[Answer[Found]]],
        headings: Mapping[int, tuple[Heading, ...]],
    ) -> None:
        self._layout, self._grid = layout, grid
        self._answers, self._headings = answers, headings
        self._numbers = tuple(headings)
        self._first = next(iter(layout.columns.values()))

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> FoundRow: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[FoundRow]: ...

    def __getitem__(self, index: int | slice) -> FoundRow | Sequence[FoundRow]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        number, columns = self._numbers[index], self._layout.columns
        fields = {of: column[index] for of, column in self._answers.items()}
        if self._layout.spans:
            marked = scheduled(self._layout, self._grid, number)
            fields |= {of: answer for of, (answer, _) in marked.items()}
            columns = {**columns, **{of: letters for of, (_, letters) in marked.items()}}
        sheet = self._grid.sheet
        place = Place(sheet.name, number, self._first)
        return FoundRow(place, fields, self._headings[number], number in sheet.hidden_rows, columns)


class Reader:
    """Reads rows of one sheet by its layout; `whole` is what is wrong with all of them."""

    def __init__(self, layout: Layout, grid: Grid) -> None:
        self._layout = layout
        self._grid = grid
        self._unit = layout.columns.get(Field.UNIT)
        self._percents = set(map(str.rstrip, grid.sheet.percents, repeat(_DIGITS)))
        self._columns: dict[Field, _Column] = {
            of: self._column(of) for of in layout.columns if of is not Field.NUMBER
        }
        self._above: dict[str, tuple[int, Cell | None]] = {}
        self.whole: tuple[Problem | Question[Found], ...] = ()
        undated = [one for one, span in layout.spans.items() if not (span.year or layout.year)]
        if undated:
            first = min(undated, key=column_number)
            head = grid.cell(layout.head_rows[-1], first)
            self.whole = (Problem(head.place, head.text, _NO_YEAR),)

    def _column(self, of: Field) -> _Column:
        letters = self._layout.columns[of]
        return _Column(
            letters,
            self._grid,
            self._day(letters) if of in _DAYS else partial(self._read, of),
            _PLAINLY.get(of, _plain_words if of in _WORDS else _none),
            of in _WORDS,
            of is Field.SENTRA and self._layout.grouping is Grouping.FILLED,
            letters in self._percents,
            self._unit if of in _AMOUNTS else None,
        )

    def _day(self, letters: str) -> Callable[[Cell], Answer[Found]]:
        cells = self._grid.distinct(letters, self._layout.first_row)
        return partial(read_day, typed=habit(cells, self._grid.sheet.epoch))

    def rows(self, headings: Mapping[int, tuple[Heading, ...]]) -> Sequence[FoundRow]:
        """Return what rows say, which ascend, each below its headings."""
        numbers = [*headings]
        answers = {of: one.answers(numbers) for of, one in self._columns.items()}
        return Rows(self._layout, self._grid, answers, headings)

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
