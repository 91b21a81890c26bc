"""What tests of several rooms share: stores on both engines, a browser, and no network.

Heavy packages are imported inside the fixtures: tests of rules need none of them.
"""

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

import machine
import run
from tests.running.sharing import Run
from tests.running.soak import CASES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from models.store.store import Store
    from tests.running.databases import Databases, OwnDatabase

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
settings.register_profile("house", parent=settings(), deadline=None, max_examples=CASES)
settings.load_profile("house")


# Which tests run, and when a run counts as good.


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Browser tests come last, since Playwright keeps an event loop running in this thread.

    Without a browser they are left out, but never in CI.
    """
    items.sort(key=_needs_browser)
    if IS_CI or machine.find_chromium():
        return
    left_out = [item for item in items if _needs_browser(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not _needs_browser(item)]


def pytest_collection_finish(session: pytest.Session) -> None:
    """Where a test uses a store at all, its statements are compiled once a worker."""
    del session
    if "sqlalchemy" in sys.modules:
        from tests.running.databases import share_compiled_statements

        share_compiled_statements()
        _believe_clocks()


_asked = {"doubts_clock": False}


def _believe_clocks() -> None:
    """Let offices of tests jump over months of silence, except where the clock is the subject."""
    from models.store import recording
    from rules.audit.clock import Doubt, doubt

    def doubted(at: datetime, last: datetime | None) -> Doubt | None:
        found = doubt(at, last)
        return None if found is Doubt.AHEAD and not _asked["doubts_clock"] else found

    pytest.MonkeyPatch().setattr(recording, "doubt", doubted)


@pytest.fixture(autouse=True)
def clock_as_marked(request: pytest.FixtureRequest) -> None:
    """Whether this test is about clocks that leap."""
    _asked["doubts_clock"] = request.node.get_closest_marker("doubts_clock") is not None


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


@pytest.fixture(scope="session")
def the_run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """What the workers of this run share."""
    return Run(tmp_path_factory, is_worker=hasattr(request.config, "workerinput"))


@pytest.fixture(scope="session")
def postgresql(the_run: Run) -> Iterator["Databases"]:
    """The server that SENTRA_TEST_URL names, or one of our own for this run."""
    from tests.running.databases import Databases, own_server

    given = os.environ.get("SENTRA_TEST_URL")
    with own_server(the_run) if given is None else nullcontext(given) as url:
        databases = Databases(url, the_run)
        if given is None:
            databases.forget_power_cuts()
        yield databases
        databases.close()


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
def migrated_file(the_run: Run) -> Path:
    """An SQLite store with today's tables and no rows, to be copied."""
    from models.store.store import open_store

    def make(folder: Path) -> None:
        open_store(f"sqlite:///{folder / 'store.db'}", backups=folder).engine.dispose()

    return the_run.once("kosong", make) / "store.db"


@pytest.fixture(scope="session")
def migrated_database(postgresql: "Databases", tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a PostgreSQL database with today's tables and no rows, to be copied."""
    return postgresql.template(tmp_path_factory.mktemp("backups"))


@pytest.fixture(scope="session")
def own_database(postgresql: "Databases", migrated_database: str) -> Iterator["OwnDatabase"]:
    """This worker's PostgreSQL database; each test that uses it first empties it."""
    from tests.running.databases import OwnDatabase

    own = OwnDatabase(postgresql, migrated_database)
    yield own
    own.drop()


@pytest.fixture
def store_url(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The URL of a store with today's tables and no rows, on each engine in turn."""
    if engine_name == "sqlite":
        file = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "store.db")
        return f"sqlite:///{file}"
    own: OwnDatabase = request.getfixturevalue("own_database")
    own.empty()
    return own.url


@pytest.fixture
def store(store_url: str, engine_name: str, request: pytest.FixtureRequest) -> Iterator["Store"]:
    """An open store without a row, on each engine in turn; its tables are known to be today's."""
    if engine_name == "sqlite":
        from models.store.engine import engine_at
        from models.store.store import Store

        opened = Store(engine_at(store_url))
        yield opened
        opened.engine.dispose()
        return
    own: OwnDatabase = request.getfixturevalue("own_database")
    yield own.store


@pytest.fixture(scope="session")
def example_file(the_run: Run) -> Path:
    """The example's store: 6 seconds, once a run. Whoever changes it works on a copy."""
    from example import make_example
    from models.store.store import found_store

    def make(folder: Path) -> None:
        found_store(folder / "contoh.db", lambda store: make_example(store, run.ROOT / "data"))

    return the_run.once("contoh", make) / "contoh.db"


@pytest.fixture(scope="session")
def poisoned_file(example_file: Path, the_run: Run) -> Path:
    """The example with a hostile text in every field: 10 seconds, once a run. Work on a copy."""
    from models.store.store import open_store
    from settings import sqlite_url
    from tests.poison import poison

    def make(folder: Path) -> None:
        file = Path(shutil.copy(example_file, folder / "contoh.db"))
        store = open_store(sqlite_url(file), backups=folder)
        poison(store)
        store.engine.dispose()

    return the_run.once("racun", make) / "contoh.db"


@pytest.fixture(scope="session")
def plan_file(the_run: Run) -> Path:
    """A real store with the plan and one account for each role, on which nobody has reported."""
    from models.store.store import found_store
    from tests.people import Office

    def fill(store: "Store") -> None:
        Office(store)

    return the_run.once("rencana", lambda folder: found_store(folder / "pantau.db", fill)) / (
        "pantau.db"
    )


# The browser.


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium of this machine."""
    found = machine.find_chromium()
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
