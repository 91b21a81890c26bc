"""Meetings of a test's office: one plans, opens, resolves and closes in a line each."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, Final

import pytest
from sqlalchemy import Connection, text

from models.audit.verification import verify
from models.meetings import commands as meetings, follow_ups, queries, resolutions
from models.meetings.acts import MeetingAct
from models.meetings.rows import write_plan
from models.store.recording import begin_recording
from rules.evidence.files import KeptFile
from rules.meetings.errors import IllegalMeeting, MeetingProblem
from rules.meetings.follow_ups import FollowUp, FollowUpKind
from rules.meetings.meeting import Attendance, Meeting, MeetingPlan
from rules.meetings.resolutions import MeetingId, ResolutionDraft, ResolutionId
from rules.periods import WITA, wita_day
from rules.values import Actor, AgencyCode, Moment
from rules.vocabulary import Basis
from tests.people import THE_END, Office

DPMD, PERINDAG, BPKAD = map(AgencyCode, ("DPMD", "DISKUKMPERINDAG", "BPKAD"))
PLAN: Final = MeetingPlan(
    title="Rapat koordinasi",
    held_on=date(2021, 5, 3),
    begins_at=time(9),
    place="Aula DPMD",
    agencies=(DPMD, PERINDAG),
    series="Rapat sentra",
)


def held_on_day(
    connection: Connection, actor: Actor, meeting_id: int, plan: MeetingPlan, *, at: datetime
) -> None:
    """Let an opened meeting have been held on the planned day.

    The clock of the example stands still, so that its meetings of other days are opened today.
    """
    write_plan(MeetingAct(connection, actor, begin_recording(connection, at)), meeting_id, plan)


def on(month: int, day: int, hour: int = 9) -> datetime:
    """Return an instant of 2021 in Penajam."""
    return datetime(2021, month, day, hour, tzinfo=WITA)


def refused(act: Callable[..., object], *told: Any, **how: Any) -> tuple[MeetingProblem, ...]:
    with pytest.raises(IllegalMeeting) as refusal:
        act(*told, **how)
    return refusal.value.problems


def trail(room: "MeetingRoom") -> list[tuple[str, str, dict[str, Any]]]:
    """What the audit trail tells of meetings: act, subject, detail."""
    with room.office.store.read() as connection:
        assert verify(connection) == ()
        rows = connection.execute(
            text(
                "SELECT action, subject, detail FROM audit_event "
                "WHERE action LIKE 'meeting%' ORDER BY id"
            )
        )
        return [(row.action, row.subject, json.loads(row.detail)) for row in rows]


class MeetingRoom:
    """The meetings of an office, held by the operator of DPMD unless a test says otherwise."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def plan(self, *, by: Actor | None = None, at: datetime | None = None, **fields: Any) -> Any:
        """Plan a meeting; the fields are those of its plan."""
        return self._do(meetings.plan_meeting, replace(PLAN, **fields), by=by, at=at)

    def replan(
        self,
        meeting_id: int,
        *,
        seen: MeetingPlan | None = None,
        by: Actor | None = None,
        at: datetime | None = None,
        **fields: Any,
    ) -> None:
        """Change the plan of a meeting in a form that shows the latest, or what was `seen`."""
        shown = self.meeting(meeting_id).plan
        plan = replace(shown, **fields)
        self._do(meetings.replan_meeting, meeting_id, plan, seen=seen or shown, by=by, at=at)

    def cancel(self, meeting_id: int, reason: str = "Pimpinan dinas luar", **how: Any) -> None:
        """Cancel a meeting."""
        self._do(meetings.cancel_meeting, meeting_id, reason=reason, **how)

    def begin(
        self,
        meeting_id: int,
        *,
        as_of: date | None = None,
        basis: Basis = Basis.APPROVED,
        by: Actor | None = None,
        at: datetime | None = None,
    ) -> None:
        """Open a meeting on the position of the day itself."""
        moment = Moment(as_of or wita_day(at or self.office.now), basis)
        self._do(meetings.open_meeting, meeting_id, moment, by=by, at=at)

    def opened(self, at: datetime | None = None, **fields: Any) -> MeetingId:
        """Plan a meeting and open it."""
        at = at or self.office.now
        meeting_id: MeetingId = self.plan(at=at, held_on=wita_day(at), **fields)
        self.begin(meeting_id, at=at)
        return meeting_id

    def resolve(
        self,
        meeting_id: int,
        text: str = "Lahan dipastikan",
        *,
        by: Actor | None = None,
        at: datetime | None = None,
        **fields: Any,
    ) -> ResolutionId:
        """Resolve something; the fields are those of the draft."""
        draft = ResolutionDraft(MeetingId(meeting_id), "", text, self.office._key())
        recorded: ResolutionId = self._do(
            resolutions.resolve, replace(draft, **fields), by=by, at=at
        )
        return recorded

    def assign(
        self,
        meeting_id: int,
        owner: AgencyCode = PERINDAG,
        due_on: date = date(2021, 6, 1),
        **fields: Any,
    ) -> ResolutionId:
        """Resolve that an agency must do something by a day."""
        return self.resolve(meeting_id, owner=owner, due_on=due_on, **fields)

    def withdraw(self, resolution_id: ResolutionId, **how: Any) -> None:
        """Take a resolution back."""
        self._do(resolutions.withdraw_resolution, resolution_id, **how)

    def restore(self, resolution_id: ResolutionId, **how: Any) -> ResolutionId:
        """Record again a resolution that was taken back."""
        restored: ResolutionId = self._do(resolutions.restore_resolution, resolution_id, **how)
        return restored

    def attend(
        self,
        meeting_id: int,
        attendance: Sequence[Attendance],
        *,
        seen: Sequence[Attendance] | None = None,
        **how: Any,
    ) -> None:
        """Note who came in a form that shows the latest list, or what was `seen`."""
        shown = self.meeting(meeting_id).attendance if seen is None else seen
        self._do(meetings.note_attendance, meeting_id, attendance, seen=shown, **how)

    def close(self, meeting_id: int, **how: Any) -> None:
        """Close a meeting."""
        self._do(meetings.close_meeting, meeting_id, **how)

    def tell(
        self,
        resolution_id: ResolutionId,
        kind: FollowUpKind = FollowUpKind.CLOSED,
        note: str = "Sudah dikerjakan",
        *,
        evidence: str = "",
        files: Sequence[KeptFile] = (),
        **how: Any,
    ) -> None:
        """Tell about a follow-up."""
        told: dict[str, Any] = {"note": note, "evidence": evidence, "files": files}
        self._do(follow_ups.tell_follow_up, resolution_id, kind, **told, **how)

    def meeting(self, meeting_id: int) -> Meeting:
        """Return a meeting as it is now."""
        with self.office.store.read() as connection:
            return queries.meeting(connection, self.office.people.pengamat, meeting_id)

    def meetings(self, as_of: date = THE_END) -> tuple[Meeting, ...]:
        """Return the meetings as known at the end of `as_of`."""
        with self.office.store.read() as connection:
            return queries.meetings(connection, self.office.people.pengamat, as_of)

    def follow_ups(self, as_of: date = THE_END) -> tuple[FollowUp, ...]:
        """Return the follow-ups as known at the end of `as_of`."""
        with self.office.store.read() as connection:
            return queries.follow_ups(connection, self.office.people.pengamat, as_of)

    def _do(
        self,
        command: Any,
        *told: Any,
        by: Actor | None = None,
        at: datetime | None = None,
        **how: Any,
    ) -> Any:
        actor = by or self.office.people.operator_dpmd
        with self.office.store.write() as connection:
            return command(connection, actor, *told, **how, at=self.office._at(at))
