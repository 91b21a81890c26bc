"""Reading the plan files: from bytes that people saved in Excel to rows that keep every rule."""

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Final

from models.plan.files.cells import COLUMNS, OPTIONAL, read_cells
from models.plan.files.relations import problems_between_rows
from models.plan.files.rows import PlanFiles, Row, Rows
from rules.plan.errors import RowProblem, UnreadablePlan
from words.cells import unguarded

_SEPARATORS: Final = (",", ";", "\t")
"""What stands between cells: the files' own, that of an Indonesian Excel, that of pasted cells."""

_UNREADABLE: Final = "huruf tidak terbaca; simpan ulang sebagai 'CSV UTF-8'"


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
        # Excel writes a byte order mark before UTF-8; utf-8-sig takes it away.
        with path.open(encoding="utf-8-sig", newline="") as opened:
            text = opened.read()
        separated = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)
        lines = list(separated)
    except FileNotFoundError:
        problems.append(RowProblem(path.name, 1, "", "berkas tidak ada; salin kembali berkas ini"))
        return ()
    except UnicodeDecodeError:
        problems.append(RowProblem(path.name, 1, "", _UNREADABLE))
        return ()
    except csv.Error as error:
        reason = f"susunan CSV rusak ({error}); periksa tanda kutip yang tidak ditutup"
        problems.append(RowProblem(path.name, 1, "", reason))
        return ()
    if "\0" in text:
        # Two bytes a letter, without a mark that says so: no store keeps that sign either.
        problems.append(RowProblem(path.name, 1, "", _UNREADABLE))
        return ()
    return _rows(path.name, lines, problems)


def _separator(text: str) -> str:
    """Return what stands most often between the titles of columns."""
    header = next(iter(text.splitlines()), "")
    return max(_SEPARATORS, key=header.count)


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
