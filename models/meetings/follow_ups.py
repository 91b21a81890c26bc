"""What is told about a follow-up: progress, that it is done, or that it waits again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from models.evidence.rows import each_once, write_files
from models.meetings.acts import MeetingAct
from models.meetings.queries import follow_ups
from models.schema.meetings import follow_up_event, follow_up_file
from models.store.recording import begin_recording
from rules.access import Permission, require, require_follow_up
from rules.audit.actions import Action
from rules.errors import UnknownCode
from rules.evidence.files import KeptFile
from rules.meetings.errors import IllegalMeeting
from rules.meetings.follow_ups import FollowUp, FollowUpKind
from rules.meetings.legality import problems_of_event
from rules.meetings.resolutions import ResolutionId
from rules.values import Actor

_ACTIONS: Final = {
    FollowUpKind.NOTED: Action.FOLLOW_UP_NOTED,
    FollowUpKind.CLOSED: Action.FOLLOW_UP_CLOSED,
    FollowUpKind.REOPENED: Action.FOLLOW_UP_REOPENED,
}


def tell_follow_up(  # noqa: PLR0913 - what is told, by whom, about what, proved by what
    connection: Connection,
    actor: Actor,
    resolution_id: ResolutionId,
    kind: FollowUpKind,
    *,
    note: str,
    evidence: str = "",
    files: Sequence[KeptFile] = (),
    at: datetime,
) -> None:
    """Record what happened to a follow-up, with the files that prove it.

    Its owner's operators and DPMD note and close; whoever holds meetings reopens, with a reason in
    `note`. Raises NotAllowed, UnknownCode, IllegalMeeting.
    """
    is_reopened = kind is FollowUpKind.REOPENED
    require(actor, Permission.HOLD_MEETING if is_reopened else Permission.REPORT)
    act = MeetingAct(connection, actor, begin_recording(connection, at))
    found = _found(act, resolution_id)
    if not is_reopened:
        require_follow_up(actor, found.owner)
    note, evidence, once = note.strip(), evidence.strip(), each_once(files)
    problems = problems_of_event(found, kind, note, evidence, len(once))
    if problems:
        raise IllegalMeeting(problems)
    row = {"resolution_id": resolution_id, "kind": kind, "note": note, "evidence": evidence}
    event = act.write(follow_up_event, row)
    rows = {follow_up_event.name: [event]}
    if named := write_files(connection, follow_up_file, event["id"], once):
        rows[follow_up_file.name] = named
    said = {"note": note, "evidence": evidence, "files": ", ".join(file.name for file in once)}
    after: dict[str, object] = {name: words for name, words in said.items() if words}
    act.record(_ACTIONS[kind], f"tindak lanjut {resolution_id}", ({}, after), rows)


def _found(act: MeetingAct, resolution_id: ResolutionId) -> FollowUp:
    for follow_up in follow_ups(act.connection, act.actor, act.recording.today):
        if follow_up.resolution.id == resolution_id:
            return follow_up
    raise UnknownCode("tindak lanjut", str(resolution_id))
