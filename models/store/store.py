"""The store: one engine, read and write transactions, migration on opening.

SQLite serves one process (an office); PostgreSQL serves several. Every statement is valid on both.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from rules.errors import InvalidSetting, NewerSchema, StoreUnavailable, UnstorableText
from settings import (
    DATABASE_URL,
    Settings,
    sqlite_url,
)

_MIGRATIONS: Final = Path(__file__).parent.parent / "migrations"

# PostgreSQL's advisory locks are numbers; any one that only this program takes will do.
_MIGRATION_LOCK: Final = 518_176_2020

# PostgreSQL refuses NUL, SQLite keeps it; UTF-8 has no half of a character. Neither is kept.
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")

# recursive_triggers lets the append-only triggers see the delete inside INSERT OR REPLACE; FULL
# keeps an acknowledged report through a power cut.
_PRAGMAS: Final = (
    "PRAGMA busy_timeout=10000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA recursive_triggers=ON",
)


class Store:
    """One database, migrated to this program's schema."""

    def __init__(self, engine: Engine) -> None:
        """Wrap an engine whose schema is current."""
        self.engine = engine
        is_sqlite = engine.dialect.name == "sqlite"
        # Two SQLite connections that write at once can wait 2 s and more for each other, and before
        # SQLite 3.51.3 could corrupt the log; one lock a process makes writers queue instead.
        self._write_lock: AbstractContextManager[object] = Lock() if is_sqlite else nullcontext()
        # PostgreSQL by default shows each statement what others committed meanwhile; a board whose
        # statements saw different states would not add up. SQLite needs nothing for that.
        repeatable = {} if is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._readers = engine.execution_options(**repeatable)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection whose reads see one state of the store; it keeps no change."""
        with _told_when_unavailable(), self._readers.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept together at the end, or not at all."""
        with (
            _told_when_unavailable(),
            self._write_lock,
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


def open_store(url: str, *, backups: Path) -> Store:
    """Return the store at `url`, made or migrated to this program's schema.

    A SQLite file is backed up into `backups` before it is migrated. Raises NewerSchema for a store
    that a newer program wrote, and leaves it untouched; StoreUnavailable where none can be opened;
    InvalidSetting for a kind of database whose driver is not installed.
    """
    engine = _engine(url)
    try:
        _migrate(engine, backups)
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
    file.parent.mkdir(parents=True, exist_ok=True)
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


def the_store(settings: Settings) -> Store:
    """Return this process's one store for the settings' database, opened at the first call."""
    with _opening:
        url = settings.database_url
        if url not in _opened:
            _opened[url] = open_store(url, backups=settings.data_dir / "cadangan")
        return _opened[url]


def close_stores() -> None:
    """Close every store that `the_store` opened."""
    with _opening:
        for store in _opened.values():
            store.engine.dispose()
        _opened.clear()


def sqlite_file(url: str) -> Path | None:
    """Return the file of a SQLite store; None for one on a server or in memory."""
    parsed = make_url(url)
    is_file = parsed.get_backend_name() == "sqlite" and parsed.database
    return Path(parsed.database or "") if is_file else None


def schema_revisions(engine: Engine) -> tuple[str | None, str]:
    """Return the revision that the store has (None when empty) and the one this program needs."""
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    head = ScriptDirectory.from_config(_alembic_config()).get_current_head()
    return found, str(head)


def _engine(url: str) -> Engine:
    engine = _engine_at(url)
    event.listen(engine, "before_cursor_execute", _refuse_unstorable)
    return engine


def _refuse_unstorable(*told: Any) -> None:  # noqa: ANN401 - what SQLAlchemy hands over
    """Refuse a text that no database keeps, before any of them is asked. Raises UnstorableText."""
    if _has_unstorable(told[3]):
        raise UnstorableText


def _has_unstorable(value: object) -> bool:
    if isinstance(value, str):
        return _UNSTORABLE.search(value) is not None
    if isinstance(value, Mapping):
        value = value.values()
    elif isinstance(value, bytes) or not isinstance(value, Iterable):
        return False
    return any(map(_has_unstorable, value))


def _engine_at(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        try:
            return create_engine(parsed, pool_pre_ping=True)
        except (ImportError, NoSuchModuleError) as error:
            expected = "basis data yang penggeraknya terpasang, seperti sqlite:///berkas.db"
            raise InvalidSetting(DATABASE_URL.variable, "", expected) from error
    file = sqlite_file(url)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    """Take transactions away from the driver, which begins them too late, and set the pragmas."""
    del entry
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Begin; a writer takes the write lock at once, so that it never has to give up half-way."""
    writes = connection.get_execution_options().get("sentra_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _migrate(engine: Engine, backups: Path) -> None:
    config = _alembic_config()
    found, head = schema_revisions(engine)
    if found == head:
        return
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise NewerSchema(found=found, known=head)
    if found is not None and engine.dialect.name == "sqlite":
        _back_up(engine, backups, found)
    with engine.connect() as opened:
        connection = opened.execution_options(sentra_writes=True)
        with connection.begin():
            _queue_to_migrate(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _queue_to_migrate(connection: Connection) -> None:
    """Let one process at a time migrate; SQLite's BEGIN IMMEDIATE has already seen to it."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_MIGRATION_LOCK)))


def _back_up(engine: Engine, backups: Path, revision: str) -> None:
    """Copy the file with SQLite's own backup, which is whole even while others write."""
    backups.mkdir(parents=True, exist_ok=True)
    stem = Path(engine.url.database or "store").stem
    copies = len(list(backups.glob(f"{stem}-skema-{revision}-*.db")))
    target = sqlite3.connect(backups / f"{stem}-skema-{revision}-{copies + 1}.db")
    source = sqlite3.connect(str(engine.url.database))
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
