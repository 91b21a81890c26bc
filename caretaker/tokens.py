"""Data tokens given, told and revoked from the command line."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from caretaker.console import CARETAKER, say, standing
from models.feed import commands as feed
from models.feed.queries import TokenNumber, tokens
from rules.values import AgencyCode
from settings import read_settings
from words.feed import sentences


def token(options: Namespace, *, now: datetime) -> int:
    """Carry out the task that the options name. Raises SentraError."""
    _TASKS[options.task](options, now)
    return 0


def _give(options: Namespace, now: datetime) -> None:
    """Say the letters of a new token, alone on a line: nobody can see them again."""
    agency = AgencyCode(options.agency) if options.agency else None
    with standing(read_settings()) as store, store.write() as connection:
        given = feed.give_token(connection, CARETAKER, options.purpose, agency, at=now)
    say(sentences.given(int(given.number), agency))
    say(given.token)


def _list(_: Namespace, now: datetime) -> None:
    del now
    with standing(read_settings()) as store, store.read() as connection:
        found = tokens(connection, CARETAKER)
    for one in found:
        opens, state = (
            sentences.scope(one.agency),
            sentences.state(one.last_used_on, one.revoked_at),
        )
        say(f"{one.number}  {one.purpose}  ({opens}; {state})")
    if not found:
        say(sentences.NONE)


def _revoke(options: Namespace, now: datetime) -> None:
    with standing(read_settings()) as store, store.write() as connection:
        feed.revoke_token(connection, CARETAKER, TokenNumber(options.number), at=now)
    say(sentences.revoked(options.number))


_TASKS: Final[Mapping[str, Callable[[Namespace, datetime], None]]] = {
    "give": _give,
    "list": _list,
    "revoke": _revoke,
}
