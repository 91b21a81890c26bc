"""How many changes of each kind happened, and how many were only learnt since. Formula F-18."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from rules.changes.change_report import ChangeKind, ChangeReport, MilestoneChange
from rules.values import Milestone

Counts: TypeAlias = tuple[tuple[ChangeKind, int], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Changes of milestones since `since` by kind, gravest first; `learnt` are no progress."""

    since: date
    happened: Counts
    learnt: Counts


def tally(report: ChangeReport, is_own: Callable[[Milestone], bool] | None = None) -> Tally:
    """Return the changes of `report` by kind: of all milestones, or of those that are `is_own`."""
    learnt = () if report.learnt is None else report.learnt.milestones
    happened, late = (
        _counts(one for one in found if is_own is None or is_own(one.milestone))
        for found in (report.milestones, learnt)
    )
    return Tally(report.since.as_of, happened, late)


def _counts(found: Iterable[MilestoneChange]) -> Counts:
    count = Counter(change.kind for change in found)
    return tuple((kind, count[kind]) for kind in ChangeKind if count[kind])
