"""What is derived from the events so that reading stays flat: state entries and month sums.

Both follow the order in which things were recorded, so nothing in them is ever rewritten for the
past: a back-dated report, a decision and a revision each append what they change on the day they
are recorded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, Select, and_, delete, func, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from models.schema.tables import (
    milestone,
    plan_revision,
    programme,
    report_event,
    sentra_month,
    state_entry,
)
from rules.periods import month_number
from rules.reporting.verdict import COUNTING
from rules.vocabulary import Basis, EventKind, Status


@dataclass(frozen=True, slots=True)
class Recorded:
    """One act in the order of recording; the ids say up to where history is known."""

    milestone_id: int
    recorded_on: date
    event_id: int
    revision_id: int


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a milestone stands at on a basis: in hundredths, weight x progress and weight."""

    report_id: int | None
    previous_progress: int
    earned: int
    cancelled: int


# Made once: an alias copies every column of its table, which costs more than the statement.
_decision: Final = report_event.alias("decision")

_NOTHING: Final = _Standing(report_id=None, previous_progress=0, earned=0, cancelled=0)


def follow(connection: Connection, act: Recorded) -> None:
    """Bring the read models up to `act`, which the caller has just recorded."""
    for basis in Basis:
        _follow_on(connection, act, basis)


def rebuild(connection: Connection) -> None:
    """Make the read models anew from the events alone, while no one else writes."""
    # Writers queue at the programme's row; SQLite, which has no row locks, lets in one at a time.
    connection.execute(select(programme.c.id).with_for_update())
    connection.execute(delete(sentra_month))
    connection.execute(delete(state_entry))
    for act in _acts(connection):
        follow(connection, act)


def differences(connection: Connection) -> tuple[str, ...]:
    """Return the names of the read models that differ from rebuilt ones; nothing is changed."""
    connection.execute(select(programme.c.id).with_for_update())
    kept = _contents(connection)
    with connection.begin_nested() as trial:
        rebuild(connection)
        fresh = _contents(connection)
        trial.rollback()
    return tuple(name for name in kept if kept[name] != fresh[name])


def _follow_on(connection: Connection, act: Recorded, basis: Basis) -> None:
    """Append a state entry where the act changed something, and carry its deltas on."""
    before = _kept(connection, act.milestone_id, basis)
    now = _standing(connection, act, basis)
    if now == before:
        return
    sentra_id = connection.execute(
        select(milestone.c.sentra_id).where(milestone.c.id == act.milestone_id)
    ).scalar_one()
    earned, cancelled = now.earned - before.earned, now.cancelled - before.cancelled
    connection.execute(
        insert(state_entry).values(
            milestone_id=act.milestone_id,
            sentra_id=sentra_id,
            basis=basis.value,
            recorded_on=act.recorded_on,
            report_id=now.report_id,
            previous_progress=now.previous_progress,
            earned_delta=earned,
            cancelled_delta=cancelled,
        )
    )
    if earned or cancelled:
        month = month_number(act.recorded_on)
        _add_to_month(connection, (sentra_id, basis, month), earned=earned, cancelled=cancelled)


def _kept(connection: Connection, milestone_id: int, basis: Basis) -> _Standing:
    """What the entries so far say of the milestone."""
    own = and_(state_entry.c.milestone_id == milestone_id, state_entry.c.basis == basis.value)
    last = connection.execute(
        select(state_entry.c.report_id, state_entry.c.previous_progress)
        .where(own)
        .order_by(state_entry.c.id.desc())
        .limit(1)
    ).one_or_none()
    if last is None:
        return _NOTHING
    earned, cancelled = connection.execute(
        select(func.sum(state_entry.c.earned_delta), func.sum(state_entry.c.cancelled_delta)).where(
            own
        )
    ).one()
    return _Standing(last.report_id, last.previous_progress, int(earned), int(cancelled))


def _standing(connection: Connection, act: Recorded, basis: Basis) -> _Standing:
    """What the events up to the act say of its milestone."""
    reports = connection.execute(_reports_in_force(act, basis)).all()
    if not reports:
        return _NOTHING
    in_force = reports[0]
    weight: int = connection.execute(_weight(act)).scalar_one()
    is_cancelled = in_force.status == Status.CANCELLED
    return _Standing(
        report_id=in_force.id,
        previous_progress=reports[1].progress if len(reports) > 1 else 0,
        earned=0 if is_cancelled else weight * in_force.progress,
        cancelled=weight if is_cancelled else 0,
    )


def _add_to_month(
    connection: Connection, key: tuple[int, Basis, int], *, earned: int, cancelled: int
) -> None:
    """Add the deltas to the running sums of the act's month, begun from the month before it."""
    sentra_id, basis, month = key
    own = and_(sentra_month.c.sentra_id == sentra_id, sentra_month.c.basis == basis.value)
    last = connection.execute(
        select(sentra_month).where(own).order_by(sentra_month.c.month.desc()).limit(1)
    ).one_or_none()
    sums = {
        "earned": earned + (last.earned if last is not None else 0),
        "cancelled_weight": cancelled + (last.cancelled_weight if last is not None else 0),
    }
    if last is not None and last.month == month:
        connection.execute(
            update(sentra_month).where(own, sentra_month.c.month == month).values(sums)
        )
        return
    row = {"sentra_id": sentra_id, "basis": basis.value, "month": month}
    connection.execute(insert(sentra_month).values(row | sums))


def _reports_in_force(act: Recorded, basis: Basis) -> Select[int, str, int]:
    """The two latest reports that count: the state, and the progress before it."""
    verdict = (
        select(_decision.c.kind)
        .where(_decision.c.report_id == report_event.c.id, _decision.c.id <= act.event_id)
        .order_by(_decision.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(report_event.c.id, report_event.c.status, report_event.c.progress)
        .where(
            report_event.c.milestone_id == act.milestone_id,
            report_event.c.kind == EventKind.REPORT,
            report_event.c.id <= act.event_id,
            _counts_on(basis, verdict),
        )
        .order_by(report_event.c.effective_on.desc(), report_event.c.id.desc())
        .limit(2)
    )


def _counts_on(basis: Basis, verdict: ColumnElement[str | None]) -> ColumnElement[bool]:
    """SQL condition: a report with the `verdict` in force (NULL: it waits) counts on `basis`."""
    return func.coalesce(verdict, EventKind.REPORT).in_(COUNTING[basis])


def _weight(act: Recorded) -> Select[int]:
    revised = (
        select(plan_revision.c.weight)
        .where(
            plan_revision.c.milestone_id == act.milestone_id,
            plan_revision.c.id <= act.revision_id,
        )
        .order_by(plan_revision.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(func.coalesce(revised, milestone.c.first_weight)).where(
        milestone.c.id == act.milestone_id
    )


def _acts(connection: Connection) -> list[Recorded]:
    """Every act in the order of recording, each with the last event and revision known by then."""
    both = [
        connection.execute(
            select(table.c.recorded_at, table.c.id, table.c.milestone_id, table.c.recorded_on)
        )
        for table in (report_event, plan_revision)
    ]
    merged = sorted(
        (*row, is_event) for rows, is_event in zip(both, (True, False), strict=True) for row in rows
    )
    acts, event_id, revision_id = [], 0, 0
    for _, row_id, milestone_id, recorded_on, is_event in merged:
        event_id = row_id if is_event else event_id
        revision_id = revision_id if is_event else row_id
        acts.append(Recorded(milestone_id, recorded_on, event_id, revision_id))
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
