from datetime import date

import pytest

from rules.plan.errors import PlanProblem
from rules.plan.shapes import problems_of_shape, usual_shape
from rules.shapes import LINEAR, STEP, Shape
from rules.values import Schedule
from rules.vocabulary import IndicatorKind
from tests.builders import a_shape

START, FINISH = date(2022, 1, 10), date(2022, 8, 31)


def problems(shape: Shape, start: date = START, finish: date = FINISH) -> set[PlanProblem]:
    return set(problems_of_shape(Schedule(start, finish, 10, shape)))


@pytest.mark.parametrize(
    "shape",
    [
        LINEAR,
        STEP,
        a_shape(TW3_2022=1),
        a_shape(TW1_2022=0.4, TW3_2022=1),
        a_shape(TW1_2022=0, TW2_2022=0, TW3_2022=1),
    ],
)
def test_a_shape_that_rises_to_the_whole_at_the_finish_is_right(shape: Shape) -> None:
    assert problems(shape) == set()


@pytest.mark.parametrize(
    ("shape", "problem"),
    [
        (a_shape(TW1_2022=0.6, TW2_2022=0.4, TW3_2022=1), PlanProblem.SHAPE_NOT_RISING),
        (a_shape(TW2_2022=0.4, TW1_2022=0.6, TW3_2022=1), PlanProblem.SHAPE_NOT_RISING),
        (a_shape(TW1_2022=1.2, TW3_2022=1), PlanProblem.SHAPE_NOT_RISING),
        (a_shape(TW1_2022=-0.1, TW3_2022=1), PlanProblem.SHAPE_NOT_RISING),
        (a_shape(TW3_2022=0.9), PlanProblem.SHAPE_NOT_WHOLE),
        (a_shape(TW4_2022=1), PlanProblem.SHAPE_OUTSIDE),
        (a_shape(TW4_2021=0.1, TW3_2022=1), PlanProblem.SHAPE_OUTSIDE),
        (a_shape(TW1_2022=0.4, TW2_2022=1), PlanProblem.SHAPE_OUTSIDE),
    ],
)
def test_each_fault_of_targets_is_named(shape: Shape, problem: PlanProblem) -> None:
    assert problems(shape) == {problem}


def test_a_target_on_the_day_of_the_start_says_nothing_and_is_refused() -> None:
    shape = a_shape(TW1_2022=0.4, TW2_2022=1)
    first, last = date(2022, 3, 31), date(2022, 6, 30)
    assert problems(shape, first, last) == {PlanProblem.SHAPE_OUTSIDE}
    assert problems(shape, first.replace(day=30), last) == set()


@pytest.mark.parametrize(
    ("unit", "shape"),
    [
        *((unit, STEP) for unit in ("dokumen", "Paket dokumen", "SK", "NIB", "bidang")),
        *((unit, LINEAR) for unit in ("unit", "skema", "")),
    ],
)
def test_a_document_is_there_or_not(unit: str, shape: Shape) -> None:
    assert usual_shape(IndicatorKind.FINAL_VALUE, unit) == shape
    assert usual_shape(IndicatorKind.CUMULATIVE, unit) == LINEAR
