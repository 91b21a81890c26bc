"""Formulas that plainly add and subtract cells of their sheet, computed where no value is stored.

Libraries write formulas without values, and only a spreadsheet fills them in. Anything but SUM, +
and - of cells stays unknown.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from rules.sheets.addresses import address_parts, columns_between
from rules.sheets.cells import Kind, Sheet

_CELL: Final = r"\$?([A-Z]{1,3})\$?([0-9]{1,7})"
_RANGE: Final = re.compile(rf"{_CELL}(?::{_CELL})?")
_TERM: Final = re.compile(
    rf"(?P<sign>[+-]?)(?:SUM\((?P<sum>[A-Z0-9$:,;]+)\)|(?P<cell>{_CELL}))(?![(:!A-Z0-9])"
)
# Cells that one formula may add up, and all of a sheet.
_LONGEST: Final = 2000
_MOST_CELLS: Final = 100_000

_Terms = tuple[tuple[int, str], ...]


def calculated(sheet: Sheet) -> Sheet:
    """Return the sheet with the values of formulas that only add and subtract."""
    if not sheet.formulas:
        return sheet
    terms: dict[str, _Terms] = {}
    left = _MOST_CELLS
    for address, formula in sheet.formulas.items():
        found = _terms(formula)
        left -= len(found)
        if left < 0:
            break
        if found:
            terms[address] = found
    known = _values(sheet, terms)
    return replace(
        sheet, calculated={one: value for one, value in known.items() if value is not None}
    )


def _values(sheet: Sheet, terms: Mapping[str, _Terms]) -> dict[str, Decimal | None]:
    """Return the values of formulas, each after those that it needs; None where it has none.

    Formulas that need each other in a circle have none.
    """
    known: dict[str, Decimal | None] = {}
    begun: set[str] = set()
    for address in terms:
        # Cumulative rows lean on each other over hundreds of weeks: no recursion.
        waiting = [address]
        while waiting:
            current = waiting[-1]
            needs = [one for _, one in terms[current] if one in terms and one not in known]
            further = [] if current in begun else [one for one in needs if one not in begun]
            begun.add(current)
            if further:
                waiting += further
                continue
            known[current] = None if needs else _total(sheet, terms[current], known)
            waiting.pop()
    return known


def _total(sheet: Sheet, terms: _Terms, known: Mapping[str, Decimal | None]) -> Decimal | None:
    """Return a sum; None where a cell of it holds no number. Empty cells count nothing."""
    total = Decimal(0)
    for sign, term in terms:
        value = known[term] if term in known else _number(sheet, term)
        if value is None:
            return None
        total += sign * value
    return total


def _number(sheet: Sheet, address: str) -> Decimal | None:
    column, row = address_parts(address)
    cell = sheet.cell(row, column)
    if cell.kind is Kind.EMPTY:
        return Decimal(0)
    return cell.value if isinstance(cell.value, Decimal) else None


def _terms(formula: str) -> _Terms:
    """Return what a formula adds and subtracts; nothing where it does anything else."""
    words = "".join(formula.split()).removeprefix("=").upper()
    found: list[tuple[int, str]] = []
    place = 0
    while place < len(words):
        term = _TERM.match(words, place)
        # Every term but the first has its sign.
        if term is None or (place and not term["sign"]):
            return ()
        added = _added(term)
        if not added:
            return ()
        found += [(-1 if term["sign"] == "-" else 1, one) for one in added]
        place = term.end()
    return tuple(found)


def _added(term: re.Match[str]) -> list[str]:
    if term["cell"]:
        return [term["cell"].replace("$", "")]
    cells: list[str] = []
    for part in re.split("[,;]", term["sum"]):
        span = _RANGE.fullmatch(part)
        if span is None:
            return []
        left, top, right, bottom = span.groups()
        rows = range(int(top), int(bottom or top) + 1)
        for column in columns_between(left, right or left):
            if len(cells) + len(rows) > _LONGEST:
                return []
            cells += [f"{column}{row}" for row in rows]
    return cells
