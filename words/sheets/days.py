"""Days as people type them into a sheet: read, or asked about.

In numbers the day comes first in Indonesia; a spreadsheet set to American English turns it round.
So 3/4/2022 alone is asked about; beside 30/6/2022 in the same column it is 3 April.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Final

from rules.periods import Quarter, month_end
from rules.sheets.answers import Answer, Taken
from rules.sheets.cells import EXCEL_EPOCH, Cell, Kind
from words.cells import plain
from words.formats import parse_day
from words.sheets.cells import judged, problem, question

_WAYS: Final = "bukan tanggal; tulis seperti 30/06/2022 atau 30 Juni 2022"
_SWAPPED: Final = "hari dan bulannya dapat tertukar"
_SHORT_YEAR: Final = "tahunnya hanya dua angka"
_WHOLE: Final = "hanya menyebut bulan atau triwulan; pilih harinya"
_SERIAL: Final = "angka seri tanggal yang disimpan sebagai teks"

_WEEKDAYS: Final = r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad),?\s+"
_PREFIX: Final = re.compile(rf"^(?:tanggal|tgl\.?|per|s/d|s\.d\.?|sampai)?\s*(?:{_WEEKDAYS})?")
_NUMERIC: Final = re.compile(
    r"([0-9]{1,4})\s*[-/. ]\s*([0-9]{1,2})\s*[-/. ]\s*([0-9]{1,4})"
    r"(?:[ t]\s*[0-9]{1,2}[.:][0-9]{2}.*)?"
)
_MONTH: Final = re.compile(
    r"([a-z]{3,9}|[0-9]{1,2})\.?\s*[-/ ]?\s*([12][0-9]{3})|([a-z]{3,9})[-/ ']+([0-9]{2})"
)
_NAMED: Final = re.compile(r"([0-9]{1,2})[\s/.\-]*([a-z]{3,9})[\s/.,\-']*([0-9]{4}|[0-9]{2})\.?")
_ENGLISH: Final = re.compile(r"([a-z]{3,9})\s+([0-9]{1,2}),?\s+([0-9]{4})")
_QUARTER: Final = re.compile(
    r"(?:tw|triwulan|twl|q)\.?\s*(i{1,3}|iv|[1-4])[\s/,.]*(?:tahun\s*)?([12][0-9]{3})"
)
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DIGITS: Final = re.compile(r"[0-9]{5}|[0-9]{8}")
_YEAR: Final = 4
_SHORT: Final = 2
_CENTURY: Final = 2000
_MONTHS: Final = 12

# Serial numbers of the days from 1990 to 2099: what else stands in a column of days is no serial.
_EARLIEST: Final = date(1990, 1, 1)
_LATEST: Final = date(2099, 12, 31)


@dataclass(frozen=True, slots=True)
class Habit:
    """How the days of a column are typed: whether some tell that the day comes first.

    `is_turned`: its true dates are all of the first twelve days while its texts go beyond. A
    spreadsheet that puts the month first does that: it takes 3/4 for 4 March, and leaves 30/6 text.
    """

    day_first: bool = False
    is_turned: bool = False
    epoch: date = EXCEL_EPOCH


def habit(cells: Iterable[Cell], epoch: date = EXCEL_EPOCH) -> Habit:
    """Return how the days of a column are typed, judged by all its cells."""
    seen = list(cells)
    parts = [found.groups() for one in seen if (found := _numeric(one))]
    pairs = [(int(day), int(month)) for day, month, _ in parts if len(day) < _YEAR]
    beyond = any(day > _MONTHS for day, _ in pairs)
    reverse = any(month > _MONTHS for _, month in pairs)
    dates = [one.value for one in seen if isinstance(one.value, date)]
    is_turned = bool(dates) and beyond and all(one.day <= _MONTHS for one in dates)
    return Habit(beyond and not reverse, is_turned, epoch)


def _numeric(cell: Cell) -> re.Match[str] | None:
    return _NUMERIC.fullmatch(_bare(cell.text)) if cell.kind is Kind.TEXT else None


def _bare(text: str) -> str:
    return _PREFIX.sub("", plain(text), count=1)


def read_day(cell: Cell, typed: Habit = Habit()) -> Answer[date]:
    """Return the day that a cell holds; `typed` is how its column is typed."""
    return judged(cell, partial(_day, typed=typed))


def _day(cell: Cell, *, typed: Habit) -> Answer[date]:
    if isinstance(cell.value, date):
        if typed.is_turned and cell.value.day != cell.value.month:
            turned = date(cell.value.year, cell.value.day, cell.value.month)
            return question(cell, (turned, cell.value), _SWAPPED)
        return Taken(cell.value)
    if isinstance(cell.value, Decimal):
        serial = _of_serial(cell.value, typed.epoch)
        return problem(cell, _WAYS) if serial is None else Taken(serial)
    return _of_text(cell, typed) if cell.kind is Kind.TEXT else problem(cell, _WAYS)


def _of_serial(number: Decimal, epoch: date) -> date | None:
    if not 0 <= number < _LATEST.toordinal():
        return None
    day = epoch + timedelta(days=int(number))
    return day if _EARLIEST <= day <= _LATEST else None


def _of_text(cell: Cell, typed: Habit) -> Answer[date]:
    words = _bare(cell.text)
    if numeric := _NUMERIC.fullmatch(words):
        readings = tuple(dict.fromkeys(_readings(numeric[1], numeric[2], numeric[3], typed)))
        is_short = _YEAR not in (len(numeric[1]), len(numeric[3]))
        if len(readings) == 1 and not is_short:
            return Taken(readings[0])
        why = _SHORT_YEAR if is_short else _SWAPPED
        return question(cell, readings, why) if readings else problem(cell, _WAYS)
    if (whole := _whole(words)) is not None:
        return question(cell, whole, _WHOLE)
    if _DIGITS.fullmatch(words):
        return _of_digits(cell, words, typed.epoch)
    return _of_names(cell, words)


def _of_names(cell: Cell, words: str) -> Answer[date]:
    """Read a day whose month is written out: 30 Juni 2022, 30-Jun-22, June 30, 2022."""
    named, english = _NAMED.fullmatch(words), _ENGLISH.fullmatch(words)
    day = None
    if named is not None:
        day = _parsed(f"{named[1]} {named[2]} {_whole_year(named[3])}")
    elif english is not None:
        day = _parsed(f"{english[2]} {english[1]} {english[3]}")
    if day is None:
        return problem(cell, _WAYS)
    is_short = named is not None and len(named[3]) == _SHORT
    return question(cell, (day,), _SHORT_YEAR) if is_short else Taken(day)


def _whole_year(year: str) -> str:
    return str(_CENTURY + int(year)) if len(year) == _SHORT else year


def _parsed(words: str) -> date | None:
    """Return the day that words say in the house's way, None where they say none."""
    with suppress(ValueError):
        return parse_day(words)
    return None


def _readings(first: str, middle: str, last: str, typed: Habit) -> Iterator[date]:
    """Yield what three numbers may mean, the Indonesian way first."""
    ways = [(first, middle, last)]
    if len(first) == _YEAR:
        ways = [(last, middle, first)]
    elif not typed.day_first:
        ways.append((middle, first, last))
    if _YEAR not in (len(first), len(last)):
        ways.append((last, middle, first))
    for day, month, year in ways:
        if (found := _parsed(f"{day}/{month}/{_whole_year(year)}")) is not None:
            yield found


def _whole(words: str) -> tuple[date, ...] | None:
    """Return the last and the first day of a month or a quarter that words name."""
    if quarter := _QUARTER.fullmatch(words):
        number = _QUARTERS.get(quarter[1]) or int(quarter[1])
        whole = Quarter(int(quarter[2]), number)
        return (whole.finish, whole.start)
    month = _MONTH.fullmatch(words)
    if month is None:
        return None
    first = _parsed(f"1 {month[1] or month[3]} {month[2] or _whole_year(month[4])}")
    return None if first is None else (month_end(first), first)


def _of_digits(cell: Cell, words: str, epoch: date) -> Answer[date]:
    """Ask about digits alone: a serial number, 20220630, or 30062022."""
    choices = []
    if len(words) < _YEAR * 2:
        choices = [_of_serial(Decimal(words), epoch)]
    for day, month, year in (
        (words[6:], words[4:6], words[:4]),
        (words[:2], words[2:4], words[4:]),
    ):
        choices.append(_parsed(f"{day}/{month}/{year}"))
    found = tuple(one for one in choices if one is not None and _EARLIEST <= one <= _LATEST)
    return question(cell, found, _SERIAL) if found else problem(cell, _WAYS)
