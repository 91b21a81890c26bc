"""A store that begins empty, without sentra and milestones: every page stands."""

from pathlib import Path
from typing import Any

import pytest

from models.plan.seed import load_empty
from models.plan.sentra_plans import sentra_plans
from models.store.store import Store, found_store
from pages.shell.catalogue import ENTRIES
from tests import people
from tests.pages.conftest import Desk, MakeDesk
from tests.pages.reading import stands


@pytest.fixture
def empty(make_desk: MakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The administrator of an office that begins without anything planned."""

    def load(connection: Any, folder: Path, *, at: Any, **_: object) -> None:
        load_empty(connection, folder, at=at)

    def fill(store: Store) -> None:
        people.Office(store)

    monkeypatch.setattr(people, "load_plan", load)
    monkeypatch.setattr(people, "_opened", {})
    (tmp_path / "kosong").mkdir()
    found_store(tmp_path / "kosong" / "pantau.db", fill)
    return make_desk(tmp_path / "kosong" / "pantau.db").sit("admin")


def test_every_page_stands_before_anything_is_planned(empty: Desk) -> None:
    with empty.store.read() as connection:
        assert sentra_plans(connection, empty.people["admin"]) == {}
    for entry in ENTRIES:
        screen = empty.open(entry)
        assert stands(screen), (entry.url_path, [one.message for one in screen.exception])
