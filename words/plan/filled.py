"""The sheets of a plan workbook as somebody filled them in: the words of each cell, by column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from rules.plan.errors import RowProblem
from rules.sheets.addresses import column_letters
from rules.sheets.answers import Problem, Question, Taken
from rules.sheets.cells import Cell, Kind, Sheet, Value
from words.cells import plain
from words.plan.workbook import HEADS, IDENTITY, SENTRA
from words.sheets.cells import judged
from words.sheets.days import Habit, habit, read_day

_DAYS: Final = frozenset({"start", "finish", "valid_from", "valid_to"})
_CODES: Final = frozenset({"renstra_code", "renja_code", "sipd_code"})
_HIGHEST_HEAD: Final = 40

_NO_SHEET: Final = "lembar ini tidak ada; unduh buku rencana lagi dan salin isian Anda ke sana"
_NO_HEADS: Final = "judul kolom lembar ini tidak ditemukan; kembalikan judulnya seperti semula"
_NO_COLUMN: Final = "kolom ini tidak ada; kembalikan judulnya seperti semula"
_PERCENT: Final = "sel ini berformat persen; ubah formatnya ke angka biasa"
_A_DAY: Final = "Excel mengubah isian ini menjadi tanggal; ubah format sel ke teks, lalu ketik lagi"
_A_NUMBER: Final = (
    "kode ini tersimpan sebagai angka dan dapat kehilangan nol; ubah format sel ke teks, lalu "
    "ketik lagi"
)
_ONE_DAY: Final = "tulis bulannya dengan huruf, misalnya 3 April 2021"
_WHOLE: Final = Decimal(100)
_TRUTH: Final = "sel ini berisi benar atau salah; tulis isinya dengan kata atau angka"


Said = str | Decimal


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row by its number on the sheet: what each cell says, and what stands in it."""

    number: int
    words: Mapping[str, Said]
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """The rows of a sheet that say anything, what of them cannot be read, and its columns.

    Without columns nothing of it can be read.
    """

    rows: tuple[FilledRow, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


def filled(name: str, sheets: Sequence[Sheet]) -> FilledSheet:
    """Return what stands on the sheet `name` of a workbook, wherever its head was moved."""
    found = next((one for one in sheets if plain(one.name) == plain(name)), None)
    if found is None:
        return FilledSheet(problems=(RowProblem(name, 1, "", _NO_SHEET),))
    at, columns = _head(name, found)
    if not at:
        return FilledSheet(problems=(RowProblem(name, 1, "", _NO_HEADS),))
    missing = [one for one in HEADS[name] if one not in columns]
    if missing:
        wrong = (RowProblem(name, at, one, _NO_COLUMN) for one in missing)
        return FilledSheet(problems=tuple(wrong))
    return _Reading(name, found, columns, at).sheet()


def identity(sheets: Sequence[Sheet]) -> Mapping[str, str]:
    """Return what the hidden sheet of a workbook tells of it; nothing where it has none."""
    own = next((one for one in sheets if one.name == IDENTITY), None)
    if own is None:
        return {}
    rows = range(1, own.height + 1)
    return {own.cell(row, "A").text: own.cell(row, "B").text for row in rows}


def is_plan_workbook(sheets: Sequence[Sheet]) -> bool:
    """Whether sheets are of a workbook of ours, or have most of the plan workbook's names."""
    named = {plain(one.name) for one in sheets} & set(map(plain, HEADS))
    return bool(identity(sheets)) or len(named) > len(HEADS) // 2


def _head(name: str, sheet: Sheet) -> tuple[int, Mapping[str, str]]:
    """Return the row that names most columns, 0 for none, and the letters of each column."""
    wanted = {plain(words): column for column, words in HEADS[name].items()}
    best: tuple[int, dict[str, str]] = (0, {})
    for row in range(1, min(sheet.height, _HIGHEST_HEAD) + 1):
        columns: dict[str, str] = {}
        for letters in map(column_letters, range(1, sheet.width + 1)):
            column = wanted.get(plain(sheet.cell(row, letters).text))
            if column is not None:
                columns.setdefault(column, letters)
        if len(columns) > max(1, len(best[1])):
            best = (row, columns)
    return best


@dataclass(frozen=True, slots=True)
class _Reading:
    name: str
    of: Sheet
    columns: Mapping[str, str]
    head: int

    def sheet(self) -> FilledSheet:
        habits = {column: self._habit(column) for column in self.columns.keys() & _DAYS}
        problems: list[RowProblem] = []
        rows = []
        for row, cells in self._rows():
            words: dict[str, Said] = {}
            for column, cell in cells.items():
                found = _words(column, cell, habits.get(column, Habit()))
                if isinstance(found, Problem):
                    reason = f"'{found.value}': {found.mend}"
                    problems.append(RowProblem(self.name, row, column, reason))
                else:
                    words[column] = found
            values = {column: cell.value for column, cell in cells.items()}
            rows.append(FilledRow(row, words, values))
        return FilledSheet(tuple(rows), tuple(problems), self.columns)

    def _rows(self) -> Iterator[tuple[int, Mapping[str, Cell]]]:
        for row in range(self.head + 1, self.of.height + 1):
            cells = {column: self.of.cell(row, letters) for column, letters in self.columns.items()}
            said = {column for column, cell in cells.items() if cell.kind is not Kind.EMPTY}
            # A spare line of sentra has its code already.
            if said and not (self.name == SENTRA and said == {"code"}):
                yield row, cells

    def _habit(self, column: str) -> Habit:
        rows = range(self.head + 1, self.of.height + 1)
        cells = (self.of.cell(row, self.columns[column]) for row in rows)
        return habit(cells, self.of.epoch)


def _words(column: str, cell: Cell, typed: Habit) -> Said | Problem:
    """Return what a cell says in the way in which plan files say it."""
    if cell.kind is Kind.EMPTY:
        return ""
    if cell.kind in {Kind.ERROR, Kind.FORMULA}:
        found = judged(cell, lambda one: Taken(one.text))
        return found if isinstance(found, Problem) else ""
    if column in _DAYS:
        return _day(cell, typed)
    mend = _mend(column, cell)
    if mend:
        return Problem(cell.place, cell.text, mend)
    if isinstance(cell.value, Decimal):
        return cell.value * _WHOLE if cell.is_percent else cell.value
    return str(cell.value).strip()


def _day(cell: Cell, typed: Habit) -> str | Problem:
    """Return the day of a cell; one that may mean two is to be written so that it means one."""
    found = read_day(cell, typed)
    if isinstance(found, Taken):
        return found.value.isoformat()
    if isinstance(found, Question):
        return Problem(cell.place, cell.text, f"{found.why}; {_ONE_DAY}")
    return found or ""


def _mend(column: str, cell: Cell) -> str:
    """Return what mends a cell whose kind its column cannot have; empty where it can."""
    if cell.kind is Kind.BOOL:
        return _TRUTH
    if cell.kind is Kind.DATE:
        return _A_DAY
    if column in _CODES and cell.kind is Kind.NUMBER:
        return _A_NUMBER
    return _PERCENT if cell.is_percent and column != "weight" else ""
