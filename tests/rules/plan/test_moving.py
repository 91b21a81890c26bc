"""Milestones of one programme as another one would plan them."""

from datetime import date

from rules.periods import Quarter
from rules.plan.moving import moved, years_between
from rules.plan.shapes import problems_of_shape
from rules.shapes import LINEAR, QuarterTarget, Shape
from rules.values import Schedule
from rules.vocabulary import ShapeKind
from tests.builders import a_plan_row, a_programme

TARGETS = Shape(
    ShapeKind.TARGETS, (QuarterTarget(Quarter(2024, 1), 0.4), QuarterTarget(Quarter(2024, 2), 1.0))
)


def test_days_and_quarters_move_by_whole_years() -> None:
    leap = Schedule(date(2024, 2, 29), date(2024, 5, 31), 60.0, TARGETS)
    plain = Schedule(date(2021, 1, 1), date(2021, 12, 31), 40.0)
    first, second = moved((a_plan_row(schedule=leap), a_plan_row(schedule=plain)), 3)

    assert (first.schedule.start, first.schedule.finish) == (date(2027, 2, 28), date(2027, 5, 31))
    assert [one.quarter for one in first.schedule.shape.targets] == [
        Quarter(2027, 1),
        Quarter(2027, 2),
    ]
    assert not [*problems_of_shape(first.schedule)]
    assert second.schedule == Schedule(date(2024, 1, 1), date(2024, 12, 31), 40.0, LINEAR)


def test_as_many_years_as_one_programme_begins_after_another() -> None:
    first = a_programme(start=date(2021, 1, 1))
    second = a_programme(start=date(2024, 7, 1))
    assert years_between(second, first) == 3
    assert years_between(first, second) == -3
