"""How the programme's figures changed between two briefings. Formula F-13 of docs/formulas.md."""

from dataclasses import dataclass
from datetime import date

from rules.meetings.values import Position
from rules.progress.briefing import Briefing
from rules.vocabulary import Flag, Light


@dataclass(frozen=True, slots=True)
class Comparison:
    """Changes since `since`: points for shares and deviations, counts for the rest."""

    since: date
    actual: float
    deviation: float
    in_need: int
    pressing: int


def compare(later: Briefing, earlier: Briefing) -> Comparison:
    """Return what changed from `earlier` to `later`; rises are positive."""
    return Comparison(
        since=earlier.moment.as_of,
        actual=100 * (later.totals.actual - earlier.totals.actual),
        deviation=later.totals.deviation - earlier.totals.deviation,
        in_need=in_need(later) - in_need(earlier),
        pressing=pressing(later) - pressing(earlier),
    )


def for_seen(since: Comparison, figures: Position, now: Position) -> Comparison:
    """Return the changes to the figures that a meeting saw, from those to the figures of `now`."""
    return Comparison(
        since=since.since,
        actual=since.actual + 100 * (figures.actual - now.actual),
        deviation=since.deviation + figures.deviation - now.deviation,
        in_need=since.in_need + figures.critical + figures.attention - now.critical - now.attention,
        pressing=since.pressing + figures.overdue + figures.due_soon - now.overdue - now.due_soon,
    )


def in_need(briefing: Briefing) -> int:
    """Return how many sentra are critical or need attention."""
    lights = briefing.totals.lights
    return lights[Light.CRITICAL] + lights[Light.ATTENTION]


def pressing(briefing: Briefing) -> int:
    """Return how many milestones are overdue or due within 30 days."""
    flags = briefing.totals.flags
    return flags[Flag.OVERDUE] + flags[Flag.DUE_SOON]
