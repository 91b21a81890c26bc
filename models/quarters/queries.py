"""Closed quarters as they were kept, and what was approved at the end of one."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, bindparam, select

from models.progress.queries import board
from models.schema.accounts import account
from models.schema.columns import SHARE
from models.schema.plan import sentra
from models.schema.quarters import quarter_closing, quarter_figure
from models.schema.reporting import report_event
from models.store.knowledge import known_at, known_by
from models.store.programme import programme_row
from rules.access import Permission, require
from rules.periods import Quarter
from rules.quarters.closing import Closing, FrozenMilestone, FrozenSentra, frozen_board
from rules.values import Actor, EventId, MilestoneCode, SentraCode
from rules.vocabulary import Status

_LAST_CLOSED: Final = (
    select(quarter_closing.c.year, quarter_closing.c.quarter)
    .where(quarter_closing.c.programme_id == bindparam("programme"))
    .order_by(quarter_closing.c.year.desc(), quarter_closing.c.quarter.desc())
    .limit(1)
)
_LATER: Final = (
    select(report_event.c.id)
    .where(
        report_event.c.programme_id == bindparam("programme"),
        report_event.c.effective_on <= bindparam("finish"),
        report_event.c.recorded_at > bindparam("closed_at"),
    )
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


def reported_since(connection: Connection, actor: Actor, closing: Closing) -> bool:
    """Whether anything was recorded after a closing on the days up to its quarter's end.

    Raises NotAllowed, NoProgramme.
    """
    require(actor, Permission.VIEW)
    asked = {
        "programme": programme_row(connection).id,
        "finish": closing.quarter.finish,
        "closed_at": closing.recorded_at,
    }
    return connection.execute(_LATER, asked).scalar_one_or_none() is not None


def approved_figures(
    connection: Connection, actor: Actor, quarter: Quarter
) -> tuple[FrozenSentra, ...]:
    """Return each sentra as it is approved for the quarter's last day, known now.

    A report counts that is effective by then and approved by now, also where it came later; the
    plans are those of that day. Raises NotAllowed, NoProgramme.
    """
    return frozen_board(board(connection, actor, quarter.finish), quarter)


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
