"""Since when a row counts as known: its recording, or the correction of its wrong instant.

A row that was recorded under a clock that ran ahead keeps its instant. It counts as known from the
correction on (models/audit/clock.py), which stands in the chain after it and before all that
follows: so the order in which things came to be known stays the order of the chain.
"""

from datetime import date
from typing import Any, Final

from sqlalchemy import (
    Alias,
    ColumnElement,
    Date,
    FromClause,
    ScalarSelect,
    Table,
    and_,
    case,
    func,
    literal,
    or_,
    select,
)

from models.schema.audit import clock_correction
from rules.plan.acts import PlanActKind

# Made once: an alias copies every column of its table, which costs more than the statement.
_span: Final = clock_correction.alias("span")


def known_by(rows: FromClause, day: ColumnElement[date] | date) -> ColumnElement[bool]:
    """SQL condition: a row was known by the end of `day`.

    The instants that are corrected lie after their correction, so of what was recorded by the day
    nothing needs to be asked twice.
    """
    found_out = select(_span.c.id).where(_covers(rows), _span.c.recorded_on <= day).exists()
    return or_(rows.c.recorded_on <= day, found_out)


def known_at(rows: FromClause) -> ColumnElement[Any]:
    """SQL: the instant from which on a row counts as known."""
    return func.coalesce(_corrected(rows, "recorded_at"), rows.c.recorded_at)


def known_on(rows: FromClause) -> ColumnElement[Any]:
    """SQL: the day from which on a row counts as known."""
    return func.coalesce(_corrected(rows, "recorded_on"), rows.c.recorded_on)


def holds_since(act: FromClause, recorded: FromClause) -> ColumnElement[Any]:
    """SQL: the day from which on holds what an act made, or what was `recorded` without one.

    A change of the draft holds from the beginning. No day after that of the record is believed: it
    was the day of a wrong clock.
    """
    known = known_on(recorded)
    return case(
        (act.c.kind == PlanActKind.DRAFT, literal(date.min, Date())),
        (act.c.holds_from < known, act.c.holds_from),
        else_=known,
    )


def _corrected(rows: FromClause, name: str) -> ScalarSelect[Any]:
    return select(_span.c[name]).where(_covers(rows)).scalar_subquery()


def _covers(rows: FromClause) -> ColumnElement[bool]:
    return and_(
        _span.c.table_name == _name(rows),
        _span.c.first_id <= rows.c.id,
        _span.c.last_id >= rows.c.id,
    )


def _name(rows: FromClause) -> str:
    table = rows.element if isinstance(rows, Alias) else rows
    if not isinstance(table, Table):
        msg = "what counts as known is asked of tables"
        raise TypeError(msg)
    return table.name
