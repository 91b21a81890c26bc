"""What waits for whom since when, and which agencies hold milestones up. Formula F-14."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.progress.flags import last_heard_on
from rules.progress.milestone_brief import MilestoneBrief
from rules.progress.sentra_brief import SentraBrief
from rules.values import AgencyCode, Milestone


class NeedKind(StrEnum):
    """Why somebody must act, gravest first."""

    OBSTACLE = "obstacle"
    OVERDUE = "overdue"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for an agency: what, who must act, since when."""

    kind: NeedKind
    milestone: Milestone
    agency: AgencyCode
    since: date
    days: int


def needs(sentra: Sequence[SentraBrief], as_of: date) -> tuple[Need, ...]:
    """Return what waits for agencies: gravest kind first, then for most days."""
    order = list(NeedKind)
    found = [
        need
        for brief in sentra
        for milestone in brief.milestones
        if (need := _need(milestone, as_of)) is not None
    ]
    return tuple(
        sorted(found, key=lambda need: (order.index(need.kind), -need.days, need.milestone.code))
    )


def blocking_agencies(waiting: Sequence[Need]) -> tuple[tuple[AgencyCode, int], ...]:
    """Return the agencies with the number of overdue milestones that wait for them, most first.

    Whoever must remove an open obstacle holds the milestone, not the agency that leads it.
    """
    held = Counter(need.agency for need in waiting if need.kind is not NeedKind.SILENT)
    return tuple(sorted(held.items(), key=lambda pair: (-pair[1], pair[0])))


def _need(brief: MilestoneBrief, as_of: date) -> Need | None:
    milestone, raised = brief.milestone, brief.flags
    if raised.days_late and brief.state.open_obstacles:
        obstacle = brief.state.open_obstacles[0]
        days = obstacle.days_open(as_of)
        return Need(NeedKind.OBSTACLE, milestone, obstacle.owner, obstacle.opened_on, days)
    if raised.days_late:
        since = milestone.current.finish
        return Need(NeedKind.OVERDUE, milestone, milestone.lead, since, raised.days_late)
    if raised.silent_days:
        since = last_heard_on(milestone, as_of)
        return Need(NeedKind.SILENT, milestone, milestone.lead, since, raised.silent_days)
    return None
