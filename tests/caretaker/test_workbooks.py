"""Workbooks to be filled in, written by the command line."""

import shutil
from argparse import Namespace
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from caretaker.console import CARETAKER, told
from caretaker.workbooks import workbook
from models.progress import queries
from models.schema.audit import audit_event
from models.store.store import open_store
from rules.audit.actions import Action
from rules.periods import WITA
from rules.plan.lineage import planned
from settings import sqlite_url
from tests.caretaker.plan_folder import NOW
from tests.exchange.sheets.workbooks import cells, rows
from tests.people import Office
from words.admin_commands import admin_parser

LATE = datetime(2023, 11, 30, 9, tzinfo=WITA)


@pytest.fixture(autouse=True)
def installed(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = office.store.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("SENTRA_DATABASE_URL", url)
    monkeypatch.setenv("SENTRA_DATA_DIR", str(tmp_path / "local"))
    monkeypatch.chdir(tmp_path)


def write(*typed: str, now: datetime = NOW) -> int | None:
    options = admin_parser(defaultdict(lambda: workbook), []).parse_args(["workbook", *typed])
    assert isinstance(options, Namespace)
    return told(lambda: workbook(options, now=now))


def test_an_agency_gets_its_own_milestones_and_the_trail_tells_of_the_file(
    office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "perindag.xlsx"
    assert write("--agency", "diskukmperindag", "--out", str(file)) == 0
    found = {row["Kode"] for row in rows(file.read_bytes(), "Laporan", "Kode")}
    board = office.board()
    agency = next(code for code in board.agencies if code.casefold() == "diskukmperindag")
    assert found == {one.code for one in planned(board) if one.involves(agency)}
    with office.store.read() as connection:
        acts = connection.scalars(select(audit_event.c.action)).all()
    assert Action.FILE_EXPORTED in acts


def test_what_was_split_or_merged_is_not_asked_for(
    example_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Path(shutil.copy(example_file, tmp_path / "contoh.db"))
    monkeypatch.setenv("SENTRA_DATABASE_URL", sqlite_url(own))
    store = open_store(sqlite_url(own), backups=tmp_path)
    with store.read() as connection:
        board = queries.board(connection, CARETAKER, LATE.date())
    store.engine.dispose()
    gone = {one.code for sentra in board.every_sentra for one in sentra.left}
    assert gone
    for asked in ((), ("--agency", "DISKUKMPERINDAG")):
        file = tmp_path / "semua.xlsx"
        file.unlink(missing_ok=True)
        assert write(*asked, "--out", str(file), now=LATE) == 0
        found = {row["Kode"] for row in rows(file.read_bytes(), "Laporan", "Kode")}
        assert found
        assert not found & gone


def test_the_workbook_for_history_names_itself(tmp_path: Path) -> None:
    assert write("riwayat", "--paper", "f4") == 0
    (file,) = tmp_path.glob("*lembar-riwayat*.xlsx")
    assert cells(file.read_bytes(), "_Pantau")["B1"] == "riwayat"


def test_an_agency_that_nobody_knows_is_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write("--agency", "XYZ") is None
    assert "OPD XYZ tidak dikenal; pilih" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.xlsx"))
