"""Since when a sentra has its light, by what decided it. Formula F-31 of docs/formulas.md."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import takewhile

from rules.progress.health import Cause
from rules.progress.s_curve import CurvePoint, planned_shares
from rules.progress.sentra_brief import SentraBrief
from rules.progress.shares import deviation
from rules.thresholds import TOLERANCE, Thresholds
from rules.values import Moment
from rules.vocabulary import Light, Plan


def standing_since(brief: SentraBrief, moment: Moment, thresholds: Thresholds) -> date | None:
    """Return the first day of the unbroken days on which what decides the light has held.

    None for a light that alarms nobody, and for a contract, whose days nobody keeps.
    """
    if brief.health.light not in {Light.CRITICAL, Light.ATTENTION}:
        return None
    match brief.health.cause:
        case Cause.DEVIATION:
            is_critical = brief.health.light is Light.CRITICAL
            limit = thresholds.critical_below if is_critical else thresholds.attention_below
            return _below_since(brief, moment, limit - TOLERANCE)
        case Cause.OVERDUE:
            past = brief.health.days - thresholds.attention_after_days_late
        case Cause.OBSTACLE:
            past = min(
                brief.health.days - thresholds.critical_after_days_obstructed, _days_late(brief)
            )
        case _:
            return None
    return moment.as_of - timedelta(past - 1)


def _days_late(brief: SentraBrief) -> int:
    own = brief.health.milestone
    return next(one.flags.days_late for one in brief.milestones if one.milestone.code == own)


def _below_since(brief: SentraBrief, moment: Moment, limit: float) -> date:
    """Between two days of the curve nothing is reported: what is planned rises day by day."""
    known = [point for point in brief.curve if point.day <= moment.as_of]
    first = len(known) - 1
    while first and _deviation(known[first - 1], moment.plan) < limit:
        first -= 1
    if not first:
        return known[0].day
    return _day_between(known[first - 1], known[first], brief, moment, limit)


def _day_between(
    before: CurvePoint, after: CurvePoint, brief: SentraBrief, moment: Moment, limit: float
) -> date:
    days = _days(before.day, after.day)
    planned = planned_shares(moment.as_of, brief.sentra, days, plan=moment.plan, basis=moment.basis)
    held = before.actual or 0.0
    latest_first = zip(reversed(days), reversed(planned), strict=True)
    below = takewhile(lambda pair: deviation(held, pair[1]) < limit, latest_first)
    return min((day for day, _ in below), default=after.day)


def _days(before: date, after: date) -> Sequence[date]:
    return [before + timedelta(count) for count in range(1, (after - before).days)]


def _deviation(point: CurvePoint, plan: Plan) -> float:
    planned = point.first_plan if plan is Plan.FIRST else point.current_plan
    return deviation(point.actual or 0.0, planned)
