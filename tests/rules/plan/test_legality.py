from datetime import date
from math import nan
from typing import Any

import pytest

from rules.plan.errors import RevisionProblem
from rules.plan.legality import problems_of_revision, problems_of_schedules
from rules.values import MilestoneCode, Schedule
from tests.builders import a_schedule

BEFORE = {
    MilestoneCode("S01-M01"): a_schedule(weight=40.0),
    MilestoneCode("S01-M02"): a_schedule(weight=60.0),
}


def revise(
    after: dict[MilestoneCode, Schedule], reason: str = "lahan", number: str = "188/12/2022"
) -> set[RevisionProblem]:
    return set(problems_of_revision(BEFORE, after, reason=reason, decision_number=number))


def changed(**fields: Any) -> dict[MilestoneCode, Schedule]:
    return BEFORE | {MilestoneCode("S01-M01"): a_schedule(**{"weight": 40.0} | fields)}


def test_a_revision_of_a_date_with_reason_and_number_is_legal() -> None:
    assert revise(changed(finish=date(2022, 3, 31))) == set()


def test_a_revision_that_moves_weight_between_milestones_is_legal() -> None:
    moved = {
        MilestoneCode("S01-M01"): a_schedule(weight=45.5),
        MilestoneCode("S01-M02"): a_schedule(weight=54.5),
    }
    assert revise(moved) == set()


def test_each_fault_of_a_revision_has_its_problem() -> None:
    good = changed(finish=date(2022, 3, 31))
    assert revise(dict(BEFORE)) == {RevisionProblem.NOTHING_CHANGED}
    assert revise(good, reason=" ") == {RevisionProblem.REASON_NEEDED}
    assert revise(good, number=" ") == {RevisionProblem.DECISION_NUMBER_NEEDED}
    assert revise(changed(finish=date(2020, 12, 31))) == {RevisionProblem.FINISH_BEFORE_START}
    assert revise(changed(weight=41.0)) == {RevisionProblem.WEIGHTS_NOT_100}


def test_all_problems_of_a_revision_come_back_together() -> None:
    wrong = changed(finish=date(2020, 12, 31), weight=0.0)
    assert revise(wrong, reason="", number="") == {
        RevisionProblem.REASON_NEEDED,
        RevisionProblem.DECISION_NUMBER_NEEDED,
        RevisionProblem.FINISH_BEFORE_START,
        RevisionProblem.WEIGHT_NOT_POSITIVE,
        RevisionProblem.WEIGHTS_NOT_100,
    }


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([100.0], set()),
        ([33.3, 33.3, 33.4], set()),
        ([0.1] * 1000, set()),
        ([99.99], {RevisionProblem.WEIGHTS_NOT_100}),
        ([100.0, 0.01], {RevisionProblem.WEIGHTS_NOT_100}),
        ([0.0, 100.0], {RevisionProblem.WEIGHT_NOT_POSITIVE}),
        ([-10.0, 110.0], {RevisionProblem.WEIGHT_NOT_POSITIVE}),
        ([nan, 100.0], {RevisionProblem.WEIGHT_NOT_POSITIVE, RevisionProblem.WEIGHTS_NOT_100}),
        ([], {RevisionProblem.WEIGHTS_NOT_100}),
    ],
)
def test_weights_are_positive_and_sum_to_a_hundred(
    weights: list[float], expected: set[RevisionProblem]
) -> None:
    found = problems_of_schedules([a_schedule(weight=weight) for weight in weights])
    assert set(found) == expected


def test_a_plan_of_one_day_is_legal() -> None:
    day = date(2022, 6, 30)
    assert problems_of_schedules([Schedule(day, day, 100.0)]) == ()
