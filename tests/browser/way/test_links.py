"""Links land where they promise, within the session, and going back returns to the place left."""

import re
from typing import Any

import pytest

from tests.browser.sites import Site
from tests.browser.visitors import Door, Visitor

pytestmark = pytest.mark.browser

FOCUS = "() => document.activeElement.closest('[class*=st-key-]')?.className ?? ''"
IN_VIEW = """() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight }"""
PLACE = "() => document.querySelector('[data-testid=stMain]').scrollTop"
NAME = "() => document.activeElement.getAttribute('aria-label')"


def focused_in(visitor: Visitor, key: str) -> Visitor:
    """Wait until the focus stands in the container with that key."""
    condition = f"() => !!document.activeElement.closest('.st-key-{key}')"
    visitor.page.wait_for_function(condition)
    return visitor


def reports(visitor: Visitor) -> Any:
    return visitor.page.locator(".st-key-owed").get_by_role("link", name=re.compile("^Laporkan "))


@pytest.mark.parametrize("width", [1440, 390])
def test_a_report_asked_for_opens_in_view_and_back_returns_to_the_place_left(
    site: Site, door: Door, width: int
) -> None:
    visitor = focused_in(door.regular(site, "perindag", width=width).go("/"), "owed")
    link = reports(visitor).nth(2)
    link.scroll_into_view_if_needed()
    left, name = visitor.page.evaluate(PLACE), link.get_attribute("aria-label")
    assert re.fullmatch("Laporkan [^:]+: .+", name)

    visitor.follow(link)

    visitor.page.wait_for_function(
        "() => document.activeElement.closest('[class*=st-key-fields-]')"
    )
    assert visitor.page.evaluate(IN_VIEW)
    assert visitor.page.title() == "Tugas saya · Pantau Sentra"

    visitor.page.go_back()
    focused_in(visitor, "owed")
    assert visitor.page.evaluate(NAME) == name
    assert abs(visitor.page.evaluate(PLACE) - left) <= 1
    assert visitor.page.title() == "Ringkasan · Pantau Sentra"


def test_a_count_opens_what_it_counts_within_the_session(site: Site, door: Door) -> None:
    visitor = door.regular(site, "pengamat").go("/")
    visitor.page.evaluate("() => { window.stays = true }")
    count = visitor.page.get_by_role("link", name=re.compile("jatuh tempo 30 hari"))
    due = int(count.inner_text().split()[0])

    visitor.follow(count)

    rows = visitor.page.locator("table.rows tbody tr")
    assert rows.count() == due
    assert all("jatuh tempo" in row for row in rows.all_inner_texts())
    visitor.follow(rows.first.get_by_role("link"))
    focused_in(visitor, "riwayat")
    assert visitor.page.evaluate("() => window.stays")
    visitor.page.go_back()
    visitor.page.go_back()
    visitor.page.wait_for_function("() => document.title.startsWith('Ringkasan')")
    assert visitor.page.evaluate("() => window.stays")


@pytest.mark.parametrize("width", [1440, 390])
def test_parts_of_charts_lead_to_what_they_stand_for(site: Site, door: Door, width: int) -> None:
    visitor = door.regular(site, "pengamat", width=width).go("/")
    page = visitor.page
    page.evaluate("() => { window.stays = true }")
    cell = page.locator("table.heat td").get_by_role("link", name=re.compile("Batik: Sarana"))
    href = cell.get_attribute("href")

    visitor.follow(cell)

    focused_in(visitor, "section-milestones")
    assert page.evaluate(IN_VIEW)
    rows = page.locator(".st-key-section-milestones table.rows").first.locator("tbody tr")
    stages = rows.all_inner_texts()
    assert 0 < len(stages) < 13
    assert all("Sarana-prasarana" in one for one in stages)
    page.go_back()
    page.wait_for_function("href => document.activeElement.getAttribute('href') === href", arg=href)

    visitor.follow(page.locator(".plot.map").get_by_role("link", name="Gula Aren"))
    assert visitor.headline().startswith("Gula Aren.")
    visitor.follow(page.get_by_role("link", name="Linimasa", exact=True)) if width > 390 else (
        visitor.go("/linimasa")
    )
    visitor.follow(page.locator(".gantt").get_by_role("link").first)
    focused_in(visitor, "riwayat")
    assert page.evaluate(IN_VIEW)


def test_the_figures_of_the_headline_open_what_they_count(site: Site, door: Door) -> None:
    visitor = door.regular(site, "pengamat").go("/")
    count = visitor.page.locator("h1").get_by_role("link", name=re.compile("sentra kritis"))
    critical = int(count.inner_text().split()[0])

    count.click()

    focused_in(visitor.settle(), "sentra-rows")
    assert visitor.page.locator(".sentra-row").count() == critical
    holder = visitor.page.locator("h1").get_by_role("link", name=re.compile(" menahan "))
    held = int(holder.inner_text().split()[-2])
    visitor.follow(holder)
    assert visitor.page.locator(".gantt .row").count() == held
