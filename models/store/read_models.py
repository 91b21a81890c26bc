"""What is derived from the events so that reading stays flat: state entries and month sums.

Both follow the order in which things were recorded, so nothing in them is ever rewritten for the
past: a back-dated report, a decision and a revision each append what they change on the day they
are recorded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Integer,
    Row,
    Select,
    bindparam,
    delete,
    desc,
    func,
    insert,
    literal,
    select,
    union_all,
    update,
)

from models.schema.columns import LARGEST_ID, in_parts
from models.schema.plan import milestone, plan_revision, programme
from models.schema.progress import sentra_month, state_entry
from models.schema.reporting import report_event
from models.store.knowledge import known_at, known_on
from models.store.verdicts import counts, latest_first, verdict_up_to
from rules.periods import month_number
from rules.vocabulary import Basis, EventKind, Status


@dataclass(frozen=True, slots=True)
class _Act:
    """One act in the order of recording; the ids say up to where history is known."""

    milestone_id: int
    recorded_on: date
    event_id: int
    revision_id: int


@dataclass(frozen=True, slots=True)
class _Sums:
    """What a milestone stands at on a basis: in whole parts, weight x progress and weight."""

    report_id: int | None
    previous_progress: float
    earned: int
    cancelled: int


_NOTHING: Final = _Sums(report_id=None, previous_progress=0, earned=0, cancelled=0)


def follow(connection: Connection, milestone_id: int, recorded_on: date) -> None:
    """Bring the read models up to what the caller has just recorded on a milestone."""
    _follow(connection, _Act(milestone_id, recorded_on, LARGEST_ID, LARGEST_ID))


def rebuild(connection: Connection) -> None:
    """Make the read models anew from the events alone, while no one else writes."""
    # Writers queue at the programme's row; SQLite, which has no row locks, lets in one at a time.
    connection.execute(select(programme.c.id).with_for_update())
    connection.execute(delete(sentra_month))
    connection.execute(delete(state_entry))
    for act in _acts(connection):
        _follow(connection, act)


def differences(connection: Connection) -> tuple[str, ...]:
    """Return the names of the read models that differ from rebuilt ones; nothing is changed."""
    connection.execute(select(programme.c.id).with_for_update())
    kept = _contents(connection)
    with connection.begin_nested() as trial:
        rebuild(connection)
        fresh = _contents(connection)
        trial.rollback()
    return tuple(name for name in kept if kept[name] != fresh[name])


def _follow(connection: Connection, act: _Act) -> None:
    """Append a state entry where the act changed something on a basis, and carry its deltas on."""
    before = _from_entries(connection, act.milestone_id)
    weight, sentra_id = connection.execute(_WEIGHT, _asked(act)).one()
    now = _from_events(connection, act, weight)
    changed = [basis for basis in Basis if now[basis] != before[basis]]
    if not changed:
        return
    entries = [_entry(act, sentra_id, basis, before[basis], now[basis]) for basis in changed]
    connection.execute(_ADD_ENTRY, entries)
    moved = [entry for entry in entries if entry["earned_delta"] or entry["cancelled_delta"]]
    if moved:
        _add_to_months(connection, month_number(act.recorded_on), moved)


def _entry(act: _Act, sentra_id: int, basis: Basis, before: _Sums, now: _Sums) -> dict[str, Any]:
    return {
        "milestone_id": act.milestone_id,
        "sentra_id": sentra_id,
        "basis": basis,
        "recorded_on": act.recorded_on,
        "report_id": now.report_id,
        "previous_progress": now.previous_progress,
        "earned_delta": now.earned - before.earned,
        "cancelled_delta": now.cancelled - before.cancelled,
    }


def _from_entries(connection: Connection, milestone_id: int) -> dict[Basis, _Sums]:
    """What the entries so far say of the milestone."""
    rows = connection.execute(_ENTRIES, {"milestone": milestone_id}).all()
    said = {
        row.basis: _Sums(row.report_id, row.previous_progress, int(row.earned), int(row.cancelled))
        for row in rows
    }
    return {basis: said.get(basis, _NOTHING) for basis in Basis}


def _from_events(connection: Connection, act: _Act, weight: int) -> dict[Basis, _Sums]:
    """What the events up to the act say of its milestone, whose weight is that of the act."""
    reports: dict[Basis, list[Row[*tuple[Any, ...]]]] = {basis: [] for basis in Basis}
    for row in connection.execute(_REPORTS_IN_FORCE, _asked(act)).all():
        reports[row.basis].append(row)
    return {basis: _sums(found, weight) for basis, found in reports.items()}


def _sums(reports: Sequence[Row[*tuple[Any, ...]]], weight: int) -> _Sums:
    if not reports:
        return _NOTHING
    in_force, before = reports[0], reports[1:]
    is_cancelled = in_force.status is Status.CANCELLED
    return _Sums(
        report_id=in_force.id,
        previous_progress=before[0].progress if before else 0,
        earned=0 if is_cancelled else weight * in_force.parts,
        cancelled=weight if is_cancelled else 0,
    )


def _add_to_months(connection: Connection, month: int, moved: Sequence[Mapping[str, Any]]) -> None:
    """Add the deltas to the running sums of the act's month, begun from the month before it."""
    asked = {"sentra": moved[0]["sentra_id"]}
    last = {row.basis: row for row in connection.execute(_LAST_MONTHS, asked).all()}
    for entry in moved:
        known = last.get(entry["basis"])
        key = {"sentra_id": entry["sentra_id"], "basis": entry["basis"], "month": month}
        sums = {
            "earned": entry["earned_delta"] + (known.earned if known else 0),
            "cancelled_weight": entry["cancelled_delta"] + (known.cancelled_weight if known else 0),
        }
        if known and known.month == month:
            key = {f"of_{name}": value for name, value in key.items()}
            connection.execute(_GO_ON_WITH_MONTH, key | sums)
        else:
            connection.execute(_BEGIN_MONTH, key | sums)


def _asked(act: _Act) -> dict[str, int]:
    return {
        "milestone": act.milestone_id,
        "event": act.event_id,
        "revision": act.revision_id,
    }


def _reports_on(basis: Basis) -> Select[*tuple[Any, ...]]:
    """The two latest reports that count on the basis: the state, and the progress before it."""
    latest = (
        select(
            report_event.c.id,
            report_event.c.effective_on,
            report_event.c.status,
            report_event.c.progress,
            in_parts(report_event.c.progress).label("parts"),
        )
        .where(
            report_event.c.milestone_id == bindparam("milestone"),
            report_event.c.kind == EventKind.REPORT,
            report_event.c.id <= bindparam("event"),
            counts(basis, verdict_up_to(bindparam("event", type_=Integer), report_event.c.id)),
        )
        .order_by(*latest_first(report_event))
        .limit(2)
        .subquery()
    )
    return select(literal(basis, state_entry.c.basis.type).label("basis"), latest)


def _last_of_each_basis() -> Select[*tuple[Any, ...]]:
    """What a milestone's entries sum up to, and what the last of them says, on each basis."""
    sums = (
        select(
            func.max(state_entry.c.id).label("last"),
            func.sum(state_entry.c.earned_delta).label("earned"),
            func.sum(state_entry.c.cancelled_delta).label("cancelled"),
        )
        .where(state_entry.c.milestone_id == bindparam("milestone"))
        .group_by(state_entry.c.basis)
        .subquery()
    )
    said = (state_entry.c.basis, state_entry.c.report_id, state_entry.c.previous_progress)
    return select(*said, sums.c.earned, sums.c.cancelled).join_from(
        state_entry, sums, state_entry.c.id == sums.c.last
    )


def _last_months() -> Select[*tuple[Any, ...]]:
    """The latest sums of a sentra on each basis."""
    of_sentra = sentra_month.c.sentra_id == bindparam("sentra")
    latest = (
        select(sentra_month.c.basis, func.max(sentra_month.c.month).label("month"))
        .where(of_sentra)
        .group_by(sentra_month.c.basis)
        .subquery()
    )
    is_latest = (sentra_month.c.basis == latest.c.basis) & (sentra_month.c.month == latest.c.month)
    return select(sentra_month).join(latest, is_latest).where(of_sentra)


def _weight_and_sentra() -> Select[*tuple[Any, ...]]:
    """The weight of a milestone by the act, in whole parts, and the sentra it belongs to."""
    revised = (
        select(in_parts(plan_revision.c.weight))
        .where(
            plan_revision.c.milestone_id == milestone.c.id,
            plan_revision.c.id <= bindparam("revision"),
        )
        .order_by(plan_revision.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(
        func.coalesce(revised, in_parts(milestone.c.first_weight)), milestone.c.sentra_id
    ).where(milestone.c.id == bindparam("milestone"))


# Made once: building a statement takes longer than carrying it out, and each report needs them all.
_ENTRIES: Final = _last_of_each_basis()
_WEIGHT: Final = _weight_and_sentra()
_REPORTS_IN_FORCE: Final = union_all(*map(_reports_on, Basis)).order_by(
    desc("effective_on"), desc("id")
)
_ADD_ENTRY: Final = insert(state_entry)
_LAST_MONTHS: Final = _last_months()
_BEGIN_MONTH: Final = insert(sentra_month)
_GO_ON_WITH_MONTH: Final = (
    update(sentra_month)
    .where(
        sentra_month.c.sentra_id == bindparam("of_sentra_id"),
        sentra_month.c.basis == bindparam("of_basis"),
        sentra_month.c.month == bindparam("of_month"),
    )
    .values(earned=bindparam("earned"), cancelled_weight=bindparam("cancelled_weight"))
)


def _acts(connection: Connection) -> list[_Act]:
    """Every act in the order of recording, each with the last event and revision known by then."""
    both = [
        connection.execute(
            select(
                known_at(table),
                # Of what came to be known at one instant, this tells the order.
                table.c.recorded_at,
                table.c.id,
                table.c.milestone_id,
                known_on(table),
            )
        )
        for table in (report_event, plan_revision)
    ]
    merged = sorted(
        (*row, is_event) for rows, is_event in zip(both, (True, False), strict=True) for row in rows
    )
    acts, event_id, revision_id = [], 0, 0
    for _, _, row_id, milestone_id, recorded_on, is_event in merged:
        event_id = row_id if is_event else event_id
        revision_id = revision_id if is_event else row_id
        acts.append(_Act(milestone_id, recorded_on, event_id, revision_id))
    return acts


def _contents(connection: Connection) -> dict[str, Sequence[object]]:
    """Both read models without their ids, in the order in which they speak."""
    entries = [column for column in state_entry.c if column.name != "id"]
    return {
        state_entry.name: connection.execute(
            select(*entries).order_by(
                state_entry.c.milestone_id, state_entry.c.basis, state_entry.c.id
            )
        ).all(),
        sentra_month.name: connection.execute(
            select(sentra_month).order_by(*sentra_month.primary_key.columns)
        ).all(),
    }
