"""Several reports in one table: what is wrong with each row, and what each would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules.reporting.batch import BatchRow
from rules.reporting.errors import BatchRowProblem, LineProblem
from rules.reporting.legality import needs_cancel_right, problems_of_report
from rules.reporting.report import Draft
from rules.values import Milestone, MilestoneCode, Programme, State
from rules.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class ReportChange:
    """What a row would make of its milestone, beside what is claimed of it now."""

    row: int
    milestone: Milestone
    before: State
    draft: Draft


def problems(
    rows: Sequence[BatchRow],
    milestones: Mapping[MilestoneCode, Milestone],
    programme: Programme,
    today: date,
    *,
    may_cancel: bool,
) -> tuple[BatchRowProblem, ...]:
    """Return what is wrong with rows on known milestones.

    What somebody records meanwhile, and closed quarters, the command finds.
    """
    found: list[BatchRowProblem] = []
    for row in rows:
        known = milestones[row.draft.milestone]
        illegal = problems_of_report(row.draft, known, programme, today)
        found += (BatchRowProblem(row.number, problem) for problem in illegal)
        if needs_cancel_right(row.draft, known) and not may_cancel:
            found.append(BatchRowProblem(row.number, LineProblem.MAY_NOT_CANCEL))
    return tuple(found)


def changes(
    rows: Sequence[BatchRow], milestones: Mapping[MilestoneCode, Milestone]
) -> tuple[ReportChange, ...]:
    """Return what each row would change, in the order of the table."""
    found = ((row, milestones[row.draft.milestone]) for row in rows)
    return tuple(
        ReportChange(row.number, one, one.states[Basis.REPORTED], row.draft) for row, one in found
    )
