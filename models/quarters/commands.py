"""Closing a quarter, and correcting what was closed: each freezes what is approved by now."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from models.audit import commands as audit
from models.audit.chain import canonical
from models.progress import queries as progress_queries
from models.quarters.queries import approved_figures, closings
from models.schema.columns import SHARE
from models.schema.plan import sentra
from models.schema.quarters import BILLIONTHS, quarter_closing, quarter_figure
from models.store.recording import Recording, begin_recording
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.periods import Quarter
from rules.quarters.closing import (
    Closing,
    FrozenMilestone,
    FrozenSentra,
    problem_of_closing,
    problem_of_correction,
)
from rules.quarters.errors import ClosingProblem, IllegalClosing
from rules.values import Actor


def close_quarter(connection: Connection, actor: Actor, quarter: Quarter, *, at: datetime) -> None:
    """Freeze what is approved for the quarter's last day. Raises NotAllowed, IllegalClosing."""
    require(actor, Permission.CLOSE_QUARTER)
    recording = begin_recording(connection, at)
    known = closings(connection, actor, recording.today)
    problem = problem_of_closing(
        quarter,
        progress_queries.programme(connection),
        {closing.quarter for closing in known},
        recording.today,
    )
    if problem is not None:
        raise IllegalClosing(quarter, problem)
    figures = approved_figures(connection, actor, quarter)
    _keep(
        connection,
        actor,
        Closing(quarter, 0, "", actor.name, recording.at, figures),
        None,
        recording,
    )


def correct_quarter(
    connection: Connection, actor: Actor, quarter: Quarter, *, reason: str, at: datetime
) -> None:
    """Freeze a closed quarter again, as a further revision; the ones before it stay.

    Raises NotAllowed, IllegalClosing (for one, where nothing has changed).
    """
    require(actor, Permission.CLOSE_QUARTER)
    recording = begin_recording(connection, at)
    known = closings(connection, actor, recording.today)
    before = next((closing for closing in known if closing.quarter == quarter), None)
    if before is None:
        raise IllegalClosing(quarter, ClosingProblem.NOT_CLOSED)
    figures = approved_figures(connection, actor, quarter)
    problem = problem_of_correction(before, figures, reason)
    if problem is not None:
        raise IllegalClosing(quarter, problem)
    after = Closing(quarter, before.revision + 1, reason.strip(), actor.name, recording.at, figures)
    _keep(connection, actor, after, before, recording)


def _keep(
    connection: Connection,
    actor: Actor,
    after: Closing,
    before: Closing | None,
    recording: Recording,
) -> None:
    row = {
        "programme_id": recording.programme_id,
        "year": after.quarter.year,
        "quarter": after.quarter.number,
        "revision": after.revision,
        "reason": after.reason,
        "author_id": actor.account_id,
        "recorded_at": recording.at,
        "recorded_on": recording.today,
    }
    closing = audit.written(connection, quarter_closing, row)
    ids = _sentra_ids(connection, recording.programme_id)
    figures = [
        audit.written(connection, quarter_figure, _figure(closing["id"], ids[frozen.code], frozen))
        for frozen in after.sentra
    ]
    said = {"reason": after.reason} if after.reason else {}
    audit.record_under(
        connection,
        actor,
        Action.QUARTER_CLOSED if before is None else Action.QUARTER_CORRECTED,
        subject=f"{after.quarter.year}-{after.quarter.number}",
        detail={
            "before": {} if before is None else _shares(before),
            "after": _shares(after) | said,
            "rows": {quarter_closing.name: [closing], quarter_figure.name: figures},
        },
        recording=recording,
    )


def _sentra_ids(connection: Connection, programme_id: int) -> dict[str, int]:
    rows = connection.execute(
        select(sentra.c.code, sentra.c.id).where(sentra.c.programme_id == programme_id)
    )
    return {row.code: row.id for row in rows}


def _figure(closing_id: int, sentra_id: int, frozen: FrozenSentra) -> dict[str, object]:
    return {
        "closing_id": closing_id,
        "sentra_id": sentra_id,
        "approved": frozen.approved,
        "planned_first": frozen.planned_first,
        "planned_current": frozen.planned_current,
        "milestones": canonical([_milestone(milestone) for milestone in frozen.milestones]),
    }


def _milestone(milestone: FrozenMilestone) -> dict[str, object]:
    return {
        "code": milestone.code,
        "status": milestone.status,
        "progress": SHARE.to_parts(milestone.progress),
        "report": milestone.report_id,
    }


def _shares(closing: Closing) -> dict[str, Any]:
    """The approved share of each sentra, as the audit trail shows it."""
    return {
        "revision": closing.revision,
        **{frozen.code: BILLIONTHS.to_parts(frozen.approved) for frozen in closing.sentra},
    }
