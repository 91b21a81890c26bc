"""What the audit trail tells of an act on the plan: fields of milestones before and after."""

from collections.abc import Iterable
from typing import Final

from models.schema.columns import POINTS
from rules.plan.table import PlanDecision, PlanDifference, PlanRow
from rules.values import Schedule

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
        )
    return ((name, ", ".join(value) if isinstance(value, tuple) else str(value)),)


def grounds(decision: PlanDecision | None) -> dict[str, object]:
    """Return the decision on which an act rests; nothing for a change of the draft."""
    if decision is None:
        return {}
    return {
        "reason": decision.reason.strip(),
        "decision_number": decision.number.strip(),
        "holds_from": decision.holds_from.isoformat(),
    }
