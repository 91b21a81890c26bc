"""Changing the programme and its thresholds: by acts, which overwrite nothing."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from models.audit import commands as audit
from models.plan import telling
from models.plan.act_rows import act_row, change
from models.plan.acts import Fields
from models.plan.in_force import SOURCE
from models.plan.queries import WholePlan, whole_plan
from models.plan.sentra_plans import plans_in
from models.schema.plan import plan_act, plan_change
from models.store.recording import Recording, begin_recording
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.plan.acts import PlanActKind, PlanSubject
from rules.plan.legality import problems_of_decision
from rules.plan.registers import (
    FieldProblem,
    IllegalRegister,
    ProgrammeFields,
    RegisterChanged,
    RegisterProblem,
    at_fields,
    fields_of_programme,
    problems_of_programme,
    problems_of_thresholds,
    stripped,
)
from rules.plan.table import PlanDecision
from rules.thresholds import Thresholds
from rules.values import Actor

Pair = tuple[Fields, Fields]
Subject = tuple[PlanSubject, int]


@dataclass(frozen=True, slots=True)
class Register:
    """What a change of the register is judged and recorded by."""

    whole: WholePlan
    recording: Recording

    def version(self, *subjects: Subject) -> int:
        """The number of the latest act on any of these rows; 0 where there was none."""
        return version_of(self.whole, *subjects)

    def problems(
        self, decision: PlanDecision | None, *subjects: Subject
    ) -> tuple[FieldProblem, ...]:
        """Return what is wrong with the decision by which these rows are changed."""
        adopted = self.whole.adoption
        days = [
            own.act.since
            for subject in subjects
            for own in self.whole.acts.of(*subject)
            if own.act.holds_from is not None
        ]
        found = problems_of_decision(
            decision,
            max(days, default=None),
            self.recording.today,
            adopted_on=None if adopted is None else adopted.since,
        )
        return at_fields(tuple(found))


def version_of(whole: WholePlan, *subjects: Subject) -> int:
    """Return the number of the latest act on any of these rows; 0 where there was none."""
    return max((own.act.number for one in subjects for own in whole.acts.of(*one)), default=0)


def begin_register(connection: Connection, actor: Actor, at: datetime) -> Register:
    """Queue for a change of the register. Raises NotAllowed, NoProgramme, ClockInDoubt."""
    require(actor, Permission.REVISE_PLAN)
    recording = begin_recording(connection, at)
    return Register(whole_plan(connection), recording)


def change_programme(
    connection: Connection,
    actor: Actor,
    wanted: ProgrammeFields,
    decision: PlanDecision | None,
    *,
    seen: int,
    at: datetime,
) -> None:
    """Let the programme be called and described as `wanted`, from the day of the decision on.

    A draft is changed without a decision, from the beginning. Raises NotAllowed, RegisterChanged,
    IllegalRegister with every problem; then nothing is recorded.
    """
    register = begin_register(connection, actor, at)
    kept = stripped(wanted)
    whole = register.whole
    now = fields_of_programme(whole.programme)
    problems = problems_of_programme(kept, whole.programme, _last_finish(connection, whole))
    _record_programme(
        connection,
        actor,
        Action.PROGRAMME_CHANGED,
        differing(asdict(now), asdict(kept)),
        _judged(register, tuple(problems), decision, seen),
        decision,
    )


def set_thresholds(
    connection: Connection,
    actor: Actor,
    wanted: Thresholds,
    source: str,
    decision: PlanDecision | None,
    *,
    seen: int,
    at: datetime,
) -> None:
    """Let lights and flags follow `wanted`, by the rule that `source` names.

    As with the programme: raises NotAllowed, RegisterChanged, IllegalRegister.
    """
    register = begin_register(connection, actor, at)
    whole = register.whole
    codes = {own.fields["code"] for own in whole.planned(date.max, date.max)}
    problems = problems_of_thresholds(wanted, source, codes)
    held = whole.programme.thresholds_set
    now = asdict(whole.programme.thresholds) | {SOURCE: held.source if held else ""}
    _record_programme(
        connection,
        actor,
        Action.THRESHOLDS_SET,
        differing(now, asdict(wanted) | {SOURCE: source.strip()}),
        _judged(register, tuple(problems), decision, seen),
        decision,
    )


def differing(before: Fields, after: Fields) -> Pair:
    """Return the fields that differ, as they were and as they become."""
    names = [name for name in after if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


@dataclass(frozen=True, slots=True)
class RegisterAct:
    """A change of the register before it is recorded: of which rows, and how people are told.

    `about` is the subject in the audit trail; `told` the fields before and after in words.
    """

    action: Action
    about: str
    changes: Mapping[Subject, Pair]
    told: Pair
    sentra_id: int | None = None


def record_register(
    connection: Connection,
    actor: Actor,
    act: RegisterAct,
    decision: PlanDecision | None,
    register: Register,
    written: Mapping[str, list[dict[str, object]]] | None = None,
) -> None:
    """Record a change that was judged, as one act of the audit trail.

    `written` are the rows that it put into the register before, by table.
    """
    recording = register.recording
    kind = PlanActKind.DRAFT if decision is None else PlanActKind.REVISION
    row = act_row(actor, kind, decision, recording) | {"sentra_id": act.sentra_id}
    kept = audit.written(connection, plan_act, row)
    changed = [
        change(connection, kept["id"], subject, pair) for subject, pair in act.changes.items()
    ]
    before, after = act.told
    detail = {
        "before": telling.fields_told(before),
        "after": telling.fields_told(after) | telling.grounds(decision),
        "rows": {**(written or {}), plan_act.name: [kept], plan_change.name: changed},
    }
    audit.record_under(
        connection, actor, act.action, subject=act.about, detail=detail, recording=recording
    )


def _judged(
    register: Register,
    problems: tuple[FieldProblem, ...],
    decision: PlanDecision | None,
    seen: int,
) -> Register:
    programme = (PlanSubject.PROGRAMME, register.whole.programme_id)
    if register.version(programme) != seen:
        raise RegisterChanged(register.whole.programme.name)
    found = (*problems, *register.problems(decision, programme))
    if found:
        raise IllegalRegister(found)
    return register


def _record_programme(
    connection: Connection,
    actor: Actor,
    action: Action,
    pair: Pair,
    register: Register,
    decision: PlanDecision | None,
) -> None:
    if not pair[1]:
        raise IllegalRegister((FieldProblem("", RegisterProblem.NOTHING_CHANGED),))
    whole = register.whole
    subject = (PlanSubject.PROGRAMME, whole.programme_id)
    act = RegisterAct(action, whole.programme.code, {subject: pair}, pair)
    record_register(connection, actor, act, decision, register)


def _last_finish(connection: Connection, whole: WholePlan) -> date | None:
    """The last day on which something of the plan in force is due."""
    plans = plans_in(connection, whole).values()
    return max((row.schedule.finish for plan in plans for row in plan.rows), default=None)
