"""A store that is gone from where real work lies: it is named, and nothing takes its place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import inspect, make_url, select, table
from sqlalchemy.exc import DBAPIError

from models.backup import archive
from models.backup.routine import every_file, folder
from models.store.engine import away, engine_at, sqlite_file
from models.store.occupancy import server_lock
from rules.backup.errors import LostStore, UnusableBackup
from rules.backup.findings import EVIDENCE
from rules.backup.rotation import taken_at
from settings import EXAMPLE_FILE, REAL_FILE, SECRET_FILE, Settings, sqlite_url

_JOURNALS: Final = ("-wal", "-shm", "-journal")
_MARK: Final = "pantau"
"""The second line of a secret that sessions on real work were signed with."""


def require_store(settings: Settings) -> None:
    """Raise LostStore where traces of real work lie, and the store that they are of does not.

    Looking makes nothing. A store without a programme counts as none: that is what a program
    makes which finds nothing where it was told to look. Raises ServerAway too.
    """
    is_example = settings.database_url == sqlite_url(settings.data_dir / EXAMPLE_FILE)
    url = sqlite_url(settings.data_dir / REAL_FILE) if is_example else settings.database_url
    file = sqlite_file(url)
    is_in_memory = file is None and make_url(url).get_backend_name() == "sqlite"
    if is_in_memory or _holds_programme(url, file):
        return
    found = sorted(str(trace) for trace in _traces(settings, file))
    if found:
        missing = "PostgreSQL" if file is None else str(file)
        newest = _newest_backup(settings)
        place = folder(settings)
        raise LostStore(missing, tuple(found), None if newest is None else str(newest), str(place))


def remember(settings: Settings) -> None:
    """Let the secret tell from now on that it belongs to real work; one of the office's own cannot.

    So that it is a trace even where all else was swept away with the store.
    """
    secret = settings.data_dir / SECRET_FILE
    if secret.exists() and not _is_marked(secret):
        with secret.open("a", encoding="ascii") as opened:
            opened.write(f"{_MARK}\n")


def _holds_programme(url: str, file: Path | None) -> bool:
    """Whether a store with a programme is there; a file too broken to tell is for its opener."""
    if file is not None and not (file.exists() and file.stat().st_size):
        return False
    engine = engine_at(url)
    try:
        with engine.connect() as connection:
            is_made = inspect(connection).has_table("programme")
            asked = select(1).select_from(table("programme")).limit(1)
            return is_made and connection.execute(asked).one_or_none() is not None
    except DBAPIError as error:
        if file is None:
            raise away(engine, error) from error
        return True
    finally:
        engine.dispose()


def _traces(settings: Settings, file: Path | None) -> Iterator[Path]:
    place = settings.data_dir
    if file is not None:
        # A server's store was served here. One's own lock tells nothing: a dashboard makes it
        # before it has a store.
        server = server_lock(settings)
        beside = (file.with_name(file.name + ending) for ending in _JOURNALS)
        yield from (one for one in (*beside, server) if one.exists())
        yield from place.glob(f"sebelum-pulih_*/{file.name}")
        yield from folder(settings).glob(f"{file.stem}-skema-*.db")
    evidence = place / EVIDENCE
    if any(one.is_file() for one in evidence.rglob("*")):
        yield evidence
    if (newest := _newest_backup(settings)) is not None:
        yield newest
    if _is_marked(place / SECRET_FILE):
        yield place / SECRET_FILE


def _newest_backup(settings: Settings) -> Path | None:
    """Return the newest backup of real work; one that cannot be read is no help."""
    taken = {file: at for file in every_file(settings) if (at := taken_at(file.name)) is not None}
    newest_first = sorted(taken, key=lambda file: (taken[file], file.name), reverse=True)
    return next(filter(_is_real, newest_first), None)


def _is_real(backup: Path) -> bool:
    try:
        with archive.opened(backup) as opened:
            return not opened.manifest.is_example
    except UnusableBackup:
        return False


def _is_marked(secret: Path) -> bool:
    return secret.exists() and _MARK in secret.read_text(encoding="ascii").splitlines()[1:]
