"""One writer at a time, and recorded instants that never repeat.

Writers queue at the programme's row; SQLite, which has no row locks, lets in one at a time anyway.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from models.schema.audit import audit_event
from models.schema.plan import programme
from rules.audit.clock import doubt
from rules.errors import ClockInDoubt, NoProgramme
from rules.periods import WITA, wita_day

TICK: Final = timedelta(microseconds=1)
"""What lies at least between two recorded instants, so that their order is one over all tables."""

# Made once, here as wherever a command reads: building a statement takes longer than its run.
_QUEUE: Final = select(programme).order_by(programme.c.id).limit(1).with_for_update()
_PINNED_ON: Final = (
    select(programme.c.pinned_on).order_by(programme.c.id).limit(1).with_for_update()
)
_LAST_RECORDED: Final = select(audit_event.c.recorded_at).order_by(audit_event.c.id.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class Recording:
    """What one writer records under: the programme's row, instant, and its day in Penajam."""

    programme: Row[*tuple[Any, ...]]
    at: datetime
    today: date

    @property
    def programme_id(self) -> int:
        """The number of the programme."""
        return int(self.programme.id)


def begin_recording(connection: Connection, at: datetime) -> Recording:
    """Queue behind the programme's other writers; the instant is later than all recorded ones.

    Raises NoProgramme, ClockInDoubt.
    """
    row = connection.execute(_QUEUE).one_or_none()
    if row is None:
        raise NoProgramme
    instant = _later(connection, at, is_believed=row.pinned_on is not None)
    return Recording(row, instant, wita_day(instant))


def next_instant(connection: Connection, at: datetime, *, is_believed: bool = False) -> datetime:
    """Queue for an act that changes no figure; return its instant on the programme's clock.

    An example's clock is pinned, so what happens in it later happens on its one day. Raises
    ClockInDoubt, unless somebody stands by the clock.
    """
    pinned_on = connection.execute(_PINNED_ON).scalar_one_or_none()
    if pinned_on is not None and wita_day(at) > pinned_on:
        at = datetime.combine(pinned_on, at.astimezone(WITA).timetz())
    return _later(connection, at, is_believed=is_believed or pinned_on is not None)


def last_recorded(connection: Connection) -> datetime | None:
    """Return the instant of the latest act; None where nothing is recorded yet."""
    return connection.execute(_LAST_RECORDED).scalar_one_or_none()


def _later(connection: Connection, at: datetime, *, is_believed: bool) -> datetime:
    """Return `at`, or the first instant after the last act recorded where that is later.

    A clock that was set back a little must not reorder history; one that leapt is not believed.
    """
    last = last_recorded(connection)
    found = None if is_believed else doubt(at, last)
    if last is not None and found is not None:
        raise ClockInDoubt(found, at, last)
    return at if last is None else max(at, last + TICK)
