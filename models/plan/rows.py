"""The rows that a revision of the plan writes; models/plan/commands.py has judged it before."""

from collections.abc import Mapping

from sqlalchemy import Connection

from models.audit import commands as audit
from models.plan.queries import id_of
from models.schema.plan import milestone, plan_revision
from models.store.read_models import follow
from models.store.recording import Recording
from rules.audit.actions import Action
from rules.values import Actor, MilestoneCode, Schedule


def record_revision(
    connection: Connection,
    actor: Actor,
    code: MilestoneCode,
    change: tuple[Schedule, Schedule],
    shared: Mapping[str, str],
    recording: Recording,
) -> None:
    """Write the new schedule of one milestone; `shared` has the reason and decision number."""
    before, after = change
    milestone_id = id_of(connection, milestone, code)
    old, new = _columns(before), _columns(after)
    row = {
        **shared,
        "programme_id": recording.programme_id,
        "milestone_id": milestone_id,
        **{f"before_{name}": value for name, value in old.items()},
        **new,
        "author_id": actor.account_id,
        "recorded_at": recording.at,
        "recorded_on": recording.today,
    }
    revision = audit.written(connection, plan_revision, row)
    follow(connection, milestone_id, recording.today, since=recording.today)
    detail = {
        "before": {name: revision[f"before_{name}"] for name in old},
        "after": {name: revision[name] for name in (*new, *shared)},
        "rows": {plan_revision.name: [revision]},
    }
    audit.record_under(
        connection, actor, Action.PLAN_REVISED, subject=code, detail=detail, recording=recording
    )


def _columns(schedule: Schedule) -> dict[str, object]:
    return {"start_on": schedule.start, "finish_on": schedule.finish, "weight": schedule.weight}
