"""One writer at a time, and recorded instants that never repeat.

Writers of all programmes queue at the first one's row; SQLite, which has no row locks, lets in one
at a time anyway.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from models.schema.audit import audit_event
from models.schema.plan import programme
from models.store.programme import ROWS, own_row
from rules.audit.clock import doubt
from rules.errors import ClockInDoubt
from rules.periods import WITA, wita_day

TICK: Final = timedelta(microseconds=1)
"""What lies at least between two recorded instants, so that their order is one over all tables."""

# Made once, here as wherever a command reads: building a statement takes longer than its run.
_QUEUE: Final = ROWS.with_for_update(of=programme)
_PINNED_ON: Final = (
    select(programme.c.pinned_on).order_by(programme.c.id).limit(1).with_for_update()
)
_LAST: Final = (
    select(audit_event.c.recorded_at, audit_event.c.id, audit_event.c.hash)
    .order_by(audit_event.c.id.desc())
    .limit(1)
)


@dataclass(slots=True)
class Tail:
    """The last act of the audit chain, known to its one writer; 0 and empty before the first."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Recording:
    """What one writer records under: the programme's row, instant, and its day in Penajam.

    The `tail` moves on with each act that is recorded under it.
    """

    programme: Row[*tuple[Any, ...]]
    at: datetime
    today: date
    tail: Tail

    @property
    def programme_id(self) -> int:
        """The number of the programme."""
        return int(self.programme.id)


def begin_recording(connection: Connection, at: datetime) -> Recording:
    """Queue behind the store's other writers; the instant is later than all recorded ones.

    Raises NoProgramme, ClockInDoubt.
    """
    row = own_row(connection, connection.execute(_QUEUE).all())
    instant, tail = _later(connection, at, is_believed=row.pinned_on is not None)
    return Recording(row, instant, wita_day(instant), tail)


def wait_turn(connection: Connection) -> None:
    """Queue behind the store's other writers: what is read next stays so until this one is done."""
    connection.execute(_PINNED_ON)


def next_instant(
    connection: Connection, at: datetime, *, is_believed: bool = False
) -> tuple[datetime, Tail]:
    """Queue for an act that changes no figure; return its instant on the programme's clock.

    With it comes the act before. An example's clock is pinned, so what happens in it later
    happens on its one day. Raises ClockInDoubt, unless somebody stands by the clock.
    """
    pinned_on = connection.execute(_PINNED_ON).scalar_one_or_none()
    if pinned_on is not None and wita_day(at) > pinned_on:
        at = datetime.combine(pinned_on, at.astimezone(WITA).timetz())
    return _later(connection, at, is_believed=is_believed or pinned_on is not None)


def last_recorded(connection: Connection) -> tuple[datetime | None, Tail]:
    """Return the latest act and its instant; None where nothing is recorded yet."""
    last = connection.execute(_LAST).one_or_none()
    return (None, Tail(0, "")) if last is None else (last.recorded_at, Tail(last.id, last.hash))


def _later(connection: Connection, at: datetime, *, is_believed: bool) -> tuple[datetime, Tail]:
    """Return `at`, or the first instant after the last act where that is later, and that act.

    A clock that was set back a little must not reorder history; one that leapt is not believed.
    """
    last, tail = last_recorded(connection)
    found = None if is_believed else doubt(at, last)
    if last is not None and found is not None:
        raise ClockInDoubt(found, at, last)
    return at if last is None else max(at, last + TICK), tail
