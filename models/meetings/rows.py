"""The rows that the acts of a meeting write, and what the audit trail tells of each.

Nothing is judged here; the commands and follow_ups beside it have asked access and the rules.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, select

from models.audit import commands as audit
from models.reporting.rows import id_of
from models.schema.meetings import (
    meeting_attendance,
    meeting_details,
    meeting_invitation,
    meeting_resolution,
)
from models.schema.tables import (
    agency,
    milestone,
    sentra,
)
from models.store.recording import Turn
from rules.audit.actions import Action
from rules.meetings.meeting import Attendance, MeetingPlan, Stage
from rules.meetings.resolutions import Resolution, ResolutionDraft
from rules.values import Actor

Told = dict[str, object]


@dataclass(frozen=True, slots=True)
class Act:
    """Who acts, and in which turn."""

    connection: Connection
    actor: Actor
    turn: Turn

    def write(self, table: Table, row: Mapping[str, object]) -> dict[str, Any]:
        """Insert a row of this act and return it whole."""
        stamp = {
            "author_id": self.actor.account_id,
            "recorded_at": self.turn.at,
            "recorded_on": self.turn.today,
        }
        return audit.written(self.connection, table, {**row, **stamp})

    def tell(
        self, action: Action, subject: str, change: tuple[Told, Told], rows: audit.Written
    ) -> None:
        """Append the act to the audit trail: what was before, what is after, and its rows."""
        before, after = change
        audit.record_in_turn(
            self.connection,
            self.actor,
            action,
            subject=subject,
            detail={"before": before, "after": after, "rows": rows},
            turn=self.turn,
        )


def write_plan(act: Act, meeting_id: int, plan: MeetingPlan) -> audit.Written:
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
                "agency_id": id_of(act.connection, agency, code),
                "position": position,
            },
        )
        for position, code in enumerate(plan.agencies)
    ]
    return {meeting_details.name: [details], meeting_invitation.name: invitations}


def write_attendance(act: Act, meeting_id: int, attendance: Iterable[Attendance]) -> audit.Written:
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
                "agency_id": id_of(act.connection, agency, one.agency),
                "is_present": one.is_present,
                "people": one.people,
            },
        )
        for one in attendance
    ]
    return {meeting_attendance.name: rows}


def write_resolution(act: Act, draft: ResolutionDraft) -> dict[str, Any]:
    """Write a resolution; a milestone names its sentra by itself. Raises UnknownCode."""
    connection = act.connection
    sentra_id = None if draft.sentra is None else id_of(connection, sentra, draft.sentra)
    milestone_id = None
    if draft.milestone is not None:
        milestone_id = id_of(connection, milestone, draft.milestone)
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
            "owner_id": None if draft.owner is None else id_of(connection, agency, draft.owner),
            "due_on": draft.due_on,
            "needs_evidence": draft.needs_evidence,
            "replaces_id": draft.replaces,
            "idempotency_key": draft.key,
        },
    )


def write_again(act: Act, resolution_id: int, key: str) -> dict[str, Any] | None:
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


def subject_of(meeting_id: int) -> str:
    """Return under which subject the audit trail tells of a meeting."""
    return f"rapat {meeting_id}"


def told_plan(plan: MeetingPlan) -> Told:
    """Return what is planned as the audit trail tells it."""
    return {
        "meeting": plan.title,
        "series": plan.series,
        "held_on": plan.held_on.isoformat(),
        "begins_at": f"{plan.begins_at:%H:%M}",
        "place": plan.place,
        "agencies": ", ".join(plan.agencies),
    }


def told_attendance(attendance: Iterable[Attendance]) -> Told:
    """Return who came and who did not, by name where one was noted; nothing where none was."""
    noted = list(attendance)
    if not noted:
        return {}
    return {
        "present": ", ".join(_named(one) for one in noted if one.is_present),
        "absent": ", ".join(_named(one) for one in noted if not one.is_present),
    }


def told_resolution(one: Resolution | ResolutionDraft) -> Told:
    """Return what was resolved, without what is empty."""
    told: Told = {"text": one.text}
    named = {"sentra": one.sentra, "milestone": one.milestone, "agency": one.owner}
    told |= {name: code for name, code in named.items() if code is not None}
    if one.due_on is not None:
        told |= {"due_on": one.due_on.isoformat(), "needs_evidence": one.needs_evidence}
    return told


def told_stage(stage: Stage) -> Told:
    """Return how far a meeting is."""
    return {"stage": stage.value}


def changed(before: Told, after: Told) -> tuple[Told, Told]:
    """Return what differs alone, as it was and as it is."""
    names = [name for name in after if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def _named(one: Attendance) -> str:
    return f"{one.agency} ({one.people})" if one.people else one.agency
