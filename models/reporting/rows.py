"""The rows that an act writes: events, obstacles, revisions, their audit row and read models.

Nothing is judged here; models/reporting/commands.py has asked access and the rules before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, func, select

from models.audit import commands as audit
from models.evidence import rows as evidence
from models.progress.read_models import Recorded, follow
from models.schema.evidence import evidence_file
from models.schema.tables import (
    FULL_PROGRESS,
    HUNDREDTHS,
    agency,
    milestone,
    obstacle,
    obstacle_closing,
    plan_revision,
    report_event,
)
from models.store.recording import Turn
from rules.audit.actions import Action
from rules.errors import UnknownCode
from rules.evidence.files import KeptFile
from rules.reporting.legality import closes_all_obstacles
from rules.reporting.report import Draft, NewObstacle
from rules.values import Actor, EventId, Milestone, MilestoneCode, Schedule
from rules.vocabulary import Basis, EventKind

MILESTONE: Final = "tonggak capaian"
_KINDS: Final = {"milestone": MILESTONE, "agency": "OPD", "sentra": "sentra"}
_ACTIONS: Final = {
    EventKind.APPROVED: Action.REPORT_APPROVED,
    EventKind.RETURNED: Action.REPORT_RETURNED,
    EventKind.WITHDRAWN: Action.REPORT_WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a report, what it was before (REPORT while it waited), under which key."""

    kind: EventKind
    before: EventKind
    note: str
    key: str


def record_report(
    connection: Connection,
    actor: Actor,
    draft: Draft,
    known: Milestone,
    turn: Turn,
    *,
    files: Sequence[KeptFile] = (),
) -> EventId:
    """Write a report with its files and the obstacles it opens and closes; return its event."""
    milestone_id = id_of(connection, milestone, known.code)
    own = {
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
    event = _event(connection, actor, milestone_id, own, turn)
    rows: audit.Written = {report_event.name: [event]}
    if draft.opens is not None:
        opened = _open_obstacle(connection, milestone_id, event["id"], draft.opens)
        rows[obstacle.name] = [opened]
    if closings := _close_obstacles(connection, event["id"], _closed_by(draft, known)):
        rows[obstacle_closing.name] = closings
    if named := evidence.attach(connection, event["id"], files):
        rows[evidence_file.name] = named
    detail = {"before": _claimed(known), "after": _told(event), "rows": rows}
    audit.record_in_turn(
        connection, actor, Action.REPORT_SUBMITTED, subject=known.code, detail=detail, turn=turn
    )
    return EventId(event["id"])


def record_decision(
    connection: Connection,
    actor: Actor,
    decided: Row[*tuple[Any, ...]],
    verdict: Verdict,
    turn: Turn,
) -> EventId:
    """Write a decision on the report `decided`, or its withdrawal, and return its event."""
    own = {
        "kind": verdict.kind.value,
        "report_id": decided.id,
        # What is decided on is repeated, so that each line of history reads by itself.
        "effective_on": decided.effective_on,
        "status": decided.status,
        "progress": decided.progress,
        "realised_value": decided.realised_value,
        "evidence": "",
        "note": verdict.note,
        "idempotency_key": verdict.key,
    }
    event = _event(connection, actor, decided.milestone_id, own, turn)
    code = connection.execute(
        select(milestone.c.code).where(milestone.c.id == decided.milestone_id)
    ).scalar_one()
    detail = {
        "before": {"kind": verdict.before.value},
        "after": {"kind": verdict.kind.value, "report_id": decided.id, "note": verdict.note},
        "rows": {report_event.name: [event]},
    }
    audit.record_in_turn(
        connection, actor, _ACTIONS[verdict.kind], subject=code, detail=detail, turn=turn
    )
    return EventId(event["id"])


def record_revision(
    connection: Connection,
    actor: Actor,
    code: MilestoneCode,
    change: tuple[Schedule, Schedule],
    shared: Mapping[str, str],
    turn: Turn,
) -> None:
    """Write the new schedule of one milestone; `shared` has the reason and decision number."""
    before, after = change
    milestone_id = id_of(connection, milestone, code)
    old, new = _columns(before), _columns(after)
    row = {
        **shared,
        "programme_id": turn.programme_id,
        "milestone_id": milestone_id,
        **{f"before_{name}": value for name, value in old.items()},
        **new,
        "author_id": actor.account_id,
        "recorded_at": turn.at,
        "recorded_on": turn.today,
    }
    revision = audit.written(connection, plan_revision, row)
    last_event = _last_id(connection, report_event)
    follow(connection, Recorded(milestone_id, turn.today, last_event, revision["id"]))
    detail = {
        "before": {name: revision[f"before_{name}"] for name in old},
        "after": {name: revision[name] for name in (*new, *shared)},
        "rows": {plan_revision.name: [revision]},
    }
    audit.record_in_turn(
        connection, actor, Action.PLAN_REVISED, subject=code, detail=detail, turn=turn
    )


def event_with(connection: Connection, key: str) -> EventId | None:
    """Return the event that was recorded under an idempotency key."""
    found = connection.execute(
        select(report_event.c.id).where(report_event.c.idempotency_key == key)
    ).scalar_one_or_none()
    return EventId(found) if found is not None else None


def verdict_on(connection: Connection, report_id: EventId) -> EventKind:
    """Return the verdict in force on a report; REPORT while it waits."""
    found = connection.execute(
        select(report_event.c.kind)
        .where(report_event.c.report_id == report_id)
        .order_by(report_event.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return EventKind(found or EventKind.REPORT)


def id_of(connection: Connection, table: Table, code: str) -> int:
    """Return the number of the row with `code`. Raises UnknownCode."""
    found = connection.execute(select(table.c.id).where(table.c.code == code)).scalar_one_or_none()
    if found is None:
        raise UnknownCode(_KINDS[table.name], code)
    return int(found)


def _event(
    connection: Connection,
    actor: Actor,
    milestone_id: int,
    own: Mapping[str, object],
    turn: Turn,
) -> dict[str, Any]:
    """Write one event and bring the read models up to it."""
    row = {
        **own,
        "programme_id": turn.programme_id,
        "milestone_id": milestone_id,
        "author_id": actor.account_id,
        "recorded_at": turn.at,
        "recorded_on": turn.today,
    }
    event = audit.written(connection, report_event, row)
    last_revision = _last_id(connection, plan_revision)
    follow(connection, Recorded(milestone_id, turn.today, event["id"], last_revision))
    return event


def _open_obstacle(
    connection: Connection, milestone_id: int, event_id: int, opens: NewObstacle
) -> dict[str, Any]:
    row = {
        "milestone_id": milestone_id,
        "opened_by": event_id,
        "owner_id": id_of(connection, agency, opens.owner),
        "description": opens.description.strip(),
    }
    return audit.written(connection, obstacle, row)


def _close_obstacles(
    connection: Connection, event_id: int, closes: Iterable[int]
) -> list[dict[str, Any]]:
    return [
        audit.written(
            connection, obstacle_closing, {"obstacle_id": obstacle_id, "closed_by": event_id}
        )
        for obstacle_id in closes
    ]


def _closed_by(draft: Draft, known: Milestone) -> list[int]:
    open_ids = {one.id for one in known.states[Basis.REPORTED].open_obstacles}
    return sorted(open_ids if closes_all_obstacles(draft.status) else set(draft.closes))


def _claimed(known: Milestone) -> dict[str, object]:
    """What was claimed of the milestone before a report; nothing before the first."""
    state = known.states[Basis.REPORTED]
    if state.effective_on is None:
        return {}
    return {
        "status": state.status.value,
        "progress": round(state.progress * FULL_PROGRESS),
        "effective_on": state.effective_on.isoformat(),
    }


def _told(event: Mapping[str, object]) -> dict[str, object]:
    """What a report says, without the columns that only the store needs."""
    named = ("status", "progress", "effective_on", "realised_value", "evidence", "note")
    return {name: event[name] for name in named if event[name] not in {None, ""}}


def _columns(schedule: Schedule) -> dict[str, object]:
    return {
        "start_on": schedule.start,
        "finish_on": schedule.finish,
        "weight": round(schedule.weight * HUNDREDTHS),
    }


def _last_id(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one())
