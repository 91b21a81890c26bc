"""Coordination meetings and their follow-ups, as known at the end of a day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, time
from functools import cache
from typing import Any

from sqlalchemy import Connection, Date, Select, bindparam, select

from models.audit.chain import SHOWN
from models.evidence import queries as evidence
from models.meetings import agenda_form, selects as meeting_rows
from models.meetings.selects import Resolved, Row, Scope
from models.plan.acts import acts
from models.plan.agencies.queries import changed_agencies
from models.schema.accounts import account
from models.schema.columns import LARGEST_ID
from models.schema.meetings import follow_up_event, follow_up_file as file_table, meeting_resolution
from models.store.knowledge import known_at, known_by
from models.store.programme import programme_row
from rules.access import Permission, require
from rules.errors import UnknownCode
from rules.evidence.files import EvidenceAddress
from rules.meetings.follow_ups import (
    FollowUp,
    FollowUpEvent,
    FollowUpFile,
    FollowUpFileId,
    answered,
)
from rules.meetings.meeting import Attendance, Meeting, MeetingPlan
from rules.meetings.resolutions import MeetingId, Resolution, ResolutionId
from rules.values import Actor, AgencyCode, MilestoneCode, Moment, SentraCode


def meetings(connection: Connection, actor: Actor, as_of: date) -> tuple[Meeting, ...]:
    """Return the meetings recorded by the end of `as_of`, as far as they were then; latest first.

    Raises NotAllowed, NoProgramme.
    """
    require(actor, Permission.VIEW)
    found = _assembled(connection, _scope(connection, as_of))
    return tuple(
        sorted(found, key=lambda meeting: (meeting.plan.held_on, meeting.id), reverse=True)
    )


def meeting(connection: Connection, actor: Actor, meeting_id: int) -> Meeting:
    """Return one meeting as it is now. Raises NotAllowed, UnknownCode."""
    require(actor, Permission.VIEW)
    if 0 < meeting_id <= LARGEST_ID:
        scope = _scope(connection, date.max, meeting_id)
        for found in _assembled(connection, scope):
            return found
    raise UnknownCode("rapat", str(meeting_id))


def follow_ups(connection: Connection, actor: Actor, as_of: date) -> tuple[FollowUp, ...]:
    """Return the follow-ups of all meetings as known at the end of `as_of`, oldest first.

    A corrected one keeps what was told about it before; who answers for it is as of that day too.
    Raises NotAllowed, NoProgramme.
    """
    require(actor, Permission.VIEW)
    scope = _scope(connection, as_of)
    resolved = meeting_rows.resolutions(connection, scope)
    told = _told(connection, scope, resolved)
    planned = meeting_rows.details(connection, scope)
    agencies = changed_agencies(connection, acts(connection, scope.programme_id), as_of, as_of)
    found = [
        FollowUp(
            resolution=_resolution(row),
            owner=AgencyCode(row.owner),
            due_on=row.due_on,
            meeting_title=planned[row.meeting_id].title,
            decided_on=planned[row.meeting_id].held_on,
            history=tuple(told.get(resolved.first[row.id], ())),
        )
        for row in resolved.in_force
        if row.owner is not None
    ]
    return tuple(
        answered(follow_up, agencies, as_of)
        for follow_up in sorted(found, key=lambda one: (one.decided_on, one.resolution.id))
    )


def follow_up_file(connection: Connection, actor: Actor, file_id: int) -> FollowUpFile:
    """Return one file that proves a follow-up, of whatever programme it is.

    Raises NotAllowed, UnknownCode, WithheldEvidence.
    """
    require(actor, Permission.VIEW)
    kept = evidence.file_at(connection, EvidenceAddress(file_id, is_of_follow_up=True))
    evidence.require_handed_out(kept)
    return FollowUpFile(FollowUpFileId(file_id), kept)


def _scope(connection: Connection, as_of: date, meeting_id: int | None = None) -> Scope:
    """Return the scope of the connection's programme."""
    row = programme_row(connection)
    named = row.code if row.is_one_of_several else None
    return Scope(row.id, as_of, meeting_id, named)


def _assembled(connection: Connection, scope: Scope) -> list[Meeting]:
    heads = meeting_rows.heads(connection, scope)
    details = meeting_rows.details(connection, scope)
    invited = meeting_rows.invited(connection, [row.id for row in details.values()])
    openings = meeting_rows.openings(connection, scope)
    closings = meeting_rows.closings(connection, scope)
    came = meeting_rows.attendance(connection, scope)
    resolved = meeting_rows.resolutions(connection, scope).by_meeting()
    return [
        Meeting(
            id=MeetingId(row.id),
            plan=_plan(details[row.id], invited[details[row.id].id]),
            author=row.author,
            attendance=tuple(_attendance(entry) for entry in came.get(row.id, ())),
            resolutions=tuple(_resolution(resolution) for resolution in resolved.get(row.id, ())),
            **_opened(openings.get(row.id), scope.programme),
            **_ended(closings.get(row.id)),
        )
        for row in heads
    ]


def _plan(row: Row, agencies: tuple[AgencyCode, ...]) -> MeetingPlan:
    return MeetingPlan(
        title=row.title,
        held_on=row.held_on,
        begins_at=time.fromisoformat(row.begins_at),
        place=row.place,
        agencies=agencies,
        series=row.series,
    )


def _opened(row: Row | None, programme: str | None) -> dict[str, Any]:
    """The fields of a meeting that its opening froze."""
    if row is None:
        return {}
    return {
        "moment": _moment(row, programme),
        "previous": row.previous_on,
        "opened_at": row.known_at,
        "chain_head": row.chain_head[:SHOWN],
        "key_figures": agenda_form.key_figures_from_json(row.position),
        "changes": agenda_form.changes_from_json(row.position),
        "agenda": agenda_form.from_json(row.agenda),
    }


def _moment(row: Row, programme: str | None) -> Moment:
    known_on = agenda_form.known_on_from_json(row.position, row.as_of)
    return Moment(row.as_of, row.basis, row.plan, known_on, programme)


def _ended(row: Row | None) -> dict[str, Any]:
    if row is None:
        return {}
    return {f"{row.kind}_at": row.known_at}


def _attendance(row: Row) -> Attendance:
    return Attendance(AgencyCode(row.code), row.is_present, row.people)


def _resolution(row: Row) -> Resolution:
    return Resolution(
        id=ResolutionId(row.id),
        meeting=MeetingId(row.meeting_id),
        item=row.item,
        sentra=None if row.sentra is None else SentraCode(row.sentra),
        milestone=None if row.milestone is None else MilestoneCode(row.milestone),
        text=row.text,
        owner=None if row.owner is None else AgencyCode(row.owner),
        due_on=row.due_on,
        needs_evidence=row.needs_evidence,
        author=row.author,
        recorded_at=row.known_at,
    )


def _told(
    connection: Connection, scope: Scope, resolved: Resolved
) -> Mapping[int, Sequence[FollowUpEvent]]:
    """Return what was told, by the first of a resolution's corrections."""
    files = defaultdict(list)
    for row in connection.execute(_files(is_one=scope.is_one), scope.asked).all():
        files[row.event_id].append(_file(row))
    found = defaultdict(list)
    for row in connection.execute(_events(is_one=scope.is_one), scope.asked).all():
        found[resolved.first[row.resolution_id]].append(_event(row, tuple(files[row.id])))
    return found


def _event(row: Row, files: tuple[FollowUpFile, ...]) -> FollowUpEvent:
    return FollowUpEvent(
        kind=row.kind,
        note=row.note,
        evidence=row.evidence,
        author=row.author,
        recorded_at=row.known_at,
        files=files,
    )


@cache
def _events(*, is_one: bool) -> Select[*tuple[Any, ...]]:
    return (
        select(
            follow_up_event,
            known_at(follow_up_event).label("known_at"),
            account.c.name.label("author"),
        )
        .join(account, account.c.id == follow_up_event.c.author_id)
        .where(
            follow_up_event.c.resolution_id.in_(_resolution_ids(is_one=is_one)),
            known_by(follow_up_event, bindparam("as_of", type_=Date)),
        )
        .order_by(follow_up_event.c.id)
    )


@cache
def _files(*, is_one: bool) -> Select[*tuple[Any, ...]]:
    return (
        evidence.follow_up_files()
        .join(follow_up_event, follow_up_event.c.id == file_table.c.event_id)
        .where(follow_up_event.c.resolution_id.in_(_resolution_ids(is_one=is_one)))
        .order_by(file_table.c.event_id, file_table.c.position)
    )


def _resolution_ids(*, is_one: bool) -> Select[int]:
    of_meetings = meeting_resolution.c.meeting_id.in_(meeting_rows.meeting_ids(is_one=is_one))
    return select(meeting_resolution.c.id).where(of_meetings)


def _file(row: Row) -> FollowUpFile:
    return FollowUpFile(FollowUpFileId(row.id), evidence.kept_file(row))
