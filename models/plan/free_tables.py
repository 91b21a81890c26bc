"""Tables that come in by a sheet of an agency's own make: compared, and recorded all or none."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from models.plan.commands import change_plan, ground
from models.plan.files.comparing import Comparison, SentraChange, plan_version
from models.plan.queries import whole_plan
from models.plan.sentra_plans import plans_in
from models.store.recording import begin_recording
from rules.access import Permission, require
from rules.plan.errors import PlanRowProblem
from rules.plan.legality import problems_of_change
from rules.plan.registers import RegisterChanged
from rules.plan.table import PlanDecision, PlanRow, difference
from rules.values import Actor, SentraCode

Tables = Mapping[SentraCode, Sequence[PlanRow]]
"""Whole tables by sentra; a sentra without one stays as it is."""

TableProblems = Mapping[SentraCode, tuple[PlanRowProblem, ...]]


def compared_tables(
    connection: Connection, actor: Actor, tables: Tables, *, at: datetime
) -> tuple[Comparison, TableProblems]:
    """Return what tables change of the plan in force, and by sentra what is wrong with that.

    What is wrong with the decision itself is left to the command. Raises NotAllowed, NoProgramme.
    """
    require(actor, Permission.REVISE_PLAN)
    whole = whole_plan(connection)
    plans = plans_in(connection, whole)
    judged = ground(whole, plans, at)
    changes, problems = [], {}
    for code, rows in tables.items():
        found = difference(plans[code].rows, rows)
        if found:
            changes.append(SentraChange(plans[code], tuple(rows), found))
            told = problems_of_change(plans[code], rows, None, judged, adopted_on=None)
            problems[code] = told
    comparison = Comparison(
        entries=(),
        changes=tuple(changes),
        programme=None,
        problems=(),
        left_out=(),
        agencies=whole.agencies_on(date.max, date.max),
        is_adopted=whole.adoption is not None,
        version=plan_version(whole),
    )
    return comparison, problems


def load_tables(
    connection: Connection,
    actor: Actor,
    tables: Tables,
    decision: PlanDecision | None,
    *,
    seen: int,
    at: datetime,
) -> None:
    """Put tables in the place of the plans of their sentra, which were compared at version `seen`.

    Raises NotAllowed, RegisterChanged, IllegalPlan with every problem of a sentra; then nothing is
    recorded.
    """
    require(actor, Permission.REVISE_PLAN)
    # From here on nobody else changes the plan.
    begin_recording(connection, at)
    whole = whole_plan(connection)
    if seen != plan_version(whole):
        raise RegisterChanged("rencana")
    plans = plans_in(connection, whole)
    changed = {code: rows for code, rows in tables.items() if difference(plans[code].rows, rows)}
    for code, rows in changed.items():
        version = plans[code].version
        change_plan(connection, actor, code, rows, decision, seen=version, at=at)
