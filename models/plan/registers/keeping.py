"""Which sentra a draft keeps: all others are taken out of it at once, by an act for each."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import Connection

from models.plan.acts import REMOVED
from models.plan.registers.commands import (
    Pair,
    Register,
    RegisterAct,
    Subject,
    begin_register,
    record_register,
)
from models.plan.sentra_plans import plans_in
from rules.audit.actions import Action
from rules.errors import UnknownCode
from rules.plan.acts import PlanSubject
from rules.plan.order import rows_of, waiting_for
from rules.plan.registers import FieldProblem, IllegalRegister, RegisterChanged, RegisterProblem
from rules.plan.table import SentraPlan
from rules.values import Actor, SentraCode


def keep_sentra(
    connection: Connection, actor: Actor, kept: Collection[SentraCode], *, seen: int, at: datetime
) -> tuple[SentraCode, ...]:
    """Take all sentra but the `kept` ones out of the draft, and return those taken out.

    It forgets them with their milestones, as long as nobody has reported on one. `seen` is the
    latest act on any sentra. Raises NotAllowed, UnknownCode, RegisterChanged, IllegalRegister with
    every problem; then nothing is recorded.
    """
    register = begin_register(connection, actor, at)
    every = tuple((PlanSubject.SENTRA, number) for number in register.whole.added_sentra)
    if register.version(*every) != seen:
        raise RegisterChanged("daftar sentra")
    _refuse_unknown(register, kept)
    gone = {
        number: own for number, own in register.whole.sentra.items() if own.code not in set(kept)
    }
    plans = plans_in(connection, register.whole)
    leaving = {own.code for own in gone.values()}
    problems = [*register.problems(None, *every), *leaving_problems(plans.values(), leaving)]
    if not kept:
        problems.append(FieldProblem("", RegisterProblem.LAST_ONE))
    if not gone:
        problems.append(FieldProblem("", RegisterProblem.NOTHING_CHANGED))
    if problems:
        raise IllegalRegister(tuple(problems))
    for number, own in gone.items():
        subject: Subject = (PlanSubject.SENTRA, number)
        pair: Pair = ({REMOVED: False}, {REMOVED: True})
        told: Pair = ({"name": own.name}, {})
        act = RegisterAct(Action.SENTRA_DISSOLVED, own.code, {subject: pair}, told, number)
        record_register(connection, actor, act, None, register)
    return tuple(own.code for own in gone.values())


def leaving_problems(
    plans: Collection[SentraPlan], leaving: Collection[SentraCode]
) -> Iterator[FieldProblem]:
    """Yield what keeps sentra in the draft: reports on them, and milestones that wait for theirs.

    Each stands at the code of what it is about.
    """
    for plan in plans:
        if plan.code in leaving and any(row.code in plan.reported for row in plan.rows):
            yield FieldProblem(plan.code, RegisterProblem.REPORTED_IN_DRAFT)
    gone = rows_of(plan for plan in plans if plan.code in leaving)
    stay = rows_of(plan for plan in plans if plan.code not in leaving)
    for code in waiting_for(gone.keys(), stay.values()):
        yield FieldProblem(code, RegisterProblem.WAITED_FOR)


def _refuse_unknown(register: Register, kept: Collection[SentraCode]) -> None:
    known = {own.code for own in register.whole.sentra.values()}
    for code in kept:
        if code not in known:
            raise UnknownCode("sentra", code)
