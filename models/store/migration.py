"""Bringing a store to this program's schema: one process at a time, a copy made before."""

import re
import sqlite3
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, String, column, func, inspect, select, table

from models.store.private import make_file, make_folder
from models.store.read_models import rebuild
from models.store.server_tools import dump
from rules.backup.errors import BackupRefused, NotCopied
from rules.errors import NewerSchema

VERSION_TABLE: Final = "alembic_version"
_MIGRATIONS: Final = Path(__file__).parent.parent / "migrations"
_STEP: Final = re.compile(r'^(down_)?revision = "(.+)"$', re.MULTILINE)

# PostgreSQL's advisory locks are numbers; any one that only this program takes will do.
_MIGRATION_LOCK: Final = 518_176_2020


def schema_revisions(engine: Engine) -> tuple[str | None, str]:
    """Return the revision that the store has (None when empty) and the one this program needs."""
    with engine.connect() as connection:
        return revision_of(connection), _revisions()[-1]


def revision_of(connection: Connection) -> str | None:
    """Return the revision that a store has; None when it is empty."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    kept = table(VERSION_TABLE, column("version_num", String))
    return connection.execute(select(kept.c.version_num)).scalar_one_or_none()


def _revisions() -> list[str]:
    """Every revision of this program, each after the one that it builds on."""
    after: dict[str, str] = {}
    for file in (_MIGRATIONS / "versions").glob("[!_]*.py"):
        said = dict(_STEP.findall(file.read_text(encoding="utf-8")))
        after[said.get("down_", "")] = said[""]
    found = [after[""]]
    while found[-1] in after:
        found.append(after[found[-1]])
    return found


def migrate(engine: Engine, backups: Path, *, tools: Path | None, without_copy: bool) -> None:
    """Bring the store to the schema that this program needs.

    A copy is made before; without one nothing is done, unless somebody says so. Raises NewerSchema,
    NotCopied.
    """
    found, head = schema_revisions(engine)
    if found == head:
        return
    if found is not None and found not in _revisions():
        raise NewerSchema(found=found, known=head)
    if found is not None and not without_copy:
        try:
            _copy(engine, backups, found, tools)
        except BackupRefused as reason:
            raise NotCopied(found, head, reason) from reason
    # Hardly any start has a step to take, and alembic is a third of what a store is opened with.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.connect() as opened:
        connection = opened.execution_options(sentra_writes=True)
        with connection.begin():
            _queue_to_migrate(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if found is not None:
                # They may have changed their form, and hold nothing that the events do not.
                rebuild(connection)


def _queue_to_migrate(connection: Connection) -> None:
    """Let one process at a time migrate; SQLite's BEGIN IMMEDIATE has already seen to it."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_MIGRATION_LOCK)))


def _copy(engine: Engine, backups: Path, revision: str, tools: Path | None) -> None:
    """Copy the store as it was, whole even while others write. Raises BackupRefused."""
    make_folder(backups)
    is_file = engine.dialect.name == "sqlite"
    stem, ending = Path(engine.url.database or "store").stem, "db" if is_file else "dump"
    copies = len(list(backups.glob(f"{stem}-skema-{revision}-*.{ending}")))
    kept = backups / f"{stem}-skema-{revision}-{copies + 1}.{ending}"
    try:
        if is_file:
            _copy_file(str(engine.url.database), kept)
        else:
            with engine.connect() as connection:
                dump(connection, kept, tools)
    except BaseException:
        kept.unlink(missing_ok=True)
        raise


def _copy_file(file: str, kept: Path) -> None:
    make_file(kept)
    target, source = sqlite3.connect(kept), sqlite3.connect(file)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
