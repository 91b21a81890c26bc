"""A change of a register as plan files ask for it, with the command that records it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection

from models.plan.files.rows import Row
from rules.plan.errors import RowProblem
from rules.plan.registers import FieldProblem
from rules.plan.table import PlanDecision
from rules.values import Actor
from words.plan.registers import field_problem

Fields = Mapping[str, Any]
Record = Callable[[Connection, Actor, PlanDecision | None, datetime], object]
"""Records a change by the command of its page, on what is in force when it is called."""

_COLUMNS: Final = {"place_name": "name", "coordinates": "latitude", "places": "code"}


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """What files make of one entry: its fields before (none: it is new) and after (none: gone)."""

    code: str
    name: str
    before: Fields
    after: Fields
    record: Record


def row_problems(name: str, row: Row, found: Iterable[FieldProblem]) -> Iterator[RowProblem]:
    """Yield what is wrong with fields of the row that says them."""
    for one in found:
        column = _COLUMNS.get(one.field, one.field) or "code"
        reason = f"'{row[column]}': {field_problem(one)}"
        yield RowProblem(name, row.number, column, reason)
