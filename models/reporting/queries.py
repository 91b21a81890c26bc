"""What was recorded, in its order: reports, decisions and plan revisions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    select,
)

from models.plan.acts import acts
from models.plan.agencies.queries import changed_agencies, has_changed
from models.plan.queries import revisions_by_milestone
from models.schema.accounts import account
from models.schema.plan import agency, milestone, sentra
from models.schema.reporting import obstacle, obstacle_closing, report_event
from models.store.knowledge import known_at, known_by
from models.store.programme import programme_row
from models.store.verdicts import counts, latest_verdict
from rules.access import Permission, require
from rules.periods import wita_day
from rules.plan.agencies import Agencies, successor_on
from rules.reporting.report import ReportEvent
from rules.values import Actor, AgencyCode, EventId, MilestoneCode, ObstacleId, Revision, SentraCode
from rules.vocabulary import Basis, EventKind


@dataclass(frozen=True, slots=True)
class RecordedObstacle:
    """An obstacle as it was recorded: the reports that opened it and that close it."""

    id: ObstacleId
    milestone: MilestoneCode
    description: str
    owner: AgencyCode
    opened_by: EventId
    closed_by: tuple[EventId, ...]


def events(
    connection: Connection,
    actor: Actor,
    as_of: date,
    known_on: date | None = None,
    *,
    sentra_code: SentraCode | None = None,
    code: MilestoneCode | None = None,
) -> tuple[ReportEvent, ...]:
    """Return reports effective by the end of `as_of`, and the decisions on them, as recorded.

    They were recorded by the end of `known_on` (None: by now), and come oldest record first.
    """
    require(actor, Permission.VIEW)
    statement = _events(programme_row(connection).id).where(*_known(report_event, as_of, known_on))
    if sentra_code is not None:
        statement = statement.where(sentra.c.code == sentra_code)
    if code is not None:
        statement = statement.where(milestone.c.code == code)
    return tuple(_told(connection, statement).values())


def effective_after(connection: Connection, actor: Actor, day: date) -> tuple[ReportEvent, ...]:
    """Return the reports that count on a day after `day`: only a wrong clock let them be made."""
    require(actor, Permission.VIEW)
    statement = _events(programme_row(connection).id).where(
        report_event.c.kind == EventKind.REPORT,
        report_event.c.effective_on > day,
        counts(Basis.REPORTED, latest_verdict(report_event.c.id)),
    )
    return tuple(_told(connection, statement).values())


def events_with(
    connection: Connection, actor: Actor, ids: Collection[EventId]
) -> dict[EventId, ReportEvent]:
    """Return the reports and decisions with these ids, oldest first."""
    require(actor, Permission.VIEW)
    statement = _events(programme_row(connection).id).where(report_event.c.id.in_(ids))
    return _told(connection, statement)


def revisions(
    connection: Connection, actor: Actor, as_of: date, known_on: date | None = None
) -> dict[MilestoneCode, tuple[Revision, ...]]:
    """Return the plan revisions in force by the end of `as_of`, by milestone code."""
    require(actor, Permission.VIEW)
    programme_id = programme_row(connection).id
    codes = {
        row.id: MilestoneCode(row.code)
        for row in connection.execute(
            select(milestone.c.id, milestone.c.code).where(milestone.c.programme_id == programme_id)
        )
    }
    found = revisions_by_milestone(connection, programme_id, as_of, known_on or date.max)
    return {
        codes[number]: tuple(changed.revisions)
        for number, changed in found.items()
        if changed.revisions
    }


def obstacles(
    connection: Connection, actor: Actor, as_of: date, known_on: date | None = None
) -> tuple[RecordedObstacle, ...]:
    """Return obstacles opened by the end of `as_of`, whatever was decided on their reports.

    What opened or closes them was recorded by the end of `known_on` (None: by now).
    """
    require(actor, Permission.VIEW)
    known = _known(report_event, as_of, known_on)
    rows = connection.execute(_obstacles(programme_row(connection).id).where(*known)).all()
    closings = connection.execute(_closings().where(*known)).all()
    return tuple(
        RecordedObstacle(
            id=ObstacleId(row.id),
            milestone=MilestoneCode(row.milestone),
            description=row.description,
            owner=AgencyCode(row.owner),
            opened_by=EventId(row.opened_by),
            closed_by=tuple(
                EventId(closing.closed_by) for closing in closings if closing.obstacle_id == row.id
            ),
        )
        for row in rows
    )


def _events(programme_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            report_event,
            known_at(report_event).label("known_at"),
            milestone.c.code.label("milestone"),
            account.c.name.label("author"),
            agency.c.code.label("author_agency"),
            has_changed(account.c.agency_id).label("author_agency_changed"),
        )
        .join(milestone, milestone.c.id == report_event.c.milestone_id)
        .join(sentra, sentra.c.id == milestone.c.sentra_id)
        .join(account, account.c.id == report_event.c.author_id)
        .outerjoin(agency, agency.c.id == account.c.agency_id)
        .where(report_event.c.programme_id == programme_id)
        .order_by(report_event.c.id)
    )


def _told(
    connection: Connection, statement: Select[*tuple[Any, ...]]
) -> dict[EventId, ReportEvent]:
    rows = connection.execute(statement).all()
    agencies: Agencies = {}
    if any(row.author_agency_changed for row in rows):
        known = acts(connection, rows[0].programme_id)
        agencies = changed_agencies(connection, known, date.max)
    return {EventId(row.id): _event(row, agencies) for row in rows}


def _event(row: Row[*tuple[Any, ...]], agencies: Agencies) -> ReportEvent:
    """An event as its author's agency was on the day of its record."""
    author_agency = AgencyCode(row.author_agency) if row.author_agency else None
    if author_agency is not None:
        author_agency = successor_on(agencies, author_agency, wita_day(row.known_at))
    return ReportEvent(
        id=EventId(row.id),
        kind=row.kind,
        milestone=MilestoneCode(row.milestone),
        report_id=EventId(row.report_id or row.id),
        effective_on=row.effective_on,
        status=row.status,
        progress=row.progress,
        realised_value=row.realised_value,
        evidence=row.evidence,
        note=row.note,
        author=row.author,
        author_agency=author_agency,
        recorded_at=row.known_at,
        decision_number=row.decision_number,
    )


def _known(
    event: FromClause, as_of: date, known_on: date | None
) -> tuple[ColumnElement[bool], ...]:
    """SQL conditions: an event is effective by the one day and was recorded by the other."""
    return event.c.effective_on <= as_of, known_by(event, known_on or date.max)


def _obstacles(programme_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(obstacle, milestone.c.code.label("milestone"), agency.c.code.label("owner"))
        .join(milestone, milestone.c.id == obstacle.c.milestone_id)
        .join(agency, agency.c.id == obstacle.c.owner_id)
        .join(report_event, report_event.c.id == obstacle.c.opened_by)
        .where(milestone.c.programme_id == programme_id)
        .order_by(obstacle.c.id)
    )


def _closings() -> Select[*tuple[Any, ...]]:
    return (
        select(obstacle_closing)
        .join(report_event, report_event.c.id == obstacle_closing.c.closed_by)
        .order_by(obstacle_closing.c.id)
    )
