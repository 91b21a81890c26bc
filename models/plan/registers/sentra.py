"""Adding, renaming, moving, weighing and dissolving sentra: by acts, which overwrite nothing."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from models.audit import commands as audit
from models.plan.acts import REMOVED
from models.plan.in_force import DISSOLVED
from models.plan.registers.commands import (
    Pair,
    Register,
    RegisterAct,
    Subject,
    begin_register,
    differing,
    record_register,
)
from models.plan.registers.keeping import leaving_problems
from models.plan.sentra_plans import plans_in
from models.schema.plan import place, sentra
from rules.audit.actions import Action
from rules.errors import UnknownCode
from rules.plan.acts import PlanSubject
from rules.plan.places import filled_in, villages
from rules.plan.registers import (
    FieldProblem,
    IllegalRegister,
    RegisterChanged,
    RegisterProblem,
    SentraFields,
    fields_of_sentra,
    is_weight,
    next_sentra_code,
    problems_of_sentra,
    problems_of_weights,
    stripped,
)
from rules.plan.table import PlanDecision
from rules.values import Actor, SentraCode

_TYPED_BY_HAND = "Isian pengelola rencana"


def add_sentra(
    connection: Connection,
    actor: Actor,
    wanted: SentraFields,
    weight: float,
    decision: PlanDecision | None,
    *,
    at: datetime,
) -> SentraCode:
    """Add a sentra, whose milestones are still to be planned; return its code.

    It is part of the programme from the day of the decision on, in a draft from the beginning.
    Raises NotAllowed, IllegalRegister with every problem; then nothing is recorded.
    """
    register = begin_register(connection, actor, at)
    kept = _as_kept(register, wanted)
    problems = [*problems_of_sentra(kept, _names(register)), *register.problems(decision)]
    if not is_weight(weight):
        problems.append(FieldProblem("weight", RegisterProblem.NOT_WEIGHT))
    if problems:
        raise IllegalRegister(tuple(problems))
    code = next_sentra_code([own.code for own in register.whole.added_sentra.values()])
    written = _insert(connection, register, code, kept, weight)
    number = int(written[sentra.name][0]["id"])
    pair: Pair = ({REMOVED: True}, {REMOVED: False})
    told: Pair = ({}, _by_name(kept) | {"weight": round(weight, 2)})
    changes = {(PlanSubject.SENTRA, number): pair}
    act = RegisterAct(Action.SENTRA_ADDED, code, changes, told, number)
    record_register(connection, actor, act, decision, register, written)
    return code


def change_sentra(
    connection: Connection,
    actor: Actor,
    code: SentraCode,
    wanted: SentraFields,
    decision: PlanDecision | None,
    *,
    seen: int,
    at: datetime,
) -> None:
    """Let a sentra be called, described and placed as `wanted`, from the decision's day on.

    Raises NotAllowed, UnknownCode, RegisterChanged, IllegalRegister with every problem.
    """
    register = begin_register(connection, actor, at)
    number = _judged_version(register, code, seen)
    own = register.whole.sentra[number]
    kept = _as_kept(register, wanted)
    before, after = fields_of_sentra(own), kept
    names = _names(register) - {own.name}
    pair = differing(_by_name(before), _by_name(after))
    problems = [
        *problems_of_sentra(kept, names),
        *register.problems(decision, (PlanSubject.SENTRA, number)),
    ]
    if not pair[1]:
        problems.append(FieldProblem("", RegisterProblem.NOTHING_CHANGED))
    if problems:
        raise IllegalRegister(tuple(problems))
    act = RegisterAct(
        Action.SENTRA_CHANGED, code, {(PlanSubject.SENTRA, number): pair}, pair, number
    )
    record_register(connection, actor, act, decision, register)


def weigh_sentra(
    connection: Connection,
    actor: Actor,
    weights: Mapping[SentraCode, float],
    decision: PlanDecision | None,
    *,
    seen: int,
    at: datetime,
) -> None:
    """Let each sentra weigh so much in the programme, from the decision's day on.

    `seen` is the latest act on any sentra. Raises NotAllowed, UnknownCode, RegisterChanged,
    IllegalRegister with every problem.
    """
    register = begin_register(connection, actor, at)
    numbers = {code: _number(register, code) for code in weights}
    every = tuple((PlanSubject.SENTRA, number) for number in register.whole.added_sentra)
    if register.version(*every) != seen:
        raise RegisterChanged("bobot sentra")
    now = register.whole.sentra
    changes: dict[Subject, Pair] = {
        (PlanSubject.SENTRA, number): ({"weight": now[number].weight}, {"weight": new})
        for code, number in numbers.items()
        if (new := _hundredths(weights[code])) != now[number].weight
    }
    problems = [*problems_of_weights(weights), *register.problems(decision, *changes)]
    if not changes:
        problems.append(FieldProblem("", RegisterProblem.NOTHING_CHANGED))
    if problems:
        raise IllegalRegister(tuple(problems))
    codes = {number: code for code, number in numbers.items()}
    before, after = (
        {f"{codes[number]}.weight": pair[side]["weight"] for (_, number), pair in changes.items()}
        for side in (0, 1)
    )
    about = register.whole.programme.code
    act = RegisterAct(Action.SENTRA_WEIGHED, about, changes, (before, after))
    record_register(connection, actor, act, decision, register)


def dissolve_sentra(
    connection: Connection,
    actor: Actor,
    code: SentraCode,
    decision: PlanDecision | None,
    *,
    seen: int,
    at: datetime,
) -> None:
    """Take a sentra out of the programme from the decision's day on; its past stays.

    A draft forgets it altogether, as long as nobody has reported on it. Raises NotAllowed,
    UnknownCode, RegisterChanged, IllegalRegister.
    """
    register = begin_register(connection, actor, at)
    number = _judged_version(register, code, seen)
    problems = list(register.problems(decision, (PlanSubject.SENTRA, number)))
    if len(register.whole.sentra) == 1:
        problems.append(FieldProblem("", RegisterProblem.LAST_ONE))
    if decision is None:
        problems += leaving_problems(plans_in(connection, register.whole).values(), {code})
    if problems:
        raise IllegalRegister(tuple(problems))
    field = REMOVED if decision is None else DISSOLVED
    pair: Pair = ({field: False}, {field: True})
    name = register.whole.sentra[number].name
    told: Pair = ({"name": name}, {})
    act = RegisterAct(
        Action.SENTRA_DISSOLVED, code, {(PlanSubject.SENTRA, number): pair}, told, number
    )
    record_register(connection, actor, act, decision, register)


def _as_kept(register: Register, wanted: SentraFields) -> SentraFields:
    """What is said of a sentra as it is kept: no blanks around, its villages filled in."""
    whole, kept = register.whole, stripped(wanted)
    known = villages((*whole.added_sentra.values(), *whole.sentra.values()))
    return replace(kept, places=filled_in(kept.places, known))


def _by_name(value: SentraFields) -> dict[str, object]:
    return {
        "name": value.name,
        "product": value.product,
        "legal_basis": value.legal_basis,
        "places": value.places,
    }


def _names(register: Register) -> set[str]:
    return {own.name for own in register.whole.sentra.values()}


def _number(register: Register, code: SentraCode) -> int:
    """The row of a sentra that is part of the programme. Raises UnknownCode."""
    found = [number for number, own in register.whole.sentra.items() if own.code == code]
    if not found:
        raise UnknownCode("sentra", code)
    return found[0]


def _judged_version(register: Register, code: SentraCode, seen: int) -> int:
    number = _number(register, code)
    if register.version((PlanSubject.SENTRA, number)) != seen:
        raise RegisterChanged(f"sentra {code}")
    return number


def _hundredths(weight: float) -> float:
    # What is no weight is refused as it is.
    return round(weight, 2) if is_weight(weight) else weight


def _insert(
    connection: Connection, register: Register, code: SentraCode, kept: SentraFields, weight: float
) -> dict[str, list[dict[str, Any]]]:
    row = audit.written(
        connection,
        sentra,
        {
            "programme_id": register.whole.programme_id,
            "code": code,
            "name": kept.name,
            "product": kept.product,
            "weight": Decimal(str(round(weight, 2))),
            "legal_basis": kept.legal_basis,
            "source": _TYPED_BY_HAND,
        },
    )
    places = [
        audit.written(connection, place, asdict(one) | {"sentra_id": row["id"]})
        for one in kept.places
    ]
    return {sentra.name: [row], place.name: places} if places else {sentra.name: [row]}
