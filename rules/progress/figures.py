"""A briefing as plain values for scripts: the same figures as the screens, unrounded.

Keys are stable; shares are in [0, 1], deviations in percentage points, days are ISO dates.
"""

from rules.progress.briefing import Briefing
from rules.progress.health import Health
from rules.progress.milestone_brief import MilestoneBrief
from rules.progress.sentra_brief import SentraBrief
from rules.values import Schedule
from rules.vocabulary import Flag, label

Plain = dict[str, object]


def figures(briefing: Briefing) -> Plain:
    """Return the figures of the programme and of each sentra, sentra by code."""
    moment, programme, totals = briefing.moment, briefing.programme, briefing.totals
    return {
        "programme": {
            "code": programme.code,
            "name": programme.name,
            "is_example": programme.is_example,
            "chain_head": programme.chain_head,
            "actual": totals.actual,
            "actual_approved": totals.approved,
            "actual_reported": totals.reported,
            "planned": totals.planned,
            "planned_first": totals.planned_first,
            "planned_current": totals.planned_current,
            "deviation_points": totals.deviation,
            "lights": {light.value: count for light, count in totals.lights.items()},
            "flags": {flag.value: count for flag, count in totals.flags.items()},
        },
        "as_of": moment.as_of.isoformat(),
        "basis": moment.basis.value,
        "plan": moment.plan.value,
        "sentra": [
            _sentra(one) for one in sorted(briefing.sentra, key=lambda one: one.sentra.code)
        ],
    }


def _sentra(one: SentraBrief) -> Plain:
    return {
        "code": one.sentra.code,
        "name": one.sentra.name,
        "weight": one.sentra.weight,
        "actual": one.actual,
        "actual_approved": one.approved,
        "actual_reported": one.reported,
        "planned": one.planned,
        "planned_first": one.planned_first,
        "planned_current": one.planned_current,
        "deviation_points": one.deviation,
        "light": _light(one.health),
        "flags": {flag.value: one.count(flag) for flag in Flag},
        "milestones": [_milestone(milestone) for milestone in one.milestones],
    }


def _light(health: Health) -> Plain:
    return {
        "code": health.light.value,
        "label": label(health.light),
        "cause": health.cause.value,
        "milestone": health.milestone,
        "days": health.days,
    }


def _milestone(one: MilestoneBrief) -> Plain:
    milestone, state = one.milestone, one.state
    return {
        "code": milestone.code,
        "title": milestone.title,
        "lead": milestone.lead,
        "status": {"code": state.status.value, "label": label(state.status)},
        "progress": state.progress,
        "contribution_points": one.contribution,
        "planned": one.planned,
        "first": schedule(milestone.first),
        "current": schedule(milestone.current),
        "flags": [flag.value for flag in one.flags.raised],
        "days_late": one.flags.days_late,
        "open_obstacles": len(state.open_obstacles),
    }


def schedule(value: Schedule) -> Plain:
    """Return the days and the weight of a schedule."""
    return {
        "start": value.start.isoformat(),
        "finish": value.finish.isoformat(),
        "weight": value.weight,
    }
