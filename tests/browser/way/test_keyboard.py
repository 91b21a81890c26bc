"""The way by keyboard and by clicks: how much it takes to what people come for.

The counts stand in docs/reliability.md.
"""

import re

import pytest

from tests.browser.sites import Site
from tests.browser.visitors import Door, Visitor

pytestmark = pytest.mark.browser

WIDTHS = pytest.mark.parametrize("width", [1440, 390])
MOST_TO_DECIDE = 3
MOST_TO_REPORT = 12
MOST_KEYS = 30
NAME = """() => document.activeElement.getAttribute('aria-label')
    ?? document.activeElement.innerText"""
READING = 600
"""Milliseconds that a leader looks at a report; less is taken for a double click."""


def begin(visitor: Visitor) -> Visitor:
    """Wait until the focus stands on the finding of the page."""
    visitor.page.wait_for_function("() => document.activeElement.matches('h1')")
    return visitor.settle()


def tab_to(visitor: Visitor, name: str) -> int:
    """Press Tab until the focus stands on what has this name; return how often."""
    passed: list[str] = []
    while len(passed) < MOST_KEYS:
        visitor.page.keyboard.press("Tab")
        passed.append(visitor.page.evaluate(NAME) or "")
        if re.search(name, passed[-1]):
            return len(passed)
    raise AssertionError(passed)


@WIDTHS
def test_reports_are_decided_on_without_a_way_through_the_frame(
    fresh_site: Site, door: Door, width: int
) -> None:
    visitor = begin(door.regular(fresh_site, "pimpinan", width=width).go("/verifikasi"))
    waiting = int(visitor.headline().split()[0])

    assert tab_to(visitor, "Setujui$") <= MOST_TO_DECIDE
    for decided in (1, 2):
        visitor.page.wait_for_timeout(READING)
        visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_function(
            "count => document.querySelector('h1').innerText.startsWith(count)",
            arg=f"{waiting - decided} laporan",
        )
        visitor.page.wait_for_function(
            "() => document.activeElement.closest('.st-key-verdict') !== null"
        )
        assert "Setujui" in visitor.page.evaluate(NAME)


@pytest.mark.parametrize(("username", "width"), [("perindag", 1440), ("dpmd", 390)])
def test_a_report_is_sent_with_few_keys_after_signing_in(
    fresh_site: Site, door: Door, username: str, width: int
) -> None:
    visitor = door.regular(fresh_site, username, width=width).go("/")
    # Who owes reports begins there.
    visitor.page.wait_for_function("() => document.activeElement.closest('.st-key-owed-head')")
    visitor.settle()
    pressed = tab_to(visitor, "^Laporkan ")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_function(
        "() => document.activeElement.closest('[class*=st-key-fields-]')"
    )
    visitor.settle()
    pressed += tab_to(visitor, "Kirim")
    visitor.page.keyboard.press("Enter")

    visitor.page.locator("[data-testid=stToast]").get_by_text("tersimpan").wait_for()
    assert pressed <= MOST_TO_REPORT


@WIDTHS
def test_why_a_sentra_stands_badly_is_one_click_on_ringkasan(
    site: Site, door: Door, width: int
) -> None:
    visitor = door.regular(site, "pimpinan", width=width).go("/")
    reason = visitor.page.locator("details.reason-of").first

    visitor.click(reason.locator("summary"))

    assert visitor.clicks == 1
    assert reason.get_by_text("Harus bertindak").is_visible()
