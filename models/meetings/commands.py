"""Coordination meetings: planned, opened on a frozen position, resolved, closed for ever.

Each command asks access, begins its recording, asks the rule, and writes rows that never change.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from models.audit import commands as audit
from models.meetings import agenda_form, queries, selects as meeting_rows
from models.meetings.acts import MeetingAct, at_stage, begin_act
from models.meetings.dossier import dossier
from models.meetings.facts import (
    Facts,
    attendance_facts,
    changed,
    plan_facts,
    stage_facts,
    subject_of,
)
from models.meetings.rows import write_attendance, write_plan
from models.plan.agencies.queries import agency_codes
from models.progress import queries as progress_queries
from models.schema.meetings import meeting as meeting_table, meeting_closing, meeting_opening
from models.store.programme import programme_row
from rules.audit.actions import Action
from rules.changes.tally import tally
from rules.meetings.errors import IllegalMeeting, MeetingChanged, MeetingPart, MeetingProblem
from rules.meetings.legality import TEXT_LIMIT, problems_of_plan
from rules.meetings.meeting import Attendance, Meeting, MeetingPlan, Stage
from rules.meetings.resolutions import MeetingId
from rules.progress.key_figures import key_figures
from rules.values import Actor, Moment


def plan_meeting(
    connection: Connection, actor: Actor, plan: MeetingPlan, *, at: datetime
) -> MeetingId:
    """Record a meeting to come and return its number. Raises NotAllowed, IllegalMeeting."""
    act = begin_act(connection, actor, at)
    kept = _judged(connection, plan)
    row = act.write(meeting_table, {"programme_id": act.recording.programme_id})
    rows = {meeting_table.name: [row], **write_plan(act, row["id"], kept)}
    act.record(Action.MEETING_PLANNED, subject_of(row["id"]), ({}, plan_facts(kept)), rows)
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
    act = begin_act(connection, actor, at)
    found = at_stage(act, meeting_id, Stage.PLANNED)
    kept = _judged(connection, plan)
    if kept == found.plan:
        return
    if seen != found.plan:
        raise _changed(act, found, MeetingPart.PLAN)
    rows = write_plan(act, found.id, kept)
    change = changed(plan_facts(found.plan), plan_facts(kept))
    act.record(Action.MEETING_REPLANNED, subject_of(found.id), change, rows)


def cancel_meeting(
    connection: Connection, actor: Actor, meeting_id: int, *, reason: str, at: datetime
) -> None:
    """Record that a meeting will not be held. Raises NotAllowed, UnknownCode, IllegalMeeting."""
    act = begin_act(connection, actor, at)
    found = at_stage(act, meeting_id, Stage.PLANNED)
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
    act = begin_act(connection, actor, at)
    found = at_stage(act, meeting_id, Stage.PLANNED)
    others = queries.meetings(connection, actor, act.recording.today)
    _check_opening(connection, others, moment, act.recording.today)
    known_on = moment.known_on or act.recording.today
    prepared = dossier(connection, actor, replace(moment, known_on=known_on))
    row = act.write(
        meeting_opening,
        {
            "meeting_id": found.id,
            "as_of": moment.as_of,
            "basis": moment.basis,
            "plan": moment.plan,
            "previous_on": prepared.previous,
            "chain_head": programme_row(connection).chain_head,
            "position": agenda_form.position_to_json(
                key_figures(prepared.briefing),
                known_on,
                None if prepared.changes is None else tally(prepared.changes),
            ),
            "agenda": agenda_form.to_json(prepared.agenda),
        },
    )
    frozen = {name: row[name] for name in ("as_of", "basis", "plan", "previous_on")}
    rows, (planned, held) = _held_today(act, found)
    change = stage_facts(Stage.PLANNED) | planned, stage_facts(Stage.OPEN) | frozen | held
    act.record(
        Action.MEETING_OPENED, subject_of(found.id), change, {meeting_opening.name: [row], **rows}
    )


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
    act = begin_act(connection, actor, at)
    held = at_stage(act, meeting_id, Stage.OPEN)
    tidy = (replace(entry, people=entry.people.strip()) for entry in attendance)
    noted = tuple({entry.agency: entry for entry in tidy}.values())
    if any(len(entry.people) > TEXT_LIMIT for entry in noted):
        raise IllegalMeeting((MeetingProblem.TEXT_TOO_LONG,))
    if not noted or set(noted) == set(held.attendance):
        return
    if held.attendance and set(seen) != set(held.attendance):
        raise _changed(act, held, MeetingPart.ATTENDANCE)
    rows = write_attendance(act, held.id, noted)
    change = attendance_facts(held.attendance), attendance_facts(noted)
    act.record(Action.MEETING_ATTENDED, subject_of(held.id), change, rows)


def close_meeting(connection: Connection, actor: Actor, meeting_id: int, *, at: datetime) -> None:
    """End an open meeting; nothing of it changes afterwards but its follow-ups.

    Raises NotAllowed, UnknownCode, IllegalMeeting.
    """
    act = begin_act(connection, actor, at)
    _end(act, at_stage(act, meeting_id, Stage.OPEN), Stage.CLOSED, "")


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
    problems = problems_of_plan(kept, tuple(agency_codes(connection).values()))
    if problems:
        raise IllegalMeeting(problems)
    return kept


def _check_opening(
    connection: Connection, others: Sequence[Meeting], moment: Moment, today: date
) -> None:
    problems = []
    if any(meeting.stage is Stage.OPEN for meeting in others):
        problems.append(MeetingProblem.ANOTHER_OPEN)
    if moment.as_of > today:
        problems.append(MeetingProblem.AS_OF_IN_FUTURE)
    if moment.as_of < progress_queries.programme(connection).start:
        problems.append(MeetingProblem.AS_OF_BEFORE_PROGRAMME)
    if problems:
        raise IllegalMeeting(tuple(problems))


def _changed(act: MeetingAct, found: Meeting, part: MeetingPart) -> MeetingChanged:
    """Return who recorded the part of the meeting that a form had not seen."""
    scope = meeting_rows.Scope(act.recording.programme_id, act.recording.today, found.id)
    if part is MeetingPart.PLAN:
        row = meeting_rows.details(act.connection, scope)[found.id]
    else:
        row = meeting_rows.attendance(act.connection, scope)[found.id][-1]
    return MeetingChanged(part, row.author, row.recorded_at)


def _held_today(act: MeetingAct, found: Meeting) -> tuple[audit.Written, tuple[Facts, Facts]]:
    """Record today as the day of a meeting that was planned for another; tell of the change."""
    held = replace(found.plan, held_on=act.recording.today)
    if held == found.plan:
        return {}, ({}, {})
    return write_plan(act, found.id, held), changed(plan_facts(found.plan), plan_facts(held))


def _end(act: MeetingAct, found: Meeting, stage: Stage, reason: str) -> None:
    row = act.write(meeting_closing, {"meeting_id": found.id, "kind": stage, "reason": reason})
    change = stage_facts(found.stage), stage_facts(stage) | ({"reason": reason} if reason else {})
    action = Action.MEETING_CANCELLED if stage is Stage.CANCELLED else Action.MEETING_CLOSED
    act.record(action, subject_of(found.id), change, {meeting_closing.name: [row]})
