"""The rows that every act on the plan writes: the act itself, and what it made of other rows."""

from typing import Any

from sqlalchemy import Connection

from models.audit import commands as audit
from models.plan.acts import Fields, text_of
from models.schema.plan import plan_change
from models.store.recording import Recording
from rules.plan.acts import PlanActKind, PlanSubject
from rules.plan.table import PlanDecision
from rules.values import Actor


def act_row(
    actor: Actor, kind: PlanActKind, decision: PlanDecision | None, recording: Recording
) -> dict[str, object]:
    """Return the row of an act on the whole plan."""
    return {
        "programme_id": recording.programme_id,
        "sentra_id": None,
        "kind": kind,
        "holds_from": None if decision is None else decision.holds_from,
        "reason": "" if decision is None else decision.reason.strip(),
        "decision_number": "" if decision is None else decision.number.strip(),
        **authorship(actor, recording),
    }


def authorship(actor: Actor, recording: Recording) -> dict[str, object]:
    """Return who recorded a row, and when."""
    return {
        "author_id": actor.account_id,
        "recorded_at": recording.at,
        "recorded_on": recording.today,
    }


def change(
    connection: Connection, act_id: int, of: tuple[PlanSubject, int], pair: tuple[Fields, Fields]
) -> dict[str, Any]:
    """Write what an act made of one row of the register: its fields before and after."""
    before, after = map(text_of, pair)
    subject, number = of
    row = {
        "act_id": act_id,
        "subject": subject,
        "subject_id": number,
        "before": before,
        "after": after,
    }
    return audit.written(connection, plan_change, row)
