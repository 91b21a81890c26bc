"""The dashboard as its users meet it: a server of its own, and Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest

import run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from models.store.store import Store
    from rules.progress.briefing import Briefing
    from rules.values import Moment

PATIENCE = 120
HERE = "127.0.0.1"
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
NOTHING_LEFT_TO_DO = """() => new Promise(done =>
    requestAnimationFrame(() => requestIdleCallback(() =>
        requestAnimationFrame(() => requestIdleCallback(done)))))"""
DIRECT = build_opener(ProxyHandler({}))


@dataclass(frozen=True)
class Site:
    """A running dashboard and the store that it serves."""

    url: str
    store: "Store"

    def briefing(self, moment: "Moment") -> "Briefing":
        """Return what the store holds, asked past the dashboard."""
        from models.accounts import identity
        from models.progress import queries as progress_queries
        from rules.progress.briefing import brief

        with self.store.read() as connection:
            actor = identity.example_actors(connection)[0]
            return brief(progress_queries.board(connection, actor, moment.as_of), moment)


@dataclass
class Visitor:
    """One person at one browser; `seen` is what must not happen there."""

    site: Site
    context: "BrowserContext"
    page: "Page"
    seen: list[str] = field(default_factory=list)
    clicks: int = 0

    def go(self, path: str) -> "Visitor":
        """Open an address of the site and wait until its page stands."""
        self.page.goto(self.site.url + path)
        return self.settle()

    def sign_in(self, username: str, path: str = "/") -> "Visitor":
        """Ask for `path` and enter with the one click that the example offers."""
        self.page.goto(self.site.url + path)
        self.page.locator(f"button[value='{username}']").click()
        return self.settle()

    def click(self, what: Any) -> "Visitor":
        """Click once, and count it."""
        what.click()
        self.clicks += 1
        return self.settle()

    def settle(self) -> "Visitor":
        """Wait until the page's script has run to its end."""
        self.page.locator("[data-testid=stMainBlockContainer]").wait_for()
        # What a click asks for is sent once the browser has drawn it; until then all looks idle.
        self.page.evaluate(NOTHING_LEFT_TO_DO)
        self.page.locator(IDLE).wait_for()
        # Our own HTML comes after Streamlit's elements.
        self.page.locator(".st-key-frame").get_by_text("Pantau Sentra").wait_for()
        return self

    def choose(self, words: str) -> "Visitor":
        """Choose among the reports that count or the plans, in the frame of the page."""
        self.page.locator(".st-key-frame").get_by_text(words, exact=True).click()
        return self.settle()

    def alerts(self) -> list[str]:
        """Return every sentence in a box."""
        return list(self.page.locator("[data-testid=stAlert]").all_inner_texts())

    def words(self) -> str:
        """Return everything that can be read on the page."""
        return str(self.page.locator("[data-testid=stMain]").inner_text())

    def headline(self) -> str:
        """Return the finding of the page."""
        return str(self.page.locator("h1.headline").inner_text())


@contextmanager
def served(folder: Path, example_file: Path) -> Iterator[Site]:
    """Serve a copy of the example from `folder` by a process of its own."""
    from models.store.store import open_store
    from settings import sqlite_url

    file = Path(shutil.copy(example_file, folder / "contoh.db"))
    port = _free_port()
    url = f"http://{HERE}:{port}"
    with (folder / "server.log").open("wb") as log:
        child = subprocess.Popen(
            _command(port),
            cwd=run.ROOT,
            env=_environment(folder),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        store = open_store(sqlite_url(file), backups=folder)
        try:
            _wait_for(f"{url}/_stcore/health", child, folder / "server.log")
            yield Site(url, store)
        finally:
            store.engine.dispose()
            child.terminate()
            child.wait(timeout=20)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, example_file: Path) -> Iterator[Site]:
    """One dashboard for all tests that do not ask for a fresh one."""
    with served(tmp_path_factory.mktemp("site"), example_file) as found:
        yield found


@pytest.fixture
def fresh_site(tmp_path: Path, example_file: Path) -> Iterator[Site]:
    """A dashboard whose process nobody has asked for anything but its health."""
    with served(tmp_path, example_file) as found:
        yield found


class Door:
    """Lets people in; their every request and complaint is noted."""

    def __init__(self, browser: "Browser") -> None:
        self._browser = browser
        self._regulars: dict[tuple[str, int], BrowserContext] = {}
        self._visitors: list[Visitor] = []

    def guest(self, site: Site) -> Visitor:
        """Return somebody who comes for the first time, with an empty browser."""
        return self._noted(site, self._context(1440))

    def regular(self, site: Site, username: str, *, width: int = 1440) -> Visitor:
        """Return somebody who signed in before and whose browser knows the site, in a new tab."""
        context = self._regulars.get((username, width))
        if context is not None:
            return self._noted(site, context)
        context = self._regulars[username, width] = self._context(width)
        return self._noted(site, context).sign_in(username)

    def close_tabs(self) -> list[str]:
        """Close what was opened since the last call and return all that was noted meanwhile."""
        seen = [one for visitor in self._visitors for one in visitor.seen]
        for visitor in self._visitors:
            is_regular = visitor.context in self._regulars.values()
            (visitor.page if is_regular else visitor.context).close()
        self._visitors.clear()
        return seen

    def _context(self, width: int) -> "BrowserContext":
        context = self._browser.new_context(
            locale="id-ID",
            timezone_id="Asia/Makassar",
            viewport={"width": width, "height": 900},
            accept_downloads=True,
        )
        context.set_default_timeout(1000 * PATIENCE)
        return context

    def _noted(self, site: Site, context: "BrowserContext") -> Visitor:
        visitor = Visitor(site, context, context.new_page())
        visitor.page.on("request", lambda request: _note_request(visitor, request.url))
        visitor.page.on("websocket", lambda opened: _note_request(visitor, opened.url))
        visitor.page.on("console", lambda message: _note_console(visitor, message))
        visitor.page.on("pageerror", lambda error: visitor.seen.append(f"script: {error}"))
        self._visitors.append(visitor)
        return visitor


@pytest.fixture(scope="session")
def one_door(browser: "Browser") -> Door:
    """The door that regular visitors of all tests come through."""
    return Door(browser)


@pytest.fixture
def door(one_door: Door) -> Iterator[Door]:
    """Whoever comes in sees no error, and nothing that they do leaves this machine."""
    yield one_door
    assert not one_door.close_tabs()


def _note_request(visitor: Visitor, url: str) -> None:
    if not url.startswith((visitor.site.url, "ws" + visitor.site.url[4:], "data:", "blob:")):
        visitor.seen.append(f"outside: {url}")


def _note_console(visitor: Visitor, message: Any) -> None:
    # At a page's address Streamlit first looks for its server below that address, and finds none.
    is_looking = "/_stcore/" in message.location["url"] and "404" in message.text
    if message.type == "error" and not is_looking:
        visitor.seen.append(f"console: {message.text}")


def _command(port: int) -> list[str]:
    options = ["--server.address", HERE, "--server.port", str(port), "--server.headless", "true"]
    return [sys.executable, "-m", "streamlit", "run", "dashboard.py", *options]


def _environment(folder: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("SENTRA_")}
    return own | {"SENTRA_DATA_DIR": str(folder), "PYTHONUTF8": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, child: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and child.poll() is None:
        try:
            with DIRECT.open(address, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))
