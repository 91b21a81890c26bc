from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from math import nan
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, strategies as st

from rules.reporting.errors import ReportProblem
from rules.reporting.legality import (
    DECISION_LIMIT,
    NOTE_LIMIT,
    VALUE_LIMIT,
    closes_all_obstacles,
    needs_cancel_right,
    opens_again,
    problems_of_report,
)
from rules.reporting.reopening import reopens
from rules.reporting.report import Draft, NewObstacle
from rules.values import AgencyCode, EventId, Milestone, MilestoneCode, ObstacleId, State
from rules.vocabulary import Status
from tests.builders import AS_OF, a_milestone, a_programme, a_state, an_obstacle
from tests.rules.laws import LAW

NEW = NewObstacle("Lahan belum bebas", AgencyCode("DPMD"))
PROGRESS = MappingProxyType(
    {
        Status.NOT_STARTED: 0.0,
        Status.IN_PROGRESS: 0.5,
        Status.OBSTRUCTED: 0.5,
        Status.FINISHED: 1.0,
        Status.CANCELLED: 0.5,
    }
)


def a_draft(status: Status = Status.IN_PROGRESS, **fields: Any) -> Draft:
    values: dict[str, Any] = {
        "milestone": MilestoneCode("S01-M01"),
        "effective_on": AS_OF,
        "status": status,
        "progress": PROGRESS[status],
        "note": "",
        "seen": EventId(0),
        "key": "kunci-1",
    }
    return Draft(**values | fields)


def problems(draft: Draft, milestone: Milestone | None = None) -> set[ReportProblem]:
    found = problems_of_report(draft, milestone or a_milestone(), a_programme(), AS_OF)
    assert len(set(found)) == len(found)
    return set(found)


def in_state(status: Status) -> Milestone:
    obstacles = (an_obstacle(),) if status is Status.OBSTRUCTED else ()
    return a_milestone(state=a_state(PROGRESS[status], status=status, obstacles=obstacles))


@pytest.mark.parametrize(("before", "after"), list(product(Status, Status)))
def test_every_status_may_follow_every_other_when_it_says_why(
    before: Status, after: Status
) -> None:
    opens = NEW if after is Status.OBSTRUCTED else None
    draft = a_draft(after, note="sesuai berita acara", opens=opens, decision_number="027/9")
    assert problems(draft, in_state(before)) == set()


@pytest.mark.parametrize("status", [Status.IN_PROGRESS, Status.FINISHED, Status.NOT_STARTED])
def test_a_first_report_without_a_fall_needs_no_note(status: Status) -> None:
    assert problems(a_draft(status)) == set()


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"effective_on": date(2022, 7, 1)}, ReportProblem.EFFECTIVE_IN_FUTURE),
        ({"effective_on": date(2020, 12, 31)}, ReportProblem.EFFECTIVE_BEFORE_PROGRAMME),
        ({"progress": -0.01, "note": "alasan"}, ReportProblem.PROGRESS_OUT_OF_RANGE),
        ({"progress": 1.01}, ReportProblem.PROGRESS_OUT_OF_RANGE),
        ({"progress": nan}, ReportProblem.PROGRESS_OUT_OF_RANGE),
        ({"status": Status.FINISHED, "progress": 0.99}, ReportProblem.PROGRESS_NOT_FULL),
        ({"progress": 1.0}, ReportProblem.PROGRESS_FULL_UNFINISHED),
        (
            {"status": Status.OBSTRUCTED, "progress": 1.0, "opens": NEW},
            ReportProblem.PROGRESS_FULL_UNFINISHED,
        ),
        ({"status": Status.NOT_STARTED, "progress": 0.01}, ReportProblem.PROGRESS_NOT_ZERO),
        ({"realised_value": Decimal("-0.01")}, ReportProblem.REALISED_NEGATIVE),
        ({"realised_value": Decimal(VALUE_LIMIT)}, ReportProblem.REALISED_TOO_LARGE),
        ({"realised_value": Decimal("NaN")}, ReportProblem.REALISED_TOO_LARGE),
        ({"realised_value": Decimal("-Infinity")}, ReportProblem.REALISED_TOO_LARGE),
        ({"note": "x" * (NOTE_LIMIT + 1)}, ReportProblem.NOTE_TOO_LONG),
        ({"status": Status.CANCELLED, "note": "  "}, ReportProblem.NOTE_NEEDED_TO_CANCEL),
        ({"decision_number": "x" * (DECISION_LIMIT + 1)}, ReportProblem.DECISION_TOO_LONG),
        ({"closes": (ObstacleId(7),)}, ReportProblem.OBSTACLE_UNKNOWN),
        (
            {"opens": NewObstacle(" ", AgencyCode("DPMD"))},
            ReportProblem.OBSTACLE_WITHOUT_DESCRIPTION,
        ),
        ({"status": Status.OBSTRUCTED}, ReportProblem.OBSTACLE_NEEDED),
    ],
)
def test_each_contradiction_has_its_problem(fields: dict[str, Any], problem: ReportProblem) -> None:
    assert problems(a_draft(**fields)) == {problem}


@pytest.mark.parametrize("day", [date(2021, 1, 1), AS_OF])
def test_the_first_day_of_the_programme_and_today_are_legal(day: date) -> None:
    assert problems(a_draft(effective_on=day)) == set()


def test_the_limits_of_progress_note_and_value_are_legal() -> None:
    assert problems(a_draft(progress=0.0)) == set()
    assert problems(a_draft(progress=0.9999)) == set()
    assert problems(a_draft(note="x" * NOTE_LIMIT)) == set()
    assert problems(a_draft(realised_value=Decimal(0))) == set()
    assert problems(a_draft(Status.CANCELLED, progress=1.0, note="dihapus")) == set()


def test_falling_progress_needs_a_note() -> None:
    known = a_milestone(state=a_state(0.6))
    assert problems(a_draft(progress=0.5), known) == {ReportProblem.NOTE_NEEDED_TO_FALL}
    assert problems(a_draft(progress=0.5, note="dihitung ulang"), known) == set()
    assert problems(a_draft(progress=0.6), known) == set()


def test_a_fall_is_measured_from_the_submitted_report() -> None:
    waiting = a_milestone(state=a_state(0.2), reported=a_state(0.6))
    assert problems(a_draft(progress=0.5), waiting) == {ReportProblem.NOTE_NEEDED_TO_FALL}


def test_cancelling_without_a_note_is_one_problem_even_where_progress_falls() -> None:
    known = a_milestone(state=a_state(0.9))
    assert problems(a_draft(Status.CANCELLED), known) == {ReportProblem.NOTE_NEEDED_TO_CANCEL}


@pytest.mark.parametrize(
    "after", [Status.IN_PROGRESS, Status.OBSTRUCTED, Status.NOT_STARTED, Status.FINISHED]
)
@pytest.mark.parametrize("blank", ["", "  "])
def test_a_cancelled_milestone_is_opened_again_by_a_decision_and_with_a_note(
    after: Status, blank: str
) -> None:
    known, opens = in_state(Status.CANCELLED), NEW if after is Status.OBSTRUCTED else None
    bare = a_draft(after, opens=opens, note=blank, decision_number=blank)
    assert problems(bare, known) == {
        ReportProblem.NOTE_NEEDED_TO_REOPEN,
        ReportProblem.DECISION_NEEDED_TO_REOPEN,
    }
    noted = replace(bare, note="lahan sudah tersedia")
    assert problems(noted, known) == {ReportProblem.DECISION_NEEDED_TO_REOPEN}
    assert problems(replace(noted, decision_number="027/9/2022"), known) == set()


@pytest.mark.parametrize("after", [Status.IN_PROGRESS, Status.OBSTRUCTED, Status.NOT_STARTED])
def test_a_finished_milestone_is_opened_again_with_a_note_and_without_a_decision(
    after: Status,
) -> None:
    known, opens = in_state(Status.FINISHED), NEW if after is Status.OBSTRUCTED else None
    bare = a_draft(after, opens=opens)
    assert problems(bare, known) == {ReportProblem.NOTE_NEEDED_TO_REOPEN}
    assert problems(replace(bare, note="BAST keliru"), known) == set()


def test_proof_is_added_to_what_is_finished_without_a_note() -> None:
    assert problems(a_draft(Status.FINISHED), in_state(Status.FINISHED)) == set()


@pytest.mark.parametrize(("days", "opened"), [(-1, False), (0, True), (1, True)])
def test_a_report_of_a_day_before_the_closing_opens_nothing_again(
    days: int, *, opened: bool
) -> None:
    closed_on = AS_OF - timedelta(days=30)
    known = a_milestone(state=a_state(0.5, status=Status.CANCELLED, effective_on=closed_on))
    draft = a_draft(effective_on=closed_on + timedelta(days=days))
    assert opens_again(draft, known) is opened
    assert bool(problems(draft, known)) is opened


def test_the_longest_number_of_a_decision_is_legal() -> None:
    draft = a_draft(note="dibuka", decision_number="x" * DECISION_LIMIT)
    assert problems(draft, in_state(Status.CANCELLED)) == set()


@LAW
@given(st.sampled_from(Status), st.sampled_from(Status), st.text(), st.text())
def test_nothing_closed_is_opened_again_in_silence(
    before: Status, after: Status, note: str, number: str
) -> None:
    draft = a_draft(after, note=note, decision_number=number, opens=NEW)
    if problems(draft, in_state(before)) or not reopens(before, after):
        return
    assert note.strip()
    assert before is not Status.CANCELLED or number.strip()
    assert before is not Status.CANCELLED or needs_cancel_right(draft, in_state(before))


def test_an_open_obstacle_lets_a_milestone_stay_obstructed_until_it_is_closed() -> None:
    known = in_state(Status.OBSTRUCTED)
    closing = a_draft(Status.OBSTRUCTED, closes=(ObstacleId(1),))
    replaced = a_draft(Status.OBSTRUCTED, closes=(ObstacleId(1),), opens=NEW)
    assert problems(a_draft(Status.OBSTRUCTED), known) == set()
    assert problems(closing, known) == {ReportProblem.OBSTACLE_NEEDED}
    assert problems(replaced, known) == set()


def test_a_closed_obstacle_cannot_be_closed_again() -> None:
    closed = an_obstacle(closed_on=date(2022, 4, 1))
    known = a_milestone(state=a_state(0.5, obstacles=(closed,)))
    assert problems(a_draft(closes=(ObstacleId(1),)), known) == {ReportProblem.OBSTACLE_UNKNOWN}


def test_all_problems_of_a_report_come_back_together() -> None:
    draft = a_draft(
        Status.OBSTRUCTED,
        effective_on=date(2022, 7, 1),
        progress=2.0,
        realised_value=Decimal(-1),
        note="x" * (NOTE_LIMIT + 1),
    )
    assert problems(draft) == {
        ReportProblem.EFFECTIVE_IN_FUTURE,
        ReportProblem.PROGRESS_OUT_OF_RANGE,
        ReportProblem.REALISED_NEGATIVE,
        ReportProblem.NOTE_TOO_LONG,
        ReportProblem.OBSTACLE_NEEDED,
    }


@LAW
@given(st.sampled_from(Status), st.floats(), st.sampled_from(Status))
def test_a_legal_report_has_progress_that_fits_its_status(
    status: Status, progress: float, before: Status
) -> None:
    draft = a_draft(status, progress=progress, note="alasan", opens=NEW)
    if problems(draft, in_state(before)):
        return
    assert 0 <= progress <= 1
    assert status is Status.CANCELLED or (progress == 1) == (status is Status.FINISHED)
    assert status is not Status.NOT_STARTED or progress == 0


@pytest.mark.parametrize(("before", "after"), list(product(Status, Status)))
def test_the_cancel_right_is_needed_to_cancel_and_to_reopen(before: Status, after: Status) -> None:
    needed = (before is Status.CANCELLED) != (after is Status.CANCELLED)
    assert needs_cancel_right(a_draft(after), in_state(before)) is needed


def test_the_cancel_right_follows_the_submitted_state() -> None:
    cancelled = State(status=Status.CANCELLED)
    assert needs_cancel_right(a_draft(), a_milestone(state=State(), reported=cancelled))


def test_finishing_and_cancelling_close_every_obstacle() -> None:
    assert [status for status in Status if closes_all_obstacles(status)] == [
        Status.FINISHED,
        Status.CANCELLED,
    ]
