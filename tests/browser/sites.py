"""Dashboards for the tests of the browser: each a process of its own before a copy of a store."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import run

if TYPE_CHECKING:
    from models.store.store import Store
    from rules.progress.briefing import Briefing
    from rules.values import Moment

PATIENCE = 120
HERE = "127.0.0.1"
DIRECT = build_opener(ProxyHandler({}))
# More changes than a test makes: what the process keeps of one store is not taken for the next's.
FAR = 1_000_000


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


class Bench:
    """A dashboard that is handed one store after another, none of which knows of those before."""

    def __init__(self, site: Site, file: Path) -> None:
        """Use the site that serves `file`."""
        self.site, self._file = site, file
        self._handed = 0

    def hand(self, original: Path) -> Site:
        """Return the site as it serves what is in `original`, as yet untouched."""
        self._handed += 1
        with (
            closing(sqlite3.connect(original)) as source,
            closing(sqlite3.connect(":memory:")) as between,
            closing(sqlite3.connect(self._file)) as served_one,
        ):
            source.backup(between)
            between.execute("UPDATE programme SET version = version + ?", (self._handed * FAR,))
            between.commit()
            between.backup(served_one)
        return self.site


@contextmanager
def served(folder: Path, original: Path) -> Iterator[Bench]:
    """Serve a copy of `original` from `folder` by a process of its own."""
    from models.store.store import open_store
    from settings import sqlite_url

    file = Path(shutil.copy(original, folder / "contoh.db"))
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
            yield Bench(Site(url, store), file)
        finally:
            store.engine.dispose()
            child.terminate()
            child.wait(timeout=20)


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
