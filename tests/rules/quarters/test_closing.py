from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from rules.periods import WITA, Quarter
from rules.quarters.closing import (
    Closing,
    ended,
    frozen,
    problem_of_closing,
    problem_of_correction,
    problems_in_closed,
    problems_of_rows,
    require_open,
)
from rules.quarters.errors import ClosingProblem, QuarterClosed
from rules.reporting.batch import BatchRow
from rules.reporting.errors import LineProblem, ReportProblem
from rules.reporting.report import Draft
from rules.values import EventId, MilestoneCode, Schedule, SentraCode, State
from rules.vocabulary import Basis, Status
from tests.builders import a_milestone, a_programme, a_state

TW1 = Quarter(2022, 1)
LAST = date(2022, 3, 31)
PROGRAMME = a_programme(start=date(2021, 2, 1), finish=date(2022, 12, 31))


def a_draft(effective_on: date, note: str = "Catatan") -> Draft:
    return Draft(
        milestone=MilestoneCode("S01-M01"),
        effective_on=effective_on,
        status=Status.IN_PROGRESS,
        progress=0.5,
        note=note,
        seen=EventId(0),
        key="kunci",
    )


@pytest.mark.parametrize(("days", "may"), [(-1, False), (0, False), (1, True)])
def test_a_quarter_may_be_closed_from_the_day_after_it_ended(days: int, *, may: bool) -> None:
    problem = problem_of_closing(TW1, PROGRAMME, (), LAST + timedelta(days))
    assert problem is (None if may else ClosingProblem.NOT_ENDED)


def test_a_quarter_is_closed_once_and_not_before_the_programme() -> None:
    today = date(2022, 7, 1)
    again = problem_of_closing(TW1, PROGRAMME, {TW1}, today)
    early = problem_of_closing(Quarter(2020, 4), PROGRAMME, (), today)
    assert again is ClosingProblem.ALREADY_CLOSED
    assert early is ClosingProblem.BEFORE_PROGRAMME


def test_ended_quarters_come_latest_first_from_the_one_of_the_start() -> None:
    assert ended(PROGRAMME, date(2021, 7, 1)) == (Quarter(2021, 2), Quarter(2021, 1))
    assert ended(PROGRAMME, date(2021, 6, 30)) == (Quarter(2021, 1),)
    assert ended(PROGRAMME, date(2021, 3, 31)) == ()
    assert ended(PROGRAMME, date(2030, 1, 1))[0] == Quarter(2022, 4)


@pytest.mark.parametrize(("days", "is_open"), [(-1, False), (0, False), (1, True)])
def test_a_report_may_be_effective_after_the_closed_quarter(days: int, *, is_open: bool) -> None:
    day = LAST + timedelta(days)
    if is_open:
        require_open(day, TW1, may=False)
    else:
        with pytest.raises(QuarterClosed) as refusal:
            require_open(day, TW1, may=False)
        assert refusal.value.quarter == TW1


def test_who_may_report_into_a_closed_quarter_owes_a_note() -> None:
    require_open(LAST, TW1, may=True)
    assert problems_in_closed(a_draft(LAST), TW1) == ()
    owed = (ReportProblem.NOTE_NEEDED_IN_CLOSED_QUARTER,)
    assert problems_in_closed(a_draft(LAST, note=" "), TW1) == owed
    assert problems_in_closed(a_draft(LAST + timedelta(1), note=""), TW1) == ()


def test_nothing_is_closed_where_no_quarter_was() -> None:
    require_open(LAST, None, may=False)
    assert problems_in_closed(a_draft(LAST, note=""), None) == ()


def test_the_frozen_figures_are_those_of_the_last_day_on_approved_states() -> None:
    year = Schedule(date(2022, 1, 1), date(2022, 12, 31), 60)
    half = replace(year, finish=LAST, weight=40)
    milestones = (
        a_milestone(
            code="S01-M01", first=half, current=year, states={Basis.APPROVED: a_state(progress=0.5)}
        ),
        a_milestone(code="S01-M02", first=half, current=half, states={Basis.APPROVED: State()}),
    )
    found = frozen(SentraCode("S01"), milestones, TW1)

    # 40 x 0.5 of the 80 of the first plan, which ends on the day; 60 x 89/364 + 40 of 100.
    assert found.approved == 0.25
    assert found.planned_first == 1
    assert found.planned_current == pytest.approx(0.6 * 89 / 364 + 0.4, abs=1e-9)
    assert [one.progress for one in found.milestones] == [0.5, 0]


def test_a_correction_needs_a_reason_and_a_change() -> None:
    milestone = a_milestone(states={Basis.APPROVED: State()})
    before = (frozen(SentraCode("S01"), (milestone,), TW1),)
    closing = Closing(TW1, 0, "", "Pimpinan", datetime(2022, 4, 5, tzinfo=WITA), before)
    after = (replace(before[0], approved=0.5),)

    assert problem_of_correction(closing, after, " ") is ClosingProblem.REASON_NEEDED
    assert problem_of_correction(closing, before, "x") is ClosingProblem.NOTHING_CHANGED
    assert problem_of_correction(closing, after, "x") is None


@pytest.mark.parametrize(
    ("may", "expected"),
    [
        (False, [("F13", LineProblem.QUARTER_CLOSED), ("14", LineProblem.QUARTER_CLOSED)]),
        (True, [("14", ReportProblem.NOTE_NEEDED_IN_CLOSED_QUARTER)]),
    ],
)
def test_of_several_reports_those_in_a_closed_quarter_are_told(
    may: bool,
    expected: list[tuple[str, object]],
) -> None:
    rows = [
        BatchRow(13, a_draft(LAST), "F"),
        BatchRow(14, a_draft(LAST, note="")),
        BatchRow(15, a_draft(LAST + timedelta(days=1), note="")),
    ]
    found = problems_of_rows(rows, TW1, may=may)
    assert [(f"{one.column}{one.row}", one.problem) for one in found] == expected
