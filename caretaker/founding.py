"""A real store founded: with its plan and its first people."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from functools import partial
from getpass import getpass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import Connection

from caretaker.console import CARETAKER, Refused, opened, say, standing
from caretaker.preparing import make_ready, programmes_of
from models import backup
from models.accounts import commands as accounts
from models.accounts.commands import Description
from models.plan.seed import load_plan
from models.progress import queries as progress_queries
from models.store.engine import sqlite_file
from models.store.store import Store, close_stores, found_store
from rules.values import Actor, AgencyCode, Programme
from rules.vocabulary import Role, label
from settings import (
    DATABASE_URL,
    EXAMPLE_FILE,
    PLAN_FOLDER,
    REAL_FILE,
    Settings,
    read_settings,
    sqlite_url,
)

_ALREADY_FOUNDED: Final = (
    "Program sudah ada di basis data ini; init hanya untuk basis data baru. Tidak ada yang diubah."
)


def prepare(options: Namespace, *, now: datetime) -> int:
    """Bring the store to today's schema; make the example where nothing real is there yet."""
    try:
        make_ready(read_settings(), now, without_copy=options.without_copy)
    finally:
        close_stores()
    return 0


def init(options: Namespace, *, now: datetime) -> int:
    """Make the real store with the plan and its first administrator, or nothing at all."""
    given = {DATABASE_URL: options.database} if options.database else {}
    settings = read_settings({**os.environ, **given})
    backup.require_store(settings)
    url = _real_url(settings)
    if _programmes_at(url, settings):
        raise Refused(_ALREADY_FOUNDED)
    username = options.username or input("Nama pengguna administrator: ").strip()
    name = options.name or input("Nama lengkap: ").strip()
    password = _password(options)

    fill = partial(_fill, username=username, name=name, password=password, at=now)
    _found(url, fill, settings)
    backup.remember(settings)
    say(f"Basis data siap. Administrator: {username}. Buka dasbor dengan: python run.py")
    return 0


def add_account(options: Namespace, *, now: datetime) -> int:
    """Add an account that signs in with a password."""
    password = _password(options)
    with standing(read_settings()) as store, store.write() as connection:
        progress_queries.programme(connection)
        agency = AgencyCode(options.agency) if options.agency else None
        who = Description(options.name, options.role, agency)
        actor = _create(connection, options.username, who, password, at=now)
    say(f"Akun {actor.username} dibuat, peran {label(actor.role)}.")
    return 0


def _fill(store: Store, *, username: str, name: str, password: str, at: datetime) -> None:
    """Put the plan and the first administrator into a store that has no programme."""
    if programmes_of(store):
        raise Refused(_ALREADY_FOUNDED)
    with store.write() as connection:
        load_plan(connection, PLAN_FOLDER, is_example=False, pinned_on=None, at=at)
        _create(connection, username, Description(name, Role.ADMIN, None), password, at=at)


def _create(
    connection: Connection, username: str, who: Description, password: str, *, at: datetime
) -> Actor:
    style = read_settings().password_style
    return accounts.create(
        connection, CARETAKER, username, who, password=password, at=at, style=style
    )


def _real_url(settings: Settings) -> str:
    """Where a real store belongs: what the settings name, but never the example's file."""
    example, real = (sqlite_url(settings.data_dir / name) for name in (EXAMPLE_FILE, REAL_FILE))
    return real if settings.database_url == example else settings.database_url


def _programmes_at(url: str, settings: Settings) -> tuple[Programme, ...]:
    """Return the programmes of a store in a file; looking makes no file where there is none."""
    file = sqlite_file(url)
    if file is None or not file.exists():
        return ()
    with opened(url, settings) as store:
        return programmes_of(store)


def _found(url: str, fill: Callable[[Store], None], settings: Settings) -> None:
    """Fill a new store; a server's database is touched only after a rehearsal went well."""
    file = sqlite_file(url)
    if file is not None:
        found_store(file, fill)
        return
    with TemporaryDirectory() as folder:
        found_store(Path(folder) / REAL_FILE, fill)
    with opened(url, settings) as store:
        fill(store)


def _password(options: Namespace) -> str:
    """Return the password that was typed twice, or handed in on one line by a script."""
    if options.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass("Kata sandi (paling sedikit 15 huruf): ")
    if first != getpass("Ulangi kata sandi: "):
        raise Refused("Kedua kata sandi berbeda; tidak ada yang dibuat. Coba lagi.")
    return first
