"""The rows of an act on the plan: the act itself, and what it made of each row of the register."""

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
    """Return the row of an act, which is not written yet; it is about the whole programme."""
    return {
        "programme_id": recording.programme_id,
        "sentra_id": None,
        "kind": kind,
        "holds_from": None if decision is None else decision.holds_from,
        "reason": "" if decision is None else decision.reason.strip(),
        "decision_number": "" if decision is None else decision.number.strip(),
        **authorship_of(actor, recording),
    }


def authorship_of(actor: Actor, recording: Recording) -> dict[str, object]:
    """Return who writes a row, and when."""
    return {
        "author_id": actor.account_id,
        "recorded_at": recording.at,
        "recorded_on": recording.today,
    }


def change_row(
    connection: Connection, act_id: int, of: tuple[PlanSubject, int], pair: tuple[Fields, Fields]
) -> dict[str, Any]:
    """Write what an act made of the fields of one row, before and after."""
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
