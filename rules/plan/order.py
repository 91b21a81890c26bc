"""Which milestones come after which: what is wrong with that, and dates that break it. F-28."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rules.plan.errors import PlanProblem
from rules.plan.table import PlanRow, SentraPlan
from rules.values import MilestoneCode

Links = Mapping[MilestoneCode, Sequence[MilestoneCode]]
"""What each milestone comes after."""

Rows = Mapping[MilestoneCode, PlanRow]


@dataclass(frozen=True, slots=True)
class Breach:
    """A milestone that is planned to start before one that it comes after is finished."""

    earlier: PlanRow
    later: PlanRow


def rows_of(plans: Iterable[SentraPlan]) -> Rows:
    """Return the milestones of all sentra by their codes."""
    return {row.code: row for plan in plans for row in plan.rows if row.code is not None}


def links_of(rows: Iterable[PlanRow]) -> Links:
    """Return what each of the rows that has a code comes after."""
    return {row.code: row.after for row in rows if row.code is not None}


def waiting_for(
    removed: Collection[MilestoneCode | None], others: Iterable[PlanRow]
) -> tuple[MilestoneCode, ...]:
    """Return which of `others` come after a milestone that is to be taken out of the plan."""
    return tuple(
        row.code
        for row in others
        if row.code is not None and not set(removed).isdisjoint(row.after)
    )


def problems_of_order(
    code: MilestoneCode | None, after: Sequence[MilestoneCode], links: Links
) -> Iterator[PlanProblem]:
    """Yield what is wrong with what a milestone comes after, among all milestones by code."""
    if not links.keys() >= set(after):
        yield PlanProblem.AFTER_UNKNOWN
    if code in _before(after, links):
        yield PlanProblem.AFTER_CIRCLE


def breaches(rows: Sequence[PlanRow], others: Rows) -> tuple[Breach, ...]:
    """Return where dates break the order, of `rows` and of `others` that come after one of them.

    To start on the day on which the earlier one is to be finished breaks nothing.
    """
    own = {row.code: row for row in rows if row.code is not None}
    known = {**others, **own}
    waiting = (row for code, row in others.items() if code not in own and own.keys() & row.after)
    return tuple(
        Breach(known[code], row)
        for row in (*rows, *waiting)
        for code in row.after
        if code in known and row.schedule.start < known[code].schedule.finish
    )


def _before(after: Sequence[MilestoneCode], links: Links) -> set[MilestoneCode]:
    """All that must be finished first, however many steps away."""
    found: set[MilestoneCode] = set()
    waiting = list(after)
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting += links.get(code, ())
    return found
