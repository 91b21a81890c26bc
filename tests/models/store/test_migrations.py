import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect, text

from models.backup.postgresql import rehearsed
from models.schema.tables import metadata
from models.store import migration
from models.store.migration import schema_revisions
from models.store.store import Store, open_store
from rules.backup.errors import BackupProblem, NotCopied
from rules.errors import InvalidSetting, NewerSchema, ServerAway
from tests.models.backup.backups import postgresql_tools
from tests.people import Office
from words.errors import error

TODAY = ScriptDirectory(str(migration._MIGRATIONS)).get_current_head()
TOMORROWS_STEP = f'''"""A step of tomorrow."""

import sqlalchemy as sa
from alembic import op

revision = "tomorrow"
down_revision = "{TODAY}"


def upgrade() -> None:
    op.add_column("programme", sa.Column("tomorrow", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("programme") as batch:
        batch.drop_column("tomorrow")
'''


@pytest.fixture
def tomorrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Turns this program into tomorrow's, which knows one more step."""
    folder = tmp_path / "migrations"
    shutil.copytree(migration._MIGRATIONS, folder)
    (folder / "versions" / "tomorrow.py").write_text(TOMORROWS_STEP, encoding="utf-8")
    return lambda: monkeypatch.setattr(migration, "_MIGRATIONS", folder)


def test_the_steps_lead_to_the_tables_as_they_are_written(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_steps_lead_to_the_constraints_as_they_are_written(store: Store) -> None:
    with store.engine.connect() as connection:
        made_at_once = _made_at_once(connection)
        assert _shape(connection) == made_at_once


def test_the_steps_can_be_taken_back_and_again(store: Store) -> None:
    before = _shape_of(store.engine)

    _migrate(store.engine, command.downgrade, "base")
    taken_back = inspect(store.engine).get_table_names()
    _migrate(store.engine, command.upgrade, "head")

    assert taken_back == ["alembic_version"]
    assert _shape_of(store.engine) == before
    assert Office(store).report() == 1


def test_an_older_store_is_brought_to_today(
    office: Office, store_url: str, tmp_path: Path, tomorrow: Callable[[], None]
) -> None:
    office.report()
    tomorrow()

    newer = open_store(store_url, backups=tmp_path / "cadangan", without_copy=True)

    assert schema_revisions(newer.engine) == ("tomorrow", "tomorrow")
    with newer.read() as connection:
        # Asked without alembic, of which most starts have no need; it says the same.
        assert MigrationContext.configure(connection).get_current_revision() == "tomorrow"
        assert connection.execute(text("SELECT tomorrow FROM programme")).scalar_one() is None
    newer.engine.dispose()
    assert office.milestone().version == 1


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.usefixtures("engine_name")
def test_a_file_is_backed_up_whole_before_it_is_migrated(
    office: Office, store_url: str, tmp_path: Path, tomorrow: Callable[[], None]
) -> None:
    office.report(note="Sebelum pembaruan")
    tomorrow()
    open_store(store_url, backups=tmp_path / "cadangan").engine.dispose()

    (backup,) = (tmp_path / "cadangan").iterdir()
    kept = create_engine(f"sqlite:///{backup}")
    with kept.connect() as connection:
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        note = connection.execute(text("SELECT note FROM report_event")).scalar_one()
    kept.dispose()
    assert (backup.name, revision, note) == (
        f"store-skema-{TODAY}-1.db",
        TODAY,
        "Sebelum pembaruan",
    )


def _tool(folder: Path, says: str, code: int = 1) -> Path:
    """A folder with a pg_dump that only says something."""
    folder.mkdir()
    tool = folder / "pg_dump"
    tool.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit {code}\n")
    tool.chmod(0o700)
    return folder


OLD = (
    "pg_dump: error: aborting because of server version mismatch\n"
    "pg_dump: detail: server version: 18.1; pg_dump version: 14.9"
)


@pytest.mark.parametrize("engine_name", [pytest.param("postgresql", marks=pytest.mark.postgresql)])
@pytest.mark.usefixtures("engine_name")
def test_a_server_is_not_migrated_without_a_copy_unless_somebody_says_so(
    office: Office, store_url: str, tmp_path: Path, tomorrow: Callable[[], None]
) -> None:
    office.report()
    tomorrow()
    for tools, problem in (
        (tmp_path, BackupProblem.NO_TOOL),
        (_tool(tmp_path / "lama", OLD), BackupProblem.OLD_TOOL),
        (_tool(tmp_path / "gagal", "pg_dump: error: no room"), BackupProblem.TOOL_FAILED),
    ):
        with pytest.raises(NotCopied) as refusal:
            open_store(store_url, backups=tmp_path / "cadangan", tools=tools)
        assert refusal.value.reason.problem is problem
        assert schema_revisions(office.store.engine)[0] == TODAY
        assert list((tmp_path / "cadangan").iterdir()) == []
        if problem is BackupProblem.OLD_TOOL:
            told = error(refusal.value)
            assert "pg_dump 14.9, server 18.1" in told
            assert "SENTRA_PG_TOOLS" in told
            assert "admin prepare --without-copy" in told

    open_store(store_url, backups=tmp_path / "cadangan", without_copy=True).engine.dispose()
    assert schema_revisions(office.store.engine)[0] == "tomorrow"


@pytest.mark.parametrize("engine_name", [pytest.param("postgresql", marks=pytest.mark.postgresql)])
@pytest.mark.usefixtures("engine_name")
def test_a_server_is_copied_whole_before_it_is_migrated(
    office: Office, store_url: str, tmp_path: Path, tomorrow: Callable[[], None]
) -> None:
    tools = postgresql_tools()
    if tools is None:
        pytest.skip("tools of the given server are not known")
    office.report(note="Sebelum pembaruan")
    tomorrow()
    open_store(store_url, backups=tmp_path / "cadangan", tools=tools).engine.dispose()

    (copy,) = (tmp_path / "cadangan").iterdir()
    assert copy.name.endswith(f"-skema-{TODAY}-1.dump")
    with rehearsed(copy, store_url, tools) as url:
        assert url is not None
        kept = create_engine(url)
        with kept.connect() as connection:
            revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            note = connection.execute(text("SELECT note FROM report_event")).scalar_one()
        kept.dispose()
    assert (revision, note) == (TODAY, "Sebelum pembaruan")


def test_a_server_that_is_down_at_the_start_is_named_without_its_password(tmp_path: Path) -> None:
    url = "postgresql+psycopg://sentra:rahasia@127.0.0.1:9/penajam?connect_timeout=2"
    with pytest.raises(ServerAway) as refusal:
        open_store(url, backups=tmp_path)
    told = error(refusal.value)
    assert "127.0.0.1:9/penajam" in told
    assert "SENTRA_DATABASE_URL" in told
    assert "rahasia" not in told


def test_a_driver_that_is_not_installed_is_named_with_the_command_that_installs_it(
    tmp_path: Path,
) -> None:
    with pytest.raises(InvalidSetting) as refusal:
        open_store("postgresql+psycopg2://sentra@127.0.0.1/penajam", backups=tmp_path)
    assert '-m pip install "psycopg[binary]"' in error(refusal.value)


def test_a_newer_store_is_refused_and_left_untouched(
    office: Office, store_url: str, tmp_path: Path
) -> None:
    with office.store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = office.board()

    with pytest.raises(NewerSchema) as caught:
        open_store(store_url, backups=tmp_path / "cadangan")

    assert (caught.value.found, caught.value.known) == ("9999", TODAY)
    assert schema_revisions(office.store.engine)[0] == "9999"
    assert office.board() == before
    assert not (tmp_path / "cadangan").exists()


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.usefixtures("engine_name")
def test_a_refused_file_keeps_its_bytes(store_url: str, tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    other = create_engine(store_url)
    with other.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    other.dispose()
    before = file.read_bytes()

    with pytest.raises(NewerSchema):
        open_store(store_url, backups=tmp_path / "cadangan")

    assert file.read_bytes() == before


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def _migrate(engine: Engine, step: Callable[[Config, str], None], target: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(migration._MIGRATIONS))
    opened = engine.connect().execution_options(sentra_writes=True)
    with opened as connection, connection.begin():
        config.attributes["connection"] = connection
        step(config, target)


def _made_at_once(connection: Connection) -> dict[str, Any]:
    """What SQLAlchemy itself makes of the tables, on the same kind of engine."""
    if connection.dialect.name == "sqlite":
        fresh = create_engine("sqlite://")
        metadata.create_all(fresh)
        shape = _shape_of(fresh)
        fresh.dispose()
        return shape
    connection.execute(text("CREATE SCHEMA twin"))
    twin = connection.execution_options(schema_translate_map={None: "twin"})
    metadata.create_all(twin)
    shape = _shape(connection, "twin")
    connection.rollback()
    connection.execution_options(schema_translate_map={})
    return shape


def _shape_of(engine: Engine) -> dict[str, Any]:
    with engine.connect() as connection:
        return _shape(connection)


def _shape(connection: Connection, schema: str | None = None) -> dict[str, Any]:
    """Columns, keys, indexes and constraints of each table, in no particular order."""
    found = inspect(connection)
    return {
        name: {
            "columns": _unordered(found.get_columns(name, schema), "name", "type", "nullable"),
            "checks": _unordered(found.get_check_constraints(name, schema), "name", "sqltext"),
            "uniques": _unordered(found.get_unique_constraints(name, schema), "name"),
            "indexes": _unordered(found.get_indexes(name, schema), "name", "column_names"),
            # SQLite does not tell the name of one that came with a later column.
            "foreign": _unordered(
                found.get_foreign_keys(name, schema), "constrained_columns", "referred_table"
            ),
            "primary": found.get_pk_constraint(name, schema)["constrained_columns"],
        }
        for name in sorted(metadata.tables)
    }


def _unordered(items: list[Any], *keys: str) -> list[list[str]]:
    return sorted([str(item[key]) for key in keys] for item in items)
