"""What a dump holds beside the plan and its reports: proofs, judgements, what was frozen, posts.

Everything that was recorded by a day, in the order of recording.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime

from sqlalchemy import Connection

from models.accounts.posts import posts
from models.audit.queries import plan_history
from models.evidence import queries as evidence
from models.quarters.queries import closings
from models.ratings.queries import rating_history
from models.reporting import batch_queries
from rules.evidence.files import KeptFile, Removal
from rules.meetings.follow_ups import FollowUp
from rules.periods import wita_day
from rules.quarters.closing import Closing
from rules.values import Actor, Sentra

Row = dict[str, object]


def annexes(
    connection: Connection, actor: Actor, as_of: date, known_on: date | None = None
) -> dict[str, list[Row]]:
    """Return the tables that stand for themselves, by name. Raises NotAllowed, NoProgramme.

    Evidence and batches follow their reports, which may be recorded after the day that they speak
    of; all else happens as it is recorded.
    """
    recorded_by = min(as_of, known_on or as_of)
    closed = sorted(closings(connection, actor, recorded_by), key=lambda one: one.recorded_at)
    return {
        "evidence_files": [
            {"report": file.report_id, **kept_file(file.kept)}
            for file in evidence.recorded(connection, actor, as_of, known_on)
        ],
        **_batches(connection, actor, as_of, known_on),
        "ratings": _ratings(connection, actor, recorded_by),
        "quarter_closings": [_closing(one) for one in closed],
        "quarter_figures": _of_each(closed, _figures),
        "quarter_milestones": _of_each(closed, _milestones),
        "posts": _posts(connection, actor),
        "plan_history": _plan_history(connection, actor, recorded_by),
    }


def places(found: Iterable[Sentra]) -> list[Row]:
    """Return the villages of each sentra: the official record beside the source's words."""
    return [
        {
            "sentra": one.code,
            "village_code": village.village_code,
            "name": village.name,
            "kind": village.kind,
            "district": village.district,
            "source_name": village.source_name,
            "source_kind": village.source_kind,
            "source_district": village.source_district,
            "latitude": village.latitude,
            "longitude": village.longitude,
            "note": village.note,
        }
        for one in found
        for village in one.places
    ]


def follow_up_files(follow_ups: Iterable[FollowUp]) -> list[Row]:
    """Return the files that prove what was told about follow-ups."""
    return [
        {"resolution": one.resolution.id, **recorded(event.recorded_at), **kept_file(file.kept)}
        for one in follow_ups
        for event in one.history
        for file in event.files
    ]


def kept_file(kept: KeptFile) -> Row:
    """Return what is known of a file; its bytes lie in the folder of evidence under the hash."""
    return {
        "name": kept.name,
        "kind": kept.kind,
        "sha256": kept.sha256,
        "size": kept.size,
        "withheld": kept.withheld,
        "removal": None if kept.removal is None else _removal(kept.removal),
    }


def _removal(found: Removal) -> Row:
    return {"author": found.author, "on": found.on.isoformat(), "reason": found.reason}


def recorded(at: datetime) -> Row:
    """Return an instant in UTC and its day in Penajam."""
    return {"recorded_at": at.astimezone(UTC).isoformat(), "recorded_on": wita_day(at).isoformat()}


def _batches(
    connection: Connection, actor: Actor, as_of: date, known_on: date | None
) -> dict[str, list[Row]]:
    of_each = batch_queries.batch_of_each(connection, actor, as_of, known_on)
    named = set(of_each.values())
    found = [one for one in batch_queries.batches(connection, actor) if one.id in named]
    return {
        "batches": [
            {
                "id": one.id,
                "source": one.source,
                "author": one.author,
                **recorded(one.recorded_at),
            }
            for one in sorted(found, key=lambda one: one.id)
        ],
        "batch_reports": [{"batch": batch, "report": one} for one, batch in of_each.items()],
    }


def _ratings(connection: Connection, actor: Actor, as_of: date) -> list[Row]:
    return [
        {
            "sentra": code,
            "light": rating.light,
            "reason": rating.reason,
            "recovery_owner": None if rating.recovery is None else rating.recovery.owner,
            "recovery_due_on": _day(None if rating.recovery is None else rating.recovery.due_on),
            "author": rating.author,
            **recorded(rating.recorded_at),
        }
        for code, rating in rating_history(connection, actor, as_of)
    ]


def _closing(closing: Closing) -> Row:
    return {
        **_which(closing),
        "last_day": closing.quarter.finish.isoformat(),
        "reason": closing.reason,
        "author": closing.author,
        **recorded(closing.recorded_at),
    }


def _figures(closing: Closing) -> list[Row]:
    return [
        {
            "sentra": one.code,
            "approved": one.approved,
            "planned_first": one.planned_first,
            "planned_current": one.planned_current,
        }
        for one in closing.sentra
    ]


def _milestones(closing: Closing) -> list[Row]:
    return [
        {
            "milestone": milestone.code,
            "status": milestone.status,
            "progress": milestone.progress,
            "report_id": milestone.report_id,
        }
        for one in closing.sentra
        for milestone in one.milestones
    ]


def _of_each(closed: Iterable[Closing], rows: Callable[[Closing], list[Row]]) -> list[Row]:
    return [{**_which(closing), **row} for closing in closed for row in rows(closing)]


def _which(closing: Closing) -> Row:
    quarter = closing.quarter
    return {"year": quarter.year, "quarter": quarter.number, "revision": closing.revision}


def _posts(connection: Connection, actor: Actor) -> list[Row]:
    return [
        {
            "post": post.code,
            "title": post.title,
            "holder": held.name,
            "standing": held.appointment,
            "start": held.start.isoformat(),
            "finish": _day(held.finish),
        }
        for post in posts(connection, actor)
        for held in post.holdings
    ]


def _plan_history(connection: Connection, actor: Actor, as_of: date) -> list[Row]:
    return [
        {
            "act": entry.act,
            "action": entry.action,
            **recorded(entry.recorded_at),
            "table": entry.table,
            "row": entry.row,
        }
        for entry in plan_history(connection, actor, as_of)
    ]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
