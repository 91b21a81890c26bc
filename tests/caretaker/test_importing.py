"""Reports loaded from a file by the command line: by the rules of the page, all or none."""

from argparse import Namespace
from pathlib import Path

import pytest

from caretaker.console import told
from caretaker.importing import load
from exchange.forms.maker import FormMaker
from exchange.forms.reports import report_form
from rules.plan.lineage import planned
from rules.plan.table import PlanDecision
from rules.values import Moment
from rules.vocabulary import Basis, Plan
from tests.agency_desk import AgencyDesk
from tests.caretaker.plan_folder import NOW
from tests.exchange.forms.filled import filled, hiding, row_of
from tests.people import BATIK, Office

OTHER = "S04-M02"


@pytest.fixture(autouse=True)
def installed(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = office.store.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("SENTRA_DATABASE_URL", url)
    monkeypatch.setenv("SENTRA_DATA_DIR", str(tmp_path / "local"))


@pytest.fixture
def file(office: Office, tmp_path: Path) -> Path:
    board = office.board()
    maker = FormMaker(board, Moment(board.as_of, Basis.REPORTED, Plan.CURRENT), "Operator")
    content = report_form(maker, list(board.milestones.values()), "Laporan")
    rows: dict[str, dict[str, object]] = {
        BATIK: {"Capaian (%)": 50, "Tanggal posisi": "30/04/2021"},
        OTHER: {"Status": "tetap"},
    }
    file = tmp_path / "laporan.xlsx"
    file.write_bytes(filled(content, rows))
    return file


def run(
    file: Path,
    *,
    dry_run: bool = False,
    username: str = "operator.dpmd",
    takes_hidden: bool | None = None,
) -> int | None:
    options = Namespace(
        file=file, dry_run=dry_run, username=username, program=None, takes_hidden=takes_hidden
    )
    return told(lambda: load(options, now=NOW))


def progress(office: Office, code: str = BATIK) -> float:
    return office.state(Basis.REPORTED, code).progress


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    office: Office, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(file, dry_run=True) == 0
    assert f"Baris {row_of(file.read_bytes(), BATIK)} {BATIK}" in capsys.readouterr().out
    assert progress(office) == 0


def test_a_file_is_loaded_once_in_the_name_of_its_loader(
    office: Office, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(file) == 0
    assert "Dimuat atas nama operator.dpmd: 2 laporan." in capsys.readouterr().out
    assert progress(office) == 0.5

    assert run(file) == 0
    assert "Sudah dimuat oleh" in capsys.readouterr().out


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_loaded(
    office: Office, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = {BATIK: {"Capaian (%)": "banyak"}, OTHER: {"Status": "belum"}}
    file.write_bytes(filled(file.read_bytes(), rows))
    assert run(file) == 1
    said = capsys.readouterr().err
    assert "kolom J “banyak”: Perlu diperbaiki: bukan persen" in said
    assert "dapat berarti lebih dari satu status" in said
    assert "2 hal perlu diperbaiki" in said
    assert progress(office) == 0


def test_what_was_recorded_since_keeps_the_file_out(
    office: Office, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.report(BATIK, 0.3)
    assert run(file) == 1
    assert "tercatat berjalan 30%" in capsys.readouterr().err
    assert progress(office) == 0.3


def test_it_needs_somebody_who_may_report(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(file, username="pimpinan") is None
    assert "Sebutkan atas nama siapa dengan --as NAMA" in capsys.readouterr().err


def test_whoever_was_of_a_merged_agency_loads_for_its_successor(
    office: Office, tmp_path: Path
) -> None:
    theirs = next(one for one in planned(office.board()) if one.lead == "DISKUKMPERINDAG")
    by_law = PlanDecision("Perda 5/2021", NOW.date(), "Perangkat daerah ditata ulang")
    AgencyDesk(office).merge("DISKUKMPERINDAG", "DPMD", by_law, at=NOW)
    board = office.board()
    maker = FormMaker(board, Moment(board.as_of, Basis.REPORTED, Plan.CURRENT), "Operator")
    content = report_form(maker, [board.milestones[theirs.code]], "Laporan")
    file = tmp_path / "laporan.xlsx"
    file.write_bytes(filled(content, {theirs.code: {"Status": "tetap"}}))
    assert run(file, username="operator.perindag") == 0
    assert office.state(Basis.REPORTED, theirs.code).effective_on is not None


def test_a_file_that_nobody_knows_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "lain.csv"
    other.write_text("a;b\n1;2\n", encoding="utf-8")
    assert run(other) is None
    assert "Susunan berkas ini belum dikenal" in capsys.readouterr().err


@pytest.mark.parametrize("takes_hidden", [None, False, True])
def test_rows_that_nobody_sees_are_loaded_only_where_somebody_says_so(
    office: Office,
    file: Path,
    capsys: pytest.CaptureFixture[str],
    takes_hidden: bool | None,
) -> None:
    hidden = row_of(file.read_bytes(), BATIK)
    file.write_bytes(hiding(file.read_bytes(), hidden))
    assert run(file, takes_hidden=takes_hidden) == (1 if takes_hidden is None else 0)
    assert progress(office) == (0.5 if takes_hidden else 0)
    said = capsys.readouterr()
    asked = f"Baris {hidden} tersembunyi" in said.err and "--with-hidden" in said.err
    assert asked is (takes_hidden is None)
