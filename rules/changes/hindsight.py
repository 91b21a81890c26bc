"""What was recorded after a day about the days up to it, and what that changes. Formula F-25."""

from dataclasses import dataclass
from datetime import date

from rules.progress.briefing import Briefing


@dataclass(frozen=True, slots=True)
class Later:
    """How much was recorded after a day on the days up to it.

    Reports, decisions on reports, and reports that their authors took back.
    """

    reports: int
    decisions: int
    withdrawals: int = 0

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.reports or self.decisions or self.withdrawals)


@dataclass(frozen=True, slots=True)
class Hindsight:
    """What was recorded later than `day`, and the points by which it moves the actual share."""

    day: date
    later: Later
    points: float


def hindsight(now: Briefing, then: Briefing, later: Later) -> Hindsight:
    """Return how the position as known now differs from that as known on the day itself."""
    points = 100 * (now.totals.actual - then.totals.actual)
    return Hindsight(now.moment.as_of, later, points)
