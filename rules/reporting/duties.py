"""What a person owes: the milestones that they may report on and that run or are due."""

from collections.abc import Sequence
from datetime import date

from rules.access import Permission, allowed, may_report
from rules.progress.flags import CLOSED, RUNNING
from rules.progress.milestone_brief import MilestoneBrief, milestone_brief
from rules.values import Actor, Board, Milestone, Moment
from rules.vocabulary import Basis, Plan


def duties(board: Board, actor: Actor) -> tuple[MilestoneBrief, ...]:
    """Return what `actor` owes at the end of the board's day, most pressing first.

    A report counts as soon as it is submitted; once it is returned, its duty comes back.
    """
    if not allowed(actor, Permission.REPORT):
        return ()
    moment = Moment(board.as_of, Basis.REPORTED, Plan.CURRENT)
    owed = [
        milestone_brief(milestone, moment)
        for sentra in board.sentra
        for milestone in sentra.milestones
        if may_report(actor, milestone) and _is_owed(milestone, board.as_of)
    ]
    return tuple(sorted(owed, key=_pressing))


def own(owed: Sequence[MilestoneBrief], actor: Actor) -> tuple[MilestoneBrief, ...]:
    """Return those that the actor's own agency leads: of all it may report, its first concern."""
    return tuple(brief for brief in owed if brief.milestone.lead == actor.agency)


def _is_owed(milestone: Milestone, as_of: date) -> bool:
    status = milestone.states[Basis.REPORTED].status
    if status in CLOSED:
        return False
    return status in RUNNING or milestone.current.start <= as_of


def _pressing(brief: MilestoneBrief) -> tuple[int, int, date, str]:
    """Most days late first, then longest silent, then next due."""
    return (
        -brief.flags.days_late,
        -brief.flags.silent_days,
        brief.milestone.current.finish,
        brief.milestone.code,
    )
