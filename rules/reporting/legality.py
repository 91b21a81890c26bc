"""Which reports are legal. Problems come together, so one look mends all."""

from datetime import date
from decimal import Decimal
from typing import Final

from rules.reporting.errors import ReportProblem
from rules.reporting.reopening import reopens
from rules.reporting.report import Draft
from rules.values import Milestone, Programme
from rules.vocabulary import Basis, Status

NOTE_LIMIT: Final = 4000
DECISION_LIMIT: Final = 200
"""The number of a decision, its day and its title fit into this many letters."""
VALUE_LIMIT: Final = 10**10
"""Realised values are below this."""


def problems_of_report(
    draft: Draft, milestone: Milestone, programme: Programme, today: date
) -> tuple[ReportProblem, ...]:
    """Return everything wrong with `draft` as a report on `milestone` made on `today`."""
    checks = (
        [ReportProblem.LEFT_PLAN] if milestone.lineage.became else [],
        _day_problems(draft, programme, today),
        _progress_problems(draft),
        _realised_problems(draft),
        _note_problems(draft, milestone),
        _decision_problems(draft, milestone),
        _obstacle_problems(draft, milestone),
    )
    return tuple(problem for found in checks for problem in found)


def needs_cancel_right(draft: Draft, milestone: Milestone) -> bool:
    """Whether the report cancels a milestone or reopens a cancelled one."""
    was_cancelled = milestone.states[Basis.REPORTED].status is Status.CANCELLED
    return was_cancelled is not (draft.status is Status.CANCELLED)


def opens_again(draft: Draft, milestone: Milestone) -> bool:
    """Whether the report opens a closed milestone again.

    One that speaks of a day before the closing only completes what went before it.
    """
    known = milestone.states[Basis.REPORTED]
    is_later = known.effective_on is None or draft.effective_on >= known.effective_on
    return is_later and reopens(known.status, draft.status)


def repeats_claim(draft: Draft, milestone: Milestone) -> bool:
    """Whether the report claims once more what is claimed already, on that day or later."""
    known = milestone.states[Basis.REPORTED]
    return (
        known.effective_on is not None
        and draft.effective_on >= known.effective_on
        and (draft.status, draft.progress) == (known.status, known.progress)
    )


def is_countable(value: Decimal) -> bool:
    """Whether a realised value is a number of a size that can be kept, negative or not."""
    return value.is_finite() and abs(value) < VALUE_LIMIT


def closes_all_obstacles(status: Status) -> bool:
    """Whether a report with this status leaves no obstacle open."""
    return status in {Status.FINISHED, Status.CANCELLED}


def _day_problems(draft: Draft, programme: Programme, today: date) -> list[ReportProblem]:
    found = []
    if draft.effective_on > today:
        found.append(ReportProblem.EFFECTIVE_IN_FUTURE)
    if draft.effective_on < programme.start:
        found.append(ReportProblem.EFFECTIVE_BEFORE_PROGRAMME)
    return found


def _progress_problems(draft: Draft) -> list[ReportProblem]:
    if not 0 <= draft.progress <= 1:
        return [ReportProblem.PROGRESS_OUT_OF_RANGE]
    if draft.status is Status.FINISHED and draft.progress != 1:
        return [ReportProblem.PROGRESS_NOT_FULL]
    if draft.status in {Status.IN_PROGRESS, Status.OBSTRUCTED} and draft.progress == 1:
        return [ReportProblem.PROGRESS_FULL_UNFINISHED]
    if draft.status is Status.NOT_STARTED and draft.progress != 0:
        return [ReportProblem.PROGRESS_NOT_ZERO]
    return []


def _realised_problems(draft: Draft) -> list[ReportProblem]:
    if draft.realised_value is None:
        return []
    if not is_countable(draft.realised_value):
        return [ReportProblem.REALISED_TOO_LARGE]
    return [ReportProblem.REALISED_NEGATIVE] if draft.realised_value < 0 else []


def _note_problems(draft: Draft, milestone: Milestone) -> list[ReportProblem]:
    found = []
    known = milestone.states[Basis.REPORTED]
    has_note = bool(draft.note.strip())
    if len(draft.note) > NOTE_LIMIT:
        found.append(ReportProblem.NOTE_TOO_LONG)
    if draft.status is Status.CANCELLED and not has_note:
        found.append(ReportProblem.NOTE_NEEDED_TO_CANCEL)
    elif opens_again(draft, milestone) and not has_note:
        found.append(ReportProblem.NOTE_NEEDED_TO_REOPEN)
    elif draft.progress < known.progress and not has_note:
        found.append(ReportProblem.NOTE_NEEDED_TO_FALL)
    return found


def _decision_problems(draft: Draft, milestone: Milestone) -> list[ReportProblem]:
    was_cancelled = milestone.states[Basis.REPORTED].status is Status.CANCELLED
    if len(draft.decision_number) > DECISION_LIMIT:
        return [ReportProblem.DECISION_TOO_LONG]
    if was_cancelled and opens_again(draft, milestone) and not draft.decision_number.strip():
        return [ReportProblem.DECISION_NEEDED_TO_REOPEN]
    return []


def _obstacle_problems(draft: Draft, milestone: Milestone) -> list[ReportProblem]:
    found = []
    open_ids = {obstacle.id for obstacle in milestone.states[Basis.REPORTED].open_obstacles}
    if not set(draft.closes) <= open_ids:
        found.append(ReportProblem.OBSTACLE_UNKNOWN)
    if draft.opens is not None and not draft.opens.description.strip():
        found.append(ReportProblem.OBSTACLE_WITHOUT_DESCRIPTION)
    stays_open = draft.opens is not None or bool(open_ids - set(draft.closes))
    if draft.status is Status.OBSTRUCTED and not stays_open:
        found.append(ReportProblem.OBSTACLE_NEEDED)
    return found
