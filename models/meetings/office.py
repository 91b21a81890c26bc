"""How the office of a programme writes its papers: kept in the programme's row, as it is now."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from models.accounts.posts import holder
from models.audit import commands as audit
from models.plan.registers.commands import differing
from models.schema.plan import programme
from models.store.programme import programme_row
from models.store.recording import begin_recording
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.meetings.office import NO_OFFICE, Office, problems_of_office
from rules.plan.registers import FieldProblem, IllegalRegister, RegisterChanged, RegisterProblem
from rules.values import Actor


def office(connection: Connection, actor: Actor, settings: Office = NO_OFFICE) -> Office:
    """Return how the office writes: as its programme says, and where it says nothing, `settings`.

    Raises NotAllowed, NoProgramme.
    """
    require(actor, Permission.VIEW)
    return _kept(programme_row(connection)).or_else(settings)


def describe_office(
    connection: Connection, actor: Actor, wanted: Office, *, seen: str, at: datetime
) -> None:
    """Let the office write as `wanted` from now on; `seen` is the version of what it said before.

    Raises NotAllowed, RegisterChanged, UnknownCode for a post that is not there, and
    IllegalRegister with every problem; then nothing is recorded.
    """
    require(actor, Permission.REVISE_PLAN)
    recording = begin_recording(connection, at)
    before, after = _kept(recording.programme), wanted.trimmed()
    if before.version != seen:
        raise RegisterChanged(recording.programme.name)
    problems = tuple(problems_of_office(after))
    if before == after:
        problems = (FieldProblem("", RegisterProblem.NOTHING_CHANGED),)
    if problems:
        raise IllegalRegister(problems)
    for code in filter(None, (after.chair, after.secretary)):
        holder(connection, actor, code, recording.today)
    columns = _columns(after)
    old, new = differing(_columns(before), columns)
    carried = audit.rewritten(connection, programme, recording.programme_id, columns)
    detail = {"before": old, "after": new, **carried}
    subject, act = recording.programme.code, Action.OFFICE_DESCRIBED
    audit.record_under(connection, actor, act, subject=subject, detail=detail, recording=recording)


def _kept(row: Row[*tuple[Any, ...]]) -> Office:
    lines = tuple(row.letterhead.splitlines())
    return Office(lines, row.minutes_number, row.chair_post, row.secretary_post)


def _columns(value: Office) -> dict[str, str]:
    return {
        "letterhead": "\n".join(value.letterhead),
        "minutes_number": value.number,
        "chair_post": value.chair,
        "secretary_post": value.secretary,
    }
