"""Revising the plan: the first one stays, every later one is a logged change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from models.plan.queries import MILESTONE, current_schedules
from models.plan.rows import record_revision
from models.store.recording import TICK, begin_recording
from rules.access import Permission, require
from rules.errors import UnknownCode
from rules.plan.errors import IllegalRevision
from rules.plan.legality import problems_of_revision
from rules.values import Actor, MilestoneCode, Schedule

# The column keeps weights in hundredths of a point.
_WEIGHT_DECIMALS: Final = 2


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
    recording = begin_recording(connection, at)
    before = current_schedules(
        connection, recording.programme_id, recording.today, beside=schedules
    )
    unknown = schedules.keys() - before.keys()
    if unknown:
        raise UnknownCode(MILESTONE, min(unknown))
    after = before | {code: _as_kept(schedule) for code, schedule in schedules.items()}
    problems = problems_of_revision(before, after, reason=reason, decision_number=decision_number)
    if problems:
        raise IllegalRevision(problems)
    shared = {"reason": reason.strip(), "decision_number": decision_number.strip()}
    for code in sorted(code for code in schedules if before[code] != after[code]):
        record_revision(connection, actor, code, (before[code], after[code]), shared, recording)
        # One act keeps one day, even at midnight, so that no day sees half of it.
        recording = replace(recording, at=recording.at + TICK)


def _as_kept(schedule: Schedule) -> Schedule:
    return replace(schedule, weight=round(schedule.weight, _WEIGHT_DECIMALS))
