"""Several reports handed in together: what each would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.reporting.batch import BatchRow
from rules.reporting.report import Draft
from rules.values import Milestone, MilestoneCode, State
from rules.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class ReportChange:
    """What a row would make of its milestone, beside what is claimed of it now."""

    row: BatchRow
    milestone: Milestone
    before: State

    @property
    def draft(self) -> Draft:
        """What the row reports."""
        return self.row.draft


def changes(
    rows: Sequence[BatchRow], milestones: Mapping[MilestoneCode, Milestone]
) -> tuple[ReportChange, ...]:
    """Return what each row would change, in the order of the table."""
    found = ((row, milestones[row.draft.milestone]) for row in rows)
    return tuple(ReportChange(row, one, one.states[Basis.REPORTED]) for row, one in found)
