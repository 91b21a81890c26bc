"""Milestones split and merged: what each new row takes over of those it comes from.

A row of a table names its `origins`. Where these are in use they leave the plan on the day from
which the act holds, and what had been reported of them by then is carried over, so that the figures
of that day stay. Weights are reckoned in hundredths, progress in hundredths of a percent.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import fsum
from typing import Final

from rules.plan.errors import PlanProblem
from rules.plan.table import PlanRow, SentraPlan, apportioned
from rules.shapes import LINEAR
from rules.values import Board, FirstShare, Milestone, MilestoneCode, Obstacle, Schedule
from rules.vocabulary import Status

MOST_PARTS: Final = 6
"""Into so many parts a milestone is split at most at once."""

_FULL: Final = 10_000
_POINT: Final = 100


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a milestone stood from a day on; `evidence` names documents in words."""

    effective_on: date
    status: Status
    progress: float
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """What was reported of a milestone, day by day, whether a report waits, and what is open.

    `stands` are those of the reports that count, by the day that each speaks of.
    """

    stands: tuple[Stand, ...] = ()
    is_waiting: bool = False
    obstacles: tuple[Obstacle, ...] = ()

    def on(self, day: date) -> Stand | None:
        """Return where it stood at the end of a day; None before the first report."""
        held = [own for own in self.stands if own.effective_on <= day]
        return held[-1] if held else None

    def since(self, day: date) -> tuple[Stand, ...]:
        """Return where it stood on a day and all that came later."""
        before = self.on(day)
        later = tuple(own for own in self.stands if own.effective_on > day)
        return later if before is None else (replace(before, effective_on=day), *later)


Courses = Mapping[MilestoneCode, Course]


def planned(board: Board) -> tuple[Milestone, ...]:
    """Return the milestones of a board that its plan has: those split or merged have left it."""
    return tuple(one for sentra in board.sentra for one in sentra.milestones)


def settled(rows: Sequence[PlanRow], plan: SentraPlan, *, is_adopted: bool) -> tuple[PlanRow, ...]:
    """Return the rows of a table without origins that nobody uses: these are simply replaced."""
    return tuple(
        row
        if is_adopted or plan.reported & set(row.origins) or not row.origins
        else replace(row, origins=())
        for row in rows
    )


def heirs(rows: Sequence[PlanRow]) -> dict[MilestoneCode, tuple[int, ...]]:
    """Return for each origin the places, from 0 on, of the rows that come from it."""
    found: dict[MilestoneCode, tuple[int, ...]] = {}
    for place, row in enumerate(rows):
        for origin in row.origins:
            found[origin] = (*found.get(origin, ()), place)
    return found


def problems_of_origins(
    row: PlanRow, rows: Sequence[PlanRow], plan: SentraPlan, courses: Courses
) -> Iterator[PlanProblem]:
    """Yield what is wrong with what a row comes from."""
    if not row.origins:
        return
    if row.code is not None:
        yield PlanProblem.ORIGIN_OF_OLD
    if not set(row.origins) <= {own.code for own in plan.rows}:
        yield PlanProblem.ORIGIN_UNKNOWN
    if set(row.origins) & {own.code for own in rows}:
        yield PlanProblem.ORIGIN_STAYS
    times = Counter(code for own in rows for code in own.origins)
    if len(row.origins) > 1 and any(times[code] > 1 for code in row.origins):
        yield PlanProblem.ORIGIN_TORN
    if any(times[code] > MOST_PARTS for code in row.origins):
        yield PlanProblem.ORIGIN_IN_TOO_MANY
    known = [courses.get(code, Course()) for code in row.origins]
    if any(own.is_waiting for own in known):
        yield PlanProblem.ORIGIN_WAITS
    if any(own.stands and own.stands[-1].status is Status.CANCELLED for own in known):
        yield PlanProblem.ORIGIN_CANCELLED


def is_heir(rows: Sequence[PlanRow], place: int) -> bool:
    """Whether what is open of its origins goes on with the row at a place: with the first one."""
    return any(places[0] == place for places in heirs(rows).values())


def carried(
    origins: Mapping[MilestoneCode, float], courses: Courses, since: date, *, is_heir: bool
) -> tuple[Stand, ...]:
    """Return where a new row stands by what was reported of its origins, from `since` on.

    A part stands where its origin stood; what is merged, at the mean by the weights of the origins.
    Only the heir of what is open goes on as obstructed.
    """
    own = {code: courses.get(code, Course()) for code in origins}
    days = {stand.effective_on for course in own.values() for stand in course.since(since)}
    found: list[Stand] = []
    for day in sorted(days):
        stands = [(own[code].on(day), _parts(weight, _POINT)) for code, weight in origins.items()]
        stand = _mean(day, stands, is_heir=is_heir)
        if not found or replace(found[-1], effective_on=day) != stand:
            found.append(stand)
    return tuple(found)


def _mean(day: date, stands: Sequence[tuple[Stand | None, int]], *, is_heir: bool) -> Stand:
    known = [one for one, _ in stands if one is not None]
    done = sum(_parts(one.progress, _FULL) * weight for one, weight in stands if one is not None)
    whole = sum(weight for _, weight in stands)
    statuses = {None if one is None else one.status for one, _ in stands}
    evidence = "; ".join(dict.fromkeys(filter(None, (one.evidence for one in known))))
    if statuses == {Status.FINISHED}:
        return Stand(day, Status.FINISHED, 1.0, evidence)
    if statuses <= {None, Status.NOT_STARTED}:
        return Stand(day, Status.NOT_STARTED, 0.0, evidence)
    status = Status.OBSTRUCTED if is_heir and Status.OBSTRUCTED in statuses else Status.IN_PROGRESS
    # Only what is finished wholly stands at 100%.
    parts = min((2 * done + whole) // (2 * whole), _FULL - 1)
    return Stand(day, status, parts / _FULL, evidence)


def remainder(origins: Mapping[MilestoneCode, float], courses: Courses, since: date) -> float:
    """Return the points of the sentra by which rounding moves what a merger carries, on the day."""
    stands = carried(origins, courses, since, is_heir=True)
    held = [stand.progress for stand in stands if stand.effective_on <= since]
    after = held[-1] * fsum(origins.values()) if held else 0.0
    before = [
        weight * stand.progress
        for code, weight in origins.items()
        if (stand := courses.get(code, Course()).on(since)) is not None
    ]
    return round(after - fsum(before), 6)


def inherited(
    rows: Sequence[PlanRow], place: int, shares: Mapping[MilestoneCode, Sequence[FirstShare]]
) -> tuple[FirstShare, ...]:
    """Return what the row at a place answers for of the first plan, by what its origins did."""
    places = heirs(rows)
    found: list[FirstShare] = []
    for code in rows[place].origins:
        weights = [rows[own].schedule.weight for own in places[code]]
        found += handed_down(shares.get(code, ()), weights)[places[code].index(place)]
    return tuple(found)


def handed_down(
    shares: Sequence[FirstShare], weights: Sequence[float]
) -> list[tuple[FirstShare, ...]]:
    """Return what each part takes over of the first plan, in proportion of the parts' weights.

    Each share is split to the hundredth of a point without remainder; parts of nothing are left
    out.
    """
    own = [_parts(weight, _POINT) for weight in weights]
    found: list[list[FirstShare]] = [[] for _ in weights]
    for share in shares:
        first = apportioned(_parts(share.schedule.weight, _POINT), own)
        reckoned = apportioned(_parts(share.reckoned, _POINT), own)
        for part, points, counted in zip(found, first, reckoned, strict=True):
            if points or counted:
                schedule = replace(share.schedule, weight=points / _POINT)
                part.append(FirstShare(share.milestone, schedule, counted / _POINT))
    return [tuple(part) for part in found]


def envelope(schedules: Sequence[Schedule]) -> Schedule:
    """Return the days and the weight of several schedules as one; how it rises, they say."""
    if len(schedules) == 1:
        return schedules[0]
    return Schedule(
        start=min(own.start for own in schedules),
        finish=max(own.finish for own in schedules),
        weight=sum(_parts(own.weight, _POINT) for own in schedules) / _POINT,
        shape=LINEAR,
    )


def _parts(value: float, parts: int) -> int:
    return round(value * parts)
