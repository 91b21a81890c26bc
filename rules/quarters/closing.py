"""Closed quarters: what is frozen, which may be closed, and who may report into them. F-16."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from rules.periods import Quarter, quarter_of
from rules.progress.shares import actual_share, planned_share
from rules.quarters.errors import ClosingProblem, QuarterClosed
from rules.reporting.batch import BatchRow
from rules.reporting.errors import BatchRowProblem, LineProblem, ReportProblem
from rules.reporting.report import Draft
from rules.values import Board, EventId, Milestone, MilestoneCode, Programme, SentraCode
from rules.vocabulary import Basis, Plan, Status

PARTS: Final = 10**9
"""A frozen share is kept in so many parts, exact on every engine."""


@dataclass(frozen=True, slots=True)
class FrozenMilestone:
    """How far a milestone was approved at the end of a quarter, and the report that says so."""

    code: MilestoneCode
    status: Status
    progress: float
    report_id: EventId | None


@dataclass(frozen=True, slots=True)
class FrozenSentra:
    """The figures of a sentra at the end of a quarter, shares in [0, 1] of a billion parts.

    `approved` is by the weights of the first plan, from which its deviation is told.
    """

    code: SentraCode
    approved: float
    planned_first: float
    planned_current: float
    milestones: tuple[FrozenMilestone, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """A quarter as it was closed (revision 0) or corrected (1 and on)."""

    quarter: Quarter
    revision: int
    reason: str
    author: str
    recorded_at: datetime
    sentra: tuple[FrozenSentra, ...]


def ended(programme: Programme, today: date) -> tuple[Quarter, ...]:
    """Return the quarters of the programme that ended before `today`, the latest first."""
    found = []
    quarter = quarter_of(min(today, programme.finish))
    while quarter.finish >= programme.start:
        if quarter.finish < today:
            found.append(quarter)
        quarter = quarter.previous
    return tuple(found)


def problem_of_closing(
    quarter: Quarter, programme: Programme, closed: Collection[Quarter], today: date
) -> ClosingProblem | None:
    """Return why `quarter` cannot be closed on `today`; None where it can."""
    if quarter.finish < programme.start:
        return ClosingProblem.BEFORE_PROGRAMME
    if quarter.finish >= today:
        return ClosingProblem.NOT_ENDED
    return ClosingProblem.ALREADY_CLOSED if quarter in closed else None


def problem_of_correction(
    before: Closing, after: tuple[FrozenSentra, ...], reason: str
) -> ClosingProblem | None:
    """Return why what was closed cannot be replaced by `after`; None where it can."""
    if not reason.strip():
        return ClosingProblem.REASON_NEEDED
    return ClosingProblem.NOTHING_CHANGED if before.sentra == after else None


def require_open(effective_on: date, last_closed: Quarter | None, *, may: bool) -> None:
    """Return where a report may be effective on this day; raise QuarterClosed otherwise.

    `may` says that the person may report into closed quarters.
    """
    if last_closed is not None and effective_on <= last_closed.finish and not may:
        raise QuarterClosed(last_closed)


def problems_in_closed(draft: Draft, last_closed: Quarter | None) -> tuple[ReportProblem, ...]:
    """Return what is wrong with a report into a closed quarter by somebody who may make one."""
    is_closed = last_closed is not None and draft.effective_on <= last_closed.finish
    has_note = bool(draft.note.strip())
    return (ReportProblem.NOTE_NEEDED_IN_CLOSED_QUARTER,) if is_closed and not has_note else ()


def problems_of_rows(
    rows: Iterable[BatchRow], last_closed: Quarter | None, *, may: bool
) -> Iterator[BatchRowProblem]:
    """Yield what is wrong with those of several reports that speak of a closed quarter."""
    for row in rows:
        try:
            require_open(row.draft.effective_on, last_closed, may=may)
        except QuarterClosed:
            yield row.wrong(LineProblem.QUARTER_CLOSED)
        else:
            yield from map(row.wrong, problems_in_closed(row.draft, last_closed))


def frozen_board(board: Board, quarter: Quarter) -> tuple[FrozenSentra, ...]:
    """Return what a closing freezes of a board, which must be as of the quarter's last day."""
    return tuple(frozen(own.code, own.milestones, quarter) for own in board.sentra)


def frozen(code: SentraCode, milestones: tuple[Milestone, ...], quarter: Quarter) -> FrozenSentra:
    """Return the figures of a sentra whose milestones are in their approved state at the end."""
    plans: Mapping[Plan, float] = {
        plan: planned_share(milestones, quarter.finish, plan=plan, basis=Basis.APPROVED)
        for plan in Plan
    }
    return FrozenSentra(
        code=code,
        approved=_kept(actual_share(milestones, plan=Plan.FIRST, basis=Basis.APPROVED)),
        planned_first=_kept(plans[Plan.FIRST]),
        planned_current=_kept(plans[Plan.CURRENT]),
        milestones=tuple(_milestone(milestone) for milestone in milestones),
    )


def _milestone(milestone: Milestone) -> FrozenMilestone:
    state = milestone.states[Basis.APPROVED]
    return FrozenMilestone(milestone.code, state.status, state.progress, state.report_id)


def _kept(share: float) -> float:
    """Round to the parts that are kept, so that what was frozen and what is read are the same."""
    return round(share * PARTS) / PARTS
