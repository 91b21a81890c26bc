"""The machine's clock against the last record, as the caretaker looks at it and stands by it."""

from argparse import Namespace
from datetime import date, datetime

from caretaker.console import CARETAKER, complain, day_of, say, standing
from models.audit.clock import clock_doubt, settle_clock
from models.progress import queries as progress_queries
from models.reporting.queries import effective_after
from models.store.recording import last_recorded
from models.store.store import Store
from settings import read_settings
from words.audit import clock as words
from words.errors import clock_doubt as sentence


def clock(options: Namespace, *, now: datetime) -> int:
    """Say whether the clock is believed, 1 where not; with the day of today, let it be believed."""
    if options.today is None:
        return _told(now)
    with standing(read_settings()) as store, store.write() as connection:
        today = day_of(progress_queries.programme(connection), now)
        settled = settle_clock(connection, CARETAKER, options.today, at=now)
        say(words.settled(settled, now))
    with standing(read_settings()) as store:
        for line in effective_ahead(store, today):
            say(line)
    return 0


def effective_ahead(store: Store, today: date) -> list[str]:
    """Return a sentence for each report, of whatever programme, that speaks of a day to come."""
    with store.read() as connection:
        every = progress_queries.programmes(connection)
    found: list[str] = []
    for own in every:
        with store.of(own.code).read() as connection:
            ahead = effective_after(connection, CARETAKER, today)
        found += [words.effective_ahead(event.milestone, event.effective_on) for event in ahead]
    return found


def _told(now: datetime) -> int:
    with standing(read_settings()) as store, store.read() as connection:
        doubted, (last, _) = clock_doubt(connection, now), last_recorded(connection)
    for line in words.standing(now, last):
        say(line)
    if doubted is None:
        say(words.BELIEVED)
        return 0
    complain(sentence(doubted))
    return 1
