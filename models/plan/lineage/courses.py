"""What was reported of milestones that are to be split or merged."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, func, select

from models.schema.evidence import evidence_file
from models.schema.plan import agency, milestone
from models.schema.reporting import obstacle, obstacle_closing, report_event
from models.store.programme import programme_row
from models.store.verdicts import latest_verdict
from rules.access import Permission, require
from rules.plan.lineage import Course, Courses, Stand
from rules.plan.table import PlanRow
from rules.progress.flags import is_steep
from rules.values import Actor, AgencyCode, MilestoneCode, Obstacle, ObstacleId
from rules.vocabulary import EventKind, Status
from words.plan.lineage import files_of, report_of

_closing: Final = report_event.alias("closing")
_files: Final = (
    select(func.count()).where(evidence_file.c.event_id == report_event.c.id).scalar_subquery()
)
_of_those: Final = (
    milestone.c.programme_id == bindparam("programme"),
    milestone.c.code.in_(bindparam("codes", expanding=True)),
)
_REPORTS: Final[Select[*tuple[Any, ...]]] = (
    select(
        milestone.c.code,
        report_event.c.effective_on,
        report_event.c.status,
        report_event.c.progress,
        report_event.c.evidence,
        _files.label("files"),
        latest_verdict(report_event.c.id).label("verdict"),
    )
    .join(milestone, milestone.c.id == report_event.c.milestone_id)
    .where(report_event.c.kind == EventKind.REPORT, *_of_those)
    .order_by(report_event.c.effective_on, report_event.c.id)
)
_OBSTACLES: Final[Select[*tuple[Any, ...]]] = (
    select(obstacle, milestone.c.code, agency.c.code.label("owner"), report_event.c.effective_on)
    .join(milestone, milestone.c.id == obstacle.c.milestone_id)
    .join(agency, agency.c.id == obstacle.c.owner_id)
    .join(report_event, report_event.c.id == obstacle.c.opened_by)
    .where(
        *_of_those,
        latest_verdict(report_event.c.id) == EventKind.APPROVED,
        ~select(obstacle_closing.c.id)
        .join(_closing, _closing.c.id == obstacle_closing.c.closed_by)
        .where(
            obstacle_closing.c.obstacle_id == obstacle.c.id,
            latest_verdict(_closing.c.id) == EventKind.APPROVED,
        )
        .exists(),
    )
    .order_by(obstacle.c.id)
)


def courses_of(connection: Connection, actor: Actor, rows: Iterable[PlanRow]) -> Courses:
    """Return the course of each milestone that rows come from. Raises NotAllowed, NoProgramme."""
    require(actor, Permission.VIEW)
    return courses(connection, programme_row(connection).id, rows)


def courses(connection: Connection, programme_id: int, rows: Iterable[PlanRow]) -> Courses:
    """Return the same for what has asked access itself, by what is approved now."""
    codes = sorted({origin for row in rows for origin in row.origins})
    if not codes:
        return {}
    asked = {"programme": programme_id, "codes": codes}
    reports, open_now = defaultdict(list), defaultdict(list)
    for row in connection.execute(_REPORTS, asked).all():
        reports[row.code].append(row)
    for row in connection.execute(_OBSTACLES, asked).all():
        own = Obstacle(
            ObstacleId(row.id), row.description, AgencyCode(row.owner), row.effective_on, None
        )
        open_now[row.code].append(own)
    return {MilestoneCode(code): _course(code, reports[code], open_now[code]) for code in codes}


def _course(code: str, reports: Sequence[Any], open_now: Sequence[Obstacle]) -> Course:
    counting = [row for row in reports if row.verdict == EventKind.APPROVED]
    before = [0.0, *(row.progress for row in counting)]
    stands = tuple(
        Stand(row.effective_on, row.status, row.progress, _evidence(code, row, known))
        for row, known in zip(counting, before, strict=False)
    )
    is_closed = bool(stands) and stands[-1].status in {Status.FINISHED, Status.CANCELLED}
    return Course(
        stands,
        is_waiting=any(row.verdict is None for row in reports),
        obstacles=() if is_closed else tuple(open_now),
    )


def _evidence(code: str, row: Any, before: float) -> str:  # noqa: ANN401 - a row of the statement
    """What proves a report; one that needs no proof is named itself, so that none is missed."""
    found = "; ".join(filter(None, (row.evidence, files_of(code, row.files))))
    needs_proof = row.status is Status.FINISHED or is_steep(row.progress - before)
    return found if found or needs_proof else report_of(code, row.effective_on)
