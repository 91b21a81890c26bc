"""The rows that a report or a verdict on it writes, with their audit row and read models.

Nothing is judged here; the commands of reporting and review have asked access and the rules before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, Integer, Row, bindparam, select

from models.audit import commands as audit
from models.evidence import rows as evidence
from models.plan.register import agency_id, id_of
from models.schema.columns import SHARE
from models.schema.evidence import evidence_file
from models.schema.plan import milestone
from models.schema.reporting import obstacle, obstacle_closing, report_event
from models.store.read_models import follow
from models.store.recording import Recording
from models.store.verdicts import latest_verdict
from rules.audit.actions import Action
from rules.evidence.files import KeptFile
from rules.reporting.legality import closes_all_obstacles, is_countable
from rules.reporting.report import Draft, NewObstacle
from rules.values import Actor, EventId, Milestone
from rules.vocabulary import Basis, EventKind

_ACTIONS: Final = {
    EventKind.APPROVED: Action.REPORT_APPROVED,
    EventKind.RETURNED: Action.REPORT_RETURNED,
    EventKind.WITHDRAWN: Action.REPORT_WITHDRAWN,
}

# What the columns keep, progress in hundredths of a percent.
_PROGRESS_DECIMALS: Final = 4
_VALUE_DECIMALS: Final = 4

_REPORT: Final = select(report_event).where(
    report_event.c.programme_id == bindparam("programme"),
    report_event.c.id == bindparam("report"),
    report_event.c.kind == EventKind.REPORT,
)
_WITH_KEY: Final = select(report_event.c.id).where(
    report_event.c.idempotency_key == bindparam("key")
)
_VERDICT: Final = select(latest_verdict(bindparam("report", type_=Integer)))
_CODE: Final = select(milestone.c.code).where(milestone.c.id == bindparam("milestone"))


@dataclass(frozen=True, slots=True)
class NewVerdict:
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
    recording: Recording,
    *,
    files: Sequence[KeptFile] = (),
) -> EventId:
    """Record a report with its files and the obstacles it opens and closes; return its event."""
    rows = write_report(connection, actor, draft, known, recording)
    (event,) = rows[report_event.name]
    if named := evidence.attach(connection, event["id"], files):
        rows[evidence_file.name] = named
    after = _facts(event) | ({"origin": draft.origin} if draft.origin else {})
    detail = {"before": _claimed(known), "after": after, "rows": rows}
    audit.record_under(
        connection,
        actor,
        Action.REPORT_SUBMITTED,
        subject=known.code,
        detail=detail,
        recording=recording,
    )
    return EventId(event["id"])


def write_report(
    connection: Connection, actor: Actor, draft: Draft, known: Milestone, recording: Recording
) -> audit.Written:
    """Write a report with the obstacles it opens and closes; the caller records the act."""
    milestone_id = id_of(connection, milestone, recording.programme_id, known.code)
    event = _event(connection, actor, milestone_id, _said(draft), recording)
    rows: audit.Written = {report_event.name: [event]}
    if draft.opens is not None:
        opened = _open_obstacle(connection, milestone_id, event["id"], draft.opens)
        rows[obstacle.name] = [opened]
    if closings := _close_obstacles(connection, event["id"], _closed_by(draft, known)):
        rows[obstacle_closing.name] = closings
    return rows


def record_verdict(
    connection: Connection,
    actor: Actor,
    decided: Row[*tuple[Any, ...]],
    verdict: NewVerdict,
    recording: Recording,
) -> EventId:
    """Record a decision on the report `decided`, or its withdrawal, and return its event."""
    event = write_verdict(connection, actor, decided, verdict, recording)
    code = connection.execute(_CODE, {"milestone": decided.milestone_id}).scalar_one()
    detail = {
        "before": {"kind": verdict.before},
        "after": {"kind": verdict.kind, "report_id": decided.id, "note": verdict.note},
        "rows": {report_event.name: [event]},
    }
    audit.record_under(
        connection, actor, _ACTIONS[verdict.kind], subject=code, detail=detail, recording=recording
    )
    return EventId(event["id"])


def write_verdict(
    connection: Connection,
    actor: Actor,
    decided: Row[*tuple[Any, ...]],
    verdict: NewVerdict,
    recording: Recording,
) -> dict[str, Any]:
    """Write a decision on the report `decided`, or its withdrawal; the caller records the act."""
    own = {
        "kind": verdict.kind,
        "report_id": decided.id,
        # What is decided on is repeated, so that each line of history reads by itself. The day of a
        # report that was made under a wrong clock may not have come yet.
        "effective_on": min(decided.effective_on, recording.today),
        "status": decided.status,
        "progress": decided.progress,
        "realised_value": decided.realised_value,
        "evidence": "",
        "note": verdict.note,
        "idempotency_key": verdict.key,
    }
    return _event(connection, actor, decided.milestone_id, own, recording)


def rounded(draft: Draft) -> Draft:
    """Round as it will be kept, so that the rule judges what the columns then hold."""
    value = draft.realised_value
    return replace(
        draft,
        progress=round(draft.progress, _PROGRESS_DECIMALS),
        # Another number is refused by the rule, and cannot be rounded.
        realised_value=round(value, _VALUE_DECIMALS) if value and is_countable(value) else value,
    )


def report_row(
    connection: Connection, programme_id: int, report_id: EventId
) -> Row[*tuple[Any, ...]] | None:
    """Return the row of a report; None where none of the programme has this number."""
    asked = {"programme": programme_id, "report": report_id}
    return connection.execute(_REPORT, asked).one_or_none()


def event_with(connection: Connection, key: str) -> EventId | None:
    """Return the event that was recorded under an idempotency key."""
    found = connection.execute(_WITH_KEY, {"key": key}).scalar_one_or_none()
    return EventId(found) if found is not None else None


def verdict_on(connection: Connection, report_id: EventId) -> EventKind:
    """Return the verdict in force on a report; REPORT while it waits."""
    return EventKind(connection.scalar(_VERDICT, {"report": report_id}) or EventKind.REPORT)


def _event(
    connection: Connection,
    actor: Actor,
    milestone_id: int,
    own: Mapping[str, Any],
    recording: Recording,
) -> dict[str, Any]:
    """Write one event and bring the read models up to it."""
    row = {
        **own,
        "programme_id": recording.programme_id,
        "milestone_id": milestone_id,
        "author_id": actor.account_id,
        "recorded_at": recording.at,
        "recorded_on": recording.today,
    }
    event = audit.written(connection, report_event, row)
    follow(connection, milestone_id, recording.today, since=own["effective_on"])
    return event


def _said(draft: Draft) -> dict[str, object]:
    """The columns of a report that its draft fills."""
    return {
        "kind": EventKind.REPORT,
        "report_id": None,
        "effective_on": draft.effective_on,
        "status": draft.status,
        "progress": draft.progress,
        "realised_value": draft.realised_value,
        "evidence": draft.evidence.strip(),
        "note": draft.note.strip(),
        "decision_number": draft.decision_number.strip(),
        "idempotency_key": draft.key,
    }


def _open_obstacle(
    connection: Connection, milestone_id: int, event_id: int, opens: NewObstacle
) -> dict[str, Any]:
    row = {
        "milestone_id": milestone_id,
        "opened_by": event_id,
        "owner_id": agency_id(connection, opens.owner),
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
    open_ids = {obstacle.id for obstacle in known.states[Basis.REPORTED].open_obstacles}
    return sorted(open_ids if closes_all_obstacles(draft.status) else set(draft.closes))


def _claimed(known: Milestone) -> dict[str, object]:
    """What was claimed of the milestone before a report; nothing before the first."""
    state = known.states[Basis.REPORTED]
    if state.effective_on is None:
        return {}
    return {
        "status": state.status,
        "progress": SHARE.to_parts(state.progress),
        "effective_on": state.effective_on.isoformat(),
    }


def _facts(event: Mapping[str, object]) -> dict[str, object]:
    """What a report says, without the columns that only the store needs."""
    named = (
        *("status", "progress", "effective_on", "realised_value", "evidence", "note"),
        "decision_number",
    )
    return {name: event[name] for name in named if event[name] not in {None, ""}}
