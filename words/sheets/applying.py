"""A sheet read by its layout: rows of fields, each with its cell; what is no row is left alone."""

import re
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from rules.sheets.addresses import address_parts, column_number
from rules.sheets.answers import Problem
from rules.sheets.cells import Cell, Kind, Place, Raw, Sheet, said
from rules.sheets.layout import Field, Layout
from rules.sheets.rows import Applied, Heading
from words.cells import plain
from words.sheets.cells import LONGEST_VALUE
from words.sheets.fields import Reader
from words.sheets.grid import MOST_TITLES, Grid, titles_above
from words.sheets.weekly import weeks_of

_TOTAL: Final = re.compile(r"(?:sub ?-?total|total|jumlah|rata-rata|rerata|grand total)\b.*")
_SIGNED: Final = re.compile(
    r".*\bnip\b.*|(?:mengetahui|menyetujui|disetujui oleh|dibuat oleh|ttd|tanda tangan)\b.*"
    r"|(?:plt\.? |plh\.? )?(?:kepala|sekretaris|camat|bupati|pejabat)\b.*"
    r"|[a-z .]+, ?(?:[0-9. ]{1,4})?[a-z. ]+ ?20[0-9]{2}"
)
_COUNTED: Final = re.compile(r"[0-9]+(?:\.[0-9]+)*[.)]?")
_BLANK, _WORDS, _OTHER = range(3)
_TOLD_EVERY: Final = 1000
_WITHOUT_TITLE: Final = "baris berisi tanpa menyebut tonggak; isi judulnya atau kosongkan"

Progress = Callable[[int, int], None]


def apply(layout: Layout, sheet: Sheet, progress: Progress = lambda _done, _rows: None) -> Applied:
    """Return the rows of a sheet; columns beyond the layout, totals and signatures are left.

    `progress` is told now and then how many rows of how many are looked through.
    """
    grid = Grid(sheet)
    if layout.weeks:
        return weeks_of(layout, grid)
    return _Reading(layout, grid).applied(progress)


class _Part(Enum):
    """What a row is of a sheet."""

    BLANK = auto()
    TOTAL = auto()
    ROW = auto()
    HEADING = auto()
    NAMELESS = auto()


class _Signs(dict[Raw, int]):
    """Whether words begin a total, sign or count, by what stands in a cell."""

    def __missing__(self, raw: Raw) -> int:
        text = said(raw)
        words = plain(text)
        signs = (
            _TOTAL.fullmatch(words),
            len(text) <= LONGEST_VALUE and _SIGNED.fullmatch(words),
            _COUNTED.fullmatch(text),
        )
        self[raw] = found = sum(1 << place for place, one in enumerate(signs) if one)
        return found


def _shapes(column: Sequence[Raw]) -> bytes:
    """Return of each cell whether it is blank, words or anything else."""
    shapes = {
        raw: (_WORDS if raw.strip() else _BLANK)
        if isinstance(raw, str)
        else (_BLANK if raw is None else _OTHER)
        for raw in set(column)
    }
    return bytes(map(shapes.__getitem__, column))


@dataclass(slots=True)
class _Reading:
    layout: Layout
    grid: Grid
    titles: tuple[Heading, ...] = ()
    sections: tuple[Heading, ...] = ()
    rows: dict[int, tuple[Heading, ...]] = field(default_factory=dict)
    left: list[Place] = field(default_factory=list)
    nameless: list[Cell] = field(default_factory=list)

    def applied(self, progress: Progress) -> Applied:
        """Read the rows from the first to the signatures, or to the end."""
        self.titles = headings = titles_above(self.layout, self.grid)
        is_over = False
        for number, (part, is_signed) in self._parts():
            if not number % _TOLD_EVERY:
                progress(number, self.grid.sheet.height)
            if part is _Part.BLANK or number in self.layout.skipped:
                continue
            is_over = is_over or (bool(self.rows) and is_signed)
            if part is _Part.ROW and not is_over:
                self.rows[number] = headings
            else:
                self._leave(number, _Part.TOTAL if is_over else part)
                headings = (*self.sections, *self.titles)
        reader = Reader(self.layout, self.grid)
        whole = (*reader.whole, *self._nameless())
        return Applied(reader.rows(self.rows), tuple(self.left), whole)

    def _parts(self) -> Iterator[tuple[int, tuple[_Part, bool]]]:
        """Return what each row is, and whether it is signed; those that look alike, judged once."""
        numbers = range(self.layout.first_row, self.grid.sheet.height + 1)
        looks: list[Hashable] = [*self._looks(numbers.start - 1)]
        for number in self.grid.special.intersection(numbers):
            looks[number - numbers.start] = number
        one_of = dict(zip(looks, numbers, strict=True))
        judged = {look: self._judged(number) for look, number in one_of.items()}
        return zip(numbers, map(judged.__getitem__, looks), strict=True)

    def _looks(self, top: int) -> Iterator[tuple[int, ...]]:
        """Yield of each row all that its part depends on: shapes, and signs where they matter."""
        columns = [one[top:] for one in self.grid.columns]
        shapes = [_shapes(one) for one in columns]
        telling = self._telling(set(zip(*shapes, strict=True)))
        signs = [bytes(map(_Signs().__getitem__, columns[one])) for one in telling]
        return zip(*shapes, *signs, strict=True)

    def _telling(self, kinds: Collection[tuple[int, ...]]) -> Collection[int]:
        """Return the columns whose signs may tell what a row is, by the shapes that rows have."""
        known = {column_number(one) - 1 for one in self.layout.columns.values()}
        number = self.layout.columns.get(Field.NUMBER)
        telling = set() if number is None else {column_number(number) - 1}
        for kind in kinds:
            filled = [place for place, shape in enumerate(kind) if shape != _BLANK]
            words = [place for place in filled if kind[place] == _WORDS]
            # A total begins a row; who signs does so apart, or says nothing else.
            telling.update(one for one in words if one not in known or one in filled[:2])
            if words == filled:
                telling.update(words)
        return telling & set(range(len(self.grid.columns)))

    def _leave(self, number: int, part: _Part) -> None:
        """Keep what a row that is none of the rows says of the others."""
        filled = self.grid.filled(number)
        if part is _Part.NAMELESS:
            self.nameless.append(self._name(number, filled))
            return
        if part is _Part.HEADING:
            name = self._name(number, filled)
            column, row = address_parts(name.own)
            section = Heading(name.text, Place(name.sheet, row, column))
            self.sections = (section, *self.sections[: MOST_TITLES - 1])
        self.left.append(filled[0].place)

    def _judged(self, number: int) -> tuple[_Part, bool]:
        filled = self.grid.filled(number)
        if not filled:
            return _Part.BLANK, False
        if any(_TOTAL.fullmatch(plain(one.text)) for one in filled[:2]):
            part = _Part.TOTAL
        elif self._is_row(number, filled):
            part = _Part.ROW
        else:
            part = _Part.HEADING if self._is_heading(number, filled) else _Part.NAMELESS
        return part, self._is_signed(number, filled)

    def _nameless(self) -> Iterator[Problem]:
        """Tell of rows without a name among the others; below them they are none."""
        last = max(self.rows, default=0)
        for cell in self.nameless:
            if cell.row < last:
                yield Problem(cell.place, cell.text, _WITHOUT_TITLE)
            else:
                self.left.append(cell.place)

    def _named(self, number: int) -> list[Cell]:
        """Return the cells that name the milestone of a row."""
        columns = (self.layout.columns.get(one) for one in (Field.CODE, Field.TITLE))
        cells = [self.grid.cell(number, column) for column in columns if column is not None]
        return [one for one in cells if one.kind is not Kind.EMPTY]

    def _name(self, number: int, filled: list[Cell]) -> Cell:
        return next(iter((*self._named(number), *filled)))

    def _is_row(self, number: int, filled: list[Cell]) -> bool:
        """Whether a row names a milestone and says something of it, or is counted as one."""
        named = self._named(number)
        names = {one.own for one in named}
        others = [one for one in filled if one.own not in names]
        counted = self._number(number)
        if not named or not others:
            return False
        # A. or II. before a title alone counts sections.
        return counted is None or len(others) > 1 or bool(_COUNTED.fullmatch(counted.text))

    def _number(self, number: int) -> Cell | None:
        column = self.layout.columns.get(Field.NUMBER)
        cell = None if column is None else self.grid.cell(number, column)
        return None if cell is None or cell.kind is Kind.EMPTY else cell

    def _is_heading(self, number: int, filled: list[Cell]) -> bool:
        """Whether a row holds words alone, where names stand or left of them."""
        counted, columns = self._number(number), self.layout.columns
        said = [one for one in filled if counted is None or one.own != counted.own] or filled
        names = columns.get(Field.TITLE) or columns.get(Field.CODE) or "A"
        return (
            len(said) == 1
            and said[0].kind is Kind.TEXT
            and column_number(said[0].column) <= column_number(names)
        )

    def _is_signed(self, number: int, filled: list[Cell]) -> bool:
        """Whether a row is signed; titles and notes may name a head of office too."""
        if self._number(number) is not None:
            return False
        fields = set(self.layout.columns.values())
        short = (one for one in filled if len(one.text) <= LONGEST_VALUE)
        signed = [one for one in short if _SIGNED.fullmatch(plain(one.text))]
        is_apart = any(one.column not in fields for one in signed)
        return is_apart or len(signed) == len(filled)
