"""Names of backups, which of them are kept, and when the next one is due."""

import re
from collections.abc import Callable, Collection, Hashable
from datetime import datetime, timedelta
from typing import Final

from rules.periods import WITA

DAILY: Final = 7
WEEKLY: Final = 4
MONTHLY: Final = 12

_STAMP: Final = "%Y-%m-%d_%H%M"
_NAME: Final = re.compile(r"pantau-cadangan_(\d{4}-\d{2}-\d{2}_\d{4})(?:_(\d{2}))?\.zip")


def stamp(at: datetime) -> str:
    """Return the minute in Penajam as file names carry it: 2022-06-30_1405."""
    return at.astimezone(WITA).strftime(_STAMP)


def backup_name(at: datetime, number: int = 1) -> str:
    """Return the name of the `number`-th backup of a minute; names sort as they were taken."""
    again = "" if number == 1 else f"_{number:02}"
    return f"pantau-cadangan_{stamp(at)}{again}.zip"


def taken_at(name: str) -> datetime | None:
    """Return the minute in which a backup of this name was taken; None for any other name."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1], _STAMP).replace(tzinfo=WITA)
    except ValueError:
        return None


def outdated(names: Collection[str]) -> frozenset[str]:
    """Return which backups need no longer be kept; names of anything else are never among them.

    Kept are the newest of each of the last 7 days, 4 weeks and 12 months that have one, so that a
    machine that was off for long loses nothing by it, and the newest of all is always kept.
    """
    taken = {name: at for name in names if (at := taken_at(name)) is not None}
    newest_first = sorted(taken, key=lambda name: (taken[name], name), reverse=True)
    kept: set[str] = set()
    for count, period in ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month)):
        newest: dict[Hashable, str] = {}
        for name in newest_first:
            newest.setdefault(period(taken[name]), name)
        kept.update(list(newest.values())[:count])
    return frozenset(taken.keys() - kept)


def latest_due(now: datetime, hour: int) -> datetime:
    """Return the latest instant, not after `now`, at which it was `hour` o'clock in Penajam."""
    local = now.astimezone(WITA)
    today = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today <= local else today - timedelta(days=1)


_Period = Callable[[datetime], Hashable]
_day: Final[_Period] = datetime.date


def _week(at: datetime) -> Hashable:
    return at.isocalendar()[:2]


def _month(at: datetime) -> Hashable:
    return at.year, at.month
