"""Every file of evidence of the store, whichever programme it is of, with all that names it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, Table, func, null, select

from models.evidence.queries import kept_file, with_removals
from models.schema.accounts import account
from models.schema.evidence import evidence_file
from models.schema.meetings import (
    follow_up_event,
    follow_up_file,
    meeting,
    meeting_details,
    meeting_resolution,
)
from models.schema.plan import milestone, sentra
from models.schema.reporting import report_event
from models.store.knowledge import known_on
from models.store.programme import programme_rows
from models.store.verdicts import latest_verdict
from rules.access import Permission, require
from rules.evidence.files import EvidenceAddress, KeptFile
from rules.evidence.namings import NamedFile, Naming
from rules.values import Actor
from rules.vocabulary import EventKind

_planned: Final = meeting_details.alias("planned")


def named_files(connection: Connection, actor: Actor) -> tuple[NamedFile, ...]:
    """Return the files that anybody ever handed in, the latest first; the same bytes once.

    For whoever may remove them. Raises NotAllowed.
    """
    require(actor, Permission.REMOVE_EVIDENCE)
    rows = programme_rows(connection)
    programmes = {row.id: row.name if row.is_one_of_several else None for row in rows}
    namings: defaultdict[str, list[Naming]] = defaultdict(list)
    latest: dict[str, KeptFile] = {}
    for kept, naming in (
        *_found(connection, _of_reports(), programmes),
        *_found(connection, _of_follow_ups(), programmes, is_of_follow_up=True),
    ):
        namings[kept.sha256].append(naming)
        latest[kept.sha256] = kept
    files = [_named(latest[digest], tuple(found)) for digest, found in namings.items()]
    return tuple(sorted(files, key=lambda file: file.namings[-1].day, reverse=True))


def _named(kept: KeptFile, found: tuple[Naming, ...]) -> NamedFile:
    return NamedFile(replace(kept, is_withdrawn=all(one.is_withdrawn for one in found)), found)


def _found(
    connection: Connection,
    files: Select[*tuple[Any, ...]],
    programmes: dict[int, str | None],
    *,
    is_of_follow_up: bool = False,
) -> Iterator[tuple[KeptFile, Naming]]:
    for row in connection.execute(files):
        yield (
            kept_file(row),
            Naming(
                address=EvidenceAddress(row.id, is_of_follow_up=is_of_follow_up),
                number=row.event_id,
                about=row.about,
                place=row.place,
                author=row.author,
                day=row.day,
                programme=programmes[row.programme_id],
                is_withdrawn=row.verdict == EventKind.WITHDRAWN,
            ),
        )


def _of_reports() -> Select[*tuple[Any, ...]]:
    also = (
        milestone.c.title.label("about"),
        sentra.c.name.label("place"),
        report_event.c.programme_id,
        latest_verdict(evidence_file.c.event_id).label("verdict"),
        *_handed_in(report_event),
    )
    return (
        with_removals(evidence_file, *also)
        .join(report_event, report_event.c.id == evidence_file.c.event_id)
        .join(account, account.c.id == report_event.c.author_id)
        .join(milestone, milestone.c.id == report_event.c.milestone_id)
        .join(sentra, sentra.c.id == milestone.c.sentra_id)
        .order_by(evidence_file.c.id)
    )


def _of_follow_ups() -> Select[*tuple[Any, ...]]:
    of_meeting = select(func.max(_planned.c.id)).where(_planned.c.meeting_id == meeting.c.id)
    also = (
        meeting_resolution.c.text.label("about"),
        meeting_details.c.title.label("place"),
        meeting.c.programme_id,
        null().label("verdict"),
        *_handed_in(follow_up_event),
    )
    return (
        with_removals(follow_up_file, *also)
        .join(follow_up_event, follow_up_event.c.id == follow_up_file.c.event_id)
        .join(account, account.c.id == follow_up_event.c.author_id)
        .join(meeting_resolution, meeting_resolution.c.id == follow_up_event.c.resolution_id)
        .join(meeting, meeting.c.id == meeting_resolution.c.meeting_id)
        .join(meeting_details, meeting_details.c.id == of_meeting.scalar_subquery())
        .order_by(follow_up_file.c.id)
    )


def _handed_in(events: Table) -> tuple[ColumnElement[Any], ...]:
    return account.c.name.label("author"), known_on(events).label("day")
