"""The machine's clock against the last record, as the caretaker looks at it and stands by it."""

from argparse import Namespace
from datetime import datetime

from caretaker.console import CARETAKER, complain, day_of, reading, say, writing
from models.audit.clock import clock_doubt, settle_clock
from models.progress import queries as progress_queries
from models.reporting.queries import effective_after
from models.store.recording import last_recorded
from words.audit import clock as words
from words.errors import clock_doubt as sentence


def clock(options: Namespace, *, now: datetime) -> int:
    """Say whether the clock is believed, 1 where not; with the day of today, let it be believed."""
    if options.today is None:
        return _told(now)
    with writing() as connection:
        today = day_of(progress_queries.programme(connection), now)
        settled = settle_clock(connection, CARETAKER, options.today, at=now)
        ahead = effective_after(connection, CARETAKER, today)
    say(words.settled(settled, now))
    for event in ahead:
        say(words.effective_ahead(event.milestone, event.effective_on))
    return 0


def _told(now: datetime) -> int:
    with reading() as connection:
        doubted, (last, _) = clock_doubt(connection, now), last_recorded(connection)
    for line in words.standing(now, last):
        say(line)
    if doubted is None:
        say(words.BELIEVED)
        return 0
    complain(sentence(doubted))
    return 1
