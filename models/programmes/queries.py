"""The programmes of the store with where they stand, and what the next one is opened from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, func, select

from models.progress import queries as progress_queries
from models.schema.plan import plan_act, programme
from rules.access import Permission, require
from rules.plan.acts import PlanActKind
from rules.values import Actor, Board, Programme

_ADOPTIONS: Final = (
    select(programme.c.code, func.min(plan_act.c.holds_from).label("adopted_on"))
    .join(plan_act, plan_act.c.programme_id == programme.c.id)
    .where(plan_act.c.kind == PlanActKind.ADOPTION)
    .group_by(programme.c.code)
)
_LATEST_ACT: Final = select(func.coalesce(func.max(plan_act.c.id), 0))


@dataclass(frozen=True, slots=True)
class OpenedProgrammes:
    """The programmes of the store in the order of opening, and since when each is adopted."""

    every: tuple[Programme, ...]
    adopted_on: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class PeriodGround:
    """What the next programme is opened from: the board of today, and the codes that are taken.

    `version` tells this state of all plans from every other one.
    """

    board: Board
    taken: frozenset[str]
    version: str


def opened_programmes(connection: Connection, actor: Actor) -> OpenedProgrammes:
    """Return every programme of the store. Raises NotAllowed, NoProgramme."""
    require(actor, Permission.VIEW)
    adopted = {row.code: row.adopted_on for row in connection.execute(_ADOPTIONS)}
    return OpenedProgrammes(progress_queries.programmes(connection), adopted)


def period_ground(connection: Connection, actor: Actor, today: date) -> PeriodGround:
    """Return what the programme that follows this one is opened from today.

    Raises NotAllowed, NoProgramme.
    """
    require(actor, Permission.REVISE_PLAN)
    taken = [own.code for own in progress_queries.programmes(connection)]
    acts = connection.execute(_LATEST_ACT).scalar_one()
    return PeriodGround(
        board=progress_queries.board(connection, actor, today),
        taken=frozenset(taken),
        version=f"{acts}-{len(taken)}",
    )
