"""The rows that the acts of a meeting write.

Nothing is judged here; the commands beside it have asked access and the rules.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from models.audit import commands as audit
from models.meetings.acts import MeetingAct
from models.plan.register import agency_id, id_of
from models.schema.meetings import (
    meeting_attendance,
    meeting_details,
    meeting_invitation,
    meeting_resolution,
)
from models.schema.plan import milestone, sentra
from rules.meetings.meeting import Attendance, MeetingPlan
from rules.meetings.resolutions import ResolutionDraft


def write_plan(act: MeetingAct, meeting_id: int, plan: MeetingPlan) -> audit.Written:
    """Write what is planned, and who is invited."""
    details = act.write(
        meeting_details,
        {
            "meeting_id": meeting_id,
            "title": plan.title,
            "series": plan.series,
            "held_on": plan.held_on,
            "begins_at": f"{plan.begins_at:%H:%M}",
            "place": plan.place,
        },
    )
    invitations = [
        audit.written(
            act.connection,
            meeting_invitation,
            {
                "details_id": details["id"],
                "agency_id": agency_id(act.connection, code),
                "position": position,
            },
        )
        for position, code in enumerate(plan.agencies)
    ]
    return {meeting_details.name: [details], meeting_invitation.name: invitations}


def write_attendance(
    act: MeetingAct, meeting_id: int, attendance: Iterable[Attendance]
) -> audit.Written:
    """Write a list of who came; it takes the place of the one before."""
    last = act.connection.execute(
        select(func.max(meeting_attendance.c.revision)).where(
            meeting_attendance.c.meeting_id == meeting_id
        )
    ).scalar_one()
    rows = [
        act.write(
            meeting_attendance,
            {
                "meeting_id": meeting_id,
                "revision": 0 if last is None else last + 1,
                "agency_id": agency_id(act.connection, entry.agency),
                "is_present": entry.is_present,
                "people": entry.people,
            },
        )
        for entry in attendance
    ]
    return {meeting_attendance.name: rows}


def write_resolution(act: MeetingAct, draft: ResolutionDraft) -> dict[str, Any]:
    """Write a resolution; a milestone names its sentra by itself. Raises UnknownCode."""
    connection, of_programme = act.connection, act.recording.programme_id
    sentra_id = None
    if draft.sentra is not None:
        sentra_id = id_of(connection, sentra, of_programme, draft.sentra)
    milestone_id = None
    if draft.milestone is not None:
        milestone_id = id_of(connection, milestone, of_programme, draft.milestone)
        sentra_id = connection.execute(
            select(milestone.c.sentra_id).where(milestone.c.id == milestone_id)
        ).scalar_one()
    return act.write(
        meeting_resolution,
        {
            "meeting_id": draft.meeting,
            "item": draft.item,
            "sentra_id": sentra_id,
            "milestone_id": milestone_id,
            "text": draft.text,
            "owner_id": None if draft.owner is None else agency_id(connection, draft.owner),
            "due_on": draft.due_on,
            "needs_evidence": draft.needs_evidence,
            "replaces_id": draft.replaces,
            "idempotency_key": draft.key,
        },
    )


def write_again(act: MeetingAct, resolution_id: int, key: str) -> dict[str, Any] | None:
    """Write a withdrawn resolution again, in place of its withdrawal; None where it has none."""
    table = meeting_resolution
    withdrawal_id = act.connection.execute(
        select(table.c.id).where(table.c.replaces_id == resolution_id, table.c.text == "")
    ).scalar_one_or_none()
    if withdrawal_id is None:
        return None
    named = select(table).where(table.c.id == resolution_id)
    withdrawn = act.connection.execute(named).mappings().one()
    copied = {name: value for name, value in withdrawn.items() if name != "id"}
    return act.write(table, copied | {"replaces_id": withdrawal_id, "idempotency_key": key})
