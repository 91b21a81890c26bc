"""Reading the plan files: from bytes that people saved in Excel to rows that keep every rule."""

from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from models.plan.files.cells import COLUMNS, OPTIONAL, read_cells
from models.plan.files.relations import problems_between_rows
from models.plan.files.rows import PlanFiles, Row, Rows
from rules.plan.errors import RowProblem, UnreadablePlan
from words.cells import unguarded
from words.sheets.separated import NotSeparated, separated


def read_plan(folder: Path) -> PlanFiles:
    """Return the rows of all plan files in `folder`, every rule of the plan kept.

    Cells stand in one form, however Excel wrote them. Raises UnreadablePlan with all problems of
    all files otherwise.
    """
    problems: list[RowProblem] = []
    files = {name: _read(folder / name, problems) for name in COLUMNS}
    files = {name: read_cells(name, rows, problems) for name, rows in files.items()}
    if not problems:
        problems.extend(problems_between_rows(files))
    if problems:
        raise UnreadablePlan(tuple(problems))
    return MappingProxyType(files)


def _read(path: Path, problems: list[RowProblem]) -> Rows:
    """Return the rows of one file; what cannot be read at all joins `problems`, without a row."""
    try:
        lines = separated(path.read_bytes())
    except FileNotFoundError:
        problems.append(RowProblem(path.name, 1, "", "berkas tidak ada; salin kembali berkas ini"))
        return ()
    except NotSeparated as reason:
        problems.append(RowProblem(path.name, 1, "", str(reason)))
        return ()
    return _rows(path.name, lines, problems)


def _rows(name: str, lines: list[list[str]], problems: list[RowProblem]) -> Rows:
    header = [cell.strip() for cell in lines[0]] if lines else []
    found = [*_header_problems(name, header)]
    # An empty line is no row, yet Excel counts it.
    numbered = [(number, line) for number, line in enumerate(lines[1:], start=2) if any(line)]
    if not numbered:
        found.append(RowProblem(name, 2, "", "tidak ada baris; isi paling sedikit satu baris"))
    found.extend(
        RowProblem(name, number, "", "isi lebih banyak dari judul kolom; apit pemisah dengan kutip")
        for number, line in numbered
        if any(line[len(header) :])
    )
    problems.extend(found)
    if found:
        return ()
    return tuple(
        Row(number, dict(zip(header, map(_cell, line), strict=False))) for number, line in numbered
    )


def _cell(text: str) -> str:
    return unguarded(text.strip())


def _header_problems(name: str, header: list[str]) -> Iterable[RowProblem]:
    missing = (one for one in COLUMNS[name] if one not in header and one not in OPTIONAL)
    twice = sorted({column for column in header if column and header.count(column) > 1})
    return (
        *(RowProblem(name, 1, column, "kolom tidak ada; tambahkan judulnya") for column in missing),
        *(RowProblem(name, 1, column, "judul muncul dua kali; hapus satu") for column in twice),
    )
