"""A table of what is owed: only filled lines are read, and what is blank in them is known."""

from datetime import date
from decimal import Decimal

import pytest

from rules.reporting.errors import BatchRowProblem, LineProblem
from rules.reporting.report import Draft
from rules.values import MilestoneCode
from rules.vocabulary import Status
from tests.builders import a_board, a_milestone, a_sentra, a_state
from words.reporting.batch_lines import ReadTable, names
from words.reporting.many_lines import HEADS, Column, change, lines_of, read
from words.reporting.sheet_rows import UNCHANGED

TODAY = date(2022, 6, 30)
RUNNING = a_milestone(
    "S01-M01", a_state(0.4, realised_value=Decimal("2.5"), evidence="BA 1", note="Lama")
)
BEGUN = a_milestone("S01-M02")
MILESTONES = {one.code: one for one in (RUNNING, BEGUN)}
AGENCIES = a_board([a_sentra("S01", [RUNNING, BEGUN])]).agencies


def table(*cells: dict[str, str]) -> ReadTable:
    lines = [{**line, **own} for line, own in zip(lines_of([RUNNING, BEGUN]), cells, strict=False)]
    known = names(MILESTONES.values(), AGENCIES.values())
    return read(lines, known, MILESTONES, today=TODAY, submission="kunci")


def only(**cells: str) -> Draft:
    (row,) = table(cells, {}).rows
    return row.draft


def test_a_line_that_nobody_filled_in_says_nothing() -> None:
    assert table({}, {}) == ReadTable((), 0, ())


def test_a_filled_line_is_a_report_on_its_milestone_of_today() -> None:
    found = only(progress="50")
    assert (found.milestone, found.effective_on) == (MilestoneCode("S01-M01"), TODAY)
    assert (found.status, found.progress) == (Status.IN_PROGRESS, 0.5)
    assert (found.seen, found.key) == (RUNNING.version, "kunci-1")
    assert only(progress="50", effective_on="1/6/2022").effective_on == date(2022, 6, 1)


@pytest.mark.parametrize("words", ["tetap", " Sama", "TIDAK ADA PERUBAHAN"])
def test_what_stays_repeats_what_was_claimed(words: str) -> None:
    found = only(status=words)
    assert (found.status, found.progress) == (Status.IN_PROGRESS, 0.4)
    assert (found.realised_value, found.evidence) == (Decimal("2.5"), "")
    assert found.note == UNCHANGED
    assert only(status=words, note="Menunggu cuaca").note == "Menunggu cuaca"


def test_what_cannot_be_read_is_told_by_the_row_of_the_table() -> None:
    found = table({}, {Column.PROGRESS: "banyak"})
    assert found.rows == ()
    assert BatchRowProblem(2, LineProblem.PROGRESS_UNREADABLE) in found.problems


def test_a_change_is_told_beside_what_was() -> None:
    state = a_state(0.4, effective_on=date(2022, 5, 31))
    draft = only(progress="50", realised_value="3")
    assert change(state, draft) == (
        "berjalan 40%, 31 Mei 2022",
        "berjalan 50%, realisasi 3, 30 Jun 2022",
    )


def test_every_column_has_a_head() -> None:
    assert set(HEADS) == set(Column)
