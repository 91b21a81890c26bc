"""The plan of each sentra as it is in force now, as a table to be worked on."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, exists, select

from models.plan import queries as plan
from models.plan.queries import PlannedMilestone, Schedules, WholePlan
from models.schema.plan import milestone
from models.schema.reporting import report_event
from rules.access import Permission, require
from rules.errors import UnknownCode
from rules.plan.acts import PlanAct, PlanActKind, PlanSubject
from rules.plan.table import PlanRow, SentraPlan
from rules.values import Actor, FirstShare, MilestoneCode, SentraCode

# What a row comes from is told of new ones alone.
_OWN: Final = frozenset(field.name for field in fields(PlanRow)) - {"schedule", "origins"}


def sentra_plans(connection: Connection, actor: Actor) -> dict[SentraCode, SentraPlan]:
    """Return the plan of every sentra of the programme. Raises NotAllowed, NoProgramme."""
    require(actor, Permission.VIEW)
    return plans_in(connection, plan.whole_plan(connection))


def plans_in(
    connection: Connection,
    whole: WholePlan,
    as_of: date = date.max,
    known_on: date = date.max,
) -> dict[SentraCode, SentraPlan]:
    """Return the plan of every sentra, for what has asked access itself; by default as now."""
    asked = {"programme": whole.programme_id}
    reported = frozenset(
        MilestoneCode(code) for code in connection.execute(_reported(), asked).scalars()
    )
    changed = plan.revisions_by_milestone(connection, whole.programme_id, as_of, known_on)
    rows: dict[int, list[PlanRow]] = defaultdict(list)
    for one in whole.planned(as_of, known_on):
        if not one.has_left:
            rows[one.sentra_id].append(_row(one, changed))
    return {
        own.code: SentraPlan(
            code=own.code,
            name=own.name,
            rows=tuple(rows[number]),
            version=max((act.number for act in _acts_on(whole, own.code)), default=0),
            latest_day=max(
                (act.since for act in _acts_on(whole, own.code) if act.holds_from), default=None
            ),
            reported=reported,
        )
        for number, own in whole.sentra.items()
    }


def shares_in(
    connection: Connection, whole: WholePlan
) -> dict[MilestoneCode, tuple[FirstShare, ...]]:
    """Return what each milestone of the plan in force answers for of the first plan.

    As long as there is only a draft, nothing of it can be taken over.
    """
    changed = plan.revisions_by_milestone(connection, whole.programme_id, date.max)
    return {
        own.fields["code"]: plan.first_shares(own, changed.get(own.id))
        for own in whole.planned(date.max, date.max)
    }


def plan_of(
    plans: Mapping[SentraCode, SentraPlan], whole: WholePlan, code: SentraCode
) -> tuple[SentraPlan, Mapping[MilestoneCode, int]]:
    """Return a sentra's plan, and the rows of its milestones by code. Raises UnknownCode."""
    found = plans.get(code)
    if found is None:
        raise UnknownCode("sentra", code)
    numbers = {
        own.fields["code"]: own.id for own in whole.milestones if own.fields["sentra"] == code
    }
    return found, numbers


def _acts_on(whole: WholePlan, code: SentraCode) -> list[PlanAct]:
    return [
        act
        for act in whole.acts.by_number.values()
        if act.subject is PlanSubject.MILESTONE
        and (act.sentra == code or act.kind is PlanActKind.ADOPTION)
    ]


def _row(own: PlannedMilestone, changed: Mapping[int, Schedules]) -> PlanRow:
    known = changed.get(own.id, Schedules())
    last = known.revisions[-1].after if known.revisions else known.drafted
    told = {name: value for name, value in own.fields.items() if name in _OWN}
    return PlanRow(**told, schedule=last or own.fields["first"])


@cache
def _reported() -> Select[*tuple[Any, ...]]:
    """The codes of all milestones on which somebody reported."""
    has_report = exists().where(report_event.c.milestone_id == milestone.c.id)
    return select(milestone.c.code).where(
        milestone.c.programme_id == bindparam("programme"), has_report
    )
