from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from rules.periods import WITA
from rules.reporting.batch import (
    MOST_ROWS,
    NOT_RECORDED,
    Batch,
    BatchId,
    BatchRow,
    Claim,
    Ground,
    NewBatch,
    course,
    in_order,
    problems_of_batch,
    problems_of_rows,
)
from rules.reporting.errors import BatchProblem, BatchRowProblem, LineProblem, ReportProblem
from rules.reporting.legality import NOTE_LIMIT
from rules.reporting.report import Draft, NewObstacle
from rules.values import AccountId, Actor, AgencyCode, EventId, Milestone, MilestoneCode, ObstacleId
from rules.vocabulary import Basis, EventKind, Role, Status
from tests.builders import a_milestone, a_programme, a_state, an_obstacle
from tests.rules.review.test_queue import a_report

CODE = MilestoneCode("S01-M01")
TODAY = date(2022, 3, 2)
LAND = NewObstacle("Lahan belum bebas", AgencyCode("DPMD"))


def a_row(number: int, day: date, progress: float = 0.5, **fields: Any) -> BatchRow:
    values: dict[str, Any] = {
        "milestone": CODE,
        "status": Status.FINISHED if progress == 1 else Status.IN_PROGRESS,
        "note": "",
    } | fields
    own = Draft(effective_on=day, progress=progress, seen=NOT_RECORDED, key="", **values)
    return BatchRow(number, own)


def a_ground(
    claims: Sequence[Claim] = (), milestone: Milestone | None = None, **fields: Any
) -> Ground:
    known = milestone or a_milestone(CODE)
    values: dict[str, Any] = {
        "programme": a_programme(),
        "today": TODAY,
        "milestones": {CODE: known},
        "claims": {CODE: claims},
        "agencies": frozenset({AgencyCode("DPMD")}),
        "closed": None,
        "may_cancel": True,
        "may_report_closed": True,
    } | fields
    return Ground(**values)


def problems(rows: Sequence[BatchRow], ground: Ground | None = None) -> list[tuple[int, Any]]:
    return [(one.row, one.problem) for one in problems_of_rows(rows, ground or a_ground())]


def day(number: int, month: int = 5) -> date:
    return date(2021, month, number)


def test_rows_may_stand_in_any_order_of_days() -> None:
    rows = [a_row(1, day(20), 1), a_row(2, day(1), 0.1), a_row(3, day(10), 0.6)]

    assert [row.number for row in in_order(rows)] == [2, 3, 1]
    assert problems(rows) == []


def test_a_row_is_compared_with_the_rows_of_earlier_days_alone() -> None:
    rows = [a_row(1, day(10), 0.4), a_row(2, day(20), 0.3)]

    assert problems(rows) == [(2, ReportProblem.NOTE_NEEDED_TO_FALL)]


def test_a_row_is_compared_with_what_was_claimed_by_its_day() -> None:
    before, after = Claim(EventId(1), day(1), Status.IN_PROGRESS, 0.2), day(30)
    later = Claim(EventId(2), after, Status.IN_PROGRESS, 0.9)
    ground = a_ground([before, later])

    assert problems([a_row(1, day(10), 0.4)], ground) == []
    assert problems([a_row(1, day(10), 0.1)], ground) == [(1, ReportProblem.NOTE_NEEDED_TO_FALL)]


def test_what_was_returned_is_no_longer_claimed() -> None:
    returned = Claim(EventId(1), day(1), Status.IN_PROGRESS, 0.8, verdict=EventKind.RETURNED)

    assert problems([a_row(1, day(10), 0.4)], a_ground([returned])) == []


def test_every_problem_of_every_row_is_told_at_once() -> None:
    rows = [
        a_row(7, date(2022, 3, 3), 0.5),
        a_row(9, date(2020, 12, 31), 1, status=Status.IN_PROGRESS, realised_value=Decimal(-1)),
        a_row(8, day(1), milestone=MilestoneCode("S99-M01")),
    ]

    assert problems(rows) == [
        (7, ReportProblem.EFFECTIVE_IN_FUTURE),
        (7, ReportProblem.NOTE_NEEDED_TO_FALL),
        (8, LineProblem.MILESTONE_UNKNOWN),
        (9, ReportProblem.EFFECTIVE_BEFORE_PROGRAMME),
        (9, ReportProblem.PROGRESS_FULL_UNFINISHED),
        (9, ReportProblem.REALISED_NEGATIVE),
    ]


def test_a_row_after_a_cancellation_names_the_decision_that_opened_again() -> None:
    cancelled = a_row(1, day(1), 0.4, status=Status.CANCELLED, note="Lahan dipakai")
    bare, noted = a_row(2, day(9), 0.4), a_row(2, day(9), 0.4, note="Lahan tersedia")
    named = a_row(2, day(9), 0.4, note="Lahan tersedia", decision_number="027/9")

    assert problems([cancelled, bare]) == [
        (2, ReportProblem.NOTE_NEEDED_TO_REOPEN),
        (2, ReportProblem.DECISION_NEEDED_TO_REOPEN),
    ]
    assert problems([cancelled, noted]) == [(2, ReportProblem.DECISION_NEEDED_TO_REOPEN)]
    assert problems([cancelled, named]) == []


def test_a_day_of_a_milestone_stands_once() -> None:
    rows = [a_row(1, day(1), 0.4), a_row(2, day(2), 0.5), a_row(3, day(1), 0.4)]

    assert problems(rows) == [(3, LineProblem.TWICE)]


def test_what_is_recorded_already_is_not_brought_in_again() -> None:
    recorded = Claim(EventId(1), day(1), Status.IN_PROGRESS, 0.4, Decimal(3))
    same = a_row(1, day(1), 0.4, realised_value=Decimal(3))
    corrected = a_row(1, day(1), 0.4, realised_value=Decimal(4))

    assert problems([same], a_ground([recorded])) == [(1, LineProblem.ALREADY_RECORDED)]
    assert problems([corrected], a_ground([recorded])) == []


@pytest.mark.parametrize(
    ("status", "may", "found"),
    [
        (Status.CANCELLED, True, []),
        (Status.CANCELLED, False, [(1, LineProblem.MAY_NOT_CANCEL)]),
        (Status.IN_PROGRESS, False, []),
    ],
)
def test_who_may_not_cancel_is_told_so(status: Status, *, may: bool, found: list[object]) -> None:
    row = a_row(1, day(1), status=status, note="Dialihkan")

    assert problems([row], a_ground(may_cancel=may)) == found


def test_an_obstacle_stands_as_long_as_its_milestone_is_obstructed() -> None:
    stuck = {"status": Status.OBSTRUCTED}
    rows = [
        a_row(1, day(1), 0.3, opens=LAND, **stuck),
        a_row(2, day(10), 0.4, **stuck),
        a_row(3, day(20), 0.5),
        a_row(4, day(25), 0.6, **stuck),
    ]

    assert problems(rows) == [(4, ReportProblem.OBSTACLE_NEEDED)]


def test_a_finished_milestone_has_no_obstacle_left() -> None:
    rows = [
        a_row(1, day(1), 0.3, opens=LAND, status=Status.OBSTRUCTED),
        a_row(2, day(10), 1),
        a_row(3, day(20), 0.9, status=Status.OBSTRUCTED, note="Rusak"),
    ]

    assert problems(rows) == [(3, ReportProblem.OBSTACLE_NEEDED)]


def test_an_obstacle_that_was_recorded_before_is_ended_by_finishing_alone() -> None:
    opened = an_obstacle(opened_on=day(1), closed_on=day(25))
    milestone = a_milestone(CODE, a_state(0.2, obstacles=(opened,)))
    own = course(a_ground((), milestone), CODE)

    assert own.closing(a_row(1, day(10), 0.5).draft).closes == ()
    assert own.known_on(day(10)).states[Basis.REPORTED].open_obstacles[0].id == opened.id
    assert own.known_on(date(2021, 4, 30)).states[Basis.REPORTED].open_obstacles == ()
    assert own.known_on(day(25)).states[Basis.REPORTED].open_obstacles == ()
    own.add(a_row(2, day(12), 1).draft, None)
    assert own.obstacles[opened.id].closed_on == day(12)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"status": Status.IN_PROGRESS, "opens": LAND}, LineProblem.OBSTACLE_WITHOUT_STATUS),
        (
            {"status": Status.OBSTRUCTED, "opens": NewObstacle("Lahan", AgencyCode("X"))},
            LineProblem.OWNER_UNKNOWN,
        ),
    ],
)
def test_an_obstacle_needs_its_status_and_a_known_owner(
    fields: dict[str, Any], problem: LineProblem
) -> None:
    assert problems([a_row(1, day(1), **fields)]) == [(1, problem)]


def test_a_course_goes_on_with_what_is_added() -> None:
    own = course(a_ground(), CODE)
    own.add(a_row(1, day(10), 0.4, opens=LAND, status=Status.OBSTRUCTED).draft, ObstacleId(3))
    own.add(a_row(2, day(1), 0.1).draft, None)

    assert own.known_on(day(5)).states[Basis.REPORTED].progress == 0.1
    state = own.known_on(day(10)).states[Basis.APPROVED]
    assert (state.progress, state.open_obstacles[0].id) == (0.4, 3)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, ()),
        ({"source": " "}, (BatchProblem.SOURCE_MISSING,)),
        ({"source": "x" * (NOTE_LIMIT + 1)}, (BatchProblem.SOURCE_TOO_LONG,)),
        ({"rows": ()}, (BatchProblem.EMPTY,)),
        ({"rows": (a_row(1, day(1)),) * (MOST_ROWS + 1)}, (BatchProblem.TOO_MANY,)),
    ],
)
def test_what_is_wrong_with_a_batch_as_a_whole(
    fields: dict[str, Any], found: tuple[BatchProblem, ...]
) -> None:
    values: dict[str, Any] = {"source": "Arsip", "rows": (a_row(1, day(1)),), "key": "k"} | fields

    assert problems_of_batch(NewBatch(**values)) == found


def test_a_problem_of_a_row_names_its_field() -> None:
    assert BatchRowProblem(1, LineProblem.TWICE).field == "effective_on"
    assert BatchRowProblem(1, ReportProblem.NOTE_TOO_LONG).field == "note"


def a_batch(**fields: Any) -> Batch:
    values: dict[str, Any] = {
        "id": BatchId(1),
        "source": "Arsip 2021",
        "author_id": AccountId(1),
        "author": "Operator DPMD",
        "recorded_at": datetime(2022, 3, 2, 9, tzinfo=WITA),
        "reports": 199,
        "first_on": date(2021, 2, 7),
        "last_on": date(2022, 2, 28),
    } | fields
    return Batch(**values)


@pytest.mark.parametrize(
    ("kind", "opposite"),
    [
        (EventKind.APPROVED, EventKind.RETURNED),
        (EventKind.RETURNED, EventKind.APPROVED),
        (EventKind.WITHDRAWN, None),
    ],
)
def test_a_decision_on_a_batch_can_be_reversed_and_nothing_else(
    kind: EventKind, opposite: EventKind | None
) -> None:
    event = a_report(kind=kind, id=EventId(7))
    decided = a_batch(verdict=kind, verdict_event=event)

    assert (decided.waits, decided.seen, decided.opposite) == (False, 7, opposite)


def test_a_batch_that_nobody_decided_on_waits() -> None:
    waiting = a_batch()
    author = Actor(AccountId(1), "dpmd", "Operator", Role.DPMD_OPERATOR, None)

    assert (waiting.waits, waiting.seen, waiting.opposite) == (True, 0, None)
    assert waiting.is_by(author)


@given(st.permutations([1, 2, 3, 4, 5]), st.lists(st.integers(1, 9), min_size=5, max_size=5))
def test_what_is_wrong_does_not_depend_on_the_order_of_rows(
    places: list[int], tenths: list[int]
) -> None:
    rows = [a_row(n, day(n), tenths[n - 1] / 10) for n in range(1, 6)]

    assert problems([rows[place - 1] for place in places]) == problems(rows)
