"""Nothing that Streamlit says of its own accord is left in English."""

import re

import pytest

from pages.shell.catalogue import ENTRIES
from tests.browser.sites import Site
from tests.browser.visitors import Door

pytestmark = pytest.mark.browser

# What can be read, pointed at or heard, outside of what our pages draw and of what people wrote.
SAID = """() => {
  const ours = "[data-testid=stHtml], [translate=no], [role=option], script, style, noscript";
  const said = new Set();
  for (const one of document.querySelectorAll("body *")) {
    if (one.closest(ours)) continue;
    for (const name of ["aria-label", "title", "placeholder", "alt", "aria-valuetext"])
      if (one.getAttribute(name)) said.add(one.getAttribute(name));
    for (const child of one.childNodes)
      if (child.nodeType === Node.TEXT_NODE && child.data.trim()) said.add(child.data.trim());
  }
  return [...said];
}"""
ENGLISH = re.compile(
    r"\b("
    r"add|all|an|and|app|august|available|choose|clear|close|collapse|column|columns|copy|date"
    r"|day|dd|december|delete|download|drag|drop|expand|failed|february|file|files|first|for"
    r"|fullscreen|help|here|january|july|june|last|main|may|mm|month|next|october|of|open"
    r"|option|options|page|pages|previous|remove|results|row|search|select|selected|sidebar"
    r"|skip|the|to|today|upload|value|year|your|yyyy"
    r")\b",
    re.IGNORECASE,
)


def english(said: list[str]) -> list[str]:
    """Return what holds a word of English that Indonesian does not have."""
    return [one for one in said if ENGLISH.search(one)]


@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_speaks_indonesian_throughout(site: Site, door: Door, width: int) -> None:
    visitor = door.regular(site, "dpmd", width=width)
    for entry in ENTRIES:
        visitor.go("/" if entry.is_default else f"/{entry.url_path}")
        assert not english(visitor.page.evaluate(SAID)), entry.url_path


def test_what_opens_speaks_indonesian_too(site: Site, door: Door) -> None:
    visitor = door.regular(site, "dpmd").go("/linimasa")
    page = visitor.page
    page.get_by_role("button", name="Pilih tanggal").first.click()
    page.get_by_role("dialog").wait_for()
    assert not english(page.evaluate(SAID))

    page.keyboard.press("Escape")
    page.locator("[data-testid=stMultiSelect] button").last.click()
    page.get_by_text("Pilih semua").wait_for()
    assert not english(page.evaluate(SAID))

    visitor.go("/tugas-saya")
    visitor.click(page.get_by_text("Muat berkas Excel atau CSV"))
    assert page.get_by_role("button", name="Pilih berkas: Berkas laporan").count() == 1
    assert not english(page.evaluate(SAID))


def test_what_people_wrote_is_left_as_it_is(site: Site, door: Door) -> None:
    visitor = door.regular(site, "dpmd").go("/tugas-saya")
    visitor.page.evaluate(
        """document.querySelector("[data-testid=stCaptionContainer] p").append("Upload")"""
    )
    visitor.settle()
    assert "Upload" in visitor.page.locator("[data-testid=stMain]").inner_text()
