"""The screens as eyes, fingers and paper want them: print, large type, forced colours, a phone."""

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.browser.sites import Site
from tests.browser.visitors import Door

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FOCUSED = "() => document.activeElement !== document.body"
LOST_AND_FOUND = f"""() => new Promise(done => {{
    const look = () => ({FOCUSED})() ? done(true) : setTimeout(look, 20);
    look();
}})"""
OVERFLOW = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
    .map(one => one.scrollWidth - one.clientWidth)"""
PRESSED = ".stButton, .stPopover, .stButtonGroup, .stDateInput, .stSelectbox, .stDownloadButton"
IS_MENU_AWAY = """() => {
    const menu = document.querySelector("[data-testid=stSidebar]");
    return !menu || menu.getBoundingClientRect().right <= 0;
}"""
GROUNDS = """() => ["true", "false"].map(chosen => {
    const one = document.querySelector(`[data-testid=stButtonGroup] [aria-checked=${chosen}]`);
    // A run that begins as somebody looks takes the buttons away, and puts them back.
    const ink = one?.querySelector("p");
    return ink ? [getComputedStyle(one).backgroundColor, getComputedStyle(ink).color] : null;
})"""


def _seen(page: "Page", selector: str) -> int:
    return sum(one.is_visible() for one in page.locator(selector).all())


def test_a_printed_page_is_a_page(site: Site, door: Door) -> None:
    visitor = door.regular(site, "dpmd").go("/sentra")
    page = visitor.page
    last = str(page.locator("ol.history li").last.inner_text()).split("\n")[-1]

    printed = page.pdf(prefer_css_page_size=True)

    words = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(printed)).pages[-2:])
    assert "".join(last.split()) in "".join(words.split())
    page.emulate_media(media="print")
    assert _seen(page, PRESSED) == 0
    assert _seen(page, "h1") == 1
    assert page.evaluate(OVERFLOW) == [0, 0]


def test_forced_colours_tell_what_is_chosen(site: Site, door: Door) -> None:
    visitor = door.regular(site, "pengamat")
    visitor.page.emulate_media(forced_colors="active")
    # What is chosen fades in.
    visitor.go("/").page.wait_for_function(
        f"() => {{ const [chosen, other] = ({GROUNDS})();"
        " return chosen && other && chosen[0] !== other[0] && chosen[0] !== chosen[1]; }"
    )


def test_a_click_that_takes_its_button_away_leaves_the_focus_near(site: Site, door: Door) -> None:
    visitor = door.regular(site, "dpmd").go("/tugas-saya")
    page = visitor.page
    visitor.click(page.get_by_role("button", name="Laporkan").last)
    assert page.evaluate(LOST_AND_FOUND)

    visitor.go("/rapat").click(page.get_by_text("Siapkan rapat lain"))
    assert page.evaluate(LOST_AND_FOUND)


def test_a_phone_shows_the_page_before_the_pickers(site: Site, door: Door) -> None:
    visitor = door.regular(site, "dpmd", width=390).go("/")
    page = visitor.page
    top = {
        key: page.locator(f".st-key-{key}").bounding_box() for key in ("frame", "finding", "owed")
    }
    figures = page.locator(".figures").bounding_box()
    assert all(top.values())
    assert figures
    assert not page.locator(".st-key-pickers").is_visible()
    places = [box["y"] for box in top.values() if box] + [figures["y"]]
    assert places == sorted(places)

    page.locator("details.fold summary").click()
    page.locator(".st-key-pickers").get_by_text("termasuk laporan").wait_for()
    visitor.choose("termasuk laporan")
    assert not page.locator(".st-key-pickers").is_visible()
    assert "termasuk laporan" in page.locator("details.fold").inner_text()


def test_on_a_phone_the_menu_closes_and_sections_stay_folded(site: Site, door: Door) -> None:
    visitor = door.regular(site, "pengamat", width=390).go("/")
    page = visitor.page
    page.get_by_role("button", name="Buka menu").click()
    visitor.follow(page.locator("[data-testid=stSidebarNavLink]").get_by_text("Sentra"))
    page.wait_for_function(IS_MENU_AWAY)

    history = page.locator("ol.history")
    assert not history.is_visible()
    page.get_by_role("heading", name="Riwayat laporan").click()
    history.wait_for()
