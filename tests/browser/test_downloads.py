"""What people take along: the same figures as on the screen, stamped with day and basis."""

import csv
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from PIL import Image

from rules.values import Moment
from rules.vocabulary import Basis, Plan
from tests.browser.sites import Site
from tests.browser.visitors import Door, Visitor
from words.formats import number

pytestmark = pytest.mark.browser

THEN = Moment(date(2021, 12, 31), Basis.REPORTED, Plan.FIRST)
ADDRESS = "/?posisi=2021-12-31&basis=termasuk-laporan"


@pytest.fixture(scope="module")
def files(site: Site, one_door: Door) -> dict[str, tuple[str, bytes]]:
    """Every kind of file of the first screen on 31 December 2021, by ending: name, content."""
    visitor = one_door.regular(site, "pengamat").go(ADDRESS)
    found = {
        **_taken(visitor, "picture-kurva-s", ("png", "svg")),
        **_taken(visitor, "table-capaian-per-sentra", ("xlsx", "csv")),
    }
    assert not one_door.close_tabs()
    return found


def _taken(visitor: Visitor, menu: str, endings: tuple[str, ...]) -> dict[str, tuple[str, bytes]]:
    visitor.page.locator(f".st-key-{menu}").get_by_role("button").first.click()
    found = {}
    for ending in endings:
        with visitor.page.expect_download() as taken:
            visitor.page.get_by_role("button", name=ending.upper(), exact=True).click()
        content = Path(taken.value.path()).read_bytes()
        found[ending] = (taken.value.suggested_filename, content)
    visitor.page.keyboard.press("Escape")
    return found


def test_a_picture_opens_in_its_size_under_its_name(files: dict[str, tuple[str, bytes]]) -> None:
    name, content = files["png"]
    svg = ET.fromstring(files["svg"][1])

    with Image.open(BytesIO(content)) as picture:
        picture.load()
        assert picture.format == "PNG"
        size = (round(2 * float(svg.attrib["width"])), round(2 * float(svg.attrib["height"])))
        assert picture.size == pytest.approx(size, abs=2)
        assert len(picture.convert("RGB").getcolors(1_000_000) or ()) > 20
    assert name == "contoh_kurva-s_2021-12-31_termasuk-laporan.png"


def test_a_picture_says_what_it_shows_when_and_on_which_basis(
    site: Site, files: dict[str, tuple[str, bytes]]
) -> None:
    words = " ".join(ET.fromstring(files["svg"][1]).itertext())
    actual = site.briefing(THEN).totals.actual

    assert f"{number(100 * actual, 1)}%" in words
    for part in ("Seluruh program", "DATA CONTOH", "Posisi 31 Desember 2021", "termasuk laporan"):
        assert part in words


def test_a_workbook_holds_the_figures_of_the_screen(
    site: Site, files: dict[str, tuple[str, bytes]]
) -> None:
    name, content = files["xlsx"]
    with ZipFile(BytesIO(content)) as packed:
        sheet = ET.fromstring(packed.read("xl/worksheets/sheet1.xml"))
        strings = " ".join(ET.fromstring(packed.read("xl/sharedStrings.xml")).itertext())
    numbers = [
        float(cell.findtext("{*}v") or 0)
        for cell in sheet.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c")
        if cell.attrib.get("t") is None and cell.find("{*}v") is not None
    ]

    for one in site.briefing(THEN).sentra:
        assert any(value == pytest.approx(one.actual, abs=1e-12) for value in numbers)
        assert one.sentra.name in strings
    assert "DATA CONTOH" in strings
    assert name == "contoh_capaian-per-sentra_2021-12-31_termasuk-laporan.xlsx"


def test_a_csv_holds_the_figures_of_the_screen(
    site: Site, files: dict[str, tuple[str, bytes]]
) -> None:
    rows = list(csv.reader(StringIO(files["csv"][1].decode("utf-8-sig")), delimiter=";"))

    heads = next(at for at, row in enumerate(rows) if row[:2] == ["Kode", "Sentra"])
    listed = {row[0]: dict(zip(rows[heads], row, strict=True)) for row in rows[heads + 1 :]}
    briefing = site.briefing(THEN)
    assert list(listed) == [one.sentra.code for one in briefing.sentra]
    for one in briefing.sentra:
        shown = listed[one.sentra.code]["Capaian"].removesuffix("%").replace(",", ".")
        assert float(shown) == pytest.approx(100 * one.actual, abs=1e-4)
    assert ["Posisi per", "31 Desember 2021"] in rows
    assert any("DATA CONTOH" in cell for row in rows for cell in row)
