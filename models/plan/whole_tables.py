"""Whole tables of the draft at once: emptied, copied from another sentra, taken from files again.

What is adopted is revised in its table; what somebody reported on stays.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from models.plan import rows as writing
from models.plan.acts import REMOVED
from models.plan.commands import ground
from models.plan.files.comparing import table_in
from models.plan.files.rows import PROGRAMME, PlanFiles
from models.plan.lineage.rows import Succession
from models.plan.queries import WholePlan, plan_of_row, whole_plan
from models.plan.sentra_plans import plan_of, plans_in
from models.store.programme import programme_rows
from models.store.recording import Recording, begin_recording
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.errors import NoProgramme
from rules.plan.acts import PlanActKind, PlanSubject
from rules.plan.errors import (
    AlreadyAdopted,
    IllegalPlan,
    PlanChanged,
    PlanProblem,
    PlanRowProblem,
)
from rules.plan.legality import problems_of_table
from rules.plan.moving import moved, years_between
from rules.plan.order import waiting_for
from rules.plan.table import PlanRow, SentraPlan, difference, joined
from rules.values import Actor, SentraCode

Seen = Mapping[SentraCode, int]
"""The versions of the plans that somebody looked at, by sentra."""

Plans = Mapping[SentraCode, SentraPlan]


def empty_plans(connection: Connection, actor: Actor, *, seen: Seen, at: datetime) -> int:
    """Take all milestones out of the draft of the sentra `seen`, but those that were reported on.

    Returns how many were taken out. Raises NotAllowed, UnknownCode, AlreadyAdopted, PlanChanged,
    IllegalPlan where nothing can be taken out or another sentra waits for it.
    """
    recording, whole, plans = _begin_draft(connection, actor, at, seen)
    tables = {
        code: tuple(row for row in plans[code].rows if row.code in plans[code].reported)
        for code in seen
    }
    gone = [row.code for code in seen for row in plans[code].rows if row not in tables[code]]
    stay = [row for code, plan in plans.items() for row in tables.get(code, plan.rows)]
    problems = [] if gone else [PlanRowProblem(0, PlanProblem.NOTHING_CHANGED)]
    if names := waiting_for(gone, stay):
        called = ground(whole, plans, recording.at).named(names)
        problems.append(PlanRowProblem(0, PlanProblem.WAITED_FOR, called))
    if problems:
        raise IllegalPlan(tuple(problems))
    for code, rows in tables.items():
        if rows != plans[code].rows:
            _record(connection, actor, plans, whole, code, rows, recording)
    return len(gone)


def copy_plan(
    connection: Connection,
    actor: Actor,
    source: SentraCode,
    target: SentraCode,
    *,
    seen: int,
    at: datetime,
) -> None:
    """Add the milestones of one sentra to the draft of another, whose version was `seen`, as new.

    Weights are then scaled to 100. Raises NotAllowed, UnknownCode, AlreadyAdopted, PlanChanged,
    IllegalPlan with every problem; then nothing is recorded.
    """
    recording, whole, plans = _begin_draft(connection, actor, at, {target: seen})
    copied, _ = plan_of(plans, whole, source)
    rows = joined(plans[target].rows, copied.rows)
    _refuse(whole, plans, target, rows, recording)
    _record(connection, actor, plans, whole, target, rows, recording)


def copy_from_programme(
    connection: Connection,
    actor: Actor,
    programme: str,
    source: SentraCode,
    target: SentraCode,
    *,
    seen: int,
    at: datetime,
) -> None:
    """Add the milestones of a sentra of another programme to the draft of one, as new ones.

    They are planned as many years later as this programme begins after that one, and keep what they
    were made by there; weights are then scaled to 100. Raises NotAllowed, NoProgramme, UnknownCode,
    AlreadyAdopted, PlanChanged, IllegalPlan with every problem; then nothing is recorded.
    """
    recording, whole, plans = _begin_draft(connection, actor, at, {target: seen})
    row = next((one for one in programme_rows(connection) if one.code == programme), None)
    if row is None:
        raise NoProgramme
    other = plan_of_row(connection, row)
    copied, _ = plan_of(plans_in(connection, other), other, source)
    years = years_between(whole.programme, other.programme)
    rows = joined(plans[target].rows, moved(copied.rows, years))
    _refuse(whole, plans, target, rows, recording)
    _record(connection, actor, plans, whole, target, rows, recording)


def restore_plans(
    connection: Connection, actor: Actor, files: PlanFiles, *, seen: Seen, at: datetime
) -> None:
    """Give the sentra `seen`, which have no milestones, those of plan files, as new ones.

    Raises NotAllowed, UnknownCode, AlreadyAdopted, PlanChanged, IllegalPlan with every problem.
    """
    recording, whole, plans = _begin_draft(connection, actor, at, seen)
    offered = _restorable(whole, plans, files)
    tables = {code: joined((), table_in(files, code)) for code in seen if code in offered}
    if not tables:
        raise IllegalPlan((PlanRowProblem(0, PlanProblem.NOTHING_CHANGED),))
    for code, rows in tables.items():
        _refuse(whole, plans, code, rows, recording)
        _record(connection, actor, plans, whole, code, rows, recording)


def restorable(connection: Connection, actor: Actor, files: PlanFiles) -> tuple[SentraCode, ...]:
    """Return the sentra without milestones for which plan files have some. Raises NotAllowed.

    They must be of the same programme, and the sentra one that was loaded with it.
    """
    require(actor, Permission.REVISE_PLAN)
    whole = whole_plan(connection)
    return _restorable(whole, plans_in(connection, whole), files)


def _restorable(whole: WholePlan, plans: Plans, files: PlanFiles) -> tuple[SentraCode, ...]:
    (row,) = files[PROGRAMME]
    if row["code"] != whole.programme.code:
        return ()
    loaded = {
        own.code
        for number, own in whole.sentra.items()
        if not any(
            change.before.get(REMOVED) for change in whole.acts.of(PlanSubject.SENTRA, number)
        )
    }
    return tuple(
        code
        for code, plan in plans.items()
        if code in loaded and not plan.rows and table_in(files, code)
    )


def _begin_draft(
    connection: Connection, actor: Actor, at: datetime, seen: Seen
) -> tuple[Recording, WholePlan, Plans]:
    """Queue for a change of the draft of some sentra, whose versions were `seen`."""
    require(actor, Permission.REVISE_PLAN)
    recording = begin_recording(connection, at)
    whole = whole_plan(connection)
    if whole.adoption is not None:
        raise AlreadyAdopted
    plans = plans_in(connection, whole)
    for code, version in seen.items():
        found, _ = plan_of(plans, whole, code)
        if found.version != version:
            raise PlanChanged(found.name)
    return recording, whole, plans


def _refuse(
    whole: WholePlan,
    plans: Plans,
    code: SentraCode,
    rows: Sequence[PlanRow],
    recording: Recording,
) -> None:
    judged = ground(whole, plans, recording.at).beside(plans[code])
    if problems := problems_of_table(rows, judged):
        raise IllegalPlan(problems)


def _record(
    connection: Connection,
    actor: Actor,
    plans: Plans,
    whole: WholePlan,
    code: SentraCode,
    rows: Sequence[PlanRow],
    recording: Recording,
) -> None:
    plan, numbers = plan_of(plans, whole, code)
    act = writing.Act(PlanActKind.DRAFT, Action.PLAN_DRAFTED, code, None)
    nobody_leaves = Succession(rows, {}, {}, {}, act.since)
    table = writing.Table(plan.rows, rows, difference(plan.rows, rows), numbers, nobody_leaves)
    writing.record_change(connection, actor, act, table, recording)
