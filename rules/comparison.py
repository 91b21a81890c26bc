"""How the programme's figures changed between two briefings. Formula F-13 of docs/formulas.md."""

from dataclasses import dataclass
from datetime import date

from rules.briefing import Briefing
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


def in_need(briefing: Briefing) -> int:
    """Return how many sentra are critical or need attention."""
    lights = briefing.totals.lights
    return lights[Light.CRITICAL] + lights[Light.ATTENTION]


def pressing(briefing: Briefing) -> int:
    """Return how many milestones are overdue or due within 30 days."""
    flags = briefing.totals.flags
    return flags[Flag.OVERDUE] + flags[Flag.DUE_SOON]
