"""Which reports and plan revisions are legal. Problems come together, so one look mends all."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import fsum, isclose
from typing import Final

from rules.errors import Problem
from rules.values import Draft, Milestone, MilestoneCode, Programme, Schedule
from rules.vocabulary import Basis, Status

NOTE_LIMIT: Final = 4000
VALUE_LIMIT: Final = 10**10
"""Realised values are below this."""
TOTAL_WEIGHT: Final = 100.0

# Weights read from a file are binary fractions, so a sum of 100 can miss by a few last digits.
_TOLERANCE: Final = 1e-9


def problems_of_report(
    draft: Draft, milestone: Milestone, programme: Programme, today: date
) -> tuple[Problem, ...]:
    """Return everything wrong with `draft` as a report on `milestone` made on `today`."""
    checks = (
        _day_problems(draft, programme, today),
        _progress_problems(draft),
        _realised_problems(draft),
        _note_problems(draft, milestone),
        _obstacle_problems(draft, milestone),
    )
    return tuple(problem for found in checks for problem in found)


def needs_cancel_right(draft: Draft, milestone: Milestone) -> bool:
    """Whether the report cancels a milestone or reopens a cancelled one."""
    was_cancelled = milestone.states[Basis.REPORTED].status is Status.CANCELLED
    return was_cancelled is not (draft.status is Status.CANCELLED)


def is_countable(value: Decimal) -> bool:
    """Whether a realised value is a number of a size that can be kept, negative or not."""
    return value.is_finite() and abs(value) < VALUE_LIMIT


def closes_all_obstacles(status: Status) -> bool:
    """Whether a report with this status leaves no obstacle open."""
    return status in {Status.FINISHED, Status.CANCELLED}


def problems_of_revision(
    before: Mapping[MilestoneCode, Schedule],
    after: Mapping[MilestoneCode, Schedule],
    *,
    reason: str,
    decision_number: str,
) -> tuple[Problem, ...]:
    """Return everything wrong with replacing the schedules of one sentra by `after`.

    `before` and `after` hold every milestone of the sentra, so that its weights can be summed.
    """
    found = []
    if before == after:
        found.append(Problem.NOTHING_CHANGED)
    if not reason.strip():
        found.append(Problem.REASON_NEEDED)
    if not decision_number.strip():
        found.append(Problem.DECISION_NUMBER_NEEDED)
    return (*found, *problems_of_schedules(list(after.values())))


def problems_of_schedules(schedules: Sequence[Schedule]) -> tuple[Problem, ...]:
    """Return what is wrong with the schedules of one whole sentra."""
    found = []
    if any(schedule.finish < schedule.start for schedule in schedules):
        found.append(Problem.FINISH_BEFORE_START)
    # Both conditions are put so that a weight that is no number (NaN) fails them.
    if not all(schedule.weight > 0 for schedule in schedules):
        found.append(Problem.WEIGHT_NOT_POSITIVE)
    if not isclose(
        fsum(one.weight for one in schedules), TOTAL_WEIGHT, rel_tol=0, abs_tol=_TOLERANCE
    ):
        found.append(Problem.WEIGHTS_NOT_100)
    return tuple(found)


def _day_problems(draft: Draft, programme: Programme, today: date) -> list[Problem]:
    found = []
    if draft.effective_on > today:
        found.append(Problem.EFFECTIVE_IN_FUTURE)
    if draft.effective_on < programme.start:
        found.append(Problem.EFFECTIVE_BEFORE_PROGRAMME)
    return found


def _progress_problems(draft: Draft) -> list[Problem]:
    if not 0 <= draft.progress <= 1:
        return [Problem.PROGRESS_OUT_OF_RANGE]
    if draft.status is Status.FINISHED and draft.progress != 1:
        return [Problem.PROGRESS_NOT_FULL]
    if draft.status in {Status.IN_PROGRESS, Status.OBSTRUCTED} and draft.progress == 1:
        return [Problem.PROGRESS_FULL_UNFINISHED]
    if draft.status is Status.NOT_STARTED and draft.progress != 0:
        return [Problem.PROGRESS_NOT_ZERO]
    return []


def _realised_problems(draft: Draft) -> list[Problem]:
    if draft.realised_value is None:
        return []
    if not is_countable(draft.realised_value):
        return [Problem.REALISED_TOO_LARGE]
    return [Problem.REALISED_NEGATIVE] if draft.realised_value < 0 else []


def _note_problems(draft: Draft, milestone: Milestone) -> list[Problem]:
    found = []
    known = milestone.states[Basis.REPORTED]
    has_note = bool(draft.note.strip())
    if len(draft.note) > NOTE_LIMIT:
        found.append(Problem.NOTE_TOO_LONG)
    if draft.status is Status.CANCELLED and not has_note:
        found.append(Problem.NOTE_NEEDED_TO_CANCEL)
    elif draft.progress < known.progress and not has_note:
        found.append(Problem.NOTE_NEEDED_TO_FALL)
    return found


def _obstacle_problems(draft: Draft, milestone: Milestone) -> list[Problem]:
    found = []
    open_ids = {obstacle.id for obstacle in milestone.states[Basis.REPORTED].open_obstacles}
    if not set(draft.closes) <= open_ids:
        found.append(Problem.OBSTACLE_UNKNOWN)
    if draft.opens is not None and not draft.opens.description.strip():
        found.append(Problem.OBSTACLE_WITHOUT_DESCRIPTION)
    stays_open = draft.opens is not None or bool(open_ids - set(draft.closes))
    if draft.status is Status.OBSTRUCTED and not stays_open:
        found.append(Problem.OBSTACLE_NEEDED)
    return found
