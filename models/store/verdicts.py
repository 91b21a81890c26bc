"""Which report counts, as SQL that every query shares; the rule is rules/reporting/verdict.py."""

from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, ScalarSelect, func, select

from models.schema.reporting import report_event
from models.store.knowledge import known_by
from rules.reporting.verdict import COUNTING
from rules.vocabulary import Basis, EventKind

# Made once: an alias copies every column of its table, which costs more than the statement.
_verdict: Final = report_event.alias("verdict")


def latest_verdict(report_id: ColumnElement[int] | int) -> ScalarSelect[str]:
    """Select the kind of the latest verdict on a report; NULL while it waits."""
    return _latest(_verdict.c.kind, report_id)


def verdict_by(
    known_on: ColumnElement[date] | date, report_id: ColumnElement[int]
) -> ScalarSelect[str]:
    """Select the latest verdict that was known by the end of `known_on`."""
    return _latest(_verdict.c.kind, report_id, known_by(_verdict, known_on))


def verdict_up_to(
    event_id: ColumnElement[int] | int, report_id: ColumnElement[int]
) -> ScalarSelect[str]:
    """Select the latest verdict among the events up to `event_id`."""
    return _latest(_verdict.c.kind, report_id, _verdict.c.id <= event_id)


def latest_verdict_id(report_id: ColumnElement[int]) -> ScalarSelect[int]:
    """Select the event of the latest verdict on a report; NULL while it waits."""
    return _latest(_verdict.c.id, report_id)


def waits(report_id: ColumnElement[int]) -> ColumnElement[bool]:
    """SQL condition: a report has no verdict yet."""
    return ~select(_verdict.c.id).where(_verdict.c.report_id == report_id).exists()


def counts(basis: Basis, verdict: ColumnElement[str]) -> ColumnElement[bool]:
    """SQL condition: a report whose latest verdict is `verdict` (NULL: none) counts on `basis`."""
    return func.coalesce(verdict, EventKind.REPORT).in_(COUNTING[basis])


def latest_first(reports: FromClause) -> tuple[ColumnElement[Any], ...]:
    """Return the order in which the first of a milestone's reports that count is in force."""
    return reports.c.effective_on.desc(), reports.c.id.desc()


def _latest(
    column: ColumnElement[Any], report_id: ColumnElement[int] | int, *among: ColumnElement[bool]
) -> ScalarSelect[Any]:
    return (
        select(column)
        .where(_verdict.c.report_id == report_id, *among)
        .order_by(_verdict.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
