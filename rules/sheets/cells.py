"""Cells of a sheet as its author left them, with all that is needed to judge them rightly.

Rows and columns count from 1, as a spreadsheet shows them; a column is named by its letters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from rules.sheets.addresses import column_number

Raw = str | float | bool | date | None
"""What stands in a cell by itself; a number without its format."""

Value = str | Decimal | bool | date | None

EXCEL_EPOCH: Final = date(1899, 12, 30)
"""The day 0 of serial numbers, right from 1 March 1900 on; an old Macintosh's is 1 January 1904."""

# Spreadsheets keep no more: what follows is noise of binary fractions.
_SIGNIFICANT: Final = 15


class Kind(StrEnum):
    """What a cell holds."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOL = "bool"
    ERROR = "error"
    FORMULA = "formula"  # a formula whose value nobody has stored


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands."""

    sheet: str
    row: int
    column: str

    @property
    def address(self) -> str:
        """The cell as a spreadsheet names it: D5."""
        return f"{self.column}{self.row}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `is_percent`: shown as percent, so that 0.5 reads 50%.

    `formula` is kept where no value is stored with it; a NUMBER that has one was computed here.
    `anchor` is the first cell of the merged range whose value this one shows.
    """

    sheet: str
    row: int
    column: str
    value: Value
    kind: Kind
    is_percent: bool = False
    formula: str = ""
    anchor: str = ""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.sheet, self.row, self.column)

    @property
    def own(self) -> str:
        """The address of the cell that holds what is shown here."""
        return self.anchor or f"{self.column}{self.row}"

    @property
    def text(self) -> str:
        """What it says, with one space for any run of blanks; nothing where it is empty."""
        return said(self.value)


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged range, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Marks of cells are kept by address.

    `percents` are shown as percent, `errors` hold an error such as #DIV/0!, `formulas` have no
    stored value, `calculated` are those of them whose value is known.
    """

    name: str
    rows: Sequence[Sequence[Raw]]
    percents: frozenset[str] = frozenset()
    errors: Mapping[str, str] = field(default_factory=dict)
    formulas: Mapping[str, str] = field(default_factory=dict)
    calculated: Mapping[str, Decimal] = field(default_factory=dict)
    merged: tuple[Merged, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[str] = frozenset()
    is_filtered: bool = False
    is_hidden: bool = False
    epoch: date = EXCEL_EPOCH

    @property
    def height(self) -> int:
        """How many rows it has down to the last that says something."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """How many columns its widest row has."""
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: str) -> Cell:
        """Return a cell; an empty one beyond the end of the sheet."""
        address = f"{column}{row}"
        kind, value = self._content(row, column_number(column), address)
        return Cell(
            self.name,
            row,
            column,
            value,
            kind,
            address in self.percents,
            self.formulas.get(address, ""),
        )

    def _content(self, row: int, column: int, address: str) -> tuple[Kind, Value]:
        if address in self.errors:
            return Kind.ERROR, self.errors[address]
        if address in self.formulas:
            known = self.calculated.get(address)
            return (Kind.FORMULA, None) if known is None else (Kind.NUMBER, known)
        line = self.rows[row - 1] if 0 < row <= len(self.rows) else ()
        raw = line[column - 1] if column <= len(line) else None
        return _judged(raw)


def _judged(raw: Raw) -> tuple[Kind, Value]:
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return Kind.EMPTY, None
    if isinstance(raw, str):
        return Kind.TEXT, raw
    if isinstance(raw, bool):
        return Kind.BOOL, raw
    return (Kind.DATE, raw) if isinstance(raw, date) else (Kind.NUMBER, exact(raw))


def said(value: Raw | Value) -> str:
    """Return what a value says, with one space for any run of blanks; nothing for none."""
    if isinstance(value, float):
        value = exact(value)
    return "" if value is None else " ".join(str(value).split())


def exact(value: float) -> Decimal:
    """Return a number of a spreadsheet without the noise behind its fifteenth digit."""
    return Decimal(f"{value:.{_SIGNIFICANT}g}")
