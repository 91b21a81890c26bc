"""A dump of PostgreSQL put back, beside what is there or in its place."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from sqlalchemy import Connection, create_engine, inspect, make_url, text
from sqlalchemy.exc import DatabaseError

from models.store.server_tools import PORTABLE, run_tool, schema_of
from rules.backup.errors import BackupProblem, BackupRefused
from rules.errors import StoreInUse


@contextmanager
def rehearsed(dumped: Path, url: str, tools: Path | None) -> Iterator[str | None]:
    """Give the URL of a new database with the dump in it, dropped afterwards.

    None where this account may not make databases.
    """
    name = f"pantau_periksa_{token_hex(6)}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            may_create = _may_create(connection)
            schema = schema_of(connection)
            if may_create:
                connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
        if not may_create:
            yield None
            return
        trial = make_url(url).set(database=name).render_as_string(hide_password=False)
        try:
            with _connected(trial) as connection:
                connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))
                connection.commit()
            _fill(dumped, trial, schema, tools)
            yield trial
        finally:
            with engine.connect() as connection:
                connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    finally:
        engine.dispose()


def holds_tables(url: str) -> bool:
    """Whether the database at `url` holds a store."""
    with _connected(url) as connection:
        return bool(inspect(connection).get_table_names())


def require_alone(url: str) -> None:
    """Raise StoreInUse while any other client is connected to the database at `url`."""
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    with _connected(url) as connection:
        if connection.execute(others).scalar_one():
            raise StoreInUse


@contextmanager
def replaced(dumped: Path, url: str, aside: str, tools: Path | None) -> Iterator[None]:
    """Put the dump in place of the schema that is there, which is kept under the name `aside`.

    When the dump cannot be restored, or the caller raises, everything is as it was.
    """
    with _connected(url) as connection:
        schema = schema_of(connection)
        connection.execute(text(f'ALTER SCHEMA "{schema}" RENAME TO "{aside}"'))
        connection.execute(text(f'CREATE SCHEMA "{schema}"'))
        connection.commit()
    try:
        _fill(dumped, url, schema, tools)
        yield
    except BaseException:
        with _connected(url) as connection:
            connection.execute(text(f'DROP SCHEMA "{schema}" CASCADE'))
            connection.execute(text(f'ALTER SCHEMA "{aside}" RENAME TO "{schema}"'))
            connection.commit()
        raise


def _fill(dumped: Path, url: str, schema: str, tools: Path | None) -> None:
    """Put the dump into `schema`, which is there and empty."""
    options = (*PORTABLE, "--exit-on-error", "--single-transaction", "--schema", schema)
    run_tool("pg_restore", (*options, str(dumped)), url, tools)


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            yield connection
    except DatabaseError as error:
        said = str(error.orig).splitlines()
        raise BackupRefused(BackupProblem.TOOL_FAILED, said[0] if said else "") from error
    finally:
        engine.dispose()


def _may_create(connection: Connection) -> bool:
    asked = text("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
    return bool(connection.execute(asked).scalar_one())
