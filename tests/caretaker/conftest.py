"""An office, a folder of plan files, and the commands on them."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from caretaker.console import told
from caretaker.plan.commands import plan
from models.store.store import Store
from tests.caretaker.plan_folder import NOW, Ask, Said
from tests.people import Office


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "rencana"


@pytest.fixture
def ask(
    office: Office,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Ask:
    """Runs a command on plan files, on the office's store."""
    url = office.store.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("SENTRA_DATABASE_URL", url)
    monkeypatch.setenv("SENTRA_DATA_DIR", str(tmp_path / "local"))

    def run(task: str, *, now: datetime = NOW, **given: object) -> Said:
        usual: dict[str, Any] = {
            "export": {"as_of": None, "known_at": None},
            "check": {},
            "load": dict.fromkeys(("decision", "reason", "holds_from", "by", "over_newer")),
        }[task]
        capsys.readouterr()
        options = Namespace(task=task, folder=folder, **{"program": None, **usual, **given})
        code = told(lambda: plan(options, now=now))
        said = capsys.readouterr()
        return Said(1 if code is None else code, said.out, said.err)

    return run
