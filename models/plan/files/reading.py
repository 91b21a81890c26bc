"""Reading the plan files: from bytes that people saved in Excel to rows that keep every rule."""

import csv
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from models.plan.files.cells import COLUMNS, OPTIONAL, problems_of_cells
from models.plan.files.relations import problems_between_rows
from models.plan.files.rows import PlanFiles, Row, Rows
from rules.plan.errors import RowProblem, UnreadablePlan


def read_plan(folder: Path) -> PlanFiles:
    """Return the rows of all plan files in `folder`, every rule of the plan kept.

    Raises UnreadablePlan with all problems of all files otherwise.
    """
    problems: list[RowProblem] = []
    files = {name: _read(folder / name, problems) for name in COLUMNS}
    if not problems:
        problems.extend(problems_of_cells(files))
    if not problems:
        problems.extend(problems_between_rows(files))
    if problems:
        raise UnreadablePlan(tuple(problems))
    return MappingProxyType(files)


def _read(path: Path, problems: list[RowProblem]) -> Rows:
    """Return the rows of one file; what cannot be read at all joins `problems`."""
    try:
        # Excel writes a byte order mark before UTF-8; utf-8-sig takes it away.
        with path.open(encoding="utf-8-sig", newline="") as opened:
            lines = list(csv.reader(opened, strict=True))
    except FileNotFoundError:
        problems.append(RowProblem(path.name, 1, "", "berkas tidak ada; salin kembali berkas ini"))
        return ()
    except UnicodeDecodeError:
        reason = "huruf tidak terbaca; simpan ulang sebagai 'CSV UTF-8 (dipisahkan koma)'"
        problems.append(RowProblem(path.name, 1, "", reason))
        return ()
    except csv.Error as error:
        reason = f"susunan CSV rusak ({error}); periksa tanda kutip yang tidak ditutup"
        problems.append(RowProblem(path.name, 1, "", reason))
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
        RowProblem(name, number, "", "isi lebih banyak dari judul kolom; apit koma dengan kutip")
        for number, line in numbered
        if any(line[len(header) :])
    )
    problems.extend(found)
    return tuple(
        Row(number, dict(zip(header, map(str.strip, line), strict=False)))
        for number, line in numbered
    )


def _header_problems(name: str, header: list[str]) -> Iterable[RowProblem]:
    if len(header) == 1 and ";" in header[0]:
        reason = "kolom dipisahkan titik koma; simpan ulang sebagai CSV yang dipisahkan koma"
        return (RowProblem(name, 1, "", reason),)
    missing = (one for one in COLUMNS[name] if one not in header and one not in OPTIONAL)
    twice = sorted({column for column in header if column and header.count(column) > 1})
    return (
        *(RowProblem(name, 1, column, "kolom tidak ada; tambahkan judulnya") for column in missing),
        *(RowProblem(name, 1, column, "judul muncul dua kali; hapus satu") for column in twice),
    )
