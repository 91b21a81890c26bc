"""A history workbook filled in by the late office comes to the same reports as typed on time."""

import pytest

from exchange.forms.maker import FormMaker
from exchange.forms.reports import history_form
from exchange.incoming.sheets.reader import read_sheets
from models.store.store import Store
from rules.reporting.batch import BatchRow, NewBatch
from rules.values import Board, Moment
from rules.vocabulary import Basis, Plan
from tests.exchange.forms.filled import written_into
from tests.exchange.sheets.workbooks import cells
from tests.late_office import REPORTS, TYPED_AT, a_batch, lines
from tests.people import Office
from words.reporting.batch_lines import HEADS, Column, names, read
from words.reporting.forms import SHEETS
from words.reporting.sheet_lines import lines_of
from words.reporting.sheet_reading import FileName, Reading
from words.sheets.applying import apply
from words.sheets.guessing import guess

SHEET = SHEETS["riwayat"]


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def late_workbook(board: Board) -> bytes:
    """Return the history workbook with the 199 reports of the late office in it."""
    moment = Moment(TYPED_AT.date(), Basis.REPORTED, Plan.CURRENT)
    content = history_form(FormMaker(board, moment, "Operator"), "Data awal")
    heads = {value: at for at, value in cells(content, SHEET).items()}
    first = int(heads[HEADS[Column.MILESTONE]][1:]) + 1
    values: dict[str, object] = {}
    for row, line in enumerate(lines(), first):
        for column, words in line.items():
            if words:
                letter = heads[HEADS[Column(column)]].rstrip("0123456789")
                values[f"{letter}{row}"] = words
    return written_into(content, values, SHEET)


def rows_of(content: bytes, board: Board) -> tuple[BatchRow, ...]:
    sheet = next(one for one in read_sheets(content) if one.name == SHEET)
    found = guess(sheet)
    assert found is not None
    by = Reading(board, FileName("riwayat.xlsx", "x", SHEET), lambda *_: None)
    told = lines_of(apply(found.layout, sheet), by)
    assert not told.asked
    milestones = list(board.milestones.values())
    table = read(told.lines, names(milestones, board.agencies.values()))
    assert not table.problems
    return table.rows


def test_every_report_comes_in_as_it_would_be_typed(office: Office) -> None:
    board = office.board()
    rows = rows_of(late_workbook(board), board)
    assert len(rows) == REPORTS
    typed: NewBatch = a_batch(board)
    # Reports that are the same make curves that are the same.
    assert [row.draft for row in rows] == [row.draft for row in typed.rows]
