"""What the caretaker's commands share: the store they work on, their voice, and their refusals."""

import logging
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Final, TypeVar

from sqlalchemy import Connection

from models import backup
from models.accounts.queries import AccountLine, accounts
from models.plan.agencies.queries import acting_for
from models.progress import queries as progress_queries
from models.store.engine import sqlite_file
from models.store.store import Store, opened_as
from rules.access import Permission, allowed
from rules.errors import NoProgramme, SentraError
from rules.periods import WITA, wita_day
from rules.programmes.running import running_on
from rules.values import AccountId, Actor, Programme
from rules.vocabulary import Role
from settings import Settings, read_settings
from words.errors import error
from words.formats import enumeration, long_day

_logger: Final = logging.getLogger("pantau_sentra")
_Result = TypeVar("_Result")

# Whoever can start this holds the store's file or its password, and so may see everything.
CARETAKER: Final = Actor(AccountId(0), "admin", "Pengelola", Role.ADMIN, None)


class Refused(Exception):
    """A sentence for the caretaker: why nothing was done."""


@contextmanager
def opened(url: str, settings: Settings) -> Iterator[Store]:
    """Give the store at `url`, and leave it afterwards. Raises LostStore."""
    backup.require_store(settings)
    store = opened_as(replace(settings, database_url=url))
    try:
        yield store
    finally:
        store.engine.dispose()


@contextmanager
def standing(settings: Settings) -> Iterator[Store]:
    """Give the store of the settings, which must be there: a question never makes an empty one.

    Raises NoProgramme, LostStore.
    """
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        backup.require_store(settings)
        raise NoProgramme
    with opened(settings.database_url, settings) as store:
        yield store


@contextmanager
def standing_onto(options: Namespace, now: datetime) -> Iterator[Store]:
    """Give the store of the settings, opened onto the programme that `--program` names.

    Without a word it is the one that runs today. Raises NoProgramme, Refused.
    """
    with standing(read_settings()) as store:
        with store.read() as connection:
            found = progress_queries.programmes(connection)
        if options.program is None:
            yield store.of(running_on(found, day_of(found[0], now)).code)
            return
        codes = [own.code for own in found]
        if options.program not in codes:
            raise Refused(f"Program {options.program} tidak ada; pilih {', '.join(codes)}.")
        yield store.of(options.program)


@contextmanager
def reading(options: Namespace, now: datetime) -> Iterator[Connection]:
    """Give a connection that reads the programme asked for, in the store of the settings."""
    with standing_onto(options, now) as store, store.read() as connection:
        yield connection


@contextmanager
def writing(options: Namespace, now: datetime) -> Iterator[Connection]:
    """Give a connection in one transaction on that programme."""
    with standing_onto(options, now) as store, store.write() as connection:
        yield connection


def day_of(programme: Programme, at: datetime) -> date:
    """Return the day on the programme's clock at the instant `at`; an example's clock stands."""
    return programme.pinned_on or wita_day(at)


def instant_of(programme: Programme, at: datetime) -> datetime:
    """Return the instant `at` on the programme's clock."""
    return datetime.combine(day_of(programme, at), at.astimezone(WITA).timetz())


def day_asked(asked: date | None, programme: Programme, at: datetime) -> date:
    """Return the day of which somebody asks, without a word today.

    Raises Refused for one that a screen would not show either.
    """
    today = day_of(programme, at)
    if asked is None:
        return today
    if programme.nearest_day(asked, today) == asked:
        return asked
    if asked > today:
        raise Refused(f"Posisi {long_day(asked)} belum terjadi; hari ini {long_day(today)}.")
    start = long_day(programme.start)
    raise Refused(f"Posisi {long_day(asked)} mendahului program, yang mulai {start}.")


def known_asked(asked: date | None, programme: Programme, at: datetime) -> date | None:
    """Return the day by whose end things must be known; None for now, which today means too.

    Raises Refused for one that has not come.
    """
    today = day_of(programme, at)
    if asked is not None and asked > today:
        raise Refused(f"{long_day(asked)} belum terjadi; hari ini {long_day(today)}.")
    return None if asked == today else asked


def author(
    connection: Connection,
    typed: str | None,
    permission: Permission,
    at: datetime,
    *,
    option: str = "--by",
) -> Actor:
    """Return the account in whose name something is changed: such an act has a person.

    Raises Refused, naming who may.
    """
    may = [
        actor
        for line in accounts(connection, CARETAKER, at=at)
        if line.is_active
        if allowed(actor := _actor(connection, line), permission)
    ]
    found = [actor for actor in may if typed in {None, actor.username}]
    if len(found) != 1:
        named = enumeration([actor.username for actor in may])
        raise Refused(
            f"Sebutkan atas nama siapa dengan {option} NAMA; yang berhak: {named or '-'}."
        )
    return found[0]


def _actor(connection: Connection, line: AccountLine) -> Actor:
    """Return who an account is; of a merged agency, somebody who acts for its successor."""
    agency = None if line.agency is None else acting_for(connection, line.agency)
    return Actor(line.account_id, line.username, line.name, line.role, agency)


def say(line: str) -> None:
    """Answer on standard output."""
    print(line)


def complain(sentence: str) -> None:
    """Say on standard error what went wrong."""
    print(sentence, file=sys.stderr)


def told(do: Callable[[], _Result]) -> _Result | None:
    """Return what `do` came to; None once it was told in a sentence what went wrong."""
    try:
        return do()
    except SentraError as problem:
        complain(error(problem))
    except Refused as reason:
        complain(str(reason))
    except EOFError:
        complain("Masukan berakhir sebelum lengkap; tidak ada yang dibuat.")
    except OSError as problem:
        complain(f"Berkas tidak dapat dibaca atau ditulis: {problem.filename or problem}")
    except Exception:
        _logger.exception("a command failed")
        complain(
            "Perintah ini gagal karena kesalahan program, bukan karena isian Anda. "
            "Sampaikan baris-baris di atas kepada pengembang."
        )
    return None
