"""Every page as it stands before somebody: on a desk and on a phone, with no internet.

A page is opened once for all that is asked of it: to open pages is what these tests cost.
"""

import pytest

from pages.shell.catalogue import ENTRIES, PageEntry
from tests.browser.look.axe import violations
from tests.browser.look.language import english
from tests.browser.sites import Site
from tests.browser.visitors import IDLE, Door, Visitor

pytestmark = pytest.mark.browser

_WIDTHS = "() => [document.documentElement, document.querySelector('[data-testid=stMain]')]"
_OVERFLOW = f"""() => ({_WIDTHS})().map(one => one.scrollWidth - one.clientWidth)"""
_UNSAID = """() => [...document.querySelectorAll('img')].filter(one => !one.hasAttribute('alt'))
    .map(one => one.outerHTML.slice(0, 120))"""
# Charts say what they show, in a sentence.
_UNTOLD = """() => [...document.querySelectorAll(".plot[role]")]
    .map(one => one.getAttribute("aria-label") || "").filter(said => said.length <= 40)"""
_SIZES = """() => ["h1", "h2", "h3"].map(level =>
    [...document.querySelectorAll(`[data-testid=stMain] ${level}`)]
        .filter(one => one.checkVisibility())
        .map(one => parseFloat(getComputedStyle(one).fontSize)))"""
DESK, PHONE = 1440, 390
# The width that a desk leaves where everything is shown at twice the size.
TWICE_THE_SIZE = 720


def _path(entry: PageEntry) -> str:
    return "/" if entry.is_default else f"/{entry.url_path}"


def _wrong(visitor: Visitor) -> list[str]:
    """Return what is wrong with the page as it stands."""
    page = visitor.page
    asked = {
        "language": page.evaluate("document.documentElement.lang") != "id",
        "failed": page.locator("[data-testid=stException]").count(),
        "wider than the screen": page.evaluate(_OVERFLOW) != [0, 0],
        "pictures without words": page.evaluate(_UNSAID),
        "charts without a sentence": page.evaluate(_UNTOLD),
        "not told to be an example": "DATA CONTOH" not in visitor.words(),
        "headings out of scale": not _is_scale(page.evaluate(_SIZES)),
        "English": english(page),
        "axe": violations(page),
    }
    return [f"{kind}: {found}" for kind, found in asked.items() if found]


def _is_scale(sizes: list[list[float]]) -> bool:
    """Whether each level of headings has one size, and no deeper one is larger."""
    steps = [set(found) for found in sizes if found]
    tops = [max(step) for step in steps]
    return all(len(step) == 1 for step in steps) and tops == sorted(tops, reverse=True)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_every_page_is_whole_readable_and_indonesian_and_reaches_for_nothing_outside(
    site: Site, door: Door, width: int
) -> None:
    visitor = door.regular(site, "dpmd", width=width)
    found = {path: _wrong(visitor.go(path)) for path in map(_path, ENTRIES)}
    assert not {path: wrong for path, wrong in found.items() if wrong}


@pytest.mark.parametrize(
    ("username", "paths"),
    [
        ("admin", ("/rencana", "/program", "/administrasi", "/jejak-audit")),
        ("pimpinan", ("/verifikasi", "/sentra", "/triwulan")),
    ],
)
def test_pages_that_are_others_for_other_roles(
    site: Site, door: Door, username: str, paths: tuple[str, ...]
) -> None:
    visitor = door.regular(site, username)
    found = {}
    for path in paths:
        found[path] = _wrong(visitor.go(path))
        visitor.page.set_viewport_size({"width": PHONE, "height": 900})
        found[f"{path} on a phone"] = _wrong(visitor.settle())
        visitor.page.set_viewport_size({"width": DESK, "height": 900})
    assert not {path: wrong for path, wrong in found.items() if wrong}


def test_at_twice_the_size_nothing_is_cut_off(site: Site, door: Door) -> None:
    visitor = door.regular(site, "dpmd", width=TWICE_THE_SIZE)
    for path in ("/", "/sentra", "/linimasa", "/tugas-saya", "/rapat"):
        assert visitor.go(path).page.evaluate(_OVERFLOW) == [0, 0], path


def test_a_chart_of_the_timeline_answers_to_its_choices(site: Site, door: Door) -> None:
    visitor = door.regular(site, "pengamat").go("/linimasa")
    main = visitor.page.locator("[data-testid=stMain]")

    main.get_by_text("tahap", exact=True).click()
    visitor.settle()

    visitor.page.locator(".gantt").get_by_text("1. Penetapan").first.wait_for()
    assert visitor.page.locator(IDLE).count() == 1
