"""The rows that acts on the plan write; models/plan/commands.py has judged them before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert

from models.audit import commands as audit
from models.plan import telling
from models.plan.act_rows import act_row, authorship, change
from models.plan.register import agency_id, id_of
from models.schema.plan import (
    milestone,
    milestone_support,
    plan_act,
    plan_change,
    plan_revision,
    programme,
    sentra,
)
from models.store.read_models import follow
from models.store.recording import Recording
from rules.audit.actions import Action
from rules.plan.acts import PlanActKind, PlanSubject
from rules.plan.table import PlanDecision, PlanDifference, PlanRow, RowChange, next_code
from rules.values import Actor, MilestoneCode, Schedule, SentraCode
from words.plan.sentences import adopted


@dataclass(frozen=True, slots=True)
class Act:
    """An act on the plan of a sentra before it is recorded."""

    kind: PlanActKind
    action: Action
    sentra: SentraCode
    decision: PlanDecision | None

    @property
    def since(self) -> date:
        """The first day of which it tells something new."""
        return date.min if self.decision is None else self.decision.holds_from


@dataclass(frozen=True, slots=True)
class Table:
    """The plan of a sentra before and after, what differs, and the rows by code."""

    before: Sequence[PlanRow]
    after: Sequence[PlanRow]
    difference: PlanDifference
    numbers: Mapping[MilestoneCode, int]


def record_change(
    connection: Connection, actor: Actor, act: Act, table: Table, recording: Recording
) -> None:
    """Record what turns the table of a sentra into another, as one act of the audit trail."""
    written: dict[str, list[dict[str, Any]]] = {}
    sentra_id = id_of(connection, sentra, recording.programme_id, act.sentra)
    row = act_row(actor, act.kind, act.decision, recording) | {"sentra_id": sentra_id}
    kept = audit.written(connection, plan_act, row)
    written[plan_act.name] = [kept]
    written[plan_revision.name] = [
        _revision(connection, actor, change, table, kept, recording)
        for change in table.difference.changed
        if telling.SCHEDULE in change.fields
    ]
    changes = {
        table.numbers[code]: pair
        for code, pair in telling.changed_fields(
            table.before, table.after, table.difference
        ).items()
    }
    written[plan_change.name] = [
        change(connection, kept["id"], (PlanSubject.MILESTONE, number), pair)
        for number, pair in changes.items()
    ]
    added = _added(connection, act, table, kept["id"], sentra_id, recording)
    written[milestone.name] = [row for row, _ in added]
    written[milestone_support.name] = [one for _, rows in added for one in rows]
    rescheduled = [row["milestone_id"] for row in written[plan_revision.name]]
    for number in rescheduled:
        follow(connection, number, recording.today, since=act.since)
    detail = {
        "before": telling.told(table.before, table.difference, is_after=False),
        "after": telling.told(table.after, table.difference, is_after=True)
        | telling.grounds(act.decision),
        "rows": {name: rows for name, rows in written.items() if rows},
    }
    audit.record_under(
        connection, actor, act.action, subject=act.sentra, detail=detail, recording=recording
    )


def record_adoption(
    connection: Connection, actor: Actor, decision: PlanDecision, recording: Recording
) -> None:
    """Record that the draft became the first plan."""
    row = act_row(actor, PlanActKind.ADOPTION, decision, recording)
    kept = audit.written(connection, plan_act, row)
    status = {"plan_status": adopted(decision)}
    carried = audit.rewritten(connection, programme, recording.programme_id, status)
    carried["rows"][plan_act.name] = [kept]
    detail = {"before": {}, "after": telling.grounds(decision), **carried}
    subject = recording.programme.code
    audit.record_under(
        connection, actor, Action.PLAN_ADOPTED, subject=subject, detail=detail, recording=recording
    )


def _revision(
    connection: Connection,
    actor: Actor,
    change: RowChange,
    table: Table,
    act: Mapping[str, Any],
    recording: Recording,
) -> dict[str, Any]:
    """Write the new schedule of one milestone."""
    old, new = _columns(change.before.schedule), _columns(change.after.schedule)
    code = change.before.code
    row = {
        "programme_id": recording.programme_id,
        "milestone_id": table.numbers[code] if code else None,
        "act_id": act["id"],
        **{f"before_{name}": value for name, value in old.items()},
        **new,
        "reason": act["reason"],
        "decision_number": act["decision_number"],
        **authorship(actor, recording),
    }
    return audit.written(connection, plan_revision, row)


def _added(
    connection: Connection,
    act: Act,
    table: Table,
    act_id: int,
    sentra_id: int,
    recording: Recording,
) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Write the milestones that are new, each with its supporters."""
    codes = set(table.numbers)
    found = []
    for place, row in enumerate(table.after, 1):
        if row.code is not None:
            continue
        code = next_code(act.sentra, codes)
        codes.add(code)
        kept = audit.written(
            connection,
            milestone,
            {
                "programme_id": recording.programme_id,
                "sentra_id": sentra_id,
                "act_id": act_id,
                "code": code,
                telling.PLACE: place,
                "lead_id": agency_id(connection, row.lead),
                **columns_of(row),
            },
        )
        found.append((kept, supporters(connection, kept["id"], row)))
    return found


def supporters(connection: Connection, number: int, row: PlanRow) -> list[dict[str, Any]]:
    """Write who supports a milestone; return their rows."""
    rows = [
        {
            "milestone_id": number,
            "agency_id": agency_id(connection, code),
            "position": position,
        }
        for position, code in enumerate(row.supporting, 1)
    ]
    if rows:
        connection.execute(insert(milestone_support), rows)
    return rows


def columns_of(row: PlanRow) -> dict[str, object]:
    """Return the columns of a milestone that its row of the plan fills."""
    return {
        "title": row.title,
        "stage": row.stage,
        "unit": row.unit,
        "target": row.target,
        "indicator": row.indicator,
        "expected_evidence": row.expected_evidence,
        "source_kind": row.source_kind,
        "source": row.source,
        "after": ";".join(row.after) or None,
        "renstra_code": row.renstra_code,
        "renja_code": row.renja_code,
        "sipd_code": row.sipd_code,
        **{f"first_{name}": value for name, value in _columns(row.schedule).items()},
    }


def _columns(schedule: Schedule) -> dict[str, object]:
    return {
        "start_on": schedule.start,
        "finish_on": schedule.finish,
        "weight": schedule.weight,
        "shape": schedule.shape,
    }
