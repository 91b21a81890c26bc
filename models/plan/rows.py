"""The rows that acts on the plan write; models/plan/commands.py has judged them before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from models.audit import commands as audit
from models.plan import telling
from models.plan.act_rows import act_row, authorship, change
from models.plan.acts import BECAME, Fields
from models.plan.lineage.added import Added, Adding, columns, write_added
from models.plan.lineage.rows import Succession, carry_over
from models.plan.register import id_of
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
from rules.plan.table import PlanDecision, PlanDifference, PlanRow, RowChange
from rules.values import Actor, MilestoneCode, SentraCode
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
    """The plan of a sentra before and after, what differs, and the rows by code.

    `succession` is what new rows take over of those that leave the plan for them.
    """

    before: Sequence[PlanRow]
    after: Sequence[PlanRow]
    difference: PlanDifference
    numbers: Mapping[MilestoneCode, int]
    succession: Succession

    @property
    def rescheduled(self) -> Iterator[RowChange]:
        """What has other days or another weight; what leaves the plan weighs nothing any more."""
        for moved in self.difference.changed:
            if telling.SCHEDULE in moved.fields:
                yield moved
        for row in self.difference.removed:
            if row.code in self.succession.heirs:
                gone = replace(row, schedule=replace(row.schedule, weight=0.0))
                yield RowChange(row, gone, (telling.SCHEDULE,))


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
        _revision(connection, actor, one, table, kept, recording) for one in table.rescheduled
    ]
    adding = Adding(kept["id"], act.sentra, sentra_id, frozenset(table.numbers))
    added = write_added(connection, adding, table.after, recording)
    written[milestone.name] = [one.row for one in added]
    written[milestone_support.name] = [row for one in added for row in one.supporters]
    written[plan_change.name] = [
        change(connection, kept["id"], (PlanSubject.MILESTONE, number), pair)
        for number, pair in _changes(table, added).items()
    ]
    for revised in written[plan_revision.name]:
        follow(connection, revised["milestone_id"], recording.today, since=act.since)
    written |= carry_over(connection, actor, table.succession, added, recording)
    detail = {
        "before": telling.told(table.before, table.difference, is_after=False),
        "after": telling.told(table.after, table.difference, is_after=True)
        | telling.grounds(act.decision),
        "rows": {name: rows for name, rows in written.items() if rows},
    }
    audit.record_under(
        connection, actor, act.action, subject=act.sentra, detail=detail, recording=recording
    )


def _changes(table: Table, added: Sequence[Added]) -> dict[int, tuple[Fields, Fields]]:
    """What the act made of the fields of each milestone, by its row, but for schedules."""
    succession = table.succession
    told = telling.changed_fields(
        table.before, table.after, table.difference, leaving=succession.heirs
    )
    found = {table.numbers[code]: pair for code, pair in told.items()}
    found |= succession.lineage_of(added)
    return found | {
        table.numbers[code]: ({}, {BECAME: became})
        for code, became in succession.became(added).items()
    }


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
    old, new = columns(change.before.schedule), columns(change.after.schedule)
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
