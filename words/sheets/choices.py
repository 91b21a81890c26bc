"""What can be answered to a question about a cell, in words."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from rules.sheets.answers import Problem, Question
from rules.sheets.layout import Field
from rules.vocabulary import Status, label
from words.formats import long_day, plain_number

LEFT: Final = "biarkan seperti yang tercatat"


def choice(field: Field, value: object, named: Callable[[str], str]) -> str:
    """Return one answer in words; `named` tells milestones and agencies by their codes."""
    if value is None:
        return LEFT
    if isinstance(value, Status):
        return label(value)
    if isinstance(value, date):
        return long_day(value)
    if isinstance(value, Decimal):
        return f"{plain_number(value)}%" if field is Field.PROGRESS else plain_number(value)
    if isinstance(value, tuple):
        return ", ".join(map(named, value))
    return named(str(value))


def asked(found: Question[Any]) -> str:
    """Return what is asked: D6 “belum”: ditulis dengan kata; pilih persennya."""
    return f"{found.where.address} “{found.value}”: {found.why}"


def comment(found: Problem | Question[Any]) -> str:
    """Return what stands at a cell that is wrong or asked about."""
    return f"Perlu diperbaiki: {found.mend}" if isinstance(found, Problem) else f"?: {found.why}"
