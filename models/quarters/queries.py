"""Closed quarters as they were kept, and what was approved at the end of one."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, select

from models.plan.queries import programme_row
from models.progress.queries import board
from models.schema.audit import quarter_closing, quarter_figure
from models.schema.tables import (
    FULL_PROGRESS,
    account,
    milestone,
    report_event,
    sentra,
)
from rules.access import Permission, require
from rules.periods import Quarter
from rules.quarters.closing import (
    PARTS,
    Closing,
    FrozenMilestone,
    FrozenSentra,
    frozen,
)
from rules.reporting.verdict import COUNTING
from rules.values import Actor, EventId, Milestone, MilestoneCode, SentraCode, State
from rules.vocabulary import Basis, EventKind, Status

_decision: Final = report_event.alias("decision")


def last_closed(connection: Connection, programme_id: int) -> Quarter | None:
    """Return the latest quarter that was closed; None where none was."""
    found = connection.execute(
        select(quarter_closing.c.year, quarter_closing.c.quarter)
        .where(quarter_closing.c.programme_id == programme_id)
        .order_by(quarter_closing.c.year.desc(), quarter_closing.c.quarter.desc())
        .limit(1)
    ).one_or_none()
    return None if found is None else Quarter(found.year, found.quarter)


def closings(connection: Connection, actor: Actor, as_of: date) -> tuple[Closing, ...]:
    """Return what was closed or corrected by the end of `as_of`, latest quarter and revision first.

    Raises NotAllowed, NoProgramme.
    """
    require(actor, Permission.VIEW)
    programme_id = programme_row(connection).id
    figures = defaultdict(list)
    for row in connection.execute(_figures(programme_id)):
        figures[row.closing_id].append(_frozen(row))
    return tuple(
        Closing(
            quarter=Quarter(row.year, row.quarter),
            revision=row.revision,
            reason=row.reason,
            author=row.author,
            recorded_at=row.recorded_at,
            sentra=tuple(figures[row.id]),
        )
        for row in connection.execute(_closings(programme_id, as_of))
    )


def approved_figures(
    connection: Connection, actor: Actor, quarter: Quarter, today: date
) -> tuple[FrozenSentra, ...]:
    """Return each sentra as it is approved for the quarter's last day, known on `today`.

    A report counts that is effective by then and approved by now, also where it came later; the
    plans are those of now. Raises NotAllowed, NoProgramme.
    """
    known = board(connection, actor, today)
    approved = _approved(connection, quarter.finish)
    return tuple(
        frozen(one.code, tuple(_as_approved(each, approved) for each in one.milestones), quarter)
        for one in known.sentra
    )


def _as_approved(one: Milestone, approved: Mapping[str, State]) -> Milestone:
    return replace(one, states={Basis.APPROVED: approved.get(one.code, State())})


def _approved(connection: Connection, finish: date) -> dict[str, State]:
    """Return the approved state of each milestone among reports effective by `finish`."""
    verdict = (
        select(_decision.c.kind)
        .where(_decision.c.report_id == report_event.c.id)
        .order_by(_decision.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(milestone.c.code, report_event.c.id, report_event.c.status, report_event.c.progress)
        .join(milestone, milestone.c.id == report_event.c.milestone_id)
        .where(
            report_event.c.kind == EventKind.REPORT,
            report_event.c.effective_on <= finish,
            verdict.in_(COUNTING[Basis.APPROVED]),
        )
        .order_by(report_event.c.effective_on, report_event.c.id)
    )
    # In the order of their days, so that the last of each milestone stays.
    return {
        row.code: State(
            status=Status(row.status),
            progress=row.progress / FULL_PROGRESS,
            report_id=EventId(row.id),
        )
        for row in rows
    }


def _closings(programme_id: int, as_of: date) -> Select[*tuple[Any, ...]]:
    return (
        select(quarter_closing, account.c.name.label("author"))
        .join(account, account.c.id == quarter_closing.c.author_id)
        .where(
            quarter_closing.c.programme_id == programme_id,
            quarter_closing.c.recorded_on <= as_of,
        )
        .order_by(
            quarter_closing.c.year.desc(),
            quarter_closing.c.quarter.desc(),
            quarter_closing.c.revision.desc(),
        )
    )


def _figures(programme_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(quarter_figure, sentra.c.code)
        .join(sentra, sentra.c.id == quarter_figure.c.sentra_id)
        .where(sentra.c.programme_id == programme_id)
        .order_by(quarter_figure.c.closing_id, sentra.c.code)
    )


def _frozen(row: Row[*tuple[Any, ...]]) -> FrozenSentra:
    return FrozenSentra(
        code=SentraCode(row.code),
        approved=row.approved / PARTS,
        planned_first=row.planned_first / PARTS,
        planned_current=row.planned_current / PARTS,
        milestones=_milestones(json.loads(row.milestones)),
    )


def _milestones(kept: Sequence[Mapping[str, Any]]) -> tuple[FrozenMilestone, ...]:
    return tuple(
        FrozenMilestone(
            code=MilestoneCode(one["code"]),
            status=Status(one["status"]),
            progress=one["progress"] / FULL_PROGRESS,
            report_id=None if one["report"] is None else EventId(one["report"]),
        )
        for one in kept
    )
