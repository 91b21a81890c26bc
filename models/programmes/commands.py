"""Opening the next programme from the one that the connection is about, which stays as it is."""

from dataclasses import asdict, replace
from datetime import date, datetime

from sqlalchemy import Connection

from models.programmes import rows
from models.programmes.queries import PeriodGround, period_ground
from models.store.recording import begin_recording
from rules.access import Permission, require
from rules.plan.registers import stripped
from rules.programmes.errors import IllegalPeriod, PeriodChanged
from rules.programmes.next_period import NextPeriod, carried, problems_of_next
from rules.thresholds import Thresholds
from rules.values import Actor
from words.programmes.sentences import source


def open_next_period(
    connection: Connection, actor: Actor, wanted: NextPeriod, *, seen: str, at: datetime
) -> str:
    """Open the programme that follows, with what goes on in it; return its code.

    Its plan is a draft, about what is left. `seen` is the version of the ground that was looked at.
    Raises NotAllowed, PeriodChanged, IllegalPeriod with every problem; then nothing is recorded.
    """
    require(actor, Permission.REVISE_PLAN)
    recording = begin_recording(connection, at)
    kept, ground = _judged(connection, actor, wanted, seen=seen, today=recording.today)
    code = ground.board.programme.code
    sources = {
        one.code: source(one, code, recording.today)
        for own in ground.board.sentra
        for one in own.milestones
    }
    opening = rows.Opening(kept, carried(kept, ground.board, sources), _thresholds(kept, ground))
    rows.record_opening(connection, actor, opening, recording)
    return kept.code


def check_next_period(
    connection: Connection, actor: Actor, wanted: NextPeriod, *, seen: str, today: date
) -> None:
    """Raise what opening the programme would be refused with; nothing is recorded."""
    _judged(connection, actor, wanted, seen=seen, today=today)


def _judged(
    connection: Connection, actor: Actor, wanted: NextPeriod, *, seen: str, today: date
) -> tuple[NextPeriod, PeriodGround]:
    """Return the programme as it is kept, and what it is opened from."""
    ground = period_ground(connection, actor, today)
    kept = replace(wanted, code=wanted.code.strip(), said=stripped(wanted.said))
    problems = tuple(problems_of_next(kept, ground.board, ground.taken))
    if problems:
        raise IllegalPeriod(problems)
    if ground.version != seen:
        raise PeriodChanged
    return kept, ground


def _thresholds(wanted: NextPeriod, ground: PeriodGround) -> Thresholds | None:
    """The limits that go on, None where nobody set any; contracts go on with their milestones."""
    programme = ground.board.programme
    if programme.thresholds_set is None:
        return None
    contracts = tuple(code for code in programme.thresholds.contracts if code in wanted.milestones)
    return Thresholds(**asdict(programme.thresholds) | {"contracts": contracts})
