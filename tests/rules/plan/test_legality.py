from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import inf, nan
from typing import Any

import pytest

from rules.periods import Span
from rules.plan.errors import PlanProblem
from rules.plan.legality import (
    MOST_ROWS,
    TEXT_LIMIT,
    PlanGround,
    problems_of_adoption,
    problems_of_change,
    problems_of_schedules,
    problems_of_table,
)
from rules.plan.table import PlanDecision, PlanRow, SentraPlan
from rules.values import (
    AgencyCode,
    MilestoneCode,
    Schedule,
    SentraCode,
)
from tests.builders import a_plan_row, a_schedule

TODAY = date(2022, 6, 30)
GROUND = PlanGround(
    Span(date(2021, 1, 1), date(2023, 12, 31)), TODAY, {AgencyCode("DPMD"), AgencyCode("DINKES")}
)
FIRST, SECOND = a_plan_row("S01-M01", weight=40.0), a_plan_row("S01-M02", weight=60.0)
PLAN = SentraPlan(SentraCode("S01"), "Kelapa", (FIRST, SECOND), 3, None, frozenset())
ADOPTED = date(2021, 1, 18)
DECISION = PlanDecision("050/7/2022", TODAY, "Lahan terlambat")


def table(*rows: PlanRow) -> set[tuple[int, PlanProblem]]:
    return {(found.row, found.problem) for found in problems_of_table(rows, GROUND)}


def change(
    rows: tuple[PlanRow, ...],
    decision: PlanDecision | None = None,
    adopted_on: date | None = None,
    **fields: Any,
) -> set[PlanProblem]:
    plan = replace(PLAN, **fields)
    found = problems_of_change(plan, rows, decision, GROUND, adopted_on=adopted_on)
    return {one.problem for one in found}


def test_a_table_that_keeps_every_rule_has_no_problem() -> None:
    assert table(FIRST, SECOND) == set()


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"title": " "}, PlanProblem.TITLE_NEEDED),
        ({"title": "x" * (TEXT_LIMIT + 1)}, PlanProblem.TEXT_TOO_LONG),
        ({"stage": 0}, PlanProblem.STAGE_UNKNOWN),
        ({"stage": 8}, PlanProblem.STAGE_UNKNOWN),
        ({"lead": AgencyCode("X")}, PlanProblem.LEAD_UNKNOWN),
        ({"supporting": (AgencyCode("X"),)}, PlanProblem.SUPPORT_UNKNOWN),
        ({"supporting": (AgencyCode("DPMD"),)}, PlanProblem.SUPPORT_TWICE),
        ({"supporting": (AgencyCode("DINKES"),) * 2}, PlanProblem.SUPPORT_TWICE),
        ({"unit": ""}, PlanProblem.UNIT_NEEDED),
        ({"target": Decimal(-1)}, PlanProblem.TARGET_OUT_OF_RANGE),
        ({"target": Decimal("NaN")}, PlanProblem.TARGET_OUT_OF_RANGE),
        ({"expected_evidence": ""}, PlanProblem.EVIDENCE_NEEDED),
        ({"start": date(2020, 12, 31)}, PlanProblem.START_BEFORE_PROGRAMME),
        ({"finish": date(2020, 1, 1)}, PlanProblem.FINISH_BEFORE_START),
    ],
)
def test_each_fault_of_a_row_is_named_with_its_place(
    fields: dict[str, Any], problem: PlanProblem
) -> None:
    assert table(FIRST, a_plan_row("S01-M02", weight=60.0, **fields)) == {(2, problem)}


@pytest.mark.parametrize("weight", [0.0, -60.0, 0.001, nan, inf])
def test_a_weight_is_at_least_a_hundredth(weight: float) -> None:
    found = table(FIRST, a_plan_row("S01-M02", weight=weight))
    assert found == {(2, PlanProblem.WEIGHT_NOT_POSITIVE), (0, PlanProblem.WEIGHTS_NOT_100)}


def test_a_code_stands_once_and_a_sentra_keeps_some_milestones() -> None:
    assert table(FIRST, replace(SECOND, code=FIRST.code)) == {
        (1, PlanProblem.CODE_TWICE),
        (2, PlanProblem.CODE_TWICE),
    }
    assert table() == {(0, PlanProblem.EMPTY)}
    many = [a_plan_row(None, weight=1.0) for _ in range(MOST_ROWS + 1)]
    assert (0, PlanProblem.TOO_MANY) in table(*many)


def test_a_draft_is_changed_without_a_decision() -> None:
    new = a_plan_row(None, weight=10.0)
    assert change((replace(FIRST, schedule=a_schedule(weight=30.0)), SECOND, new)) == set()
    assert change((replace(SECOND, schedule=a_schedule(weight=100.0)),)) == set()
    assert change((SECOND, FIRST)) == set()
    assert change((SECOND, FIRST), DECISION) == {PlanProblem.NOT_ADOPTED}


def test_what_somebody_reported_on_is_not_removed() -> None:
    rest = (a_plan_row("S01-M02", weight=100.0),)
    reported = frozenset({MilestoneCode("S01-M01")})
    assert change(rest, reported=reported) == {PlanProblem.REMOVED_IN_USE}
    assert change(rest, DECISION, ADOPTED) == {PlanProblem.REMOVED_IN_USE}


def test_an_adopted_plan_is_changed_by_a_decision_with_reason_and_day() -> None:
    rows = (SECOND, FIRST)
    assert change(rows, DECISION, ADOPTED) == set()
    assert change(rows, None, ADOPTED) == {
        PlanProblem.DECISION_NUMBER_NEEDED,
        PlanProblem.REASON_NEEDED,
    }
    early, late = ADOPTED.replace(day=17), TODAY.replace(month=7)
    assert change(rows, replace(DECISION, holds_from=early), ADOPTED) == {
        PlanProblem.HOLDS_FROM_TOO_EARLY
    }
    assert change(rows, replace(DECISION, holds_from=late), ADOPTED) == {
        PlanProblem.HOLDS_FROM_FUTURE
    }
    latest = date(2022, 5, 1)
    before = replace(DECISION, holds_from=date(2022, 4, 30))
    assert change(rows, before, ADOPTED, latest_day=latest) == {PlanProblem.HOLDS_FROM_TOO_EARLY}
    assert change(rows, replace(DECISION, holds_from=latest), ADOPTED, latest_day=latest) == set()


def test_nothing_changed_and_codes_of_elsewhere_are_told() -> None:
    assert change((FIRST, SECOND)) == {PlanProblem.NOTHING_CHANGED}
    foreign = a_plan_row("S02-M01", weight=60.0)
    assert PlanProblem.CODE_UNKNOWN in change((FIRST, foreign))


def test_a_draft_is_adopted_whole_by_a_number_and_a_day() -> None:
    assert problems_of_adoption([PLAN], DECISION, GROUND) == ()
    wrong = replace(PLAN, rows=(FIRST,))
    decision = PlanDecision(" ", date(2022, 7, 1), "")
    assert set(problems_of_adoption([PLAN, wrong], decision, GROUND)) == {
        PlanProblem.WEIGHTS_NOT_100,
        PlanProblem.DECISION_NUMBER_NEEDED,
        PlanProblem.HOLDS_FROM_FUTURE,
    }


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([100.0], set()),
        ([33.33, 33.33, 33.34], set()),
        ([99.99], {PlanProblem.WEIGHTS_NOT_100}),
        ([100.0, 0.01], {PlanProblem.WEIGHTS_NOT_100}),
        ([0.0, 100.0], {PlanProblem.WEIGHT_NOT_POSITIVE}),
        ([-10.0, 110.0], {PlanProblem.WEIGHT_NOT_POSITIVE}),
        ([nan, 100.0], {PlanProblem.WEIGHT_NOT_POSITIVE, PlanProblem.WEIGHTS_NOT_100}),
        ([], {PlanProblem.WEIGHTS_NOT_100}),
    ],
)
def test_schedules_of_a_sentra_sum_to_100(weights: list[float], expected: set[PlanProblem]) -> None:
    found = problems_of_schedules([a_schedule(weight=weight) for weight in weights])
    assert set(found) == expected


def test_a_schedule_of_one_day_is_legal() -> None:
    day = date(2021, 5, 5)
    assert problems_of_schedules([Schedule(day, day, 100.0)]) == ()
