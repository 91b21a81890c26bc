"""Batches of reports as they were brought in, and what is claimed of each milestone by day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Date, Row, Select, bindparam, func, select

from models.progress import queries as progress_queries
from models.quarters.queries import last_closed
from models.reporting.queries import events_with
from models.schema.accounts import account
from models.schema.plan import agency, milestone
from models.schema.reporting import batch_report, obstacle, report_batch, report_event
from models.store.knowledge import known_at, known_by
from models.store.programme import programme_row
from models.store.verdicts import latest_verdict, latest_verdict_id
from rules.access import Permission, allowed, require
from rules.reporting.batch import Batch, BatchId, Claim, Ground
from rules.reporting.report import NewObstacle, ReportEvent
from rules.values import AccountId, Actor, AgencyCode, EventId, MilestoneCode
from rules.vocabulary import EventKind

_REPORTS: Final = (
    select(report_event)
    .join(batch_report, batch_report.c.report_id == report_event.c.id)
    .where(batch_report.c.batch_id == bindparam("batch"))
    .order_by(report_event.c.id)
)
_OBSTACLES: Final = (
    select(obstacle.c.opened_by, obstacle.c.description, agency.c.code)
    .join(agency, agency.c.id == obstacle.c.owner_id)
    .join(batch_report, batch_report.c.report_id == obstacle.c.opened_by)
    .join(report_batch, report_batch.c.id == batch_report.c.batch_id)
    .where(
        report_batch.c.programme_id == bindparam("programme"),
        report_batch.c.id == bindparam("batch"),
    )
)
_BATCH: Final = select(report_batch).where(
    report_batch.c.programme_id == bindparam("programme"), report_batch.c.id == bindparam("batch")
)
_WITH_KEY: Final = select(report_batch.c.id).where(
    report_batch.c.idempotency_key == bindparam("key")
)
_OF: Final = select(batch_report.c.batch_id).where(batch_report.c.report_id == bindparam("report"))


def ground(connection: Connection, actor: Actor, today: date) -> Ground:
    """Return what the rows of a batch by `actor` are judged by. Raises NotAllowed."""
    require(actor, Permission.ENTER_HISTORY)
    known = progress_queries.board(connection, actor, today)
    return Ground(
        programme=known.programme,
        today=today,
        milestones={one.code: one for sentra in known.sentra for one in sentra.milestones},
        claims=claims(connection, actor),
        agencies=frozenset(known.agencies),
        closed=last_closed(connection, programme_row(connection).id),
        may_cancel=allowed(actor, Permission.CANCEL_MILESTONE),
        may_report_closed=allowed(actor, Permission.REPORT_CLOSED_QUARTER),
    )


def claims(connection: Connection, actor: Actor) -> dict[MilestoneCode, list[Claim]]:
    """Return every report of each milestone with the verdict on it now, by effective day."""
    require(actor, Permission.VIEW)
    found: dict[MilestoneCode, list[Claim]] = defaultdict(list)
    for row in connection.execute(_claims(), {"programme": programme_row(connection).id}):
        claim = Claim(
            report_id=EventId(row.id),
            effective_on=row.effective_on,
            status=row.status,
            progress=row.progress,
            realised_value=row.realised_value,
            verdict=EventKind(row.verdict or EventKind.REPORT),
            note=row.note,
            evidence=row.evidence,
            decision_number=row.decision_number,
        )
        found[MilestoneCode(row.code)].append(claim)
    return dict(found)


def batches(connection: Connection, actor: Actor) -> tuple[Batch, ...]:
    """Return the batches of the programme, the latest first, each with the verdict in force."""
    require(actor, Permission.VIEW)
    rows = connection.execute(_batches(), {"programme": programme_row(connection).id}).all()
    known = events_with(connection, actor, {row.verdict_id for row in rows} - {None})
    return tuple(_batch(row, known.get(row.verdict_id)) for row in rows)


def batch_of_each(
    connection: Connection, actor: Actor, as_of: date, known_on: date | None = None
) -> dict[EventId, BatchId]:
    """Return the batch that brought in each report which has one, in the order of recording.

    The reports are effective by the end of `as_of` and recorded by that of `known_on` (None: now).
    """
    require(actor, Permission.VIEW)
    asked = {"as_of": as_of, "known_on": known_on or date.max}
    asked["programme"] = programme_row(connection).id
    rows = connection.execute(_batch_of_each(), asked)
    return {EventId(row.report_id): BatchId(row.batch_id) for row in rows}


def batch_events(connection: Connection, actor: Actor, batch: BatchId) -> tuple[ReportEvent, ...]:
    """Return the reports of a batch as they were recorded: by effective day."""
    require(actor, Permission.VIEW)
    ids = {EventId(row.id) for row in reports_of(connection, batch)}
    return tuple(events_with(connection, actor, ids).values())


def batch_obstacles(
    connection: Connection, actor: Actor, batch: BatchId
) -> dict[EventId, NewObstacle]:
    """Return the obstacle that a report of a batch brought in, by that report."""
    require(actor, Permission.VIEW)
    asked = {"programme": programme_row(connection).id, "batch": batch}
    return {
        EventId(row.opened_by): NewObstacle(row.description, AgencyCode(row.code))
        for row in connection.execute(_OBSTACLES, asked)
    }


def reports_of(connection: Connection, batch: BatchId) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return the rows of a batch's reports; none where no batch has this number."""
    return connection.execute(_REPORTS, {"batch": batch}).all()


def batch_row(
    connection: Connection, programme_id: int, batch: BatchId
) -> Row[*tuple[Any, ...]] | None:
    """Return the row of a batch; None where none of the programme has this number."""
    asked = {"programme": programme_id, "batch": batch}
    return connection.execute(_BATCH, asked).one_or_none()


def batch_with(connection: Connection, key: str) -> BatchId | None:
    """Return the batch that was recorded under an idempotency key."""
    found = connection.execute(_WITH_KEY, {"key": key}).scalar_one_or_none()
    return None if found is None else BatchId(found)


def batch_of(connection: Connection, report_id: EventId) -> BatchId | None:
    """Return the batch that brought a report in; None for one that was sent by itself."""
    found = connection.execute(_OF, {"report": report_id}).scalar_one_or_none()
    return None if found is None else BatchId(found)


def came_alone(report_id: ColumnElement[int]) -> ColumnElement[bool]:
    """SQL condition: a report was sent by itself, and is decided on by itself."""
    return ~select(batch_report.c.id).where(batch_report.c.report_id == report_id).exists()


def _claims() -> Select[*tuple[Any, ...]]:
    return (
        select(
            milestone.c.code,
            report_event.c.id,
            report_event.c.effective_on,
            report_event.c.status,
            report_event.c.progress,
            report_event.c.realised_value,
            report_event.c.note,
            report_event.c.evidence,
            report_event.c.decision_number,
            latest_verdict(report_event.c.id).label("verdict"),
        )
        .join(milestone, milestone.c.id == report_event.c.milestone_id)
        .where(
            report_event.c.programme_id == bindparam("programme"),
            report_event.c.kind == EventKind.REPORT,
        )
        .order_by(report_event.c.effective_on, report_event.c.id)
    )


def _batch_of_each() -> Select[*tuple[Any, ...]]:
    return (
        select(batch_report.c.report_id, batch_report.c.batch_id)
        .join(report_event, report_event.c.id == batch_report.c.report_id)
        .where(
            report_event.c.programme_id == bindparam("programme"),
            report_event.c.effective_on <= bindparam("as_of", type_=Date),
            known_by(report_event, bindparam("known_on", type_=Date)),
        )
        .order_by(batch_report.c.id)
    )


def _batches() -> Select[*tuple[Any, ...]]:
    """Each batch with its days and the verdict on its first report, which is that on all."""
    within = (
        select(
            batch_report.c.batch_id,
            func.count().label("reports"),
            func.min(report_event.c.effective_on).label("first_on"),
            func.max(report_event.c.effective_on).label("last_on"),
            func.min(report_event.c.id).label("first_id"),
        )
        .join(report_event, report_event.c.id == batch_report.c.report_id)
        .group_by(batch_report.c.batch_id)
        .subquery()
    )
    return (
        select(
            report_batch,
            known_at(report_batch).label("known_at"),
            account.c.name.label("author"),
            within.c.reports,
            within.c.first_on,
            within.c.last_on,
            latest_verdict_id(within.c.first_id).label("verdict_id"),
        )
        .join(within, within.c.batch_id == report_batch.c.id)
        .join(account, account.c.id == report_batch.c.author_id)
        .where(report_batch.c.programme_id == bindparam("programme"))
        .order_by(report_batch.c.id.desc())
    )


def _batch(row: Row[*tuple[Any, ...]], verdict: ReportEvent | None) -> Batch:
    return Batch(
        id=BatchId(row.id),
        source=row.source,
        author_id=AccountId(row.author_id),
        author=row.author,
        recorded_at=row.known_at,
        reports=row.reports,
        first_on=row.first_on,
        last_on=row.last_on,
        verdict=EventKind.REPORT if verdict is None else verdict.kind,
        verdict_event=verdict,
    )
