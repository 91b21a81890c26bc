"""What the caretaker's commands share: the store they work on, their voice, and their refusals."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection

from models.settings import Settings, read_settings
from models.store import Store, open_store
from rules.values import AccountId, Actor
from rules.vocabulary import Role

# Whoever can start this holds the store's file or its password, and so may see everything.
CARETAKER: Final = Actor(AccountId(0), "admin", "Pengelola", Role.ADMIN, None)


class Refused(Exception):
    """A sentence for the caretaker: why nothing was done."""


@contextmanager
def opened(url: str, settings: Settings) -> Iterator[Store]:
    """Give the store at `url`, and leave it afterwards."""
    store = open_store(url, backups=settings.data_dir / "cadangan")
    try:
        yield store
    finally:
        store.engine.dispose()


@contextmanager
def reading() -> Iterator[Connection]:
    """Give a connection that reads the store of the settings."""
    settings = read_settings()
    with opened(settings.database_url, settings) as store, store.read() as connection:
        yield connection


@contextmanager
def writing() -> Iterator[Connection]:
    """Give a connection in one transaction on the store of the settings."""
    settings = read_settings()
    with opened(settings.database_url, settings) as store, store.write() as connection:
        yield connection


def say(line: str) -> None:
    """Answer on standard output."""
    print(line)


def complain(sentence: str) -> None:
    """Say on standard error what went wrong."""
    print(sentence, file=sys.stderr)
