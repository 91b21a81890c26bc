"""How far each milestone of the example is on each day, and the days on which it is reported."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Final

from example.scenario import (
    CANCELLED,
    CANCELLED_ON,
    COURSES,
    HINDRANCES,
    LAST_EFFECTIVE,
    PACES,
    SILENT_FROM,
    SILENT_SENTRA,
    Course,
)
from rules.values import Milestone

_STEP: Final = 0.05
_HIGHEST_UNFINISHED: Final = 0.95

# Reports come about monthly, and never so far apart that a reporting sentra counts as silent.
_DAYS_APART: Final = (21, 26)
_DAYS_TO_FIRST: Final = (4, 12)
_TOO_CLOSE: Final = 10


def course_of(milestone: Milestone, chance: Random) -> Course:
    """Return the milestone's own course, or that of its sentra's pace with a little chance."""
    if milestone.code in COURSES:
        return COURSES[milestone.code]
    pace = PACES[milestone.sentra]
    start = milestone.first.start + timedelta(days=pace.start + chance.randint(0, 6))
    finish = milestone.first.finish + timedelta(days=pace.finish + chance.randint(-6, 6))
    return ((start, 0.0), (finish, 1.0))


def progress_on(course: Course, day: date) -> float:
    """Return the progress that a report on `day` would claim: steps of 5%, full only at the end."""
    previous_day, previous = course[0]
    for point_day, progress in course:
        if day < point_day:
            reached = (day - previous_day).days / max(1, (point_day - previous_day).days)
            return _in_steps(previous + (progress - previous) * reached)
        previous_day, previous = point_day, progress
    return previous if previous == 1 else _in_steps(previous)


def report_days(milestone: Milestone, course: Course, chance: Random) -> tuple[date, ...]:
    """Return the days on which the milestone is reported, in order; none if it starts later."""
    last = _last_day(milestone, course)
    marked = {day for day in _marked_days(milestone, course) if day <= last}
    regular = (
        day
        for day in _regular_days(course[0][0], last, chance)
        if all(abs((day - other).days) >= _TOO_CLOSE for other in marked)
    )
    return tuple(sorted({*marked, *regular}))


def _in_steps(progress: float) -> float:
    # The tiny addition keeps 0.15 / 0.05 from counting as two steps.
    steps = int(progress / _STEP + 1e-6)
    return min(_HIGHEST_UNFINISHED, round(steps * _STEP, 2))


def _last_day(milestone: Milestone, course: Course) -> date:
    if milestone.code == CANCELLED:
        return CANCELLED_ON
    last = LAST_EFFECTIVE if milestone.sentra != SILENT_SENTRA else SILENT_FROM
    finish, progress = course[-1]
    return min(last, finish) if progress == 1 else last


def _marked_days(milestone: Milestone, course: Course) -> Iterator[date]:
    """Days that must have a report: the finish, a fall, and where an obstacle opens or closes."""
    finish, progress = course[-1]
    if progress == 1:
        yield finish
    for (earlier, before), (later, after) in pairwise(course):
        if after < before:
            yield from (earlier, later)
    if milestone.code == CANCELLED:
        yield CANCELLED_ON
    for hindrance in HINDRANCES:
        if hindrance.milestone == milestone.code:
            yield hindrance.opened_on
            if hindrance.closed_on is not None:
                yield hindrance.closed_on


def _regular_days(start: date, last: date, chance: Random) -> Iterator[date]:
    day = start + timedelta(days=chance.randint(*_DAYS_TO_FIRST))
    while day <= last:
        yield day
        day += timedelta(days=chance.randint(*_DAYS_APART))
