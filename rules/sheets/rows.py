"""Rows that a layout found on a sheet: what each says of each field, and where it says so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rules.sheets.answers import Answer, Problem, Question
from rules.sheets.cells import Place
from rules.sheets.layout import Field
from rules.vocabulary import Status

Found = str | Decimal | date | Status

Fields = Mapping[Field, Answer[Found]]
"""What a row says; a field that is missing or None is left as it is."""


class Heading(NamedTuple):
    """Words above rows that say what these are about, and where they stand."""

    words: str
    where: Place


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row: its fields, and the headings above it, the nearest first.

    `is_hidden` where nobody sees it on the sheet, by hand or by a filter. `columns` are those of
    its fields, by their letters.
    """

    where: Place
    fields: Fields
    headings: tuple[Heading, ...] = ()
    is_hidden: bool = False
    columns: Mapping[Field, str] = field(default_factory=dict)

    def place(self, of: Field) -> Place:
        """Return where a field stands; where the row does as long as no column is its own."""
        return replace(self.where, column=self.columns.get(of, self.where.column))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What of it cannot be read."""
        return tuple(one for one in self.fields.values() if isinstance(one, Problem))

    @property
    def questions(self) -> tuple[Question[Found], ...]:
        """What of it must be decided."""
        return tuple(one for one in self.fields.values() if isinstance(one, Question))


@dataclass(frozen=True, slots=True)
class Applied:
    """What a layout made of a sheet; `left` are rows with words that are none of its rows."""

    rows: Sequence[FoundRow]
    left: tuple[Place, ...] = ()
    whole: tuple[Problem | Question[Found], ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What cannot be read, of the whole sheet first."""
        return tuple(one for one in self._all() if isinstance(one, Problem))

    @property
    def questions(self) -> tuple[Question[Found], ...]:
        """What must be decided, of the whole sheet first."""
        return tuple(one for one in self._all() if isinstance(one, Question))

    def _all(self) -> Iterator[Problem | Question[Found]]:
        yield from self.whole
        for row in self.rows:
            yield from row.problems
            yield from row.questions
