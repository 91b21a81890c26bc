"""Plan files as Excel saves them in Indonesia: one plan, however it is written."""

import csv
import re
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Literal

import pytest

from models.plan.files.reading import read_plan
from models.plan.files.rows import MILESTONES, PLACES
from run import ROOT

DATA = ROOT / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped plan."""
    copied = tmp_path / "data"
    shutil.copytree(DATA, copied)
    return copied


def written(
    rows: list[list[str]], separator: str = ",", quoting: Literal[0, 1] = csv.QUOTE_MINIMAL
) -> str:
    text = StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=quoting).writerows(rows)
    return text.getvalue()


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


def semicolons(text: str) -> str:
    return written(rows_of(text), ";")


def tabs(text: str) -> str:
    return written(rows_of(text), "\t")


def all_quoted(text: str) -> str:
    return written(rows_of(text), quoting=csv.QUOTE_ALL)


def carriage_returns(text: str) -> str:
    return text.replace("\n", "\r\n")


def marked(text: str) -> str:
    return f"\ufeff{text}"


def indonesian_days(text: str) -> str:
    return re.sub(r"(?<=,)(\d{4})-(\d\d)-(\d\d)(?=,)", r"\3/\2/\1", text)


def decimal_commas(text: str) -> str:
    point = re.compile(r"(-?\d+)\.(\d+)")
    return written(
        [
            [point.sub(r"\1,\2", cell) if point.fullmatch(cell) else cell for cell in row]
            for row in rows_of(text)
        ]
    )


def columns_too_many(text: str) -> str:
    return written([[*row, "", ""] for row in rows_of(text)], ";")


def lines_too_many(text: str) -> str:
    return text + ",,,\n,,,\n\n"


def excel(text: str) -> str:
    """What an Indonesian Excel saves as "CSV UTF-8"."""
    return marked(semicolons(decimal_commas(indonesian_days(text))))


@pytest.mark.parametrize(
    "save",
    [
        semicolons,
        tabs,
        all_quoted,
        carriage_returns,
        marked,
        indonesian_days,
        decimal_commas,
        columns_too_many,
        lines_too_many,
        excel,
    ],
)
def test_files_are_read_alike_however_they_were_saved(
    folder: Path, save: Callable[[str], str]
) -> None:
    for file in folder.glob("*.csv"):
        before = file.read_text(encoding="utf-8")
        file.write_text(save(before), encoding="utf-8", newline="")

    assert read_plan(folder) == read_plan(DATA)


@pytest.mark.parametrize(
    ("column", "cell", "kept"),
    [
        ("start", "01/04/2021", "2021-04-01"),
        ("start", "3/4/2021", "2021-04-03"),
        ("start", "3-4-2021", "2021-04-03"),
        ("start", "3.4.2021", "2021-04-03"),
        ("start", "3 April 2021", "2021-04-03"),
        ("start", "03-Apr-2021", "2021-04-03"),
        ("start", "2021/04/03", "2021-04-03"),
        ("target", "15,0", "15"),
        ("target", "1250", "1250"),
        ("target", "1.250", "1250"),
        ("target", "1.250,00", "1250"),
        ("target", "1.250,5", "1250.5"),
        ("target", "1.250.000", "1250000"),
        ("target", "12.50", "12.5"),
        ("target", "0.125", "0.1250"),
        ("target", "1,125", "1.1250"),
        ("target", "1.1250", "1.1250"),
        ("target", "+15", "15"),
        ("target", " 15\u00a0", "15"),
        ("weight", "6,00", "6"),
        ("weight", "6.000", "6"),
        ("sequence", "01", "1"),
        ("title", "'=1+1", "=1+1"),
        ("title", "''=1+1", "'=1+1"),
        ("title", "'90-an", "'90-an"),
        ("support", "KECAMATAN ;KELURAHAN;", "KECAMATAN; KELURAHAN"),
    ],
)
def test_a_cell_is_read_as_indonesians_write_it(
    folder: Path, column: str, cell: str, kept: str
) -> None:
    file = folder / MILESTONES
    rows = rows_of(file.read_text(encoding="utf-8"))
    rows[1][rows[0].index(column)] = cell
    file.write_text(written(rows, ";"), encoding="utf-8", newline="")

    assert read_plan(folder)[MILESTONES][0][column] == kept


def test_a_point_before_three_digits_is_decimal_where_there_can_be_no_thousands(
    folder: Path,
) -> None:
    file = folder / PLACES
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("-1.36592", "-1.365", 1), encoding="utf-8")

    assert read_plan(folder)[PLACES][0]["latitude"] == "-1.3650"
