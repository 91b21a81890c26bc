"""Every change of the programme, in the caller's one transaction (`Store.write`).

Each asks access, asks the rule, writes, and brings the read models up to what it wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, func, insert, select, update

from models import queries
from models.queries.plan import current_schedules, programme_row
from models.read_models import Recorded, follow
from models.tables import (
    FULL_PROGRESS,
    HUNDREDTHS,
    agency,
    milestone,
    obstacle,
    obstacle_closing,
    plan_revision,
    programme,
    report_event,
)
from rules.access import Permission, require, require_report
from rules.changes import (
    closes_all_obstacles,
    needs_cancel_right,
    problems_of_report,
    problems_of_revision,
)
from rules.errors import (
    DecisionProblem,
    IllegalDecision,
    IllegalReport,
    IllegalRevision,
    Stale,
    UnknownCode,
)
from rules.periods import wita_day
from rules.values import (
    Actor,
    Draft,
    EventId,
    Milestone,
    MilestoneCode,
    NewObstacle,
    Schedule,
)
from rules.vocabulary import Basis, EventKind

# Recorded instants never repeat, so that the order of recording is one order over all tables.
_TICK: Final = timedelta(microseconds=1)

_MILESTONE: Final = "tonggak capaian"
_KINDS: Final = {"milestone": _MILESTONE, "agency": "OPD"}

# What the columns keep: weights in hundredths of a point, progress in hundredths of a percent.
_WEIGHT_DECIMALS: Final = 2
_PROGRESS_DECIMALS: Final = 4


@dataclass(frozen=True, slots=True)
class _Turn:
    """One writer's turn: programme, the instant to record, and its day in Penajam."""

    programme_id: int
    at: datetime
    today: date


def report(connection: Connection, actor: Actor, draft: Draft, *, at: datetime) -> EventId:
    """Record a report on a milestone and return its event.

    The same `draft.key` again records nothing and returns the first event. Raises NotAllowed,
    UnknownCode, Stale (somebody acted after the form was drawn), IllegalReport.
    """
    require(actor, Permission.REPORT)
    turn = _take_turn(connection, at)
    recorded = _event_with(connection, draft.key)
    if recorded is not None:
        return recorded
    known = queries.milestone(connection, actor, draft.milestone, turn.today)
    require_report(actor, known)
    if needs_cancel_right(draft, known):
        require(actor, Permission.CANCEL_MILESTONE)
    _check_fresh(connection, actor, draft, known, turn.today)
    # Rounded as it will be kept, so that the rule judges what the column then holds.
    kept = replace(draft, progress=round(draft.progress, _PROGRESS_DECIMALS))
    problems = problems_of_report(kept, known, queries.programme(connection), turn.today)
    if problems:
        raise IllegalReport(problems)
    return _record(connection, actor, kept, known, turn)


def decide(
    connection: Connection,
    actor: Actor,
    report_id: EventId,
    kind: EventKind,
    *,
    reason: str,
    key: str,
    at: datetime,
) -> EventId:
    """Record that `report_id` was approved or returned, and return the decision's event.

    Nobody decides on their own report; a return, or the reversal of a decision, needs a reason. The
    same `key` again records nothing. Raises NotAllowed, IllegalDecision.
    """
    require(actor, Permission.DECIDE)
    turn = _take_turn(connection, at)
    recorded = _event_with(connection, key)
    if recorded is not None:
        return recorded
    decided = _decidable(connection, actor, report_id, kind)
    _check_reason(_verdict(connection, report_id), kind, reason)
    event = _repeated(decided) | {
        "kind": kind.value,
        "report_id": report_id,
        "evidence": "",
        "note": reason.strip(),
        "idempotency_key": key,
    }
    return _append_event(connection, actor, decided.milestone_id, event, turn)


def revise_plan(
    connection: Connection,
    actor: Actor,
    schedules: Mapping[MilestoneCode, Schedule],
    *,
    reason: str,
    decision_number: str,
    at: datetime,
) -> None:
    """Log new schedules for milestones of one sentra; the first plan stays as it was.

    Raises NotAllowed, UnknownCode, IllegalRevision (for one, weights that no longer sum to 100).
    """
    require(actor, Permission.REVISE_PLAN)
    turn = _take_turn(connection, at)
    before = current_schedules(connection, turn.programme_id, turn.today, beside=schedules)
    unknown = schedules.keys() - before.keys()
    if unknown:
        raise UnknownCode(_MILESTONE, min(unknown))
    after = before | {code: _as_kept(schedule) for code, schedule in schedules.items()}
    problems = problems_of_revision(before, after, reason=reason, decision_number=decision_number)
    if problems:
        raise IllegalRevision(problems)
    shared = {"reason": reason.strip(), "decision_number": decision_number.strip()}
    for code in sorted(code for code in schedules if before[code] != after[code]):
        _append_revision(connection, actor, code, (before[code], after[code]), shared, turn)
        # One act keeps one day, even at midnight, so that no day sees half of it.
        turn = replace(turn, at=turn.at + _TICK)


def _check_fresh(
    connection: Connection, actor: Actor, draft: Draft, known: Milestone, today: date
) -> None:
    """Raise Stale where what is claimed of the milestone changed after the form was drawn."""
    if known.version in {0, draft.seen}:
        return
    events = queries.events(connection, actor, today, code=known.code)
    raise Stale(known.code, next(event for event in events if event.id == known.version))


def _decidable(
    connection: Connection, actor: Actor, report_id: EventId, kind: EventKind
) -> Row[*tuple[Any, ...]]:
    """Return the report that `actor` may approve or return; raise IllegalDecision otherwise."""
    decided = connection.execute(
        select(report_event).where(report_event.c.id == report_id)
    ).one_or_none()
    if decided is None or decided.kind != EventKind.REPORT or kind is EventKind.REPORT:
        raise IllegalDecision(DecisionProblem.NOT_A_REPORT)
    if decided.author_id == actor.account_id:
        raise IllegalDecision(DecisionProblem.OWN_REPORT)
    return decided


def _repeated(decided: Row[*tuple[Any, ...]]) -> dict[str, object]:
    """What a decision repeats of its report."""
    return {
        "effective_on": decided.effective_on,
        "status": decided.status,
        "progress": decided.progress,
        "realised_value": decided.realised_value,
    }


def _as_kept(schedule: Schedule) -> Schedule:
    return replace(schedule, weight=round(schedule.weight, _WEIGHT_DECIMALS))


def _take_turn(connection: Connection, at: datetime) -> _Turn:
    """Queue behind the programme's other writers; the instant is later than all recorded ones."""
    row = programme_row(connection)
    connection.execute(
        update(programme).where(programme.c.id == row.id).values(version=programme.c.version + 1)
    )
    latest = [
        connection.execute(
            select(table.c.recorded_at)
            .where(table.c.programme_id == row.id)
            .order_by(table.c.id.desc())
            .limit(1)
        ).scalar_one_or_none()
        for table in (report_event, plan_revision)
    ]
    # A clock that was set back must not reorder history.
    instant = max([at, *(known + _TICK for known in latest if known is not None)])
    return _Turn(row.id, instant, wita_day(instant))


def _event_with(connection: Connection, key: str) -> EventId | None:
    found = connection.execute(
        select(report_event.c.id).where(report_event.c.idempotency_key == key)
    ).scalar_one_or_none()
    return EventId(found) if found is not None else None


def _record(
    connection: Connection, actor: Actor, draft: Draft, known: Milestone, turn: _Turn
) -> EventId:
    milestone_id = _id_of(connection, milestone, known.code)
    event = {
        "kind": EventKind.REPORT.value,
        "report_id": None,
        "effective_on": draft.effective_on,
        "status": draft.status.value,
        "progress": round(draft.progress * FULL_PROGRESS),
        "realised_value": draft.realised_value,
        "evidence": draft.evidence.strip(),
        "note": draft.note.strip(),
        "idempotency_key": draft.key,
    }
    event_id = _append_event(connection, actor, milestone_id, event, turn)
    if draft.opens is not None:
        _open_obstacle(connection, milestone_id, event_id, draft.opens)
    open_ids = {one.id for one in known.states[Basis.REPORTED].open_obstacles}
    closes = open_ids if closes_all_obstacles(draft.status) else set(draft.closes)
    for obstacle_id in sorted(closes):
        connection.execute(
            insert(obstacle_closing).values(obstacle_id=obstacle_id, closed_by=event_id)
        )
    return event_id


def _append_event(
    connection: Connection,
    actor: Actor,
    milestone_id: int,
    event: Mapping[str, object],
    turn: _Turn,
) -> EventId:
    row = {
        **event,
        "programme_id": turn.programme_id,
        "milestone_id": milestone_id,
        "author_id": actor.account_id,
        "recorded_at": turn.at,
        "recorded_on": turn.today,
    }
    event_id = _insert(connection, report_event, row)
    last_revision = _last_id(connection, plan_revision)
    follow(connection, Recorded(milestone_id, turn.today, event_id, last_revision))
    return EventId(event_id)


def _append_revision(
    connection: Connection,
    actor: Actor,
    code: MilestoneCode,
    change: tuple[Schedule, Schedule],
    shared: Mapping[str, str],
    turn: _Turn,
) -> None:
    before, after = change
    milestone_id = _id_of(connection, milestone, code)
    row = {
        **shared,
        "programme_id": turn.programme_id,
        "milestone_id": milestone_id,
        "before_start_on": before.start,
        "before_finish_on": before.finish,
        "before_weight": round(before.weight * HUNDREDTHS),
        "start_on": after.start,
        "finish_on": after.finish,
        "weight": round(after.weight * HUNDREDTHS),
        "author_id": actor.account_id,
        "recorded_at": turn.at,
        "recorded_on": turn.today,
    }
    revision_id = _insert(connection, plan_revision, row)
    last_event = _last_id(connection, report_event)
    follow(connection, Recorded(milestone_id, turn.today, last_event, revision_id))


def _open_obstacle(
    connection: Connection, milestone_id: int, event_id: EventId, opens: NewObstacle
) -> None:
    connection.execute(
        insert(obstacle).values(
            milestone_id=milestone_id,
            opened_by=event_id,
            owner_id=_id_of(connection, agency, opens.owner),
            description=opens.description.strip(),
        )
    )


def _check_reason(verdict: EventKind | None, kind: EventKind, reason: str) -> None:
    if verdict is kind:
        raise IllegalDecision(DecisionProblem.ALREADY_DECIDED)
    needs_reason = kind is EventKind.RETURNED or verdict is not None
    if needs_reason and not reason.strip():
        raise IllegalDecision(DecisionProblem.REASON_NEEDED)


def _verdict(connection: Connection, report_id: EventId) -> EventKind | None:
    found = connection.execute(
        select(report_event.c.kind)
        .where(report_event.c.report_id == report_id)
        .order_by(report_event.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return EventKind(found) if found is not None else None


def _id_of(connection: Connection, table: Table, code: str) -> int:
    found = connection.execute(select(table.c.id).where(table.c.code == code)).scalar_one_or_none()
    if found is None:
        raise UnknownCode(_KINDS[table.name], code)
    return int(found)


def _insert(connection: Connection, table: Table, row: Mapping[str, object]) -> int:
    return int(connection.execute(insert(table).values(row).returning(table.c.id)).scalar_one())


def _last_id(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one())
