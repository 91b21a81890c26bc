"""A sheet of a plan of an agency's own make, loaded by a layout that was kept on Rencana."""

from datetime import date
from pathlib import Path

import pytest

from exchange.incoming.sheets.reader import read_sheets
from models.sheets.layouts import keep_layout
from rules.values import SentraCode
from tests.caretaker.plan_folder import NOW, Ask, planned, plans
from tests.exchange.incoming.sheets.workbooks import table
from tests.people import Office
from words.sheets.guessing import guess
from words.sheets.mapping import heads_of

S01 = SentraCode("S01")
HEADS = ("No", "Sentra", "Kegiatan", "OPD", "Waktu", "Satuan", "Volume", "Bukti")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sheet takes the place of a folder."""
    return tmp_path / "rencana-opd.xlsx"


def put(folder: Path, *rows: tuple[object, ...]) -> None:
    folder.write_bytes(table((("RENCANA AKSI 2022",), HEADS, *rows), "Rencana"))


def keep(office: Office, folder: Path) -> None:
    """Keep the layout of the sheet as somebody mapped it."""
    (sheet,) = read_sheets(folder.read_bytes())
    found = guess(sheet)
    assert found is not None
    admin, heads = office.people.admin, heads_of(found.layout, sheet)
    with office.store.write() as connection:
        keep_layout(connection, admin, "OPD", found.layout, heads, seen=0, at=NOW)


def test_a_sheet_is_loaded_by_its_kept_layout_alone(ask: Ask, office: Office, folder: Path) -> None:
    known = planned(office, "S01-M01")
    put(folder, (1.0, "S01", known.title, None, "Februari - Mei"))
    before = plans(office)

    unknown = ask("load")
    keep(office, folder)
    checked, loaded = ask("check"), ask("load")

    assert (unknown.code, "belum dikenal" in unknown.err) == (1, True)
    assert checked.code == 0
    assert "1 Feb 2022" in checked.out
    assert loaded.code == 0
    after = planned(office, "S01-M01")
    assert (after.schedule.start, after.schedule.finish) == (date(2022, 2, 1), date(2022, 5, 31))
    assert {**plans(office), S01: before[S01]} == before
    assert "Tidak ada perubahan" in ask("load").out


def test_what_would_be_asked_about_is_told_and_nothing_is_loaded(
    ask: Ask, office: Office, folder: Path
) -> None:
    put(
        folder,
        (1.0, "S01", "Pameran antar pulau", "Dinas Sihir", "TW II", "kali", 3.0),
        (2.0, "Sentra Gamelan", "Pendataan", "DPMD", "besok", "orang", 3.0, "BA"),
    )
    keep(office, folder)
    before = plans(office)

    said = ask("load")

    assert said.code == 1
    for told in ("Dinas Sihir", "Sentra Gamelan", "Bukti yang diharapkan", "tahapnya"):
        assert told in said.err
    assert plans(office) == before
