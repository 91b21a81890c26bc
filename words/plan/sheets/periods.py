"""Times of a plan in words: Januari - Maret 2022, TW II, Semester I, April s.d. Juni."""

import re
from contextlib import suppress
from datetime import date
from typing import Final

from rules.periods import last_day
from words.cells import plain
from words.formats import parse_day
from words.sheets.heads import months_of, year_of

_UP_TO: Final = re.compile(
    r"\s*(?:\bs\s*/\s*d\b|\bs\.\s*d\.?|\bsd\b|\bsampai(?: dengan)?\b|\bhingga\b"
    # Days hold such signs too: 2022-04-01.
    r"|\s[-\u2013\u2014]\s|(?<![0-9])[-\u2013\u2014]|[-\u2013\u2014](?![0-9]))\s*"
)
_HALF: Final = re.compile(r"(?:semester|smt|sem)\.? ?(ii|i|1|2)")
_YEAR: Final = re.compile(r"(?:th\.?|thn\.?|tahun)? ?\b20[0-9]{2}\b")
_MONTHS: Final = 12
_TWO: Final = 2

Months = tuple[int, int]


def period(words: str, year: int | None) -> tuple[date, date] | None:
    """Return the first and the last day of a time in words; None where it cannot be read.

    `year` is that of words that tell none. A time that would end before it begins is none.
    """
    said = plain(words)
    parts = [part for part in _UP_TO.split(said) if part]
    if not 1 <= len(parts) <= _TWO:
        return None
    years = [year_of(part) for part in parts]
    last = years[-1] or year
    first = years[0] or last
    # Triwulan I s.d. III says once of what it counts.
    counted = f"{parts[0].split()[0]} {parts[-1]}"
    begun, ended = _time(parts[0], first), _time(parts[-1], last) or _time(counted, last)
    if begun is None or ended is None or ended[1] < begun[0]:
        return None
    return begun[0], ended[1]


def tells_year(words: str) -> bool:
    """Whether a time in words says of which year it is."""
    return year_of(plain(words)) is not None


def _time(words: str, year: int | None) -> tuple[date, date] | None:
    """Return the first and the last day of one month, quarter, half or year, or one day."""
    if (day := _day(words) or _day(f"{words} {year}")) is not None:
        return day, day
    months = _months(" ".join(_YEAR.sub(" ", words).split()))
    if year is None or months is None:
        return None
    first, last = (_MONTHS * year + month - 1 for month in months)
    return last_day(first).replace(day=1), last_day(last)


def _months(words: str) -> Months | None:
    if not words:
        return 1, _MONTHS
    half = _HALF.fullmatch(words)
    if half is not None:
        return (1, 6) if half[1] in {"i", "1"} else (7, _MONTHS)
    return months_of(words)


def _day(words: str) -> date | None:
    with suppress(ValueError):
        return parse_day(words)
    return None
