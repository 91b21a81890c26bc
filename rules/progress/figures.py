"""A briefing as plain values for scripts: the same figures as the screens, unrounded.

Keys are stable; shares are in [0, 1], deviations in percentage points, days are ISO dates.
"""

from dataclasses import asdict

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
            "deviation_points_uncancelled": totals.uncancelled,
            "freshness": None if totals.freshness is None else asdict(totals.freshness),
            "lights": {light.value: count for light, count in totals.lights.items()},
            "flags": {flag.value: count for flag, count in totals.flags.items()},
        },
        "as_of": moment.as_of.isoformat(),
        "known_on": None if moment.known_on is None else moment.known_on.isoformat(),
        "basis": moment.basis.value,
        "plan": moment.plan.value,
        "sentra": [
            _sentra(brief) for brief in sorted(briefing.sentra, key=lambda brief: brief.sentra.code)
        ],
    }


def _sentra(brief: SentraBrief) -> Plain:
    return {
        "code": brief.sentra.code,
        "name": brief.sentra.name,
        "weight": brief.sentra.weight,
        "actual": brief.actual,
        "actual_approved": brief.approved,
        "actual_reported": brief.reported,
        "planned": brief.planned,
        "planned_first": brief.planned_first,
        "planned_current": brief.planned_current,
        "deviation_points": brief.deviation,
        "deviation_points_uncancelled": brief.uncancelled and brief.uncancelled.deviation,
        "light": _light(brief.health),
        "flags": {flag.value: brief.count(flag) for flag in Flag},
        "milestones": [_milestone(milestone) for milestone in brief.milestones],
    }


def _light(health: Health) -> Plain:
    return {
        "code": health.light.value,
        "label": label(health.light),
        "cause": health.cause.value,
        "milestone": health.milestone,
        "days": health.days,
    }


def _milestone(brief: MilestoneBrief) -> Plain:
    milestone, state = brief.milestone, brief.state
    return {
        "code": milestone.code,
        "title": milestone.title,
        "lead": milestone.lead,
        "status": {"code": state.status.value, "label": label(state.status)},
        "progress": state.progress,
        "contribution_points": brief.contribution,
        "planned": brief.planned,
        "first": schedule(milestone.first),
        "current": schedule(milestone.current),
        "flags": [flag.value for flag in brief.flags.raised],
        "days_late": brief.flags.days_late,
        "open_obstacles": len(state.open_obstacles),
    }


def schedule(value: Schedule) -> Plain:
    """Return the days, the weight and the shape of a schedule."""
    return {
        "start": value.start.isoformat(),
        "finish": value.finish.isoformat(),
        "weight": value.weight,
        "shape": value.shape.code,
    }
