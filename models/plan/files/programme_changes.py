"""The programme of plan files beside the one in force."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date, datetime

from sqlalchemy import Connection

from models.plan.files.changes import RegisterChange, row_problems
from models.plan.files.rows import MILESTONES, PROGRAMME, PlanFiles
from models.plan.registers.commands import change_programme, differing
from models.plan.registers.queries import plan_register
from rules.plan.errors import RowProblem
from rules.plan.registers import fields_of_programme, problems_of_programme
from rules.plan.table import PlanDecision
from rules.values import Actor, Programme

_TEXTS = ("name", "region", "rpjmd", "rpjmd_number", "letter", "vision")


def programme_change(
    files: PlanFiles, programme: Programme
) -> tuple[RegisterChange | None, Iterable[RowProblem]]:
    """Return what files make of the programme, None where nothing, and what is wrong with it."""
    (row,) = files[PROGRAMME]
    now = fields_of_programme(programme)
    finish = date.fromisoformat(row["finish"])
    wanted = replace(now, finish=finish, **row.only(*_TEXTS))
    if wanted == now:
        return None, ()
    last = max((date.fromisoformat(one["finish"]) for one in files[MILESTONES]), default=None)
    problems = row_problems(PROGRAMME, row, problems_of_programme(wanted, programme, last))

    def record(
        connection: Connection, actor: Actor, decision: PlanDecision | None, at: datetime
    ) -> None:
        seen = plan_register(connection, actor).programme_version
        change_programme(connection, actor, wanted, decision, seen=seen, at=at)

    pair = differing(asdict(now), asdict(wanted))
    return RegisterChange(programme.code, programme.name, *pair, record), problems
