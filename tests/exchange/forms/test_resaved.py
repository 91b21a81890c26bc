"""A workbook that goes through LibreOffice untouched comes back without a change."""

import shutil
import subprocess
from pathlib import Path

import pytest

from exchange.incoming.sheets.reader import read_sheets
from rules.sheets.cells import Sheet
from tests.exchange.forms.filled import filled
from tests.exchange.forms.test_reports import BOARD, lap
from words.reporting.forms import SHEETS
from words.reporting.sheet_reading import FileName, Reading
from words.reporting.sheet_rows import SheetReports, read
from words.sheets.applying import apply
from words.sheets.guessing import guess
from words.workbooks import REPORTS, identity, misfit

OFFICE = shutil.which("soffice")


def reports_of(sheets: tuple[Sheet, ...]) -> SheetReports:
    told = identity(sheets)
    assert misfit(told, REPORTS, BOARD.programme.code) == ""
    sheet = next(one for one in sheets if one.name == SHEETS[REPORTS])
    found = guess(sheet)
    assert found is not None
    by = Reading(BOARD, FileName("laporan.xlsx", "x", sheet.name), lambda *_: None)
    return read(apply(found.layout, sheet), by)


def nothing(found: SheetReports) -> bool:
    return not (found.rows or found.asked or found.problems or found.hidden)


def test_an_untouched_workbook_says_nothing() -> None:
    assert nothing(reports_of(read_sheets(lap())))


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_changes_nothing_and_keeps_what_is_filled_in(tmp_path: Path) -> None:
    back = filled(lap(), {"S01-M01": {"Capaian (%)": 62.5, "Tanggal posisi": "21/04/2022"}})
    for name, content in {"kosong.xlsx": lap(), "isi.xlsx": back}.items():
        (tmp_path / name).write_bytes(content)
    resaved = tmp_path / "lagi"
    subprocess.run(
        [
            *(str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profil", "--headless"),
            *("--convert-to", "xlsx", "--outdir", str(resaved)),
            *(str(tmp_path / "kosong.xlsx"), str(tmp_path / "isi.xlsx")),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )

    assert nothing(reports_of(read_sheets((resaved / "kosong.xlsx").read_bytes())))
    found = reports_of(read_sheets((resaved / "isi.xlsx").read_bytes()))
    assert [(one.draft.milestone, one.draft.progress) for one in found.rows] == [("S01-M01", 0.625)]
