"""The S-curve: first plan, current plan and actual over the days of the programme.

Every actual point is the figure of its own day, so the curve agrees with each as-of view. F-06.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules.periods import month_ends
from rules.progress.shares import actual_share, planned_shares, programme_share
from rules.values import Board, MonthEnd, Sentra, SentraCode
from rules.vocabulary import Basis, Plan


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One day of an S-curve; `actual` is None after the as-of day: a gap, never zero."""

    day: date
    first_plan: float
    current_plan: float
    actual: float | None


Curve = tuple[CurvePoint, ...]


@dataclass(frozen=True, slots=True)
class Curves:
    """The curve of each sentra and of the programme, which is the weighted mean of them."""

    of_sentra: Mapping[SentraCode, Curve]
    programme: Curve


def curves(board: Board, basis: Basis) -> Curves:
    """Return every curve of the board, each a point a month end plus start and as-of day, by day.

    What is planned and done by a day is reckoned once for a sentra and serves both its own curve
    and the programme's.
    """
    days = _days(board)
    of_sentra = {sentra.code: _sentra_curve(board, sentra, basis, days) for sentra in board.sentra}
    return Curves(of_sentra, _programme_curve(board, of_sentra, days))


def _days(board: Board) -> list[date]:
    programme = board.programme
    ends = month_ends(programme.start, max(programme.finish, board.as_of))
    days = {programme.start, programme.finish, board.as_of, *ends}
    return sorted(day for day in days if day >= programme.start)


def _sentra_curve(board: Board, sentra: Sentra, basis: Basis, days: Sequence[date]) -> Curve:
    first, current = (
        planned_shares(sentra.milestones, days, plan=plan, basis=basis)
        for plan in (Plan.FIRST, Plan.CURRENT)
    )
    actual = _actual_shares(board.as_of, sentra, basis, days)
    return tuple(map(CurvePoint, days, first, current, actual))


def _actual_shares(
    as_of: date, sentra: Sentra, basis: Basis, days: Sequence[date]
) -> list[float | None]:
    today = actual_share(sentra.milestones, basis)
    history = sorted(sentra.history[basis], key=lambda point: point.day)
    return [
        None if day > as_of else today if day == as_of else _share_by(history, day) for day in days
    ]


def _share_by(history: Sequence[MonthEnd], day: date) -> float:
    """Return the share at the latest month end up to `day`; 0 before the first."""
    known = bisect_right(history, day, key=lambda point: point.day)
    return history[known - 1].actual if known else 0.0


def _programme_curve(
    board: Board, of_sentra: Mapping[SentraCode, Curve], days: Sequence[date]
) -> Curve:
    def mean(place: int, share: Callable[[CurvePoint], float]) -> float:
        return programme_share(board.sentra, lambda sentra: share(of_sentra[sentra.code][place]))

    return tuple(
        CurvePoint(
            day=day,
            first_plan=mean(place, lambda point: point.first_plan),
            current_plan=mean(place, lambda point: point.current_plan),
            actual=None if day > board.as_of else mean(place, lambda point: point.actual or 0.0),
        )
        for place, day in enumerate(days)
    )
