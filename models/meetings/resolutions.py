"""What a meeting resolves: recorded, corrected, withdrawn, and restored."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select

from models.meetings import queries
from models.meetings.acts import MeetingAct, at_stage, begin_act
from models.meetings.facts import resolution_facts, subject_of
from models.meetings.rows import write_again, write_resolution
from models.schema.columns import LARGEST_ID
from models.schema.meetings import meeting_resolution
from rules.audit.actions import Action
from rules.errors import UnknownCode
from rules.meetings.errors import IllegalMeeting, MeetingProblem
from rules.meetings.legality import problems_of_correction, problems_of_resolution
from rules.meetings.meeting import Meeting, Stage
from rules.meetings.resolutions import Resolution, ResolutionDraft, ResolutionId
from rules.values import Actor


def resolve(
    connection: Connection, actor: Actor, draft: ResolutionDraft, *, at: datetime
) -> ResolutionId:
    """Record what an open meeting resolved, or a correction of it; return its number.

    The same `draft.key` again records nothing and returns the first number. Raises NotAllowed,
    UnknownCode, IllegalMeeting.
    """
    act = begin_act(connection, actor, at)
    recorded = _recorded(connection, draft.key)
    if recorded is not None:
        return recorded
    held = at_stage(act, draft.meeting, Stage.OPEN)
    kept = replace(draft, text=draft.text.strip())
    problems = problems_of_resolution(kept, held.plan.held_on)
    if problems:
        raise IllegalMeeting(problems)
    if kept.item and kept.item not in {item.key for item in held.agenda}:
        raise UnknownCode("butir agenda", kept.item)
    before = None if kept.replaces is None else _replaceable(act, held, kept.replaces, kept)
    row = write_resolution(act, kept)
    action = Action.MEETING_RESOLVED if before is None else Action.MEETING_RESOLUTION_REPLACED
    facts = {} if before is None else resolution_facts(before)
    rows = {meeting_resolution.name: [row]}
    act.record(action, subject_of(held.id), (facts, resolution_facts(kept)), rows)
    return ResolutionId(row["id"])


def withdraw_resolution(
    connection: Connection, actor: Actor, resolution_id: ResolutionId, *, at: datetime
) -> None:
    """Record that a resolution of an open meeting is none; it stays in the record.

    Raises NotAllowed, UnknownCode, IllegalMeeting.
    """
    act = begin_act(connection, actor, at)
    held = at_stage(act, _meeting_of(connection, resolution_id), Stage.OPEN)
    before = _replaceable(act, held, resolution_id, None)
    key = f"tarik-{resolution_id}"
    row = write_resolution(
        act, ResolutionDraft(held.id, before.item, "", key, replaces=resolution_id)
    )
    rows = {meeting_resolution.name: [row]}
    action = Action.MEETING_RESOLUTION_WITHDRAWN
    act.record(action, subject_of(held.id), (resolution_facts(before), {}), rows)


def restore_resolution(
    connection: Connection, actor: Actor, resolution_id: ResolutionId, *, at: datetime
) -> ResolutionId:
    """Record again what was withdrawn from an open meeting, and return its number.

    It goes on in the place and with the history of the withdrawn one. The second time nothing is
    recorded. Raises NotAllowed, UnknownCode, IllegalMeeting.
    """
    act = begin_act(connection, actor, at)
    key = f"kembali-{resolution_id}"
    recorded = _recorded(connection, key)
    if recorded is not None:
        return recorded
    held = at_stage(act, _meeting_of(connection, resolution_id), Stage.OPEN)
    row = write_again(act, resolution_id, key)
    if row is None:
        raise IllegalMeeting((MeetingProblem.REPLACED_ALREADY,))
    in_force = queries.meeting(connection, actor, held.id).resolutions
    (kept,) = (resolution for resolution in in_force if resolution.id == row["id"])
    rows = {meeting_resolution.name: [row]}
    act.record(Action.MEETING_RESOLVED, subject_of(held.id), ({}, resolution_facts(kept)), rows)
    return kept.id


def _recorded(connection: Connection, key: str) -> ResolutionId | None:
    """Return the resolution that was recorded under a key already."""
    found = connection.execute(
        select(meeting_resolution.c.id).where(meeting_resolution.c.idempotency_key == key)
    ).scalar_one_or_none()
    return None if found is None else ResolutionId(found)


def _replaceable(
    act: MeetingAct, held: Meeting, resolution_id: ResolutionId, after: ResolutionDraft | None
) -> Resolution:
    """Return a resolution in force of the meeting that may become `after`, or none for None.

    Raises UnknownCode, IllegalMeeting.
    """
    for resolution in held.resolutions:
        if resolution.id == resolution_id:
            _check_correction(act, resolution, after)
            return resolution
    ids = act.connection.scalars(
        select(meeting_resolution.c.id).where(meeting_resolution.c.meeting_id == held.id)
    )
    if resolution_id in set(ids):
        raise IllegalMeeting((MeetingProblem.REPLACED_ALREADY,))
    raise UnknownCode("keputusan rapat", str(resolution_id))


def _check_correction(act: MeetingAct, before: Resolution, after: ResolutionDraft | None) -> None:
    for follow_up in queries.follow_ups(act.connection, act.actor, act.recording.today):
        if follow_up.resolution.id == before.id:
            problems = problems_of_correction(follow_up, after)
            if problems:
                raise IllegalMeeting(problems)


def _meeting_of(connection: Connection, resolution_id: ResolutionId) -> int:
    """Return the meeting of a resolution, in force or not. Raises UnknownCode."""
    found = None
    if 0 < resolution_id <= LARGEST_ID:
        found = connection.execute(
            select(meeting_resolution.c.meeting_id).where(meeting_resolution.c.id == resolution_id)
        ).scalar_one_or_none()
    if found is None:
        raise UnknownCode("keputusan rapat", str(resolution_id))
    return int(found)
