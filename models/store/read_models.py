"""What is derived from the events so that reading stays flat: progress entries and month sums.

What a milestone has reached on a basis is a step function of the day. Each act changes it from some
day on: a report from its effective day, a verdict from that of its report, a revision from the day
on which it was recorded. The entries say by how much, day by day; so their sum up to a day, among
those recorded by another, is what had been reached by the one as known by the other.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import add, sub
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Row,
    delete,
    select,
)

from models.schema.columns import LARGEST_ID, POINTS
from models.schema.plan import plan_act, plan_revision, programme
from models.schema.progress import REACHED, progress_entry, sentra_month
from models.schema.reporting import report_event
from models.store.knowledge import holds_since, known_at, known_on
from models.store.read_model_statements import (
    ADD_ENTRY,
    ADD_TO_MONTH,
    BEGIN_MONTH,
    ENTRIES,
    REPORTS,
    WEIGHTS,
)
from rules.periods import month_number
from rules.plan.acts import PlanActKind
from rules.vocabulary import Basis, Status


@dataclass(frozen=True, slots=True)
class _Act:
    """One act in the order of recording: from which day on it matters, and up to where is known."""

    milestone_id: int
    recorded_on: date
    since: date
    event_id: int
    revision_id: int


_Reached = tuple[int, ...]
"""What a milestone stands at, in whole parts, in the order of `REACHED`."""

_NOTHING: Final = (0,) * len(REACHED)


_QUEUE: Final = select(programme.c.id).order_by(programme.c.id).with_for_update()


def _added(one: _Reached, other: _Reached) -> _Reached:
    return tuple(map(add, one, other))


def _missing(one: _Reached, other: _Reached) -> _Reached:
    return tuple(map(sub, one, other))


@dataclass(frozen=True, slots=True)
class _Entries:
    """What the entries so far say of a milestone: up to a day, and each day from then on."""

    before: _Reached
    later: Mapping[date, _Reached]


def follow(connection: Connection, milestone_id: int, recorded_on: date, *, since: date) -> None:
    """Bring the read models up to what was just recorded on a milestone.

    `since` is the first day of which it tells something new.
    """
    _follow(connection, _Act(milestone_id, recorded_on, since, LARGEST_ID, LARGEST_ID))


def rebuild(connection: Connection) -> None:
    """Make the read models anew from the events alone, while no one else writes."""
    # Writers queue at the programmes' rows; SQLite, which has no row locks, lets in one at a time.
    connection.execute(_QUEUE)
    connection.execute(delete(sentra_month))
    connection.execute(delete(progress_entry))
    for act in _acts(connection):
        _follow(connection, act)


def differences(connection: Connection) -> tuple[str, ...]:
    """Return the names of the read models that differ from rebuilt ones; nothing is changed."""
    connection.execute(_QUEUE)
    kept = _contents(connection)
    with connection.begin_nested() as trial:
        rebuild(connection)
        fresh = _contents(connection)
        trial.rollback()
    return tuple(name for name in kept if kept[name] != fresh[name])


def _follow(connection: Connection, act: _Act) -> None:
    """Append what the act changed on each basis, and add it to the sums of its months."""
    asked = {"milestone": act.milestone_id, "since": act.since}
    known = {"event": act.event_id, "revision": act.revision_id}
    kept = _entries(connection.execute(ENTRIES, asked).all())
    weights = _weights(connection.execute(WEIGHTS, asked | known).all())
    reports: dict[Basis, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in connection.execute(REPORTS, asked | known).all():
        reports[row.basis].append(row)
    changed = [
        _entry(act, weights.sentra_id, basis, day, delta)
        for basis in Basis
        for day, delta in _changes(kept[basis], _steps(act.since, reports[basis], weights))
    ]
    if changed:
        connection.execute(ADD_ENTRY, changed)
        _add_to_months(connection, changed)


_Weight = tuple[int, int]
"""What a milestone weighs in the current plan and in the first, in whole parts."""


@dataclass(frozen=True, slots=True)
class _Weights:
    """A milestone's sentra, and its weights from each of these days on."""

    sentra_id: int
    steps: Sequence[tuple[date, _Weight]]

    def on(self, day: date) -> _Weight:
        """Return the weights on a day."""
        return [weight for since, weight in self.steps if since <= day][-1]


def _weights(rows: Sequence[Row[*tuple[Any, ...]]]) -> _Weights:
    """What each change made of the weights; revisions older than acts moved both (F-03).

    What was split or merged weighs nothing any more: those that it became took that over.
    """
    own = rows[0]
    first = _taken_over(own.fields) if own.added_on else own.first_parts
    steps: list[tuple[date, _Weight]] = [(own.added_on or date.min, (own.first_parts, first))]
    if own.added_on:
        steps.insert(0, (date.min, (0, 0)))
    for row in rows:
        if row.parts is not None:
            keeps_first = row.kind is PlanActKind.REVISION and row.parts
            first = first if keeps_first else row.parts
            steps.append((row.since, (row.parts, first)))
    return _Weights(own.sentra_id, steps)


def _taken_over(fields: str | None) -> int:
    """By which weight the first plan reckons what an act added, for those that it was made of."""
    shares = json.loads(fields or "{}").get("inherited", ())
    return sum(POINTS.to_parts(share["reckoned"]) for share in shares)


def _entries(rows: Sequence[Row[*tuple[Any, ...]]]) -> dict[Basis, _Entries]:
    said = {(basis, day): tuple(map(int, reached)) for basis, day, *reached in rows}
    return {
        basis: _Entries(
            said.get((basis, None), _NOTHING),
            {day: found for (of, day), found in said.items() if of is basis and day is not None},
        )
        for basis in Basis
    }


def _steps(
    since: date, reports: Sequence[Row[*tuple[Any, ...]]], weights: _Weights
) -> dict[date, _Reached]:
    """What is reached from each day on at which it may change; `reports` come as they count."""
    days = {since, *(report.effective_on for report in reports), *(day for day, _ in weights.steps)}
    found, place, in_force = {}, 0, None
    for day in sorted(days):
        while place < len(reports) and reports[place].effective_on <= day:
            in_force, place = reports[place], place + 1
        if day >= since:
            found[day] = _reached(in_force, weights.on(day))
    return found


def _reached(report: Row[*tuple[Any, ...]] | None, weight: _Weight) -> _Reached:
    if report is None:
        return _NOTHING
    current, first = weight
    if report.status is Status.CANCELLED:
        return 0, current, 0, first
    return current * report.parts, 0, first * report.parts, 0


def _changes(kept: _Entries, steps: Mapping[date, _Reached]) -> Iterator[tuple[date, _Reached]]:
    """By how much each day's entries fall short of what they should say."""
    before = kept.before
    for day in sorted(kept.later.keys() | steps.keys()):
        reached = steps.get(day, before)
        missing = _missing(reached, _added(before, kept.later.get(day, _NOTHING)))
        if missing != _NOTHING:
            yield day, missing
        before = reached


def _entry(act: _Act, sentra_id: int, basis: Basis, day: date, delta: _Reached) -> dict[str, Any]:
    return {
        "milestone_id": act.milestone_id,
        "sentra_id": sentra_id,
        "basis": basis,
        "effective_on": day,
        "month": month_number(day),
        "recorded_on": act.recorded_on,
        **{f"{name}_delta": value for name, value in zip(REACHED, delta, strict=True)},
    }


def _add_to_months(connection: Connection, entries: Sequence[Mapping[str, Any]]) -> None:
    """Add each entry to the month in which it is effective and to that in which it was recorded."""
    sums: dict[tuple[Basis, int], tuple[_Reached, _Reached]] = defaultdict(
        lambda: (_NOTHING, _NOTHING)
    )
    for entry in entries:
        delta = tuple(entry[f"{name}_delta"] for name in REACHED)
        happened, told = (
            (entry["basis"], entry["month"]),
            (
                entry["basis"],
                month_number(entry["recorded_on"]),
            ),
        )
        sums[happened] = (_added(sums[happened][0], delta), sums[happened][1])
        sums[told] = (sums[told][0], _added(sums[told][1], delta))
    for (basis, month), (happened_delta, told_delta) in sums.items():
        added = {
            "of_sentra": entries[0]["sentra_id"],
            "of_basis": basis,
            "of_month": month,
            **dict(zip(REACHED, happened_delta, strict=True)),
            **{f"told_{name}": value for name, value in zip(REACHED, told_delta, strict=True)},
        }
        if not connection.execute(ADD_TO_MONTH, added).rowcount:
            connection.execute(BEGIN_MONTH, added)


def _acts(connection: Connection) -> list[_Act]:
    """Every act in the order of recording, each with the last event and revision known by then."""
    revised = plan_revision.outerjoin(plan_act, plan_act.c.id == plan_revision.c.act_id)
    both = [
        connection.execute(
            select(
                known_at(table),
                # Of what came to be known at one instant, this tells the order.
                table.c.recorded_at,
                table.c.id,
                table.c.milestone_id,
                known_on(table),
                since,
            ).select_from(joined)
        )
        for table, joined, since in (
            (report_event, report_event, report_event.c.effective_on),
            (plan_revision, revised, holds_since(plan_act, plan_revision).label("since")),
        )
    ]
    merged = sorted(
        (*row, is_event) for rows, is_event in zip(both, (True, False), strict=True) for row in rows
    )
    acts, event_id, revision_id = [], 0, 0
    for _, _, row_id, milestone_id, recorded_on, since, is_event in merged:
        event_id = row_id if is_event else event_id
        revision_id = revision_id if is_event else row_id
        acts.append(_Act(milestone_id, recorded_on, since, event_id, revision_id))
    return acts


def _contents(connection: Connection) -> dict[str, Sequence[object]]:
    """Both read models without their ids, in the order in which they speak."""
    entries = [column for column in progress_entry.c if column.name != "id"]
    return {
        progress_entry.name: connection.execute(
            select(*entries).order_by(
                progress_entry.c.milestone_id, progress_entry.c.basis, progress_entry.c.id
            )
        ).all(),
        sentra_month.name: connection.execute(
            select(sentra_month).order_by(*sentra_month.primary_key.columns)
        ).all(),
    }
