"""Whether the machine's clock can be right, judged by what was recorded last."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

BEHIND_BY: Final = timedelta(minutes=10)
"""So far a clock may stand before the last record: one that is set right steps back by seconds, and
two machines on one database differ by minutes."""

AHEAD_BY: Final = timedelta(days=92)
"""So long nothing may have been recorded: the longest quarter, and each is at least closed."""


class Doubt(StrEnum):
    """Why a clock is not believed."""

    BEHIND = "behind"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a doubted clock that somebody stands by.

    Where the record had run ahead of it: how many acts bear a wrong instant, the first and last.
    """

    acts: int = 0
    span: tuple[datetime, datetime] | None = None


def doubt(clock: datetime, last: datetime | None) -> Doubt | None:
    """Return why `clock` is not believed after the last record at `last`; None where it is.

    Without a record every clock is believed.
    """
    if last is None:
        return None
    if last - clock > BEHIND_BY:
        return Doubt.BEHIND
    return Doubt.AHEAD if clock - last > AHEAD_BY else None
