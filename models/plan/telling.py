"""What an act on the plan changes, as it is kept and as the audit trail tells it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from models.plan.acts import REMOVED, Fields
from models.schema.columns import POINTS
from rules.plan.table import PlanDecision, PlanDifference, PlanRow
from rules.values import MilestoneCode, Place, Schedule
from words.formats import shape, weight as decimals
from words.plan.registers import place_text

SCHEDULE: Final = "schedule"
"""The field of a row that stands in a table of its own."""

PLACE: Final = "sequence"
"""The column of a milestone that says where it stands in its sentra."""

_NEW: Final = "baru"


def told(rows: Iterable[PlanRow], changed: PlanDifference, *, is_after: bool) -> dict[str, object]:
    """What the audit trail tells of the plan on one side of the act: milestones by title."""
    gone = changed.added if is_after else changed.removed
    changes = {change.before.code: change for change in changed.changed}
    lines: dict[str, object] = {}
    for row in rows:
        change = changes.get(row.code)
        if change is not None:
            side = change.after if is_after else change.before
            lines |= {
                f"{row.code}.{part}": value
                for name in change.fields
                for part, value in _parts(name, getattr(side, name))
            }
        elif row in gone:
            lines[f"{row.code or _NEW} {len(lines) + 1}.title"] = row.title
    return lines


def _parts(name: str, value: object) -> Iterable[tuple[str, object]]:
    if isinstance(value, Schedule):
        return (
            ("start_on", value.start.isoformat()),
            ("finish_on", value.finish.isoformat()),
            ("weight", POINTS.to_parts(value.weight)),
            ("shape", shape(value.shape)),
        )
    return ((name, ", ".join(value) if isinstance(value, tuple) else str(value)),)


def changed_fields(
    rows: Sequence[PlanRow],
    changed: Sequence[PlanRow],
    found_difference: PlanDifference,
    *,
    leaving: Collection[MilestoneCode],
) -> Mapping[MilestoneCode, tuple[Fields, Fields]]:
    """Return the fields of each milestone before and after that differ; schedules stand apart.

    Those `leaving` for others are not removed: what they became, these tell.
    """
    before = {row.code: place for place, row in enumerate(rows, 1)}
    after = {row.code: place for place, row in enumerate(changed, 1)}
    found: dict[MilestoneCode, tuple[dict[str, Any], dict[str, Any]]] = {}
    for change in found_difference.changed:
        names = [name for name in change.fields if name != SCHEDULE]
        code = change.before.code
        if names and code is not None:
            found[code] = (
                {name: getattr(change.before, name) for name in names},
                {name: getattr(change.after, name) for name in names},
            )
    for code, place in after.items():
        if code is not None and before[code] != place:
            old, new = found.setdefault(code, ({}, {}))
            old[PLACE], new[PLACE] = before[code], place
    for row in found_difference.removed:
        if row.code is not None and row.code not in leaving:
            found[row.code] = ({REMOVED: False}, {REMOVED: True})
    return found


def grounds(decision: PlanDecision | None) -> dict[str, object]:
    """Return the decision on which an act rests; nothing for a change of the draft."""
    if decision is None:
        return {}
    return {
        "reason": decision.reason.strip(),
        "decision_number": decision.number.strip(),
        "holds_from": decision.holds_from.isoformat(),
    }


def fields_told(fields: Fields) -> dict[str, object]:
    """Return fields of the programme or of a sentra as the audit trail tells them."""
    return {name: _said(name, value) for name, value in fields.items()}


def _said(name: str, value: object) -> object:
    if name.endswith("weight") and isinstance(value, float):
        return POINTS.to_parts(value)
    if isinstance(value, float):
        return decimals(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "; ".join(place_text(one) if isinstance(one, Place) else str(one) for one in value)
    return value
