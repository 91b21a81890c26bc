"""What waits for a decision, what was decided, and what came back to its author.

Reports of a batch are decided on as one (models/review/batches.py), so none of them is here.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.sql.selectable import NamedFromClause

from models.evidence import queries as evidence
from models.reporting.batch_queries import came_alone
from models.reporting.queries import events_with
from models.schema.plan import agency
from models.schema.reporting import obstacle, obstacle_closing, report_event
from models.store.knowledge import known_at, known_by, known_on
from models.store.programme import programme_row
from models.store.verdicts import counts, latest_first, latest_verdict, latest_verdict_id, waits
from rules.access import Permission, require
from rules.reporting.report import NewObstacle, ReportEvent
from rules.reporting.verdict import DECISIONS
from rules.review.queue import Decided, Submitted
from rules.values import AccountId, Actor, AgencyCode, EventId
from rules.vocabulary import Basis, EventKind

# Made once: an alias copies every column of its table, which costs more than the statement.
_earlier: Final = report_event.alias("earlier")
_later: Final = report_event.alias("later")
_decision: Final = report_event.alias("decision")


def waiting(connection: Connection, actor: Actor) -> tuple[Submitted, ...]:
    """Return the reports without a decision, oldest first, each with what stood before it.

    The same few statements, however many wait. Raises NotAllowed, NoProgramme.
    """
    require(actor, Permission.DECIDE)
    rows = connection.execute(_undecided(programme_row(connection).id)).all()
    ids = {EventId(row.id) for row in rows}
    beside = {key for row in rows for key in (row.approved_id, row.preceding_id, row.newer_id)}
    known = events_with(connection, actor, ids | (beside - {None}))
    opens, closes = _opened(connection, ids), _closed(connection, ids)
    files = evidence.of_reports(connection, actor, ids)
    return tuple(
        Submitted(
            report=known[row.id],
            author_id=AccountId(row.author_id),
            approved=known.get(row.approved_id),
            preceding=known.get(row.preceding_id),
            newer=known.get(row.newer_id),
            opens=tuple(opens[row.id]),
            closes=tuple(closes[row.id]),
            files=files.get(row.id, ()),
        )
        for row in rows
    )


def own_waiting(connection: Connection, actor: Actor) -> tuple[ReportEvent, ...]:
    """Return the actor's own reports without a decision, oldest first."""
    require(actor, Permission.REPORT)
    statement = (
        select(report_event.c.id)
        .where(*_is_undecided(programme_row(connection).id))
        .where(report_event.c.author_id == actor.account_id)
    )
    known = events_with(connection, actor, set(connection.scalars(statement)))
    return tuple(known.values())


def returned_to(connection: Connection, actor: Actor) -> tuple[Decided, ...]:
    """Return the actor's own reports that came back and that nobody has mended, latest first.

    A report that was withdrawn again mends nothing.
    """
    require(actor, Permission.REPORT)
    verdict = latest_verdict(_later.c.id)
    mended = (
        select(_later.c.id)
        .where(
            _later.c.milestone_id == report_event.c.milestone_id,
            _later.c.kind == EventKind.REPORT,
            _later.c.id > report_event.c.id,
            or_(verdict.is_(None), verdict.in_(DECISIONS)),
        )
        .exists()
    )
    statement = _with_decision(programme_row(connection).id).where(
        report_event.c.author_id == actor.account_id,
        _decision.c.kind == EventKind.RETURNED,
        ~mended,
    )
    return _decided(connection, actor, statement)


def decided(connection: Connection, actor: Actor, since: date) -> tuple[Decided, ...]:
    """Return the reports whose latest decision was recorded on `since` or later, latest first."""
    require(actor, Permission.DECIDE)
    statement = _with_decision(programme_row(connection).id).where(
        known_on(_decision) >= since, _decision.c.kind.in_(DECISIONS)
    )
    return _decided(connection, actor, statement)


def decisions(connection: Connection, actor: Actor, report_id: EventId) -> tuple[ReportEvent, ...]:
    """Return everything that was decided on a report, oldest first."""
    require(actor, Permission.VIEW)
    statement = select(report_event.c.id).where(report_event.c.report_id == report_id)
    return tuple(events_with(connection, actor, set(connection.scalars(statement))).values())


def decisions_on(
    connection: Connection, actor: Actor, report_ids: Collection[EventId], as_of: date
) -> dict[EventId, tuple[ReportEvent, ...]]:
    """Return what was decided on these reports by the end of `as_of`, oldest first.

    Reports without a decision miss.
    """
    require(actor, Permission.VIEW)
    statement = select(report_event.c.id).where(
        report_event.c.report_id.in_(report_ids), known_by(report_event, as_of)
    )
    found = defaultdict(list)
    for event in events_with(connection, actor, set(connection.scalars(statement))).values():
        found[event.report_id].append(event)
    return {report_id: tuple(events) for report_id, events in found.items()}


def _is_undecided(programme_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        report_event.c.programme_id == programme_id,
        report_event.c.kind == EventKind.REPORT,
        waits(report_event.c.id),
        came_alone(report_event.c.id),
    )


def _undecided(programme_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            report_event.c.id,
            report_event.c.author_id,
            _in_force(Basis.APPROVED, _earlier, is_before=True).label("approved_id"),
            _in_force(Basis.REPORTED, _earlier, is_before=True).label("preceding_id"),
            _in_force(Basis.APPROVED, _later, is_before=False).label("newer_id"),
        )
        .where(*_is_undecided(programme_id))
        .order_by(report_event.c.id)
    )


def _in_force(basis: Basis, other: NamedFromClause[Any], *, is_before: bool) -> ScalarSelect[int]:
    """Select the report in force on `basis` among those before, or after, a milestone's report."""
    first, then = (other, report_event) if is_before else (report_event, other)
    return (
        select(other.c.id)
        .where(
            other.c.milestone_id == report_event.c.milestone_id,
            other.c.kind == EventKind.REPORT,
            or_(
                first.c.effective_on < then.c.effective_on,
                and_(first.c.effective_on == then.c.effective_on, first.c.id < then.c.id),
            ),
            counts(basis, latest_verdict(other.c.id)),
        )
        .order_by(*latest_first(other))
        .limit(1)
        .scalar_subquery()
    )


def _with_decision(programme_id: int) -> Select[*tuple[Any, ...]]:
    """Each report with its latest decision and the instant of its first."""
    first = (
        select(func.min(known_at(_earlier)))
        .where(_earlier.c.report_id == report_event.c.id)
        .scalar_subquery()
    )
    return (
        select(
            report_event.c.id,
            report_event.c.author_id,
            _decision.c.id.label("decision_id"),
            first.label("first_decided_at"),
        )
        .select_from(report_event)
        .join(_decision, _decision.c.id == latest_verdict_id(report_event.c.id))
        .where(
            report_event.c.programme_id == programme_id,
            report_event.c.kind == EventKind.REPORT,
            came_alone(report_event.c.id),
        )
        .order_by(_decision.c.id.desc())
    )


def _decided(
    connection: Connection, actor: Actor, statement: Select[*tuple[Any, ...]]
) -> tuple[Decided, ...]:
    rows = connection.execute(statement).all()
    ids = {row.id for row in rows} | {row.decision_id for row in rows}
    known = events_with(connection, actor, ids)
    opens = _opened(connection, ids)
    return tuple(
        Decided(
            report=known[row.id],
            author_id=AccountId(row.author_id),
            decision=known[row.decision_id],
            first_decided_at=row.first_decided_at,
            opens=tuple(opens[row.id]),
        )
        for row in rows
    )


def _opened(connection: Connection, ids: Collection[EventId]) -> dict[int, list[NewObstacle]]:
    found: dict[int, list[NewObstacle]] = defaultdict(list)
    statement = (
        select(obstacle, agency.c.code.label("owner"))
        .join(agency, agency.c.id == obstacle.c.owner_id)
        .where(obstacle.c.opened_by.in_(ids))
        .order_by(obstacle.c.id)
    )
    for row in connection.execute(statement):
        found[row.opened_by].append(NewObstacle(row.description, AgencyCode(row.owner)))
    return found


def _closed(connection: Connection, ids: Collection[EventId]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    statement = (
        select(obstacle_closing.c.closed_by, obstacle.c.description)
        .join(obstacle, obstacle.c.id == obstacle_closing.c.obstacle_id)
        .where(obstacle_closing.c.closed_by.in_(ids))
        .order_by(obstacle_closing.c.id)
    )
    for row in connection.execute(statement):
        found[row.closed_by].append(row.description)
    return found
