"""Numbers and percentages as people type them into a sheet: read, or asked about.

A percentage comes back as points of 100: half is 50.
"""

import re
from decimal import Decimal
from functools import partial
from typing import Final

from rules.sheets.answers import Answer, Taken
from rules.sheets.cells import Cell, Kind
from words.cells import plain
from words.formats import quantity_readings
from words.sheets.cells import judged, problem, question

_FULL: Final = 100
_PERCENT: Final = re.compile(r"\s*(?:%|persen|prosen|percent|per ?cent|pct)\s*$")
_HAS_PERCENT: Final = re.compile(
    r"(?:([0-9][0-9.,]*)\s*(?:-|\u2013|s/d|sampai)\s*)?([0-9][0-9.,]*)\s*(?:%|persen|prosen)"
)
_AMOUNT: Final = re.compile(
    r"(?:rp\.?\s*)?(?P<number>[+-]?[0-9][0-9.,]*[0-9]|[0-9])\s*(?P<unit>\D*)"
)
_NUMBER_WAYS: Final = "bukan angka; tulis seperti 1.250 atau 6,5"
_PERCENT_WAYS: Final = "bukan persen; tulis seperti 50% atau 45,5%"
_THOUSANDS: Final = "titik dan koma dapat berarti ribuan atau desimal"
_SHARE: Final = "dapat berarti bagian dari satu, atau persen"
_IN_WORDS: Final = "ditulis dengan kata; pilih persennya"

# What a share in words most likely means; always asked about.
_SHARES: Final = {
    **dict.fromkeys(("belum", "belum ada", "nol", "nihil", "belum mulai"), 0),
    **dict.fromkeys(("seperempat", "1/4"), 25),
    **dict.fromkeys(("sepertiga", "1/3"), 33),
    **dict.fromkeys(("separuh", "separo", "setengah", "setengahnya", "1/2"), 50),
    **dict.fromkeys(("tiga perempat", "3/4"), 75),
    **dict.fromkeys(("penuh", "selesai", "tuntas", "rampung", "sudah", "sudah selesai"), _FULL),
}


def read_number(cell: Cell) -> Answer[Decimal]:
    """Return the number that a cell holds."""
    return judged(cell, _number, (None, Decimal(0)))


def _number(cell: Cell) -> Answer[Decimal]:
    if isinstance(cell.value, Decimal):
        if not cell.is_percent:
            return Taken(cell.value)
        return question(cell, (_FULL * cell.value, cell.value), _SHARE)
    readings = quantity_readings(plain(cell.text)) if cell.kind is Kind.TEXT else ()
    if not readings:
        return problem(cell, _NUMBER_WAYS)
    return Taken(readings[0]) if len(readings) == 1 else question(cell, readings, _THOUSANDS)


def read_amount(cell: Cell, unit: str) -> Answer[Decimal]:
    """Return the number of a cell that may carry its unit: 15 unit usaha, where `unit` says so.

    A unit that differs from `unit` is asked about; without one, any is taken.
    """
    return judged(cell, partial(_amount, unit=unit), (None, Decimal(0)))


def _amount(cell: Cell, *, unit: str) -> Answer[Decimal]:
    found = _AMOUNT.fullmatch(plain(cell.text)) if cell.kind is Kind.TEXT else None
    if found is None:
        return _number(cell)
    readings = quantity_readings(found["number"])
    if not readings:
        return problem(cell, _NUMBER_WAYS)
    written, wanted = found["unit"].strip(" ."), plain(unit)
    if written and wanted and written != wanted:
        return question(cell, readings, f"satuannya '{written}', padahal kolom satuan '{wanted}'")
    return Taken(readings[0]) if len(readings) == 1 else question(cell, readings, _THOUSANDS)


def read_percent(cell: Cell) -> Answer[Decimal]:
    """Return the percentage that a cell holds, in points of 100."""
    return judged(cell, _percent, (None, Decimal(0)))


def _percent(cell: Cell) -> Answer[Decimal]:
    if isinstance(cell.value, Decimal):
        points = (_FULL * cell.value,) if cell.is_percent else _as_points(cell.value)
        return Taken(points[0]) if len(points) == 1 else question(cell, points, _SHARE)
    if cell.kind is not Kind.TEXT:
        return problem(cell, _PERCENT_WAYS)
    words = plain(cell.text)
    bare = _PERCENT.sub("", words)
    readings = quantity_readings(bare)
    if bare == words:
        unsure = len(readings) > 1
        readings = tuple(dict.fromkeys(one for value in readings for one in _as_points(value)))
        why = _THOUSANDS if unsure else _SHARE
    else:
        why = _THOUSANDS
    if not readings:
        return _in_words(cell, words)
    return Taken(readings[0]) if len(readings) == 1 else question(cell, readings, why)


def _as_points(value: Decimal) -> tuple[Decimal, ...]:
    """Return what a number without a sign may mean: up to 1 also a share of the whole."""
    is_share = 0 < abs(value) <= 1
    return (_FULL * value, value) if is_share else (value,)


def _in_words(cell: Cell, words: str) -> Answer[Decimal]:
    if words in _SHARES:
        return question(cell, (Decimal(_SHARES[words]), None), _IN_WORDS)
    texts = (text for pair in _HAS_PERCENT.findall(words) for text in pair)
    found = [one for text in texts for one in quantity_readings(text)]
    if found:
        return question(cell, tuple(found), "ada kata lain di samping persennya")
    return problem(cell, _PERCENT_WAYS)
