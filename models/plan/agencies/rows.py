"""The rows that acts on agencies write; models/plan/agencies/commands.py has judged them before."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from models.audit import commands as audit
from models.plan import telling
from models.plan.act_rows import act_row, change
from models.plan.acts import Fields
from models.plan.agencies.queries import ADDED
from models.plan.register import agency_id
from models.schema.plan import agency, agency_alias, plan_act, plan_change
from models.store.recording import Recording
from rules.audit.actions import Action
from rules.plan.acts import PlanActKind, PlanSubject
from rules.plan.agencies import AgencyDraft, NewAgency, code_of
from rules.plan.agency_legality import Merger
from rules.plan.table import PlanDecision
from rules.values import Actor, Agency, AgencyCode

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Changed:
    """An agency before and after, and on what that rests."""

    before: AgencyDraft
    after: AgencyDraft
    kind: PlanActKind
    decision: PlanDecision | None

    def sides(self) -> tuple[Fields, Fields]:
        """Return the fields that differ, before and after."""
        old, new = asdict(self.before), asdict(self.after)
        names = [name for name in old if old[name] != new[name]]
        return {name: old[name] for name in names}, {name: new[name] for name in names}


def record_new(connection: Connection, actor: Actor, new: NewAgency, recording: Recording) -> None:
    """Record an agency that is new, known from the beginning on."""
    act = audit.written(connection, plan_act, act_row(actor, PlanActKind.DRAFT, None, recording))
    rows = {plan_act.name: [act], **_added(connection, new, act["id"])}
    detail = {"before": {}, "after": _told(_of_new(new)), "rows": rows}
    subject = code_of(new.draft.label)
    audit.record_under(
        connection, actor, Action.AGENCY_ADDED, subject=subject, detail=detail, recording=recording
    )


def record_changed(
    connection: Connection, actor: Actor, code: AgencyCode, changed: Changed, recording: Recording
) -> None:
    """Record what an agency is called, and how long it is valid, from a day on."""
    row = act_row(actor, changed.kind, changed.decision, recording)
    act = audit.written(connection, plan_act, row)
    sides = changed.sides()
    rows = {
        plan_act.name: [act],
        plan_change.name: [_change(connection, act["id"], code, sides)],
    }
    before, after = map(_told, sides)
    detail = {
        "before": before,
        "after": after | telling.grounds(changed.decision),
        "rows": rows,
    }
    audit.record_under(
        connection, actor, Action.AGENCY_CHANGED, subject=code, detail=detail, recording=recording
    )


def record_merger(
    connection: Connection, actor: Actor, merger: Merger, recording: Recording
) -> AgencyCode:
    """Record who succeeds whom from a day on, and the successor where it is new."""
    row = act_row(actor, PlanActKind.REVISION, merger.decision, recording)
    act = audit.written(connection, plan_act, row)
    rows: Rows = {plan_act.name: [act]}
    after: dict[str, object] = {"merged": ", ".join(merger.merged)}
    if isinstance(merger.into, NewAgency):
        rows |= _added(connection, merger.into, act["id"])
        into = code_of(merger.into.draft.label)
        after |= _told(_of_new(merger.into))
    else:
        into = merger.into
    gone = {"successor": into, "merged_on": merger.decision.holds_from}
    sides = ({"successor": None, "merged_on": None}, gone)
    rows.setdefault(plan_change.name, []).extend(
        _change(connection, act["id"], code, sides) for code in merger.merged
    )
    after |= {"successor": into, **telling.grounds(merger.decision)}
    detail = {"before": {}, "after": after, "rows": rows}
    audit.record_under(
        connection, actor, Action.AGENCIES_MERGED, subject=into, detail=detail, recording=recording
    )
    return into


def record_undone(
    connection: Connection,
    actor: Actor,
    value: Agency,
    decision: PlanDecision,
    recording: Recording,
) -> None:
    """Record that an agency was not merged after all."""
    row = act_row(actor, PlanActKind.REVISION, decision, recording)
    act = audit.written(connection, plan_act, row)
    gone = {"successor": value.successor, "merged_on": value.merged_on}
    sides = (gone, {"successor": None, "merged_on": None})
    rows = {
        plan_act.name: [act],
        plan_change.name: [_change(connection, act["id"], value.code, sides)],
    }
    after = {"successor": "", **telling.grounds(decision)}
    detail = {"before": {"successor": value.successor}, "after": after, "rows": rows}
    audit.record_under(
        connection,
        actor,
        Action.MERGER_UNDONE,
        subject=value.code,
        detail=detail,
        recording=recording,
    )


def _added(connection: Connection, new: NewAgency, act_id: int) -> Rows:
    """Write an agency and its aliases."""
    draft = new.draft
    kept = audit.written(
        connection,
        agency,
        {
            "code": code_of(draft.label),
            "label": draft.label,
            "name": draft.name,
            "valid_from": draft.valid_from,
            "valid_to": draft.valid_to,
            "source": new.source,
        },
    )
    aliases = [
        audit.written(connection, agency_alias, {"agency_id": kept["id"], "alias": alias})
        for alias in draft.aliases
    ]
    sides = ({ADDED: False}, {ADDED: True})
    added = change(connection, act_id, (PlanSubject.AGENCY, kept["id"]), sides)
    rows = {agency.name: [kept], plan_change.name: [added]}
    return rows | ({agency_alias.name: aliases} if aliases else {})


def _change(
    connection: Connection, act_id: int, code: AgencyCode, sides: tuple[Fields, Fields]
) -> dict[str, Any]:
    return change(connection, act_id, (PlanSubject.AGENCY, agency_id(connection, code)), sides)


def _of_new(new: NewAgency) -> dict[str, object]:
    told = asdict(new.draft) | {"source": new.source}
    return {name: value for name, value in told.items() if value}


def _told(fields: Mapping[str, object]) -> dict[str, object]:
    """Fields as the audit trail tells them."""
    return {name: _plain(value) for name, value in fields.items()}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return "; ".join(value) if isinstance(value, tuple) else value
