"""A table of past reports: pasted from a spreadsheet, kept, sent and approved as one."""

import pytest

from tests.browser.sites import Site
from tests.browser.visitors import Door, Visitor

pytestmark = pytest.mark.browser

ROWS = (
    ("S01-M04", "01/02/2021", "5", "", "", "Rapat awal"),
    ("S01-M04", "kemarin", "10", "", "", "Daftar isian"),
    ("S02-M04", "03/02/2021", "5,5%", "berjalan", "", "Rapat awal"),
)
FIRST_DAY = (360, 90)
"""The day of the second row, from the corner of the table."""


def cell(visitor: Visitor, right: float, down: float) -> None:
    """Click into the table, which is one picture to the browser."""
    table = visitor.page.locator("[data-testid=stDataFrame] .dvn-scroller")
    table.wait_for()
    # It is drawn once it has its width.
    visitor.settle()
    table.click(position={"x": right, "y": down})
    visitor.clicks += 1


def paste(visitor: Visitor, rows: tuple[tuple[str, ...], ...]) -> None:
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    words = "\n".join("\t".join(row) for row in rows)
    visitor.page.evaluate("words => navigator.clipboard.writeText(words)", words)
    visitor.page.keyboard.press("Control+V")


def test_a_pasted_table_is_kept_mended_sent_and_approved(fresh_site: Site, door: Door) -> None:
    operator = door.regular(fresh_site, "dpmd").go("/")
    operator.follow(operator.page.get_by_role("link", name="Data awal"))
    cell(operator, 150, 55)
    paste(operator, ROWS)
    operator.page.get_by_text("3 baris terisi, 1 perlu diperbaiki").wait_for()
    assert "Tanggal posisi tidak terbaca" in operator.words()

    # Somebody who comes back another day finds the table.
    operator.go("/data-awal")
    operator.page.get_by_text("3 baris terisi, 1 perlu diperbaiki").wait_for()
    cell(operator, *FIRST_DAY)
    operator.page.keyboard.press("Enter")
    # What is typed before the field of the cell stands goes to the table.
    operator.page.locator(".gdg-input").wait_for()
    operator.page.keyboard.press("Control+A")
    operator.page.keyboard.type("02/02/2021", delay=50)
    operator.page.keyboard.press("Enter")
    operator.page.get_by_text("3 baris terisi, semuanya siap").wait_for()

    operator.page.get_by_label("Sumber data").fill("Laporan bulanan 2021")
    operator.page.keyboard.press("Tab")
    operator.settle()
    operator.click(operator.page.get_by_role("button", name="Periksa dan kirim"))
    operator.click(operator.page.get_by_role("button", name="Ya, kirim 3 laporan"))
    operator.page.get_by_text("tabel masih kosong").wait_for()
    assert operator.clicks == 5

    leader = door.regular(fresh_site, "pimpinan").go("/")
    leader.click(leader.page.get_by_text("Buka Verifikasi"))
    sent = "Data awal: 3 laporan, posisi 1 Feb 2021 sampai 3 Feb 2021"
    leader.page.get_by_text(sent).first.wait_for()
    leader.click(leader.page.get_by_role("button", name="Setujui semua", exact=True))
    leader.page.get_by_text("3 laporan data awal disetujui.").wait_for()
    assert leader.clicks == 2


def test_a_narrow_screen_holds_the_table(fresh_site: Site, door: Door) -> None:
    visitor = door.regular(fresh_site, "dpmd", width=390).go("/data-awal")
    visitor.page.locator("[data-testid=stDataFrame] canvas").first.wait_for()

    assert visitor.page.evaluate("document.documentElement.scrollWidth") == 390
