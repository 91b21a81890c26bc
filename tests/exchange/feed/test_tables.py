"""The columns that programs read: each is described, and each is the promise it was."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Final

import pytest

from charts.stamp import stamp
from exchange.feed.documents import DOCUMENTS
from exchange.feed.tables import Material, table
from exchange.sheets.tables import ColumnKind, SheetTable
from rules.feed.token import Dataset
from rules.periods import WITA
from rules.progress.briefing import brief
from rules.reporting.report import ReportEvent
from rules.values import AgencyCode, EventId, MilestoneCode
from rules.vocabulary import EventKind, Status
from run import ROOT
from tests.builders import a_board, a_moment, a_programme

PAPER: Final = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
_ROW: Final = re.compile(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
# What the paper may call the unit of a kind of column.
_UNITS: Final = {
    ColumnKind.TEXT: {"kata", "kode", "teks", "ya/tidak"},
    ColumnKind.NUMBER: {"banyaknya", "bilangan", "hari"},
    ColumnKind.DECIMAL: {"bilangan", "bobot"},
    ColumnKind.PERCENT: {"pangsa"},
    ColumnKind.POINTS: {"poin"},
    ColumnKind.DAY: {"tanggal"},
}


def _described(heading: str) -> list[tuple[str, str, str, str]]:
    """The rows of the paper below a heading, up to the next one."""
    _, _, below = PAPER.partition(f"{heading}\n")
    return _ROW.findall(re.split(r"^#", below, flags=re.MULTILINE)[0])


def _material(agency: str | None = None, **fields: object) -> Material:
    board, moment = a_board(), a_moment()
    one = board.sentra[0].milestones[0]
    event = ReportEvent(
        EventId(7),
        EventKind.APPROVED,
        MilestoneCode(one.code),
        EventId(3),
        date(2022, 6, 1),
        Status.IN_PROGRESS,
        0.415,
        Decimal("2.50"),
        "Bukti",
        "Catatan",
        "Siti",
        None,
        datetime(2022, 6, 30, 23, tzinfo=WITA),
    )
    code = None if agency is None else AgencyCode(agency)
    given = stamp(a_programme(**fields), moment)
    return Material(given, board, brief(board, moment), (event,), code)


def _table(dataset: Dataset, agency: str | None = None) -> SheetTable:
    return table(dataset, _material(agency))


@pytest.mark.parametrize("dataset", Dataset)
def test_every_column_is_described_in_its_order_with_unit_meaning_and_source(
    dataset: Dataset,
) -> None:
    told = [*_described("diawali:"), *_described(f"### {dataset.value}")]
    columns = _table(dataset).columns
    assert [name for name, *_ in told] == [column.title for column in columns]
    for (name, unit, meaning, source), column in zip(told, columns, strict=True):
        assert unit in _UNITS[column.kind], name
        assert meaning.strip(), name
        assert source.strip(), name


def test_every_dataset_and_way_to_write_it_is_described() -> None:
    for dataset in Dataset:
        for ending in DOCUMENTS:
            assert f"`/data/{dataset.value}.{ending}`" in PAPER


@pytest.mark.parametrize("dataset", Dataset)
def test_no_two_columns_have_one_name(dataset: Dataset) -> None:
    names = [column.title for column in _table(dataset).columns]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z_]+", name) for name in names)


def test_every_row_says_of_which_view_it_is_and_whether_it_is_an_example() -> None:
    for is_example, word in ((True, "ya"), (False, "tidak")):
        found = table(Dataset.REPORTS, _material(is_example=is_example))
        moment = a_moment()
        assert [row[:6] for row in found.rows] == [
            (a_programme().code, moment.as_of, None, moment.basis.value, moment.plan.value, word)
        ]


def test_a_decision_names_its_report_and_nobody_who_made_it() -> None:
    ((*_, number, kind, about, _, _, on, recorded, _, share, realised, _, agency),) = _table(
        Dataset.REPORTS
    ).rows
    assert (number, kind, about, agency) == (7, "disetujui", 3, None)
    assert (on, recorded, share) == (date(2022, 6, 1), date(2022, 6, 30), 0.415)
    assert realised == Decimal("2.5")


def test_an_agency_without_milestones_gets_no_row() -> None:
    assert _table(Dataset.MILESTONES, "TIDAK-ADA").rows == ()
    assert _table(Dataset.REPORTS, "TIDAK-ADA").rows == ()
