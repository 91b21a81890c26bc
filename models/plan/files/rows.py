"""What a plan file is: named rows of text, counted as Excel counts them (the header is row 1).

Closed lists stand in the words that people read: regulasi, kumulatif, kelurahan.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from rules.vocabulary import IndicatorKind, PlaceKind, SourceKind, label

PROGRAMME: Final = "programme.csv"
AGENCIES: Final = "agencies.csv"
SENTRA: Final = "sentra.csv"
PLACES: Final = "places.csv"
MILESTONES: Final = "milestones.csv"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a plan file: its number as Excel counts it, its trimmed cells by column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell of `column`, empty where the row ends before it."""
        return self.cells.get(column, "")

    def only(self, *columns: str) -> dict[str, str]:
        """Return the cells of these columns, as they are written."""
        return {column: self[column] for column in columns}

    def listed(self, column: str) -> tuple[str, ...]:
        """Return the parts of a cell that separates them by semicolons."""
        return _parts(self[column])


Rows = tuple[Row, ...]
PlanFiles = Mapping[str, Rows]
"""The rows of every plan file by its name."""


def decimal_cell(value: Decimal) -> str:
    """Return a number as it is kept: a decimal point, and nothing that groups thousands.

    Three decimals get a fourth: 1.125 would be read as Indonesians write 1125.
    """
    text = f"{value + 0:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text  # noqa: PLR2004 - a thousand


def listed_cell(text: str) -> str:
    """Return a cell that lists parts as it is kept."""
    return "; ".join(_parts(text))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for raw in text.split(";") if (part := raw.strip()))


def words(kind: type[IndicatorKind] | type[PlaceKind] | type[SourceKind]) -> dict[str, StrEnum]:
    """Return the members of a closed list by the word that stands for each in the files."""
    return {label(member): member for member in kind}
