"""Bringing a store to this program's schema: one process at a time, a copy made before."""

import sqlite3
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, select

from rules.errors import NewerSchema

_MIGRATIONS: Final = Path(__file__).parent.parent / "migrations"

# PostgreSQL's advisory locks are numbers; any one that only this program takes will do.
_MIGRATION_LOCK: Final = 518_176_2020


def schema_revisions(engine: Engine) -> tuple[str | None, str]:
    """Return the revision that the store has (None when empty) and the one this program needs."""
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    head = ScriptDirectory.from_config(_alembic_config()).get_current_head()
    return found, str(head)


def _alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def migrate(engine: Engine, backups: Path) -> None:
    """Bring the store to the schema that this program needs. Raises NewerSchema."""
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
