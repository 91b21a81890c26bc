"""Pages run in this process: a store of its own for each test, and whoever sits before it."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import event
from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from models.accounts import identity
from models.progress import queries as progress_queries
from models.store.store import Store, close_stores, open_store, the_store
from pages.shell import frame
from pages.shell.catalogue import PageEntry
from rules.access import GRANTS
from rules.values import Actor, Board
from rules.vocabulary import Role
from run import ROOT
from settings import sqlite_url

HOLDERS = {
    Role.DPMD_OPERATOR: "dpmd",
    Role.AGENCY_OPERATOR: "perindag",
    Role.LEADER: "pimpinan",
    Role.EVALUATOR: "evaluator",
    Role.VIEWER: "pengamat",
    Role.ADMIN: "admin",
}
PAGES = ROOT / "pages"


@dataclass
class Desk:
    """One screen before a store; `who` sits at it, None is nobody."""

    file: Path
    people: dict[str, Actor]
    who: Actor | None = None

    @property
    def store(self) -> Store:
        """The store that the pages use."""
        return the_store(frame._settings())

    def sit(self, username: str) -> "Desk":
        """Seat the account `username`."""
        self.who = self.people[username]
        return self

    def sit_for(self, entry: PageEntry) -> "Desk":
        """Seat somebody who may open `entry`: the operator of DPMD where the operator may."""
        of_role = {role: name for role, name in HOLDERS.items() if entry.permission in GRANTS[role]}
        name = of_role.get(Role.DPMD_OPERATOR) or next(iter(of_role.values()))
        # In a real plan the operators are named after their agency.
        return self.sit(name if name in self.people else f"operator.{name}")

    def open(self, entry: PageEntry, **parameters: str) -> AppTest:
        """Return the page of `entry` as it first stands at the address with `parameters`."""
        screen = AppTest.from_file(str(PAGES / "_router.py"), default_timeout=60)
        screen.query_params.update(parameters)
        if not entry.is_default:
            # What switch_page does, which would first have to draw the overview.
            screen._page_hash = calc_hash(entry.url_path)
        return screen.run()

    def board(self, as_of: date = date(2022, 6, 30), known_on: date | None = None) -> Board:
        """Return what the store holds, asked past the pages."""
        with self.store.read() as connection:
            actor = self.people["pengamat"]
            return progress_queries.board(connection, actor, as_of, known_on)

    def tamper(self, *statements: str) -> None:
        """Change the file as no command would: its triggers and keys protect nothing any more."""
        close_stores()
        with closing(sqlite3.connect(self.file)) as connection:
            triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (name,) in connection.execute(triggers).fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    @contextmanager
    def counted(self) -> Iterator[list[str]]:
        """Give the list of statements that the store carries out meanwhile."""
        said: list[str] = []

        def note(*told: Any) -> None:
            said.append(told[2])

        event.listen(self.store.engine, "before_cursor_execute", note)
        yield said
        event.remove(self.store.engine, "before_cursor_execute", note)


MakeDesk = Callable[[Path], Desk]


@pytest.fixture(scope="session", autouse=True)
def streamlit_as_here() -> Iterator[None]:
    """No garbage is collected after each run, as `dashboard.py` has it.

    And AppTest looks through every installed package for components at each run; once will do.
    """
    config.set_option("runner.postScriptGC", value=False)
    with pytest.MonkeyPatch.context() as patch:
        once = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture
def make_desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[MakeDesk]:
    """Make a desk before a copy of a store, with everybody who has an account there."""
    with _cold():
        yield lambda original: _placed(original, tmp_path, monkeypatch)


@pytest.fixture
def desk(make_desk: MakeDesk, example_file: Path) -> Desk:
    """The example operator of DPMD before the example."""
    return make_desk(example_file).sit("dpmd")


@pytest.fixture
def plan_desk(make_desk: MakeDesk, plan_file: Path) -> Desk:
    """The operator of DPMD before a real plan on which nobody has reported."""
    return make_desk(plan_file).sit("operator.dpmd")


@pytest.fixture(scope="module")
def warm_desk(example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk before the example for all tests of a module, which only read."""
    with _cold(), pytest.MonkeyPatch.context() as patch:
        yield _placed(example_file, tmp_path_factory.mktemp("meja"), patch)


@pytest.fixture(scope="module")
def warm_plan_desk(plan_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk before a real plan without reports, for all tests of a module, which only read."""
    with _cold(), pytest.MonkeyPatch.context() as patch:
        yield _placed(plan_file, tmp_path_factory.mktemp("meja"), patch)


@contextmanager
def _cold() -> Iterator[None]:
    """What was kept in memory before is gone, and so is what is kept meanwhile."""
    st.cache_resource.clear()
    yield
    close_stores()
    st.cache_resource.clear()


def _placed(original: Path, folder: Path, patch: pytest.MonkeyPatch) -> Desk:
    file = Path(shutil.copy(original, folder / "store.db"))
    patch.setenv("SENTRA_DATABASE_URL", sqlite_url(file))
    patch.setenv("SENTRA_DATA_DIR", str(folder))
    desk = Desk(file, _people(file, folder))
    patch.setattr(frame, "_actor", lambda *_: desk.who)
    return desk


def _people(file: Path, backups: Path) -> dict[str, Actor]:
    store = open_store(sqlite_url(file), backups=backups)
    with store.read() as connection:
        query = identity._ACCOUNTS.select().with_only_columns(*identity._ACTOR)
        people = [identity._actor(connection, row) for row in connection.execute(query).all()]
    store.engine.dispose()
    return {actor.username: actor for actor in people}
