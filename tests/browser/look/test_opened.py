"""axe finds nothing, nothing is left in English, no two controls share a name: forms open, at a
meeting, in a presentation.

Pages as they open: tests/browser/test_screens.py.
"""

from collections.abc import Callable

import pytest

from tests.browser.look.axe import violations
from tests.browser.look.language import english
from tests.browser.look.names import twins
from tests.browser.sites import Site
from tests.browser.visitors import Door, Visitor

pytestmark = pytest.mark.browser

SHEET = b"""Kode;Tanggal posisi;Status;Capaian (%)
S04-M08;20/06/2022;belum;85%
S04-M09;01/03/2021;berjalan;12%
"""
WIDTHS = pytest.mark.parametrize("width", [1440, 390])


def _reports(visitor: Visitor) -> None:
    """Open two reports and two follow-ups, which have the same fields."""
    visitor.go("/tugas-saya")
    for name in ("Laporkan", "Isi tindak lanjut") * 2:
        visitor.click(visitor.page.get_by_role("button", name=name).last)
    visitor.page.locator("[data-testid=stFileUploader]").nth(3).wait_for()


def _uploader(visitor: Visitor) -> None:
    visitor.go("/tugas-saya")
    visitor.click(visitor.page.get_by_text("Muat berkas Excel atau CSV"))
    visitor.page.get_by_role("button", name="Pilih berkas: Berkas laporan").wait_for()


def _many(visitor: Visitor) -> None:
    visitor.click(visitor.go("/tugas-saya").page.get_by_text("Laporkan beberapa sekaligus"))
    visitor.page.locator("[data-testid=stDataFrame] canvas").first.wait_for()


def _sheet(visitor: Visitor) -> None:
    """Drop a sheet of an office's own making: its layout open, a question, an older row."""
    visitor.go("/tugas-saya")
    visitor.click(visitor.page.get_by_text("Muat berkas Excel atau CSV"))
    uploader = visitor.page.locator("[data-testid=stFileUploaderDropzoneInput]").first
    uploader.set_input_files({"name": "opd.csv", "mimeType": "text/csv", "buffer": SHEET})
    visitor.page.get_by_text("Sudah ada laporan yang lebih baru").wait_for()
    visitor.settle()
    visitor.click(visitor.page.get_by_text("Susunan kolom"))


def _files(visitor: Visitor) -> None:
    visitor.click(visitor.go("/").page.get_by_text("Berkas rapat"))


def _person(visitor: Visitor) -> None:
    visitor.click(visitor.go("/").page.locator(".st-key-person button"))


def _choices(visitor: Visitor) -> None:
    visitor.go("/linimasa").page.locator("[data-testid=stMultiSelect] button").last.click()
    visitor.page.get_by_text("Pilih semua").wait_for()


def _calendar(visitor: Visitor) -> None:
    page = visitor.go("/").page
    if page.locator("details.fold").is_visible():
        page.locator("details.fold summary").click()
    page.get_by_role("button", name="Pilih tanggal").first.click()
    page.get_by_role("dialog").wait_for()


def _next_meeting(visitor: Visitor) -> None:
    visitor.click(visitor.go("/rapat").page.get_by_text("Siapkan rapat lain"))


def _meeting(visitor: Visitor) -> None:
    visitor.click(visitor.go("/rapat").page.get_by_text("Lihat dan buka rapat"))


WAYS: tuple[Callable[[Visitor], None], ...] = (
    *(_reports, _uploader, _many, _sheet, _files, _person, _choices, _calendar),
    *(_next_meeting, _meeting),
)


@WIDTHS
def test_what_opens(site: Site, door: Door, width: int) -> None:
    visitor = door.regular(site, "dpmd", width=width)
    found = {}
    for way in WAYS:
        way(visitor)
        found[way.__name__] = [
            *violations(visitor.page),
            *english(visitor.page),
            *twins(visitor.page),
        ]
    assert not {name: told for name, told in found.items() if told}


@WIDTHS
def test_every_slide(site: Site, door: Door, width: int) -> None:
    page = door.regular(site, "dpmd", width=width).go("/rapat").page
    page.get_by_text("Tayangkan").click()
    found = {}
    step, steps = 0, 1
    while step < steps:
        # The frame, for which a visitor waits, is not part of it.
        told = page.locator(".step", has_text=f"{step + 1} dari ")
        told.wait_for()
        step, steps = step + 1, int(told.inner_text().split()[-1])
        found[step] = violations(page)
        page.keyboard.press("ArrowRight")
    assert not {number: told for number, told in found.items() if told}


@WIDTHS
def test_the_pages_of_the_gate(site: Site, door: Door, width: int) -> None:
    page = door.guest(site, width=width).page
    for path in ("/masuk", "/keluar"):
        page.goto(site.url + path)
        assert not violations(page), path


def test_what_people_wrote_is_left_as_it_is(site: Site, door: Door) -> None:
    visitor = door.regular(site, "dpmd").go("/tugas-saya")
    visitor.page.evaluate(
        """document.querySelector("[data-testid=stCaptionContainer] p").append("Upload")"""
    )
    visitor.settle()
    assert "Upload" in visitor.page.locator("[data-testid=stMain]").inner_text()


def test_fields_of_a_row_stay_in_line_where_one_of_them_is_refused(site: Site, door: Door) -> None:
    visitor = door.regular(site, "perindag").go("/tugas-saya")
    visitor.click(visitor.page.get_by_role("button", name="Laporkan").last)
    row = visitor.page.locator("[data-testid=stHorizontalBlock]:has(> div [class*=-day-menu])").last
    row.get_by_label("Realisasi").fill("banyak")
    row.get_by_label("Realisasi").press("Tab")
    visitor.settle()

    visitor.click(visitor.page.get_by_role("button", name="Kirim").last)

    row.locator(".field-problem").wait_for()
    day = row.locator("[data-testid=stPopoverButton]").bounding_box()
    value = row.get_by_label("Realisasi").bounding_box()
    assert day
    assert value
    middles = [box["y"] + box["height"] / 2 for box in (day, value)]
    assert middles[0] == pytest.approx(middles[1], abs=1)


@WIDTHS
def test_a_presented_curve_has_letters_of_its_own_on_a_phone(
    site: Site, door: Door, width: int
) -> None:
    page = door.regular(site, "dpmd", width=width).go("/rapat").page
    page.get_by_text("Tayangkan").click()
    for step in ("1 dari ", "2 dari "):
        page.locator(".step", has_text=step).wait_for()
        page.keyboard.press("ArrowRight")
    picture, words = page.locator("img.slide-chart"), page.locator(".slide .curve > b").first
    shown, hidden = (picture, words) if width > 760 else (words, picture)
    shown.wait_for()
    assert not hidden.is_visible()
    if width <= 760:
        size = words.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
        assert size >= 12
