"""A store made ready to be served: at today's schema, with the example where nothing real is."""

from datetime import datetime
from pathlib import Path

from caretaker.checking import warn
from caretaker.console import day_of, say
from models import backup
from models.evidence.folder import EvidenceFolder
from models.progress import queries as progress_queries
from models.store.private import close_to_others
from models.store.store import Store, close_stores, found_store, the_store
from rules.errors import NoProgramme
from rules.programmes.running import running_on
from rules.values import Programme
from settings import EXAMPLE_FILE, PLAN_FOLDER, Settings, sqlite_url
from words.formats import long_day


def make_ready(settings: Settings, now: datetime, *, without_copy: bool = False) -> Store:
    """Return this process's store, once it can be served, and tell the terminal what is in it.

    What a quick look finds wrong with history or clock is told, and keeps nobody from their work.
    It is copied before it is brought to today's schema, unless whoever asks has a copy already.
    Raises LostStore, NotCopied.
    """
    close_to_others(settings)
    backup.require_store(settings)
    file = settings.data_dir / EXAMPLE_FILE
    if settings.database_url == sqlite_url(file) and not _is_founded(file, settings):
        close_stores()
        _make_example(file, settings)
    store = the_store(settings, without_copy=without_copy)
    found = programmes_of(store)
    if found and found[0].pinned_on is None:
        backup.remember(settings)
    say(_readiness(found, now))
    warn(store, now)
    return store


def programmes_of(store: Store) -> tuple[Programme, ...]:
    """Return the programmes of a store; none while it is empty."""
    try:
        with store.read() as connection:
            return progress_queries.programmes(connection)
    except NoProgramme:
        return ()


def _is_founded(file: Path, settings: Settings) -> bool:
    """Whether a file holds a programme; looking makes no file where there is none."""
    return file.exists() and bool(programmes_of(the_store(settings)))


def _make_example(file: Path, settings: Settings) -> None:
    # Hardly any start makes it, and drawing its photographs takes a library of its own.
    from example import make_example
    from example.photo import photo

    folder = EvidenceFolder(settings.evidence_dir)
    found_store(
        file,
        lambda store: make_example(
            store, PLAN_FOLDER, prove=lambda code, day: folder.keep(photo(code, day))
        ),
    )


def _readiness(programmes: tuple[Programme, ...], now: datetime) -> str:
    if not programmes:
        return "Basis data masih kosong; muat rencana dengan: python run.py admin init"
    programme = running_on(programmes, day_of(programmes[0], now))
    if programme.pinned_on is not None:
        return f"Data contoh siap, posisi {long_day(programme.pinned_on)}."
    return f"Basis data siap: {programme.name}."
