"""The S-curve: first plan, current plan and actual over the days of the programme.

Every point up to the as-of day holds the figures of its own day, as known on the board's day of
knowledge: the curve agrees with each view of an earlier day. F-06.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules.periods import ALWAYS, month_ends
from rules.progress.shares import (
    actual_share,
    counts,
    is_in,
    planned_mean,
    schedules_in,
    schedules_on,
    weighted_mean,
)
from rules.values import Board, Milestone, Moment, PastShare, Schedule, Sentra, SentraCode
from rules.vocabulary import Basis, Plan


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One day of an S-curve; `actual` is None after the as-of day: a gap, never zero.

    The actual is by the weights of the plan compared with. `told` is that as it was known on the
    day itself, so that the distance to `actual` is what was reported later; None where unknown.
    """

    day: date
    first_plan: float
    current_plan: float
    actual: float | None
    told: float | None = None


Curve = tuple[CurvePoint, ...]


@dataclass(frozen=True, slots=True)
class Curves:
    """The curve of each sentra and of the programme, which is the weighted mean of them."""

    of_sentra: Mapping[SentraCode, Curve]
    programme: Curve


def curves(board: Board, basis: Basis, plan: Plan) -> Curves:
    """Return every curve of the board, by day: month ends, start, finish and as-of day.

    Where a milestone was cancelled or taken up again, that day and the one before stand too, so
    that the curve steps there. The actual is by the weights of `plan`. What is planned and done by
    a day is reckoned once for a sentra and serves both its own curve and the programme's.
    """
    days = _days(board, basis)
    moment = Moment(board.as_of, basis, plan)
    of_sentra = {own.code: _sentra_curve(moment, own, days) for own in board.every_sentra}
    return Curves(of_sentra, _programme_curve(board, plan, of_sentra, days))


def _days(board: Board, basis: Basis) -> list[date]:
    programme = board.programme
    ends = month_ends(programme.start, max(programme.finish, board.as_of))
    every = (own.history[Plan.CURRENT][basis] for own in board.every_sentra)
    past = (point.day for points in every for point in points)
    days = {programme.start, programme.finish, board.as_of, *ends, *past}
    return sorted(day for day in days if day >= programme.start)


def _sentra_curve(moment: Moment, sentra: Sentra, days: Sequence[date]) -> Curve:
    first, current = (
        planned_shares(moment.as_of, sentra, days, plan=plan, basis=moment.basis) for plan in Plan
    )
    past = sorted(sentra.history[moment.plan][moment.basis], key=lambda point: point.day)
    actual = _actual_shares(moment, sentra, past, days)
    told = {point.day: point.told for point in past}
    return tuple(map(CurvePoint, days, first, current, actual, map(told.get, days)))


def planned_shares(
    as_of: date, sentra: Sentra, days: Sequence[date], *, plan: Plan, basis: Basis
) -> list[float]:
    """Return what is planned by each day: in the past as planned then, later as as of now."""
    moving = [own for own in sentra.milestones if _moves(own)]
    steady = _planned_now([own for own in sentra.milestones if not _moves(own)], plan, basis)
    now, once = _planned_now(moving, plan, basis), (*moving, *sentra.left)
    return [
        planned_mean(
            [*steady, *(now if day >= as_of else _planned_then(once, day, plan, basis))], day
        )
        for day in days
    ]


def _moves(own: Milestone) -> bool:
    """Whether anything planned of it differs from day to day but for the day itself."""
    return bool(own.cancelled or own.revisions) or own.lineage.span != ALWAYS


def _planned_now(milestones: Iterable[Milestone], plan: Plan, basis: Basis) -> list[Schedule]:
    counting = (own for own in milestones if counts(own, basis))
    return [schedule for own in counting for schedule in schedules_in(own, plan)]


def _planned_then(
    milestones: Iterable[Milestone], day: date, plan: Plan, basis: Basis
) -> list[Schedule]:
    return [
        schedule
        for own in milestones
        for schedule in schedules_on(own, day, plan)
        if not any(day in span for span in own.cancelled.get(basis, ()))
    ]


def _actual_shares(
    moment: Moment, sentra: Sentra, past: Sequence[PastShare], days: Sequence[date]
) -> list[float | None]:
    as_of = moment.as_of
    today = actual_share(sentra.milestones, plan=moment.plan, basis=moment.basis)
    return [
        None if day > as_of else today if day == as_of else _share_by(past, day) for day in days
    ]


def _share_by(past: Sequence[PastShare], day: date) -> float:
    """Return the share at the latest known day up to `day`; 0 before the first."""
    known = bisect_right(past, day, key=lambda point: point.day)
    return past[known - 1].actual if known else 0.0


def largest_delay(curve: Sequence[CurvePoint]) -> float:
    """Return the most by which the actual differs from what was told on the day itself, in [0, 1].

    0 where everything was known at once.
    """
    apart = [
        abs(point.actual - point.told)
        for point in curve
        if point.actual is not None and point.told is not None
    ]
    return max(apart, default=0.0)


def _weights(board: Board, day: date, plan: Plan) -> Mapping[SentraCode, float]:
    """What each sentra weighs in a plan on a day, to come as it does now; 0 where it is no part."""
    seen = min(day, board.as_of)
    return {
        own.code: own.weight_on(seen) if is_in(own, plan) else 0.0 for own in board.every_sentra
    }


def _programme_curve(
    board: Board, compared: Plan, of_sentra: Mapping[SentraCode, Curve], days: Sequence[date]
) -> Curve:
    weights = {plan: [_weights(board, day, plan) for day in days] for plan in Plan}

    def mean(
        place: int, share: Callable[[CurvePoint], float | None], plan: Plan = compared
    ) -> float | None:
        held = weights[plan][place]
        own = {code: share(curve[place]) for code, curve in of_sentra.items() if held[code]}
        known = {code: found for code, found in own.items() if found is not None}
        if len(known) < len(own):
            return None
        return weighted_mean([(held[code], found) for code, found in known.items()])

    return tuple(
        CurvePoint(
            day=day,
            first_plan=mean(place, lambda point: point.first_plan, Plan.FIRST) or 0.0,
            current_plan=mean(place, lambda point: point.current_plan, Plan.CURRENT) or 0.0,
            actual=None if day > board.as_of else mean(place, lambda point: point.actual),
            told=mean(place, lambda point: point.told),
        )
        for place, day in enumerate(days)
    )
