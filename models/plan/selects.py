"""The statements by which the plan is read, each built once: that takes as long as running it."""

from functools import cache
from typing import Any

from sqlalchemy import Date, Select, Table, bindparam, select

from models.schema.accounts import account
from models.schema.plan import (
    agency,
    milestone,
    milestone_support,
    place,
    plan_act,
    plan_revision,
    sentra,
)
from models.schema.reporting import report_event
from models.store.knowledge import holds_since, known_at, known_by
from rules.vocabulary import EventKind


@cache
def agency_id() -> Select[int]:
    """Return what asks for the number of the agency with a `code`."""
    return select(agency.c.id).where(agency.c.code == bindparam("code"))


@cache
def id_in(table: Table) -> Select[int]:
    """Return what asks for the number of the row with a `code` in a `programme`."""
    of_programme = table.c.programme_id == bindparam("programme")
    return select(table.c.id).where(of_programme, table.c.code == bindparam("code"))


@cache
def places() -> Select[*tuple[Any, ...]]:
    """Return what asks for the places of some `sentra`, in the order of the source."""
    in_sentra = place.c.sentra_id.in_(bindparam("sentra", expanding=True))
    return select(place).where(in_sentra).order_by(place.c.id)


@cache
def revisions(*, is_one: bool) -> Select[*tuple[Any, ...]]:
    """Return what asks for the changes of schedules that hold `as_of`, known by `known_on`."""
    since = holds_since(plan_act, plan_revision)
    statement = (
        select(
            plan_revision,
            known_at(plan_revision).label("known_at"),
            since.label("holds_from"),
            plan_act.c.kind,
            account.c.name.label("author"),
        )
        .join(account, account.c.id == plan_revision.c.author_id)
        .outerjoin(plan_act, plan_act.c.id == plan_revision.c.act_id)
        .where(
            plan_revision.c.programme_id == bindparam("programme"),
            known_by(plan_revision, bindparam("known_on", type_=Date)),
            since <= bindparam("as_of", type_=Date),
        )
        .order_by(since, plan_revision.c.id)
    )
    of_one = plan_revision.c.milestone_id == bindparam("milestone")
    return statement.where(of_one) if is_one else statement


@cache
def milestones(*, is_one: bool) -> Select[*tuple[Any, ...]]:
    """Return what asks for the milestones of a `programme`, or the one with a `code`."""
    version = (
        select(report_event.c.id)
        .where(
            report_event.c.milestone_id == milestone.c.id,
            # An approval leaves what is claimed as it was, so a form drawn before it is not stale.
            report_event.c.kind != EventKind.APPROVED,
        )
        # Asked for so, and not as the greatest, only the last events of a milestone are read.
        .order_by(report_event.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        select(
            milestone,
            sentra.c.code.label("sentra_code"),
            version.label("version"),
            plan_act.c.kind.label("added_by"),
        )
        .join(sentra, sentra.c.id == milestone.c.sentra_id)
        .outerjoin(plan_act, plan_act.c.id == milestone.c.act_id)
        .where(milestone.c.programme_id == bindparam("programme"))
        .order_by(sentra.c.code, milestone.c.sequence)
    )
    return statement.where(milestone.c.code == bindparam("code")) if is_one else statement


@cache
def supports() -> Select[*tuple[Any, ...]]:
    """Return what asks for the supporters of some `milestones`."""
    return (
        select(milestone_support)
        .where(milestone_support.c.milestone_id.in_(bindparam("milestones", expanding=True)))
        .order_by(milestone_support.c.milestone_id, milestone_support.c.position)
    )
