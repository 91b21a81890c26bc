"""Which plan revisions are legal. Problems come together, so one look mends all."""

from collections.abc import Mapping, Sequence
from math import fsum, isclose
from typing import Final

from rules.plan.errors import RevisionProblem
from rules.values import MilestoneCode, Schedule

TOTAL_WEIGHT: Final = 100.0

# Weights read from a file are binary fractions, so a sum of 100 can miss by a few last digits.
_TOLERANCE: Final = 1e-9


def problems_of_revision(
    before: Mapping[MilestoneCode, Schedule],
    after: Mapping[MilestoneCode, Schedule],
    *,
    reason: str,
    decision_number: str,
) -> tuple[RevisionProblem, ...]:
    """Return everything wrong with replacing the schedules of one sentra by `after`.

    `before` and `after` hold every milestone of the sentra, so that its weights can be summed.
    """
    found = []
    if before == after:
        found.append(RevisionProblem.NOTHING_CHANGED)
    if not reason.strip():
        found.append(RevisionProblem.REASON_NEEDED)
    if not decision_number.strip():
        found.append(RevisionProblem.DECISION_NUMBER_NEEDED)
    return (*found, *problems_of_schedules(list(after.values())))


def problems_of_schedules(schedules: Sequence[Schedule]) -> tuple[RevisionProblem, ...]:
    """Return what is wrong with the schedules of one whole sentra."""
    found = []
    if any(schedule.finish < schedule.start for schedule in schedules):
        found.append(RevisionProblem.FINISH_BEFORE_START)
    # Both conditions are put so that a weight that is no number (NaN) fails them.
    if not all(schedule.weight > 0 for schedule in schedules):
        found.append(RevisionProblem.WEIGHT_NOT_POSITIVE)
    if not isclose(
        fsum(schedule.weight for schedule in schedules), TOTAL_WEIGHT, rel_tol=0, abs_tol=_TOLERANCE
    ):
        found.append(RevisionProblem.WEIGHTS_NOT_100)
    return tuple(found)
