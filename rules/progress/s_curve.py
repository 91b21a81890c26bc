"""The S-curve: first plan, current plan and actual over the days of the programme.

Every actual point is the figure of its own day, so the curve agrees with each as-of view. F-06.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rules.periods import month_ends
from rules.progress.shares import actual_share, planned_share, programme_share
from rules.values import Board, Moment, MonthEnd, Sentra
from rules.vocabulary import Basis, Plan


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One day of an S-curve; `actual` is None after the as-of day: a gap, never zero."""

    day: date
    first_plan: float
    current_plan: float
    actual: float | None


def sentra_curve(board: Board, sentra: Sentra, basis: Basis) -> tuple[CurvePoint, ...]:
    """Return the curve of one sentra, a point a month end plus start and as-of day, by day."""
    return _curve(board, (sentra,), basis)


def programme_curve(board: Board, moment: Moment) -> tuple[CurvePoint, ...]:
    """Return the curve of the programme: the weighted mean of its sentra."""
    return _curve(board, board.sentra, moment.basis)


def _curve(board: Board, sentra: Sequence[Sentra], basis: Basis) -> tuple[CurvePoint, ...]:
    programme = board.programme
    finish = max(programme.finish, board.as_of)
    ends = month_ends(programme.start, finish)
    days = {programme.start, programme.finish, board.as_of, *ends}
    return tuple(
        CurvePoint(
            day=day,
            first_plan=_planned(sentra, day, Plan.FIRST, basis),
            current_plan=_planned(sentra, day, Plan.CURRENT, basis),
            actual=_actual(board, sentra, basis, day),
        )
        for day in sorted(days)
        if day >= programme.start
    )


def _planned(group: Sequence[Sentra], day: date, plan: Plan, basis: Basis) -> float:
    return programme_share(
        group, lambda sentra: planned_share(sentra.milestones, day, plan=plan, basis=basis)
    )


def _actual(board: Board, group: Sequence[Sentra], basis: Basis, day: date) -> float | None:
    if day > board.as_of:
        return None
    if day == board.as_of:
        return programme_share(group, lambda sentra: actual_share(sentra.milestones, basis))
    return programme_share(group, lambda sentra: _share_by(sentra.history[basis], day))


def _share_by(history: Sequence[MonthEnd], day: date) -> float:
    """Return the share at the latest month end up to `day`; 0 before the first."""
    known = [point for point in history if point.day <= day]
    return max(known, key=lambda point: point.day).actual if known else 0.0
