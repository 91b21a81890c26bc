"""Who works on a store: dashboards share it, a restore wants it alone.

The operating system gives the lock back when its process ends, however it ends, so that no stale
file ever stands in the way.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from models.store.engine import sqlite_file
from models.store.private import make_file, make_folder
from rules.errors import StoreInUse
from settings import Settings

# Windows has no shared locks, so each dashboard there takes a byte of its own.
_PLACES: Final = 32
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def lock_file(settings: Settings) -> Path:
    """Return the file that dashboards on the settings' store lock."""
    file = sqlite_file(settings.database_url)
    return server_lock(settings) if file is None else lock_beside(file)


def server_lock(settings: Settings) -> Path:
    """Return the file that dashboards on a server's store lock."""
    return settings.data_dir / "postgresql.lock"


def lock_beside(file: Path) -> Path:
    """Return the file that dashboards on this SQLite store lock."""
    return file.with_name(f"{file.name}.lock")


@contextmanager
def shared(lock: Path) -> Iterator[None]:
    """Work beside others; raises StoreInUse while somebody has the store alone."""
    with _opened(lock) as opened:
        if not _take(opened, alone=False):
            raise StoreInUse
        yield


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Work alone; raises StoreInUse while anybody works on the store."""
    with _opened(lock) as opened:
        if not _take(opened, alone=True):
            raise StoreInUse
        yield


def fold(file: Path) -> None:
    """Fold the write-ahead log of a SQLite store into its one file.

    Raises StoreInUse when any other connection is open, also one of another program. A file too
    broken for SQLite is left as it is.
    """
    if not file.exists():
        return
    connection = sqlite3.connect(file, timeout=0)
    try:
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in _BUSY:
            raise StoreInUse from error
    finally:
        connection.close()


@contextmanager
def _opened(lock: Path) -> Iterator[IO[bytes]]:
    make_folder(lock.parent)
    make_file(lock)
    with lock.open("ab") as opened:
        yield opened


if sys.platform == "win32":
    import msvcrt

    def _take(opened: IO[bytes], *, alone: bool) -> bool:
        """Lock all places, or the first free one."""
        for place, count in [(0, _PLACES)] if alone else [(at, 1) for at in range(_PLACES)]:
            opened.seek(place)
            try:
                msvcrt.locking(opened.fileno(), msvcrt.LK_NBLCK, count)
            except OSError:
                continue
            return True
        return False

else:
    import fcntl

    def _take(opened: IO[bytes], *, alone: bool) -> bool:
        try:
            fcntl.flock(opened, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
