"""On which days reports were effective, recorded and approved, by the agency that leads."""

from collections import Counter
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Date, Select, bindparam, func, select

from models.plan.queries import WholePlan, whole_plan
from models.schema.reporting import report_event
from models.store.knowledge import known_by, known_on as day_known
from models.store.verdicts import counts, verdict_by
from rules.access import Permission, require
from rules.reporting.delays import ReportDays
from rules.values import Actor, AgencyCode
from rules.vocabulary import Basis, EventKind


def report_days(
    connection: Connection,
    actor: Actor,
    as_of: date,
    known_on: date | None = None,
    *,
    whole: WholePlan | None = None,
) -> tuple[ReportDays, ...]:
    """Return on which days the reports of each lead agency were effective, recorded and approved.

    Who leads is as on the day of the view. Reports that were returned or withdrawn are left out.
    `whole` is the plan, where the caller has read it already. Raises NotAllowed, NoProgramme.
    """
    require(actor, Permission.VIEW)
    whole = whole or whole_plan(connection)
    asked = {
        "programme": whole.programme_id,
        "as_of": as_of,
        "known_on": known_on or date.max,
    }
    leads = {own.id: own.fields["lead"] for own in whole.planned(as_of, known_on or date.max)}
    found: Counter[tuple[AgencyCode, date, date, date | None]] = Counter()
    for row in connection.execute(_report_days(), asked).all():
        if row.milestone_id in leads:
            days = row.effective_on, row.told_on, row.approved_on
            found[leads[row.milestone_id], *days] += row.reports
    ordered = sorted(found, key=lambda one: (*one[:3], one[3] or date.max))
    return tuple(ReportDays(*one, found[one]) for one in ordered)


@cache
def _report_days() -> Select[*tuple[Any, ...]]:
    asked_on = bindparam("known_on", type_=Date)
    verdict = report_event.alias("verdict")
    told_on = day_known(report_event).label("told_on")
    approved_on = (
        select(func.min(day_known(verdict)))
        .where(
            verdict.c.report_id == report_event.c.id,
            verdict.c.kind == EventKind.APPROVED,
            known_by(verdict, asked_on),
        )
        .scalar_subquery()
        .label("approved_on")
    )
    days = (report_event.c.milestone_id, report_event.c.effective_on, told_on, approved_on)
    return (
        select(*days, func.count().label("reports"))
        .select_from(report_event)
        .where(
            report_event.c.programme_id == bindparam("programme"),
            report_event.c.kind == EventKind.REPORT,
            report_event.c.effective_on <= bindparam("as_of", type_=Date),
            known_by(report_event, asked_on),
            counts(Basis.REPORTED, verdict_by(asked_on, report_event.c.id)),
        )
        .group_by(*days)
        .order_by(report_event.c.milestone_id, report_event.c.effective_on, told_on)
    )
