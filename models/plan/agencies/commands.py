"""Changing the register of agencies: adding, describing, merging; nothing is overwritten."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from models.plan.agencies import rows as writing
from models.plan.agencies.queries import AgencyEntry, register
from models.store.recording import begin_recording
from rules.access import Permission, require
from rules.errors import UnknownCode
from rules.plan.acts import PlanActKind
from rules.plan.agencies import AgencyDraft, NewAgency, code_of, draft_of
from rules.plan.agency_legality import (
    AgencyGround,
    Merger,
    problems_of_draft,
    problems_of_merger,
    problems_of_new,
    problems_of_undoing,
)
from rules.plan.errors import AgenciesChanged, AgencyProblem, IllegalAgency
from rules.plan.table import PlanDecision
from rules.values import Actor, AgencyCode

Register = dict[AgencyCode, AgencyEntry]


def add_agency(connection: Connection, actor: Actor, new: NewAgency, *, at: datetime) -> AgencyCode:
    """Add an agency and return its code, which is made from its short name.

    Raises NotAllowed, IllegalAgency with every problem; then nothing is recorded.
    """
    require(actor, Permission.REVISE_PLAN)
    recording = begin_recording(connection, at)
    known = register(connection, actor)
    kept = _trimmed(new)
    _refuse(problems_of_new(kept, _ground(known, recording.today)))
    writing.record_new(connection, actor, kept, recording)
    return code_of(kept.draft.label)


def change_agency(
    connection: Connection,
    actor: Actor,
    code: AgencyCode,
    draft: AgencyDraft,
    decision: PlanDecision | None,
    *,
    seen: int,
    at: datetime,
) -> None:
    """Let an agency, whose version was `seen`, be as `draft` says from the day of a decision on.

    Without a decision it is put right as far back as it is called what it is called now. Raises
    NotAllowed, UnknownCode, AgenciesChanged, IllegalAgency.
    """
    require(actor, Permission.REVISE_PLAN)
    recording = begin_recording(connection, at)
    known = register(connection, actor)
    entry = _entry(known, code)
    if entry.version != seen:
        raise AgenciesChanged
    kept = draft.trimmed()
    _refuse(problems_of_draft(code, kept, decision, _ground(known, recording.today)))
    before = draft_of(entry.value)
    change = writing.Changed(before, kept, *_grounds(entry, decision))
    writing.record_changed(connection, actor, code, change, recording)


def merge_agencies(
    connection: Connection, actor: Actor, merger: Merger, *, seen: int, at: datetime
) -> AgencyCode:
    """Merge agencies into their successor from the day of a decision on; return its code.

    From then on it answers for what they had in hand. `seen` is the version of the register.
    Raises NotAllowed, UnknownCode, AgenciesChanged, IllegalAgency.
    """
    require(actor, Permission.REVISE_PLAN)
    recording = begin_recording(connection, at)
    kept = _judged(register(connection, actor), merger, seen, recording.today)
    return writing.record_merger(connection, actor, kept, recording)


def check_merger(
    connection: Connection, actor: Actor, merger: Merger, *, seen: int, today: date
) -> None:
    """Judge a merger as its command will, before somebody is asked whether to be sure.

    Raises NotAllowed, UnknownCode, AgenciesChanged, IllegalAgency.
    """
    require(actor, Permission.REVISE_PLAN)
    _judged(register(connection, actor), merger, seen, today)


def undo_merger(
    connection: Connection,
    actor: Actor,
    code: AgencyCode,
    reason: str,
    *,
    seen: int,
    at: datetime,
) -> None:
    """Take back the merger of an agency whose version was `seen`, from its own day on.

    Views that knew it keep it. Raises NotAllowed, UnknownCode, AgenciesChanged, IllegalAgency.
    """
    require(actor, Permission.REVISE_PLAN)
    recording = begin_recording(connection, at)
    entry = _entry(register(connection, actor), code)
    if entry.version != seen:
        raise AgenciesChanged
    _refuse(problems_of_undoing(entry.value, reason))
    merger = entry.merger
    if merger is None:
        raise IllegalAgency((AgencyProblem.NOT_MERGED,))
    grounds = PlanDecision(merger.decision_number, merger.since, reason)
    writing.record_undone(connection, actor, entry.value, grounds, recording)


def register_version(known: Register) -> int:
    """Return what tells this state of the register from every other one."""
    return max((entry.version for entry in known.values()), default=0)


def _judged(known: Register, merger: Merger, seen: int, today: date) -> Merger:
    if register_version(known) != seen:
        raise AgenciesChanged
    kept = replace(merger, merged=tuple(dict.fromkeys(merger.merged)))
    if isinstance(kept.into, NewAgency):
        kept = replace(kept, into=_beginning(_trimmed(kept.into), kept.decision.holds_from))
    named = kept.merged if isinstance(kept.into, NewAgency) else (*kept.merged, kept.into)
    for code in named:
        _entry(known, code)
    _refuse(problems_of_merger(kept, _ground(known, today)))
    return kept


def _entry(known: Register, code: AgencyCode) -> AgencyEntry:
    if code not in known:
        raise UnknownCode("OPD", code)
    return known[code]


def _ground(known: Register, today: date) -> AgencyGround:
    latest = {
        code: max((act.since for act in entry.acts), default=date.min)
        for code, entry in known.items()
    }
    agencies = {code: entry.value for code, entry in known.items()}
    return AgencyGround(agencies, today, latest)


def _grounds(
    entry: AgencyEntry, decision: PlanDecision | None
) -> tuple[PlanActKind, PlanDecision | None]:
    """Return on what a change rests: what is put right holds since what it puts right does."""
    if decision is not None:
        return PlanActKind.REVISION, decision
    renamed = entry.latest_name
    if renamed is None:
        return PlanActKind.DRAFT, None
    return PlanActKind.REVISION, PlanDecision(
        renamed.decision_number, renamed.since, renamed.reason
    )


def _trimmed(new: NewAgency) -> NewAgency:
    return NewAgency(new.draft.trimmed(), new.source.strip())


def _beginning(new: NewAgency, day: date) -> NewAgency:
    """A successor that was not there before begins with the merger, unless somebody says else."""
    return replace(new, draft=replace(new.draft, valid_from=new.draft.valid_from or day))


def _refuse(problems: Sequence[AgencyProblem]) -> None:
    if problems:
        raise IllegalAgency(tuple(problems))
