"""What an agency owes at a moment, and which agencies owe anything. Formula F-21."""

from collections.abc import Iterator
from dataclasses import dataclass

from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp
from rules.progress.flags import CLOSED, Flags, flags
from rules.progress.milestone_brief import MilestoneBrief
from rules.values import AgencyCode, Milestone, Obstacle
from rules.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class OwedMilestone:
    """A milestone that its lead owes, with its flags on the submitted reports."""

    milestone: Milestone
    flags: Flags


@dataclass(frozen=True, slots=True)
class OwedObstacle:
    """An open obstacle of an unfinished milestone, and the days for which it has been open."""

    milestone: Milestone
    obstacle: Obstacle
    days: int


@dataclass(frozen=True, slots=True)
class AgencyBacklog:
    """All that an agency owes; each milestone stands once, where it is gravest.

    `overdue` comes most days late first, `due_soon` next due first, `silent` longest silent first,
    `follow_ups` most days late first, `obstacles` oldest first.
    """

    agency: AgencyCode
    overdue: tuple[OwedMilestone, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    obstacles: tuple[OwedObstacle, ...] = ()
    due_soon: tuple[OwedMilestone, ...] = ()
    silent: tuple[OwedMilestone, ...] = ()

    @property
    def count(self) -> int:
        """How many things the agency owes."""
        kinds = (self.overdue, self.follow_ups, self.obstacles, self.due_soon, self.silent)
        return sum(len(kind) for kind in kinds)


def agency_backlog(agency: AgencyCode, dossier: Dossier) -> AgencyBacklog:
    """Return what `agency` owes at the dossier's day.

    A report counts as soon as it is submitted, whatever the basis of the dossier: nobody is asked
    for what they have handed in.
    """
    led = [owed for owed in _owed_milestones(dossier) if owed.milestone.lead == agency]
    on_time = [owed for owed in led if not owed.flags.days_late]
    return AgencyBacklog(
        agency=agency,
        overdue=tuple(sorted((owed for owed in led if owed.flags.days_late), key=_latest_first)),
        follow_ups=tuple(
            follow_up for follow_up in dossier.open_follow_ups if follow_up.owner == agency
        ),
        obstacles=tuple(
            obstacle for obstacle in _obstacles(dossier) if obstacle.obstacle.owner == agency
        ),
        due_soon=tuple(
            sorted(
                (owed for owed in on_time if owed.flags.due_in_days is not None), key=_next_first
            )
        ),
        silent=tuple(
            sorted((owed for owed in on_time if owed.flags.due_in_days is None), key=_silent_first)
        ),
    )


def concerned(dossier: Dossier) -> tuple[AgencyCode, ...]:
    """Return the agencies that owe anything: most late things first, then most things."""
    led = {owed.milestone.lead for owed in _owed_milestones(dossier)}
    owners = {owed.obstacle.owner for owed in _obstacles(dossier)}
    waited_for = {follow_up.owner for follow_up in dossier.open_follow_ups}
    every = [agency_backlog(code, dossier) for code in led | owners | waited_for]

    def pressing(backlog: AgencyBacklog) -> tuple[int, int, str]:
        late = [follow_up for follow_up in backlog.follow_ups if follow_up.days_late(dossier.as_of)]
        return -(len(backlog.overdue) + len(late)), -backlog.count, backlog.agency

    return tuple(backlog.agency for backlog in sorted(every, key=pressing))


def _owed_milestones(dossier: Dossier) -> Iterator[OwedMilestone]:
    """Give the milestones that are late, due soon or silent by the submitted reports."""
    thresholds = dossier.briefing.programme.thresholds
    for brief in _unfinished(dossier):
        raised = flags(brief.milestone, dossier.as_of, Basis.REPORTED, thresholds)
        if raised.days_late or raised.due_in_days is not None or raised.silent_days:
            yield OwedMilestone(brief.milestone, raised)


def _obstacles(dossier: Dossier) -> list[OwedObstacle]:
    found = [
        OwedObstacle(brief.milestone, obstacle, obstacle.days_open(dossier.as_of))
        for brief in _unfinished(dossier)
        for obstacle in brief.reported.open_obstacles
    ]
    return sorted(found, key=lambda owed: (-owed.days, owed.milestone.code, owed.obstacle.id))


def _unfinished(dossier: Dossier) -> Iterator[MilestoneBrief]:
    for sentra in dossier.briefing.sentra:
        for brief in sentra.milestones:
            if brief.reported.status not in CLOSED:
                yield brief


def _latest_first(owed: OwedMilestone) -> tuple[int, str]:
    return -owed.flags.days_late, owed.milestone.code


def _next_first(owed: OwedMilestone) -> tuple[int, str]:
    return owed.flags.due_in_days or 0, owed.milestone.code


def _silent_first(owed: OwedMilestone) -> tuple[int, str]:
    return -owed.flags.silent_days, owed.milestone.code
