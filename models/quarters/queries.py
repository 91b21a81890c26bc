"""Closed quarters as they were kept, and what was approved at the end of one."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, bindparam, select

from models.progress.queries import board
from models.schema.accounts import account
from models.schema.columns import SHARE
from models.schema.plan import milestone, sentra
from models.schema.quarters import quarter_closing, quarter_figure
from models.schema.reporting import report_event
from models.store.knowledge import known_at, known_by
from models.store.programme import programme_row
from models.store.verdicts import counts, latest_first, latest_verdict
from rules.access import Permission, require
from rules.periods import Quarter
from rules.quarters.closing import Closing, FrozenMilestone, FrozenSentra, frozen
from rules.values import Actor, EventId, Milestone, MilestoneCode, SentraCode, State
from rules.vocabulary import Basis, EventKind, Status

_LAST_CLOSED: Final = (
    select(quarter_closing.c.year, quarter_closing.c.quarter)
    .where(quarter_closing.c.programme_id == bindparam("programme"))
    .order_by(quarter_closing.c.year.desc(), quarter_closing.c.quarter.desc())
    .limit(1)
)


def last_closed(connection: Connection, programme_id: int) -> Quarter | None:
    """Return the latest quarter that was closed; None where none was."""
    found = connection.execute(_LAST_CLOSED, {"programme": programme_id}).one_or_none()
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
            recorded_at=row.known_at,
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
        frozen(
            sentra.code,
            tuple(_as_approved(milestone, approved) for milestone in sentra.milestones),
            quarter,
        )
        for sentra in known.sentra
    )


def _as_approved(milestone: Milestone, approved: Mapping[str, State]) -> Milestone:
    return replace(milestone, states={Basis.APPROVED: approved.get(milestone.code, State())})


def _approved(connection: Connection, finish: date) -> dict[str, State]:
    """Return the approved state of each milestone among reports effective by `finish`."""
    rows = connection.execute(
        select(milestone.c.code, report_event.c.id, report_event.c.status, report_event.c.progress)
        .join(milestone, milestone.c.id == report_event.c.milestone_id)
        .where(
            report_event.c.kind == EventKind.REPORT,
            report_event.c.effective_on <= finish,
            counts(Basis.APPROVED, latest_verdict(report_event.c.id)),
        )
        .order_by(*latest_first(report_event))
    )
    found: dict[str, State] = {}
    for row in rows:
        state = State(status=row.status, progress=row.progress, report_id=EventId(row.id))
        found.setdefault(row.code, state)
    return found


def _closings(programme_id: int, as_of: date) -> Select[*tuple[Any, ...]]:
    return (
        select(
            quarter_closing,
            known_at(quarter_closing).label("known_at"),
            account.c.name.label("author"),
        )
        .join(account, account.c.id == quarter_closing.c.author_id)
        .where(quarter_closing.c.programme_id == programme_id, known_by(quarter_closing, as_of))
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
        approved=row.approved,
        planned_first=row.planned_first,
        planned_current=row.planned_current,
        milestones=_milestones(json.loads(row.milestones)),
    )


def _milestones(kept: Sequence[Mapping[str, Any]]) -> tuple[FrozenMilestone, ...]:
    return tuple(
        FrozenMilestone(
            code=MilestoneCode(facts["code"]),
            status=Status(facts["status"]),
            progress=SHARE.from_parts(facts["progress"]),
            report_id=None if facts["report"] is None else EventId(facts["report"]),
        )
        for facts in kept
    )
