"""Commands on a store that holds several programmes."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

import admin
from caretaker.clocks import effective_ahead
from models.store import recording
from models.store.store import open_store
from settings import sqlite_url
from tests.models.programmes.second import SECOND, in_programme, open_second
from tests.people import Office

FIRST = "ppu-2021-2023"


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def office(migrated_file: Path, tmp_path: Path) -> Iterator[Office]:
    """An office whose second programme began two weeks after the first."""
    (tmp_path / "local").mkdir()
    file = shutil.copy(migrated_file, tmp_path / "local" / "pantau.db")
    store = open_store(sqlite_url(Path(file)), backups=tmp_path / "local")
    found = Office(store)
    found.decide(found.report("S04-M02", 0.5))
    with store.write() as connection:
        open_second(connection, found)
    yield found
    store.engine.dispose()


@pytest.fixture
def run(
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    del office
    for name in ("SENTRA_DATABASE_URL", "SENTRA_SECRET", "SENTRA_DECK_TEMPLATE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SENTRA_DATA_DIR", str(tmp_path / "local"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(recording, "doubt", lambda *_: None)

    def command(*arguments: str) -> Said:
        capsys.readouterr()
        code = admin.main(arguments)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return command


def test_figures_are_those_of_the_programme_asked_for(run: Run) -> None:
    first = json.loads(run("figures", "--program", FIRST, "--as-of", "2021-03-31").out)
    second = json.loads(run("figures", "--program", SECOND, "--as-of", "2021-03-31").out)
    silent = json.loads(run("figures", "--as-of", "2021-03-31").out)

    assert (first["programme"]["code"], second["programme"]["code"]) == (FIRST, SECOND)
    assert first["programme"]["actual_approved"] > 0
    assert second["programme"]["actual_approved"] == 0
    # The one that begun last runs today.
    assert silent == second


@pytest.mark.parametrize(
    "command",
    [
        ("figures",),
        ("dump",),
        ("export", "xlsx"),
        ("plan", "export", "rencana"),
        ("plan", "check", "rencana"),
        ("plan", "load", "rencana"),
    ],
)
def test_an_unknown_programme_is_told_with_those_that_are_known(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    run("plan", "export", "rencana")
    said = run(*command, "--program", "lain")
    assert (said.code, said.out) == (1, "")
    assert said.err == f"Program lain tidak ada; pilih {FIRST}, {SECOND}.\n"
    assert [one.name for one in tmp_path.iterdir() if one.suffix] == []


def test_files_of_two_programmes_do_not_take_each_others_place(run: Run, tmp_path: Path) -> None:
    for code in (FIRST, SECOND):
        said = run("export", "pesan", "--program", code, "--as-of", "2021-03-31")
        assert (said.code, said.err) == (0, "")
    names = sorted(one.name for one in tmp_path.iterdir() if one.suffix)
    assert [name.partition("_")[0] for name in names] == [FIRST, SECOND]


def test_links_in_files_name_the_programme(run: Run, tmp_path: Path) -> None:
    run(
        *("export", "ics", "--program", SECOND, "--as-of", "2021-03-31"),
        *("--address", "https://sentra.test"),
    )
    (file,) = (one for one in tmp_path.iterdir() if one.suffix == ".ics")
    text = file.read_text(encoding="utf-8").replace("\r\n ", "")
    assert f"tugas-saya?program={SECOND}&posisi=2021-03-31" in text
    assert f"UID:{SECOND}-tonggak-S01-M01@pantau-sentra" in text


def test_a_plan_written_for_one_programme_is_refused_by_the_other(run: Run) -> None:
    assert run("plan", "export", "rencana", "--program", SECOND).code == 0
    assert run("plan", "check", "rencana", "--program", SECOND).code == 0
    assert run("plan", "check", "rencana", "--program", FIRST).code == 1


def test_the_check_looks_at_all_programmes_and_finds_them_sound(run: Run) -> None:
    said = run("check")
    assert (said.code, said.err) == (0, "")
    assert "Semua pemeriksaan baik." in said.out


def test_reports_ahead_of_the_clock_are_named_in_whatever_programme(office: Office) -> None:
    in_programme(office, SECOND).report("S01-M01", 0.2)
    told = effective_ahead(office.store, date(2021, 1, 1))
    assert [code for code in ("S04-M02", "S01-M01") for one in told if code in one] == [
        "S04-M02",
        "S01-M01",
    ]
