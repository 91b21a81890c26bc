"""The programme's figures that stand on top of screen and paper, and that a meeting freezes."""

from dataclasses import dataclass

from rules.progress.briefing import Briefing
from rules.values import AgencyCode
from rules.vocabulary import Flag, Light


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Shares in [0, 1], the deviation in points, counts of sentra and of milestones.

    `blocking_agencies` come with the number of overdue milestones that wait for them, most first;
    figures frozen by earlier versions have none.
    """

    actual: float
    planned: float
    deviation: float
    critical: int
    attention: int
    overdue: int
    due_soon: int
    blocking_agencies: tuple[tuple[AgencyCode, int], ...] = ()

    @property
    def in_need(self) -> int:
        """How many sentra are critical or need attention."""
        return self.critical + self.attention

    @property
    def pressing(self) -> int:
        """How many milestones are overdue or due soon."""
        return self.overdue + self.due_soon


def key_figures(briefing: Briefing) -> KeyFigures:
    """Return the key figures of a briefing."""
    totals = briefing.totals
    return KeyFigures(
        actual=totals.actual,
        planned=totals.planned,
        deviation=totals.deviation,
        critical=totals.lights[Light.CRITICAL],
        attention=totals.lights[Light.ATTENTION],
        overdue=totals.flags[Flag.OVERDUE],
        due_soon=totals.flags[Flag.DUE_SOON],
        blocking_agencies=briefing.blocking_agencies,
    )
