"""An act of a meeting: it writes rows that never change, and one line of the audit trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table

from models.audit import commands as audit
from models.meetings.facts import Facts
from models.meetings.queries import meeting
from models.store.recording import Recording, begin_recording
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.meetings.errors import IllegalMeeting, MeetingProblem
from rules.meetings.meeting import Meeting, Stage
from rules.values import Actor


@dataclass(frozen=True, slots=True)
class MeetingAct:
    """Who acts, and in which recording."""

    connection: Connection
    actor: Actor
    recording: Recording

    def write(self, table: Table, row: Mapping[str, object]) -> dict[str, Any]:
        """Insert a row of this act and return it whole."""
        stamp = {
            "author_id": self.actor.account_id,
            "recorded_at": self.recording.at,
            "recorded_on": self.recording.today,
        }
        return audit.written(self.connection, table, {**row, **stamp})

    def record(
        self, action: Action, subject: str, change: tuple[Facts, Facts], rows: audit.Written
    ) -> None:
        """Append the act to the audit trail: what was before, what is after, and its rows."""
        before, after = change
        audit.record_under(
            self.connection,
            self.actor,
            action,
            subject=subject,
            detail={"before": before, "after": after, "rows": rows},
            recording=self.recording,
        )


def begin_act(connection: Connection, actor: Actor, at: datetime) -> MeetingAct:
    """Return an act of whoever holds meetings. Raises NotAllowed."""
    require(actor, Permission.HOLD_MEETING)
    return MeetingAct(connection, actor, begin_recording(connection, at))


def at_stage(act: MeetingAct, meeting_id: int, stage: Stage) -> Meeting:
    """Return a meeting that is planned or open as asked. Raises UnknownCode, IllegalMeeting."""
    found = meeting(act.connection, act.actor, meeting_id)
    if found.stage is not stage:
        is_planned = stage is Stage.PLANNED
        problem = MeetingProblem.NOT_PLANNED if is_planned else MeetingProblem.NOT_OPEN
        raise IllegalMeeting((problem,))
    return found
