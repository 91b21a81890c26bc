"""The store: read and write transactions on one database, opened, founded and closed."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from models.store.engine import away, engine_at
from models.store.migration import migrate
from models.store.private import make_folder
from models.store.programme import KEPT, OPTION
from rules.errors import StoreUnavailable
from settings import Settings, sqlite_url


class Line:
    """A lock that whoever has waited longest is given next; Python's own goes to anyone."""

    def __init__(self) -> None:
        """Begin free."""
        self._guard = Lock()
        self._is_taken = False
        self._waiting: deque[Lock] = deque()

    def __enter__(self) -> None:
        """Wait for one's turn."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        try:
            mine.acquire()
        except BaseException:
            self._give_up(mine)
            raise

    def __exit__(self, *_: object) -> None:
        """Let the next one in."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False

    def _give_up(self, mine: Lock) -> None:
        """Leave the line; where the turn came in the same moment, it is handed on."""
        with self._guard:
            if mine in self._waiting:
                self._waiting.remove(mine)
                return
        self.__exit__()


class Store:
    """One database, migrated to this program's schema; `of` opens it onto one of its programmes."""

    def __init__(self, engine: Engine, line: Line | None = None) -> None:
        """Wrap an engine whose schema is current; its writers wait in `line`."""
        self.engine = engine
        is_sqlite = engine.dialect.name == "sqlite"
        # Two SQLite connections that write at once can wait 2 s and more for each other, and before
        # SQLite 3.51.3 could corrupt the log. On PostgreSQL writers queue at the programme's row;
        # there they would meanwhile hold all connections of the pool.
        self._line = line or Line()
        # PostgreSQL by default shows each statement what others committed meanwhile; a board whose
        # statements saw different states would not add up. SQLite needs nothing for that.
        repeatable = {} if is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._readers = engine.execution_options(**repeatable)

    def of(self, programme: str) -> "Store":
        """Return this store opened onto the programme with this code: a light view of it.

        All views have one pool of connections and one queue of writers.
        """
        return Store(self.engine.execution_options(**{OPTION: programme}), self._line)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection whose reads see one state of the store; it keeps no change."""
        with _told_when_unavailable(), self._readers.connect() as connection:
            yield connection.execution_options(**{KEPT: []})

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept together at the end, or not at all."""
        with (
            _told_when_unavailable(),
            self._line,
            self.engine.connect() as opened,
        ):
            connection = opened.execution_options(sentra_writes=True)
            with connection.begin():
                yield connection


@contextmanager
def _told_when_unavailable() -> Iterator[None]:
    """Turn what the engine says of a full disk, a lock or a lost server into one error of ours."""
    try:
        yield
    except OperationalError as error:
        raise StoreUnavailable from error


def open_store(
    url: str, *, backups: Path, tools: Path | None = None, without_copy: bool = False
) -> Store:
    """Return the store at `url`, made or migrated to this program's schema.

    It is copied into `backups` before it is migrated, from a server with the PostgreSQL `tools`.
    Raises NewerSchema for a store that a newer program wrote, and NotCopied, and then leaves it as
    it was; StoreUnavailable or ServerAway where none can be opened; InvalidSetting for a kind of
    database whose driver is not installed.
    """
    engine = engine_at(url)
    try:
        migrate(engine, backups, tools=tools, without_copy=without_copy)
    except OperationalError as error:
        engine.dispose()
        raise away(engine, error) from error
    except DBAPIError as error:
        engine.dispose()
        raise StoreUnavailable from error
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


def found_store(file: Path, fill: Callable[[Store], None]) -> None:
    """Make a new SQLite store in `file` with what `fill` puts in, whole or not at all.

    It is made beside and then moved, so that neither an error nor a lost power leaves half a store.
    """
    make_folder(file.parent)
    with TemporaryDirectory(prefix="baru-", dir=file.parent) as beside:
        made = Path(beside) / file.name
        store = open_store(sqlite_url(made), backups=Path(beside))
        try:
            fill(store)
        finally:
            # Closing the last connection folds the write-ahead log into the one file that is moved.
            store.engine.dispose()
        for journal in ("-wal", "-shm"):
            file.with_name(file.name + journal).unlink(missing_ok=True)
        made.replace(file)


_opened: dict[str, Store] = {}
_opening: Final = Lock()


def opened_as(settings: Settings, *, without_copy: bool = False) -> Store:
    """Return the store of the settings, opened anew."""
    return open_store(
        settings.database_url,
        backups=settings.data_dir / "cadangan",
        tools=settings.pg_tools,
        without_copy=without_copy,
    )


def the_store(settings: Settings, *, without_copy: bool = False) -> Store:
    """Return this process's one store for the settings' database, opened at the first call."""
    with _opening:
        url = settings.database_url
        if url not in _opened:
            _opened[url] = opened_as(settings, without_copy=without_copy)
        return _opened[url]


def close_stores() -> None:
    """Close every store that `the_store` opened."""
    with _opening:
        for store in _opened.values():
            store.engine.dispose()
        _opened.clear()
