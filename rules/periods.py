"""Days, quarters and months. Every range is inclusive; the day is that of Penajam (WITA, UTC+8)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

WITA: Final = timezone(timedelta(hours=8), "WITA")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` on, up to `finish` inclusive; without end where that is None."""

    start: date
    finish: date | None

    def __contains__(self, day: date) -> bool:
        """Whether `day` is one of them."""
        return self.start <= day and (self.finish is None or day <= self.finish)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter (triwulan) of a year; `number` is 1 to 4."""

    year: int
    number: int

    @property
    def start(self) -> date:
        """The first day of the quarter."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def finish(self) -> date:
        """The last day of the quarter."""
        return month_end(date(self.year, 3 * self.number, 1))

    @property
    def previous(self) -> "Quarter":
        """The quarter before this one."""
        return quarter_of(self.start - timedelta(days=1))


def quarter_of(day: date) -> Quarter:
    """Return the quarter that `day` lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


def month_end(day: date) -> date:
    """Return the last day of the month that `day` lies in."""
    return last_day(month_number(day))


def month_ends(start: date, finish: date) -> Iterator[date]:
    """Yield each last day of a month from `start` to `finish`, both inclusive."""
    day = month_end(start)
    while day <= finish:
        yield day
        day = month_end(day + timedelta(days=1))


def month_number(day: date) -> int:
    """Return the months since year 0, so that months compare and subtract as integers."""
    return day.year * 12 + day.month - 1


# Each board asks for the same few hundred times.
@lru_cache(maxsize=4096)
def last_day(month: int) -> date:
    """Return the last day of a month that `month_number` counts."""
    first = date(month // 12, month % 12 + 1, 1)
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def wita_day(instant: datetime) -> date:
    """Return the calendar day in Penajam at `instant`, which must carry a zone."""
    return instant.astimezone(WITA).date()


ALWAYS: Final = Span(date.min, None)
