"""Changing the plan: drafting, adopting, revising what was adopted; nothing is overwritten."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from models.plan import rows as writing
from models.plan.files.changes import RegisterChange
from models.plan.files.comparing import Comparison, compared
from models.plan.files.rows import PlanFiles
from models.plan.lineage.courses import courses
from models.plan.lineage.rows import Succession
from models.plan.queries import WholePlan, whole_plan
from models.plan.sentra_plans import plan_of, plans_in, shares_in
from models.store.recording import begin_recording
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.periods import wita_day
from rules.plan.acts import PlanActKind
from rules.plan.errors import (
    AlreadyAdopted,
    IllegalPlan,
    PlanChanged,
    PlanRowProblem,
    UnreadablePlan,
)
from rules.plan.legality import PlanGround, ground_of, problems_of_adoption, problems_of_change
from rules.plan.lineage import settled
from rules.plan.registers import RegisterChanged
from rules.plan.table import PlanDecision, PlanRow, SentraPlan, difference
from rules.values import Actor, SentraCode


def change_plan(
    connection: Connection,
    actor: Actor,
    sentra: SentraCode,
    rows: Sequence[PlanRow],
    decision: PlanDecision | None,
    *,
    seen: int,
    at: datetime,
) -> None:
    """Put the table `rows` in the place of a sentra's plan, whose version was `seen`.

    Without a decision it changes the draft, with one it revises the adopted plan. Raises
    NotAllowed, UnknownCode, PlanChanged, IllegalPlan with every problem; then nothing is recorded.
    """
    require(actor, Permission.REVISE_PLAN)
    recording = begin_recording(connection, at)
    whole = whole_plan(connection)
    plans = plans_in(connection, whole)
    found, numbers = plan_of(plans, whole, sentra)
    if found.version != seen:
        raise PlanChanged(found.name)
    since = whole.adopted_on
    kept = settled(tuple(map(_as_kept, rows)), found, is_adopted=since is not None)
    known = courses(connection, whole.programme_id, kept)
    judged = replace(ground(whole, plans, recording.at), courses=known)
    if problems := problems_of_change(found, kept, decision, judged, adopted_on=since):
        raise IllegalPlan(problems)
    shares = shares_in(connection, whole) if known and decision is not None else {}
    act, before = _act(sentra, decision), {row.code: row for row in found.rows}
    succession = Succession(kept, before, known, shares, act.since)
    changed = difference(found.rows, kept)
    table = writing.Table(found.rows, kept, changed, numbers, succession)
    writing.record_change(connection, actor, act, table, recording)


def _act(sentra: SentraCode, decision: PlanDecision | None) -> writing.Act:
    return writing.Act(
        kind=PlanActKind.DRAFT if decision is None else PlanActKind.REVISION,
        action=Action.PLAN_DRAFTED if decision is None else Action.PLAN_REVISED,
        sentra=sentra,
        decision=decision,
    )


def adopt_plan(
    connection: Connection, actor: Actor, decision: PlanDecision, *, at: datetime
) -> None:
    """Adopt the draft as the first plan of the programme; from then on it can only be revised.

    Raises NotAllowed, AlreadyAdopted, IllegalPlan (also for a sentra that is not ready).
    """
    require(actor, Permission.REVISE_PLAN)
    recording = begin_recording(connection, at)
    whole = whole_plan(connection)
    if whole.adoption is not None:
        raise AlreadyAdopted
    plans = plans_in(connection, whole)
    judged = ground(whole, plans, recording.at)
    problems = problems_of_adoption(plans.values(), decision, judged)
    if problems:
        raise IllegalPlan(tuple(PlanRowProblem(0, problem) for problem in problems))
    writing.record_adoption(connection, actor, decision, recording)


def load_plan_files(
    connection: Connection,
    actor: Actor,
    files: PlanFiles,
    decision: PlanDecision | None,
    *,
    seen: int | None,
    at: datetime,
) -> Comparison:
    """Put plan files in the place of the plan; return what they changed, nothing if that is none.

    `seen` is the version of the plan that they were compared with, None where nobody looked. Raises
    NotAllowed, RegisterChanged, UnreadablePlan with every problem, and what the commands raise.
    """
    require(actor, Permission.REVISE_PLAN)
    # From here on nobody else changes the plan.
    begin_recording(connection, at)
    found = compared(connection, actor, files, decision, at=at)
    if seen not in {None, found.version}:
        raise RegisterChanged("rencana")
    if found.problems:
        raise UnreadablePlan(found.problems)
    _record_entries(connection, actor, found.entries, decision, at)
    plans = plans_in(connection, whole_plan(connection))
    for change in found.changes:
        own = plans[change.plan.code]
        change_plan(connection, actor, own.code, change.rows, decision, seen=own.version, at=at)
    _record_entries(connection, actor, (found.programme,) if found.programme else (), decision, at)
    return found


def _record_entries(
    connection: Connection,
    actor: Actor,
    changes: Iterable[RegisterChange],
    decision: PlanDecision | None,
    at: datetime,
) -> None:
    for change in changes:
        change.record(connection, actor, decision, at)


def ground(whole: WholePlan, plans: Mapping[SentraCode, SentraPlan], at: datetime) -> PlanGround:
    """Return what a table of the plan is judged by at an instant."""
    agencies = whole.agencies_on(date.max, date.max).values()
    return ground_of(whole.programme, agencies, plans.values(), wita_day(at))


def _as_kept(row: PlanRow) -> PlanRow:
    """A row as the store keeps it: texts without blanks around, weights in hundredths."""
    return replace(
        row,
        title=row.title.strip(),
        unit=row.unit.strip(),
        expected_evidence=row.expected_evidence.strip(),
        source=row.source.strip(),
        renstra_code=row.renstra_code.strip(),
        renja_code=row.renja_code.strip(),
        sipd_code=row.sipd_code.strip(),
        schedule=replace(row.schedule, weight=_hundredths(row.schedule.weight)),
    )


def _hundredths(weight: float) -> float:
    # What is no number is refused as it is.
    return round(weight, 2) if abs(weight) < 1e6 else weight  # noqa: PLR2004 - far above any weight
