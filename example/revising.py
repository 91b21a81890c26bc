"""How a revision of the example changes the table of a sentra's plan."""

from collections.abc import Sequence
from dataclasses import replace
from math import fsum

from example.revisions import Change, Merger, PlanRevision, Split
from rules.plan.table import PlanRow


def changed(rows: Sequence[PlanRow], plan: PlanRevision) -> tuple[PlanRow, ...]:
    """Return the rows as the revision leaves them."""
    found = tuple(rows)
    for change in plan.changes:
        match change:
            case Change():
                found = tuple(_moved(row, change) for row in found)
            case Split():
                found = tuple(part for row in found for part in _split(row, change))
            case Merger():
                found = _merged(found, change)
    return found


def _moved(row: PlanRow, change: Change) -> PlanRow:
    if row.code != change.milestone:
        return row
    schedule = replace(
        row.schedule,
        start=change.start or row.schedule.start,
        finish=change.finish or row.schedule.finish,
        weight=change.weight or row.schedule.weight,
    )
    return replace(row, schedule=schedule)


def _split(row: PlanRow, change: Split) -> tuple[PlanRow, ...]:
    if row.code != change.milestone:
        return (row,)
    return tuple(
        replace(
            row,
            code=None,
            title=title,
            schedule=replace(row.schedule, weight=weight),
            origins=(change.milestone,),
        )
        for title, weight in change.parts
    )


def _merged(rows: Sequence[PlanRow], change: Merger) -> tuple[PlanRow, ...]:
    own = [row for row in rows if row.code in change.milestones]
    schedule = replace(
        own[0].schedule,
        finish=max(row.schedule.finish for row in own),
        weight=fsum(row.schedule.weight for row in own),
    )
    one = replace(
        own[0], code=None, title=change.title, schedule=schedule, origins=change.milestones
    )
    return tuple(one if row is own[0] else row for row in rows if row not in own[1:])
