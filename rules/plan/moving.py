"""Milestones of one programme as another one would plan them: as many years later or earlier."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rules.periods import Quarter
from rules.plan.table import PlanRow
from rules.shapes import QuarterTarget, Shape
from rules.values import Programme, Schedule


def years_between(one: Programme, other: Programme) -> int:
    """Return how many years a programme begins after another; negative where it does before."""
    return one.start.year - other.start.year


def moved(rows: Iterable[PlanRow], years: int) -> tuple[PlanRow, ...]:
    """Return rows planned so many years later, with targets of the quarters of then."""
    return tuple(replace(row, schedule=_moved(row.schedule, years)) for row in rows)


def _moved(schedule: Schedule, years: int) -> Schedule:
    return replace(
        schedule,
        start=_day(schedule.start, years),
        finish=_day(schedule.finish, years),
        shape=_shape(schedule.shape, years),
    )


def _day(day: date, years: int) -> date:
    """The same day of another year; 29 February is the 28th where there is none."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + years, day=last)


def _shape(shape: Shape, years: int) -> Shape:
    targets = (
        QuarterTarget(Quarter(one.quarter.year + years, one.quarter.number), one.share)
        for one in shape.targets
    )
    return replace(shape, targets=tuple(targets))
