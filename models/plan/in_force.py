"""What acts made of the programme and of its sentra, for a day as known by another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row

from models.plan.acts import REMOVED, Acts, Change, acts
from models.plan.register import programme_value
from rules.plan.acts import PlanActKind, PlanSubject
from rules.thresholds import SetBy, Thresholds
from rules.values import Programme, Sentra

_THRESHOLDS: Final = frozenset(own.name for own in fields(Thresholds))
SOURCE: Final = "thresholds_source"
"""The field of the programme that names the rule which its thresholds follow."""

DISSOLVED: Final = "dissolved"
"""The field of a sentra that says that it is no longer part of the programme."""


def programme_now(connection: Connection, row: Row[*tuple[Any, ...]]) -> Programme:
    """Return the programme of a row as acts changed it."""
    known = acts(connection, row.id)
    return changed_programme(programme_value(row), row.id, known, date.max, date.max)


def changed_programme(
    added: Programme, number: int, known: Acts, as_of: date, known_on: date
) -> Programme:
    """Return the programme as the acts that hold on a day left it, as known by another."""
    changes = known.of(PlanSubject.PROGRAMME, number)
    held = [change for change in changes if change.act.holds(as_of, known_on)]
    for act in known.by_number.values():
        if act.kind is PlanActKind.ADOPTION and act.holds(as_of, known_on):
            added = replace(added, adopted_on=act.since)
    if not held:
        return added
    told: dict[str, Any] = {}
    for change in held:
        told |= change.after
    limits = {name: told.pop(name) for name in _THRESHOLDS & told.keys()}
    source = told.pop(SOURCE, "")
    setting = [change.act for change in held if _THRESHOLDS & change.after.keys()]
    if not setting:
        return replace(added, **told)
    last = setting[-1]
    by = SetBy(last.author, last.holds_from, last.decision_number, source)
    return replace(added, **told, thresholds=replace(added.thresholds, **limits), thresholds_set=by)


def sentra_in_force(
    added: Mapping[int, Sentra], known: Acts, as_of: date, known_on: date
) -> dict[int, Sentra]:
    """Return the sentra in the plan of a day as known by another, with those dissolved."""
    found = {
        number: _changed_sentra(own, known.of(PlanSubject.SENTRA, number), as_of, known_on)
        for number, own in added.items()
    }
    return {number: own for number, own in found.items() if own is not None}


def _changed_sentra(
    added: Sentra, changes: Sequence[Change], as_of: date, known_on: date
) -> Sentra | None:
    if not changes:
        return added
    first = min(changes, key=lambda change: change.act.number)
    told: dict[str, Any] = {REMOVED: first.before.get(REMOVED, False)}
    held = [change for change in changes if change.act.holds(as_of, known_on)]
    for change in held:
        told |= change.after
    is_dissolved = told.pop(DISSOLVED, False)
    if told.pop(REMOVED):
        return None
    dissolving = [change.act.since for change in held if DISSOLVED in change.after]
    return replace(
        added,
        **told,
        dissolved_on=dissolving[-1] if is_dissolved else None,
        weights=tuple(_weights(added, held, is_added_by_act=bool(first.before.get(REMOVED)))),
    )


def _weights(
    added: Sentra, held: Sequence[Change], *, is_added_by_act: bool
) -> Iterator[tuple[date, float]]:
    """Give the weights by the days since which they held; nothing where there was one alone."""
    found = {} if is_added_by_act else {date.min: added.weight}
    weight, is_part = added.weight, True
    for change in held:
        weight = change.after.get("weight", weight)
        is_part = not change.after.get(DISSOLVED, not is_part)
        found[change.act.since] = weight if is_part else 0.0
    if len(found) > 1 or date.min not in found:
        yield from sorted(found.items())
