"""The engine of a store: what is said to each database, and what none of them is told.

Every statement is valid on SQLite, which serves one process (an office), and on PostgreSQL.
"""

import re
import sqlite3
import sys
import time
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from models.store.private import make_folder, make_store_file
from rules.errors import (
    InvalidSetting,
    SentraError,
    ServerAway,
    StoreUnavailable,
    UnstorableText,
)
from settings import DATABASE_URL

# PostgreSQL refuses NUL, SQLite keeps it; UTF-8 has no half of a character. Neither is kept.
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")

_PATIENCE: Final = 10  # seconds in which a lock of others is waited for
_A_MOMENT: Final = 0.01
_KIND: Final = 0xFF  # of an error of SQLite, which tells its case above

# recursive_triggers lets the append-only triggers see the delete inside INSERT OR REPLACE; FULL
# keeps an acknowledged report through a power cut.
_PRAGMAS: Final = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA recursive_triggers=ON",
)


def sqlite_file(url: str) -> Path | None:
    """Return the file of a SQLite store; None for one on a server or in memory."""
    parsed = make_url(url)
    is_file = parsed.get_backend_name() == "sqlite" and parsed.database
    return Path(parsed.database or "") if is_file else None


def engine_at(url: str) -> Engine:
    """Return the engine of the database at `url`.

    Raises InvalidSetting for a kind of database whose driver is not installed.
    """
    engine = _bare_engine(url)
    event.listen(engine, "before_cursor_execute", _refuse_unstorable)
    return engine


def away(engine: Engine, error: DBAPIError) -> SentraError:
    """Return what it means that no connection could be had as the program started."""
    if engine.dialect.name == "sqlite":
        return StoreUnavailable()
    url, said = engine.url, str(error.orig).strip().splitlines()
    place = f"{url.host or 'komputer ini'}{f':{url.port}' if url.port else ''}/{url.database or ''}"
    return ServerAway(place, said[0].rstrip(".") if said else "tidak ada jawaban")


def refuse_unstorable(value: object) -> None:
    """Refuse a text that no database keeps, also one that JSON hides. Raises UnstorableText."""
    if _has_unstorable(value):
        raise UnstorableText


def _refuse_unstorable(*told: Any) -> None:  # noqa: ANN401 - what SQLAlchemy hands over
    refuse_unstorable(told[3])


def _has_unstorable(value: object) -> bool:
    if isinstance(value, str):
        return _UNSTORABLE.search(value) is not None
    if isinstance(value, Mapping):
        value = value.values()
    elif isinstance(value, bytes) or not isinstance(value, Iterable):
        return False
    return any(map(_has_unstorable, value))


def _bare_engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        try:
            return create_engine(parsed, pool_pre_ping=True)
        except (ImportError, NoSuchModuleError) as error:
            raise InvalidSetting(DATABASE_URL, "", _expected(parsed)) from error
    file = sqlite_file(url)
    if file is not None:
        make_folder(file.parent)
    engine = create_engine(parsed)
    if file is not None:
        event.listen(engine, "do_connect", partial(_close_file, file))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _expected(url: URL) -> str:
    """Return what mends a kind of database that cannot be spoken to."""
    if url.get_backend_name() == "postgresql":
        return (
            "alamat postgresql+psycopg://..., setelah penggeraknya dipasang dengan: "
            f'"{sys.executable}" -m pip install "psycopg[binary]"'
        )
    return "basis data yang penggeraknya terpasang, seperti sqlite:///berkas.db"


def _close_file(file: Path, *told: Any) -> None:  # noqa: ANN401 - what SQLAlchemy hands over
    """Before SQLite makes it, with the mode of whoever started the program."""
    del told
    make_store_file(file)


def _prepare_sqlite(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    """Take transactions away from the driver, which begins them too late, and set the pragmas."""
    del entry
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={1000 * _PATIENCE}")
    _keep_a_log(cursor)
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _keep_a_log(cursor: DBAPICursor) -> None:
    """Write ahead into a log; where another connection begins one, SQLite refuses at once."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _KIND != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_A_MOMENT)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """Begin; a writer takes the write lock at once, so that it never has to give up half-way."""
    writes = connection.get_execution_options().get("sentra_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
