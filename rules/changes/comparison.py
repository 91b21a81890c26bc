"""How the programme's figures changed between two briefings. Formula F-13 of docs/formulas.md."""

from dataclasses import dataclass, replace
from datetime import date

from rules.progress.briefing import Briefing
from rules.progress.key_figures import KeyFigures, key_figures


@dataclass(frozen=True, slots=True)
class Comparison:
    """Changes since `since`: points for shares and deviations, counts for the rest.

    `learnt` are the points that the share of the earlier day itself gained by what was recorded
    later; they are no part of `actual`.
    """

    since: date
    actual: float
    deviation: float
    in_need: int
    pressing: int
    learnt: float = 0.0


def compare(later: Briefing, earlier: Briefing, told: Briefing | None = None) -> Comparison:
    """Return what changed from `earlier` to `later`; rises are positive.

    `told` is the briefing of the earlier day as known then.
    """
    learnt = 0.0 if told is None else 100 * (earlier.totals.actual - told.totals.actual)
    unchanged = Comparison(earlier.moment.as_of, 0.0, 0.0, 0, 0, learnt)
    return shifted(unchanged, key_figures(later), key_figures(earlier))


def shifted(since: Comparison, figures: KeyFigures, now: KeyFigures) -> Comparison:
    """Return the changes to `figures`, where `since` holds those to the figures of `now`."""
    return replace(
        since,
        actual=since.actual + 100 * (figures.actual - now.actual),
        deviation=since.deviation + figures.deviation - now.deviation,
        in_need=since.in_need + figures.in_need - now.in_need,
        pressing=since.pressing + figures.pressing - now.pressing,
    )
