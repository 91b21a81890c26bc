"""What a person owes, and what else they may report on: finished, cancelled, not yet due."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from rules.access import Permission, allowed, may_report
from rules.progress.flags import RUNNING
from rules.progress.milestone_brief import MilestoneBrief, milestone_brief
from rules.values import Actor, Board, Milestone, Moment
from rules.vocabulary import Basis, Plan, Status


class Standing(StrEnum):
    """How a milestone stands towards whoever may report on it."""

    OWED = "owed"
    EARLY = "early"
    FINISHED = "finished"
    CANCELLED = "cancelled"


_CLOSED: Final = {Status.FINISHED: Standing.FINISHED, Status.CANCELLED: Standing.CANCELLED}


def standing(milestone: Milestone, as_of: date) -> Standing:
    """Return whether a milestone is owed at the end of `as_of`, or why it is not.

    It is owed while it runs, and from its planned start on. A report counts once it is submitted.
    """
    status = milestone.states[Basis.REPORTED].status
    if status in _CLOSED:
        return _CLOSED[status]
    is_due = status in RUNNING or milestone.current.start <= as_of
    return Standing.OWED if is_due else Standing.EARLY


def reportable(board: Board, actor: Actor) -> tuple[Milestone, ...]:
    """Return every milestone that `actor` may report on, owed or not, in the board's order."""
    return tuple(
        milestone
        for sentra in board.sentra
        for milestone in sentra.milestones
        if may_report(actor, milestone)
    )


def duties(board: Board, actor: Actor) -> tuple[MilestoneBrief, ...]:
    """Return what `actor` still owes on the board's day, most pressing first.

    What was reported on that day is done for it. A report counts as soon as it is submitted; once
    it is returned or taken back, its duty comes back.
    """
    if not allowed(actor, Permission.REPORT):
        return ()
    moment = Moment(board.as_of, Basis.REPORTED, Plan.CURRENT)
    owed = [
        milestone_brief(milestone, moment, board.programme.thresholds)
        for milestone in reportable(board, actor)
        if standing(milestone, board.as_of) is Standing.OWED
        and not reported_on(milestone, board.as_of)
    ]
    return tuple(sorted(owed, key=_pressing))


def reported_on(milestone: Milestone, day: date) -> bool:
    """Whether the report that counts once it is submitted was handed in on that day."""
    return milestone.states[Basis.REPORTED].recorded_on == day


def own(owed: Sequence[MilestoneBrief], actor: Actor) -> tuple[MilestoneBrief, ...]:
    """Return those that the actor's own agency leads: of all it may report, its first concern."""
    return tuple(brief for brief in owed if brief.milestone.lead == actor.agency)


def _pressing(brief: MilestoneBrief) -> tuple[int, int, date, str]:
    """Most days late first, then longest silent, then next due."""
    return (
        -brief.flags.days_late,
        -brief.flags.silent_days,
        brief.milestone.current.finish,
        brief.milestone.code,
    )
