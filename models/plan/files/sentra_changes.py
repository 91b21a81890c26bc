"""The sentra of plan files beside the register: new, changed, weighed, gone from a draft."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection

from models.plan.files.changes import Record, RegisterChange, row_problems
from models.plan.files.rows import PLACES, SENTRA, PlanFiles, Row, words
from models.plan.queries import WholePlan
from models.plan.registers.commands import differing
from models.plan.registers.keeping import keep_sentra, leaving_problems
from models.plan.registers.queries import plan_register
from models.plan.registers.sentra import add_sentra, change_sentra, weigh_sentra
from rules.plan.errors import RowProblem
from rules.plan.registers import (
    FieldProblem,
    RegisterProblem,
    SentraFields,
    fields_of_sentra,
    next_sentra_code,
    problems_of_sentra,
)
from rules.plan.table import PlanDecision, SentraPlan
from rules.values import Actor, Place, Sentra, SentraCode
from rules.vocabulary import PlaceKind
from words.plan.registers import field_problem

_PIN_DECIMALS: Final = 6


@dataclass(slots=True)
class SentraChanges:
    """What files change of the sentra, what is wrong with it, and the names of those that stay."""

    entries: list[RegisterChange] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    names: dict[SentraCode, str] = field(default_factory=dict)


def sentra_changes(
    files: PlanFiles, whole: WholePlan, plans: Collection[SentraPlan], *, is_draft: bool
) -> SentraChanges:
    """Return what files change of the sentra, each judged after those above it.

    Only a draft forgets those that files do not have; `plans` say what keeps one there.
    """
    own = {one.code: one for one in whole.sentra.values()}
    rows = {SentraCode(row["code"]): row for row in files[SENTRA]}
    found = SentraChanges(names={code: one.name for code, one in own.items()})
    gone = [one for code, one in own.items() if code not in rows] if is_draft else []
    if len(gone) < len(own):
        _remove(found, gone, plans)
    for row in _in_turn([row for code, row in rows.items() if code in own], found.names):
        _change(found, files, row, own[SentraCode(row["code"])])
    _weigh(found, rows, own)
    codes = [one.code for one in whole.added_sentra.values()]
    for code, row in rows.items():
        if code not in own:
            wanted = next_sentra_code(codes)
            codes.append(wanted)
            _add(found, files, row, wanted)
    if len(gone) == len(own):
        # A programme is never without a sentra, not even in between.
        _remove(found, gone, plans)
    return found


def _in_turn(rows: Sequence[Row], names: Mapping[SentraCode, str]) -> Iterator[Row]:
    """Yield rows so that a name is free once a sentra takes it, as far as that can be."""
    held, left = {str(code): name for code, name in names.items()}, list(rows)
    while left:
        free = [
            row
            for row in left
            if all(name != row["name"] for code, name in held.items() if code != row["code"])
        ]
        row = (free or left)[0]
        left.remove(row)
        held[row["code"]] = row["name"]
        yield row


def _remove(found: SentraChanges, gone: Sequence[Sentra], plans: Collection[SentraPlan]) -> None:
    """Take sentra out of the draft, all at once: one may wait for another of them."""
    if not gone:
        return
    names = {str(one.code): one.name for one in gone}
    for one in gone:
        found.names.pop(one.code)
    found.entries.append(RegisterChange(", ".join(names), "", names, {}, _keeping(names)))
    found.problems += map(_whole, leaving_problems(plans, [one.code for one in gone]))
    if not found.names:
        found.problems.append(_whole(FieldProblem(gone[-1].code, RegisterProblem.LAST_ONE)))


def _keeping(gone: Collection[str]) -> Record:
    def record(
        connection: Connection, actor: Actor, decision: PlanDecision | None, at: datetime
    ) -> None:
        del decision  # only a draft forgets sentra
        own = plan_register(connection, actor)
        kept = [one.code for one in own.sentra if one.code not in gone]
        keep_sentra(connection, actor, kept, seen=own.sentra_version, at=at)

    return record


def _whole(value: FieldProblem) -> RowProblem:
    """What is wrong with a row that files do not have."""
    return RowProblem(SENTRA, 1, "code", f"'{value.field}': {field_problem(value)}")


def _change(found: SentraChanges, files: PlanFiles, row: Row, now: Sentra) -> None:
    code, before = now.code, fields_of_sentra(now)
    after = SentraFields(
        row["name"], row["product"], row["legal_basis"], _places(files, code, now.places)
    )
    if after == before:
        return
    _judge(found, files, row, after)

    def record(
        connection: Connection, actor: Actor, decision: PlanDecision | None, at: datetime
    ) -> None:
        seen = plan_register(connection, actor).versions[code]
        change_sentra(connection, actor, code, after, decision, seen=seen, at=at)

    pair = differing(_fields(before), _fields(after))
    found.entries.append(RegisterChange(code, now.name, *pair, record))


def _weigh(
    found: SentraChanges, rows: Mapping[SentraCode, Row], own: Mapping[SentraCode, Sentra]
) -> None:
    weights = {
        code: float(Decimal(rows[code]["weight"]))
        for code, one in own.items()
        if code in rows and float(Decimal(rows[code]["weight"])) != one.weight
    }
    if not weights:
        return

    def record(
        connection: Connection, actor: Actor, decision: PlanDecision | None, at: datetime
    ) -> None:
        seen = plan_register(connection, actor).sentra_version
        weigh_sentra(connection, actor, weights, decision, seen=seen, at=at)

    before = {str(code): own[code].weight for code in weights}
    after = {str(code): weight for code, weight in weights.items()}
    found.entries.append(RegisterChange("", "Bobot sentra", before, after, record))


def _add(found: SentraChanges, files: PlanFiles, row: Row, wanted: SentraCode) -> None:
    """Add a sentra, whose code the file must have counted on from those of the register."""
    code, weight = SentraCode(row["code"]), float(Decimal(row["weight"]))
    if code != wanted:
        reason = f"'{code}' tidak ada di program; sentra baru berikutnya berkode {wanted}"
        found.problems.append(RowProblem(SENTRA, row.number, "code", reason))
    fields = SentraFields(row["name"], row["product"], row["legal_basis"], _places(files, code, ()))
    _judge(found, files, row, fields)

    def record(
        connection: Connection, actor: Actor, decision: PlanDecision | None, at: datetime
    ) -> None:
        add_sentra(connection, actor, fields, weight, decision, at=at)

    after = _fields(fields) | {"weight": weight}
    found.entries.append(RegisterChange(code, fields.name, {}, after, record))


def _judge(found: SentraChanges, files: PlanFiles, row: Row, after: SentraFields) -> None:
    code = SentraCode(row["code"])
    others = [name for known, name in found.names.items() if known != code]
    places = [one for one in files[PLACES] if one["sentra"] == code]
    for one in problems_of_sentra(after, others):
        is_place = one.row > 0
        where = places[one.row - 1] if is_place else row
        found.problems += row_problems(PLACES if is_place else SENTRA, where, [one])
    found.names[code] = after.name


def _fields(value: SentraFields) -> dict[str, Any]:
    return {
        "name": value.name,
        "product": value.product,
        "legal_basis": value.legal_basis,
        "places": value.places,
    }


def _places(files: PlanFiles, code: SentraCode, kept: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return the villages that files have for a sentra; a pin is kept as exactly as it was set."""
    rows = [_place(row) for row in files[PLACES] if row["sentra"] == code]
    same = {_as_written(one): one for one in kept}
    found = tuple(same.get(one, one) for one in rows)
    # Sorting rows in a spreadsheet changes nothing.
    return kept if set(found) == set(kept) and len(found) == len(kept) else found


def _as_written(one: Place) -> Place:
    return replace(
        one,
        latitude=round(one.latitude, _PIN_DECIMALS),
        longitude=round(one.longitude, _PIN_DECIMALS),
    )


def _place(row: Row) -> Place:
    kinds = words(PlaceKind)
    return Place(
        kind=PlaceKind(kinds[row["kind"]]),
        source_kind=PlaceKind(kinds[row["source_kind"]]),
        latitude=float(Decimal(row["latitude"])),
        longitude=float(Decimal(row["longitude"])),
        **row.only("village_code", "name", "district", "source_name", "source_district", "note"),
    )
