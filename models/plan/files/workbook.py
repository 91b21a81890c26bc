"""A plan workbook that comes back, as the rows of the plan files that it stands for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection

from models.plan.files.cells import COLUMNS, read_cells
from models.plan.files.comparing import plan_version
from models.plan.files.relations import problems_beside, problems_between_rows
from models.plan.files.rows import (
    AGENCIES,
    MILESTONES,
    PLACES,
    PROGRAMME,
    SENTRA,
    PlanFiles,
    Row,
    Rows,
    decimal_cell,
)
from models.plan.files.writing import Written, WrittenRow, written_plan
from models.plan.queries import whole_plan
from rules.plan.agencies import code_of
from rules.plan.errors import RowProblem
from rules.plan.registers import next_sentra_code
from rules.sheets.cells import Sheet
from rules.values import Actor
from words.cells import plain
from words.plan import workbook as words
from words.plan.filled import FilledRow, FilledSheet, filled, identity
from words.plan.named import Names

SHEETS: Final[Mapping[str, str]] = MappingProxyType(
    {
        MILESTONES: words.MILESTONES,
        SENTRA: words.SENTRA,
        PLACES: words.PLACES,
        AGENCIES: words.AGENCIES,
        PROGRAMME: words.PROGRAMME,
    }
)
"""The sheet that stands for each plan file."""

_FILES: Final = {sheet: name for name, sheet in SHEETS.items()}
_KEYS: Final = {PLACES: ("sentra", "village_code")}
_NOT_YES: Final = f"tulis {words.YES} untuk menghapus baris ini, atau kosongkan"
_OTHER_KIND: Final = "buku kerja ini bukan buku rencana; unduh buku rencana di halaman Rencana"
_SPARE_SENTRA: Final = 20
_ONE_ROW: Final = "isi tepat satu baris program"


def written_book(connection: Connection, actor: Actor) -> words.WrittenBook:
    """Return the plan in force now for a workbook. Raises NotAllowed, NoProgramme."""
    written = written_plan(connection, actor, date.max, date.max)
    whole = whole_plan(connection)
    codes = [own.code for own in whole.added_sentra.values()]
    for _ in range(_SPARE_SENTRA):
        codes.append(next_sentra_code(codes))
    return words.WrittenBook(
        programme=whole.programme.code,
        version=plan_version(whole),
        rows={SHEETS[name]: rows for name, rows in written.items()},
        spare_sentra=tuple(codes[-_SPARE_SENTRA:]),
    )


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """What a workbook says: plan files where every cell and relation is right, and what is wrong.

    `version` is that of the plan when it went out, None where it does not tell. Problems stand at
    the sheet; `typed` are the rows of each sheet as they were filled in. `rows` are those of the
    plan files without the cells that cannot be read, and `columns` all that each file has.
    """

    files: PlanFiles | None
    problems: tuple[RowProblem, ...]
    version: int | None
    typed: Mapping[str, Sequence[FilledRow]]
    rows: PlanFiles
    columns: Mapping[str, AbstractSet[str]]


def read_workbook(sheets: Sequence[Sheet], kept: Written) -> ReadWorkbook:
    """Return what the sheets of a plan workbook say; `kept` is the plan of the store."""
    told = identity(sheets)
    found = {name: filled(sheet, sheets) for name, sheet in SHEETS.items()}
    problems = [one for sheet in found.values() for one in sheet.problems]
    named = {plain(one.name) for one in sheets} & set(map(plain, SHEETS.values()))
    is_other = not named or told.get(words.KIND, words.PLAN) != words.PLAN
    if is_other:
        problems = [RowProblem(words.MILESTONES, 1, "", _OTHER_KIND)]
    files: dict[str, Rows] = {}
    if all(sheet.columns for sheet in found.values()) and not is_other:
        files, more = _files(found, kept, problems)
        problems = [*problems, *map(at_sheet, more)]
    return ReadWorkbook(
        files=None if problems else MappingProxyType(files),
        problems=in_order(problems),
        version=_version(told.get(words.VERSION, "")),
        typed={SHEETS[name]: sheet.rows for name, sheet in found.items()},
        rows=files,
        columns={name: _columns(name) for name in files},
    )


def in_order(problems: Iterable[RowProblem]) -> tuple[RowProblem, ...]:
    """Return problems in the order in which a workbook is read, from its first sheet on."""
    return tuple(sorted(problems, key=_place))


def at_file(value: RowProblem) -> RowProblem:
    """Return a problem of a sheet where it stands in the plan files."""
    return RowProblem(_FILES[value.file], value.row, value.column, value.reason)


def at_sheet(value: RowProblem) -> RowProblem:
    """Return a problem of a plan file where it stands in the workbook."""
    return RowProblem(SHEETS[value.file], value.row, value.column, value.reason)


def _place(value: RowProblem) -> tuple[int, int]:
    return list(_FILES).index(value.file), value.row


def _version(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def _files(
    found: Mapping[str, FilledSheet], kept: Written, unread: Sequence[RowProblem]
) -> tuple[dict[str, Rows], list[RowProblem]]:
    """Return the rows of the files, and what is wrong beside the cells that are `unread`."""
    problems: list[RowProblem] = []
    rows = {name: [*_kept(name, sheet.rows, problems)] for name, sheet in found.items()}
    if len(rows[PROGRAMME]) != 1:
        problems.append(RowProblem(PROGRAMME, 1, "", _ONE_ROW))
    _name(rows)
    gone = {row["code"] for row in rows[SENTRA] if _is_removed(row)}
    files = {}
    for name, own in rows.items():
        staying = [row for row in own if not _is_removed(row) and row["sentra"] not in gone]
        as_kept = tuple(_as_kept(name, staying, kept[name]))
        files[name] = read_cells(name, as_kept, problems, _columns(name))
    told = {(_FILES[one.file], one.row, one.column) for one in unread}
    # Of a cell that cannot be read nothing else is told.
    problems = [one for one in problems if (one.file, one.row, one.column) not in told]
    if not (problems or told):
        return files, [*problems_between_rows(files)]
    told |= {(one.file, one.row, one.column) for one in problems}
    beside = problems_beside(files, {(name, row) for name, row, _ in told})
    problems += [one for one in beside if (one.file, one.row, one.column) not in told]
    return files, problems


def _columns(name: str) -> AbstractSet[str]:
    return COLUMNS[name].keys() & words.HEADS[SHEETS[name]].keys()


def _kept(name: str, rows: Iterable[FilledRow], problems: list[RowProblem]) -> Iterator[Row]:
    """Yield rows as texts; what says neither to remove nor to keep a row is a problem."""
    for row in rows:
        cells = {column: _text(said) for column, said in row.words.items()}
        asked = plain(cells.get(words.REMOVE, ""))
        if asked not in {"", words.YES}:
            problems.append(RowProblem(name, row.number, words.REMOVE, f"'{asked}': {_NOT_YES}"))
        yield Row(row.number, cells)


def _text(said: str | Decimal) -> str:
    return decimal_cell(said) if isinstance(said, Decimal) else said


def _is_removed(row: Row) -> bool:
    return plain(row[words.REMOVE]) == words.YES


def _name(rows: dict[str, list[Row]]) -> None:
    """Put codes in the place of names, and in what has none yet."""
    rows[AGENCIES] = [
        _with(row, code=row["code"] or code_of(row["label"])) for row in rows[AGENCIES]
    ]
    # A name that is free again belongs to who takes it now.
    sentra = sorted(rows[SENTRA], key=_is_removed, reverse=True)
    names = Names.of([row.cells for row in rows[AGENCIES]], [row.cells for row in sentra])
    for name in (MILESTONES, PLACES):
        rows[name] = [Row(row.number, names.named(row.cells)) for row in rows[name]]
    rows[MILESTONES] = [*_in_order(rows[MILESTONES])]


def _in_order(rows: Sequence[Row]) -> Iterator[Row]:
    """Give a milestone without a place the one below all others of its sentra."""
    last: dict[str, int] = {}
    for row in rows:
        if row["sequence"].isdigit():
            last[row["sentra"]] = max(last.get(row["sentra"], 0), int(row["sequence"]))
    for row in rows:
        if row["sequence"]:
            yield row
        else:
            last[row["sentra"]] = last.get(row["sentra"], 0) + 1
            yield _with(row, sequence=str(last[row["sentra"]]))


def _with(row: Row, **cells: str) -> Row:
    return Row(row.number, {**row.cells, **cells})


def _as_kept(name: str, rows: Iterable[Row], kept: Iterable[WrittenRow]) -> Iterator[Row]:
    """Yield rows in which a text that a workbook could not hold to the letter is as it was."""
    key = _KEYS.get(name, ("code",))
    known = {tuple(str(row[one]) for one in key): row for row in kept}
    for row in rows:
        own = known.get(tuple(row[one] for one in key), {})
        same = {
            column: str(value)
            for column, value in own.items()
            if column in row.cells and _bare(row[column]) == _bare(str(value))
        }
        yield _with(row, **same)


def _bare(text: str) -> str:
    return "".join(one for one in text if one.isprintable() and not one.isspace())
