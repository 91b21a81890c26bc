"""Every page as it stands before somebody: on a desk and on a phone, with no internet."""

import pytest

from pages.shell.catalogue import ENTRIES, PageEntry
from tests.browser.sites import Site
from tests.browser.visitors import IDLE, Door

pytestmark = pytest.mark.browser

_WIDTHS = "() => [document.documentElement, document.querySelector('[data-testid=stMain]')]"
_OVERFLOW = f"""() => ({_WIDTHS})().map(one => one.scrollWidth - one.clientWidth)"""
_UNSAID = """() => [...document.querySelectorAll('img')].filter(one => !one.hasAttribute('alt'))
    .map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_stands_whole_and_reaches_for_nothing_outside(
    site: Site, door: Door, width: int
) -> None:
    visitor = door.regular(site, "dpmd", width=width)
    for entry in ENTRIES:
        visitor.go(_path(entry))
        page = visitor.page

        assert page.evaluate("document.documentElement.lang") == "id"
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.evaluate(_OVERFLOW) == [0, 0], entry.url_path
        assert page.evaluate(_UNSAID) == []
        charts = page.locator(".plot[role]")
        for at in range(charts.count()):
            assert len(charts.nth(at).get_attribute("aria-label") or "") > 40
        assert "DATA CONTOH" in visitor.words()


def test_a_chart_of_the_timeline_answers_to_its_choices(site: Site, door: Door) -> None:
    visitor = door.regular(site, "pengamat").go("/linimasa")
    main = visitor.page.locator("[data-testid=stMain]")

    main.get_by_text("tahap", exact=True).click()
    visitor.settle()

    visitor.page.locator(".gantt").get_by_text("1. Penetapan").first.wait_for()
    assert visitor.page.locator(IDLE).count() == 1


def _path(entry: PageEntry) -> str:
    return "/" if entry.is_default else f"/{entry.url_path}"
