"""One writer at a time, and recorded instants that never repeat.

Writers queue at the programme's row; SQLite, which has no row locks, lets in one at a time anyway.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, bindparam, select, update

from models.schema.audit import audit_event
from models.schema.plan import programme
from models.store.programme import programme_row
from rules.periods import WITA, wita_day

TICK: Final = timedelta(microseconds=1)
"""What lies at least between two recorded instants, so that their order is one over all tables."""

# Made once, here as wherever a command reads: building a statement takes longer than its run.
_RAISE_VERSION: Final = (
    update(programme)
    .where(programme.c.id == bindparam("programme"))
    .values(version=programme.c.version + 1)
)
_PINNED_ON: Final = (
    select(programme.c.pinned_on).order_by(programme.c.id).limit(1).with_for_update()
)
_LAST_RECORDED: Final = select(audit_event.c.recorded_at).order_by(audit_event.c.id.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class Recording:
    """What one writer records under: programme, instant, and its day in Penajam."""

    programme_id: int
    at: datetime
    today: date


def begin_recording(connection: Connection, at: datetime) -> Recording:
    """Queue behind the programme's other writers; the instant is later than all recorded ones.

    The programme's version rises, so caches know a new state from an old one.
    """
    row = programme_row(connection)
    connection.execute(_RAISE_VERSION, {"programme": row.id})
    instant = later(connection, at)
    return Recording(row.id, instant, wita_day(instant))


def next_instant(connection: Connection, at: datetime) -> datetime:
    """Queue for an act that changes no figure; return its instant on the programme's clock.

    An example's clock is pinned, so what happens in it later happens on its one day.
    """
    pinned_on = connection.execute(_PINNED_ON).scalar_one_or_none()
    if pinned_on is not None and wita_day(at) > pinned_on:
        at = datetime.combine(pinned_on, at.astimezone(WITA).timetz())
    return later(connection, at)


def later(connection: Connection, at: datetime) -> datetime:
    """Return `at`, or the first instant after the last act recorded where that is later.

    A clock that was set back must not reorder history.
    """
    last = connection.execute(_LAST_RECORDED).scalar_one_or_none()
    return at if last is None else max(at, last + TICK)
