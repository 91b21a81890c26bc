"""Coordination meetings: planned, opened on a frozen position, resolved, closed for ever.

Each command asks access, takes its turn, asks the rule, and writes rows that are never changed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, select

from models.audit import commands as audit
from models.meetings import agenda_form, queries, selects as meeting_rows
from models.meetings.dossier import dossier
from models.meetings.rows import (
    Act,
    Told,
    changed,
    subject_of,
    told_attendance,
    told_plan,
    told_resolution,
    told_stage,
    write_again,
    write_attendance,
    write_plan,
    write_resolution,
)
from models.plan.queries import agencies, programme_row
from models.progress import queries as progress_queries
from models.schema.columns import LARGEST_ID
from models.schema.meetings import (
    meeting as meeting_table,
    meeting_closing,
    meeting_opening,
    meeting_resolution,
)
from models.store.recording import take_turn
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.errors import UnknownCode
from rules.meetings.errors import IllegalMeeting, MeetingChanged, MeetingPart, MeetingProblem
from rules.meetings.legality import (
    TEXT_LIMIT,
    problems_of_correction,
    problems_of_plan,
    problems_of_resolution,
)
from rules.meetings.meeting import Attendance, Meeting, MeetingPlan, Stage
from rules.meetings.resolutions import MeetingId, Resolution, ResolutionDraft, ResolutionId
from rules.progress.key_figures import key_figures
from rules.values import Actor, Moment


def plan_meeting(
    connection: Connection, actor: Actor, plan: MeetingPlan, *, at: datetime
) -> MeetingId:
    """Record a meeting to come and return its number. Raises NotAllowed, IllegalMeeting."""
    act = _act(connection, actor, at)
    kept = _judged(connection, plan)
    row = act.write(meeting_table, {"programme_id": act.turn.programme_id})
    rows = {meeting_table.name: [row], **write_plan(act, row["id"], kept)}
    act.tell(Action.MEETING_PLANNED, subject_of(row["id"]), ({}, told_plan(kept)), rows)
    return MeetingId(row["id"])


def replan_meeting(
    connection: Connection,
    actor: Actor,
    meeting_id: int,
    plan: MeetingPlan,
    *,
    seen: MeetingPlan,
    at: datetime,
) -> None:
    """Record another plan for a meeting that is not opened yet; an equal one changes nothing.

    `seen` is the plan that it takes the place of. Raises NotAllowed, UnknownCode, IllegalMeeting,
    MeetingChanged.
    """
    act = _act(connection, actor, at)
    found = _at_stage(act, meeting_id, Stage.PLANNED)
    kept = _judged(connection, plan)
    if kept == found.plan:
        return
    if seen != found.plan:
        raise _changed(act, found, MeetingPart.PLAN)
    rows = write_plan(act, found.id, kept)
    change = changed(told_plan(found.plan), told_plan(kept))
    act.tell(Action.MEETING_REPLANNED, subject_of(found.id), change, rows)


def cancel_meeting(
    connection: Connection, actor: Actor, meeting_id: int, *, reason: str, at: datetime
) -> None:
    """Record that a meeting will not be held. Raises NotAllowed, UnknownCode, IllegalMeeting."""
    act = _act(connection, actor, at)
    found = _at_stage(act, meeting_id, Stage.PLANNED)
    said = reason.strip()
    if not said:
        raise IllegalMeeting((MeetingProblem.REASON_MISSING,))
    if len(said) > TEXT_LIMIT:
        raise IllegalMeeting((MeetingProblem.TEXT_TOO_LONG,))
    _end(act, found, Stage.CANCELLED, said)


def open_meeting(
    connection: Connection, actor: Actor, meeting_id: int, moment: Moment, *, at: datetime
) -> None:
    """Begin a meeting: freeze its position, what it is compared with, and its agenda.

    Only one meeting is open at a time. It is held on the day on which it begins, whatever day was
    planned. Raises NotAllowed, UnknownCode, IllegalMeeting.
    """
    act = _act(connection, actor, at)
    found = _at_stage(act, meeting_id, Stage.PLANNED)
    others = queries.meetings(connection, actor, act.turn.today)
    _check_opening(connection, others, moment, act.turn.today)
    prepared = dossier(connection, actor, moment)
    row = act.write(
        meeting_opening,
        {
            "meeting_id": found.id,
            "as_of": moment.as_of,
            "basis": moment.basis.value,
            "plan": moment.plan.value,
            "previous_on": prepared.previous,
            "chain_head": programme_row(connection).chain_head,
            "position": agenda_form.key_figures_to_json(key_figures(prepared.briefing)),
            "agenda": agenda_form.to_json(prepared.agenda),
        },
    )
    frozen = {name: row[name] for name in ("as_of", "basis", "plan", "previous_on")}
    rows, (planned, held) = _held_today(act, found)
    change = told_stage(Stage.PLANNED) | planned, told_stage(Stage.OPEN) | frozen | held
    act.tell(
        Action.MEETING_OPENED, subject_of(found.id), change, {meeting_opening.name: [row], **rows}
    )


def resolve(
    connection: Connection, actor: Actor, draft: ResolutionDraft, *, at: datetime
) -> ResolutionId:
    """Record what an open meeting resolved, or a correction of it; return its number.

    The same `draft.key` again records nothing and returns the first number. Raises NotAllowed,
    UnknownCode, IllegalMeeting.
    """
    act = _act(connection, actor, at)
    recorded = _recorded(connection, draft.key)
    if recorded is not None:
        return recorded
    held = _at_stage(act, draft.meeting, Stage.OPEN)
    kept = replace(draft, text=draft.text.strip())
    problems = problems_of_resolution(kept, held.plan.held_on)
    if problems:
        raise IllegalMeeting(problems)
    if kept.item and kept.item not in {one.key for one in held.agenda}:
        raise UnknownCode("butir agenda", kept.item)
    before = None if kept.replaces is None else _replaceable(act, held, kept.replaces, kept)
    row = write_resolution(act, kept)
    action = Action.MEETING_RESOLVED if before is None else Action.MEETING_RESOLUTION_REPLACED
    told = {} if before is None else told_resolution(before)
    rows = {meeting_resolution.name: [row]}
    act.tell(action, subject_of(held.id), (told, told_resolution(kept)), rows)
    return ResolutionId(row["id"])


def withdraw_resolution(
    connection: Connection, actor: Actor, resolution_id: ResolutionId, *, at: datetime
) -> None:
    """Record that a resolution of an open meeting is none; it stays in the record.

    Raises NotAllowed, UnknownCode, IllegalMeeting.
    """
    act = _act(connection, actor, at)
    held = _at_stage(act, _meeting_of(connection, resolution_id), Stage.OPEN)
    before = _replaceable(act, held, resolution_id, None)
    key = f"tarik-{resolution_id}"
    row = write_resolution(
        act, ResolutionDraft(held.id, before.item, "", key, replaces=resolution_id)
    )
    rows = {meeting_resolution.name: [row]}
    action = Action.MEETING_RESOLUTION_WITHDRAWN
    act.tell(action, subject_of(held.id), (told_resolution(before), {}), rows)


def restore_resolution(
    connection: Connection, actor: Actor, resolution_id: ResolutionId, *, at: datetime
) -> ResolutionId:
    """Record again what was withdrawn from an open meeting, and return its number.

    It goes on in the place and with the history of the withdrawn one. The second time nothing is
    recorded. Raises NotAllowed, UnknownCode, IllegalMeeting.
    """
    act = _act(connection, actor, at)
    key = f"kembali-{resolution_id}"
    recorded = _recorded(connection, key)
    if recorded is not None:
        return recorded
    held = _at_stage(act, _meeting_of(connection, resolution_id), Stage.OPEN)
    row = write_again(act, resolution_id, key)
    if row is None:
        raise IllegalMeeting((MeetingProblem.REPLACED_ALREADY,))
    in_force = queries.meeting(connection, actor, held.id).resolutions
    (kept,) = (one for one in in_force if one.id == row["id"])
    rows = {meeting_resolution.name: [row]}
    act.tell(Action.MEETING_RESOLVED, subject_of(held.id), ({}, told_resolution(kept)), rows)
    return kept.id


def note_attendance(
    connection: Connection,
    actor: Actor,
    meeting_id: int,
    attendance: Sequence[Attendance],
    *,
    seen: Sequence[Attendance],
    at: datetime,
) -> None:
    """Record who came to an open meeting, as a whole list; an equal or empty one changes nothing.

    `seen` is the list that it takes the place of. Raises NotAllowed, UnknownCode, IllegalMeeting,
    MeetingChanged.
    """
    act = _act(connection, actor, at)
    held = _at_stage(act, meeting_id, Stage.OPEN)
    tidy = (replace(one, people=one.people.strip()) for one in attendance)
    noted = tuple({one.agency: one for one in tidy}.values())
    if any(len(one.people) > TEXT_LIMIT for one in noted):
        raise IllegalMeeting((MeetingProblem.TEXT_TOO_LONG,))
    if not noted or set(noted) == set(held.attendance):
        return
    if held.attendance and set(seen) != set(held.attendance):
        raise _changed(act, held, MeetingPart.ATTENDANCE)
    rows = write_attendance(act, held.id, noted)
    change = told_attendance(held.attendance), told_attendance(noted)
    act.tell(Action.MEETING_ATTENDED, subject_of(held.id), change, rows)


def close_meeting(connection: Connection, actor: Actor, meeting_id: int, *, at: datetime) -> None:
    """End an open meeting; nothing of it changes afterwards but its follow-ups.

    Raises NotAllowed, UnknownCode, IllegalMeeting.
    """
    act = _act(connection, actor, at)
    _end(act, _at_stage(act, meeting_id, Stage.OPEN), Stage.CLOSED, "")


def _act(connection: Connection, actor: Actor, at: datetime) -> Act:
    require(actor, Permission.HOLD_MEETING)
    return Act(connection, actor, take_turn(connection, at))


def _at_stage(act: Act, meeting_id: int, stage: Stage) -> Meeting:
    """Return the meeting, which must be planned or open as asked."""
    found = queries.meeting(act.connection, act.actor, meeting_id)
    if found.stage is not stage:
        is_planned = stage is Stage.PLANNED
        problem = MeetingProblem.NOT_PLANNED if is_planned else MeetingProblem.NOT_OPEN
        raise IllegalMeeting((problem,))
    return found


def _judged(connection: Connection, plan: MeetingPlan) -> MeetingPlan:
    """Return a plan as it is kept. Raises IllegalMeeting."""
    kept = replace(
        plan,
        title=plan.title.strip(),
        place=plan.place.strip(),
        series=plan.series.strip(),
        # Kept to the minute.
        begins_at=plan.begins_at.replace(second=0, microsecond=0),
        agencies=tuple(dict.fromkeys(plan.agencies)),
    )
    problems = problems_of_plan(kept, [one.code for one in agencies(connection).values()])
    if problems:
        raise IllegalMeeting(problems)
    return kept


def _check_opening(
    connection: Connection, others: Sequence[Meeting], moment: Moment, today: date
) -> None:
    problems = []
    if any(one.stage is Stage.OPEN for one in others):
        problems.append(MeetingProblem.ANOTHER_OPEN)
    if moment.as_of > today:
        problems.append(MeetingProblem.AS_OF_IN_FUTURE)
    if moment.as_of < progress_queries.programme(connection).start:
        problems.append(MeetingProblem.AS_OF_BEFORE_PROGRAMME)
    if problems:
        raise IllegalMeeting(tuple(problems))


def _recorded(connection: Connection, key: str) -> ResolutionId | None:
    """Return the resolution that was recorded under a key already."""
    found = connection.execute(
        select(meeting_resolution.c.id).where(meeting_resolution.c.idempotency_key == key)
    ).scalar_one_or_none()
    return None if found is None else ResolutionId(found)


def _changed(act: Act, found: Meeting, part: MeetingPart) -> MeetingChanged:
    """Return who recorded the part of the meeting that a form had not seen."""
    scope = meeting_rows.Scope(act.turn.programme_id, act.turn.today, found.id)
    if part is MeetingPart.PLAN:
        row = meeting_rows.details(act.connection, scope)[found.id]
    else:
        row = meeting_rows.attendance(act.connection, scope)[found.id][-1]
    return MeetingChanged(part, row.author, row.recorded_at)


def _held_today(act: Act, found: Meeting) -> tuple[audit.Written, tuple[Told, Told]]:
    """Record today as the day of a meeting that was planned for another; tell of the change."""
    held = replace(found.plan, held_on=act.turn.today)
    if held == found.plan:
        return {}, ({}, {})
    return write_plan(act, found.id, held), changed(told_plan(found.plan), told_plan(held))


def _replaceable(
    act: Act, held: Meeting, resolution_id: ResolutionId, after: ResolutionDraft | None
) -> Resolution:
    """Return a resolution in force of the meeting that may become `after`, or none for None.

    Raises UnknownCode, IllegalMeeting.
    """
    for one in held.resolutions:
        if one.id == resolution_id:
            _check_correction(act, one, after)
            return one
    ids = act.connection.scalars(
        select(meeting_resolution.c.id).where(meeting_resolution.c.meeting_id == held.id)
    )
    if resolution_id in set(ids):
        raise IllegalMeeting((MeetingProblem.REPLACED_ALREADY,))
    raise UnknownCode("keputusan rapat", str(resolution_id))


def _check_correction(act: Act, before: Resolution, after: ResolutionDraft | None) -> None:
    for one in queries.follow_ups(act.connection, act.actor, act.turn.today):
        if one.resolution.id == before.id:
            problems = problems_of_correction(one, after)
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


def _end(act: Act, found: Meeting, stage: Stage, reason: str) -> None:
    row = act.write(
        meeting_closing, {"meeting_id": found.id, "kind": stage.value, "reason": reason}
    )
    change = told_stage(found.stage), told_stage(stage) | ({"reason": reason} if reason else {})
    action = Action.MEETING_CANCELLED if stage is Stage.CANCELLED else Action.MEETING_CLOSED
    act.tell(action, subject_of(found.id), change, {meeting_closing.name: [row]})
