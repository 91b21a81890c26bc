"""On a machine that prefers dark, everything stands as light and as readable as elsewhere."""

from typing import TYPE_CHECKING

import pytest

from charts.palette import LIGHT
from tests.browser.sites import Site
from tests.browser.visitors import Door, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import WebSocketRoute

pytestmark = pytest.mark.browser

READABLE = 4.5
# Every piece of text that can be seen, with its contrast against what is painted behind it.
# Not told: text in pictures, icons (letters of a font), and what is switched off, which WCAG 1.4.3
# leaves alone.
CONTRASTS = """() => {
  const rgba = colour => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const over = ([r, g, b, a], ground) =>
    [r, g, b].map((channel, at) => channel * a + ground[at] * (1 - a));
  const ground = element => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      layers.unshift(rgba(getComputedStyle(one).backgroundColor));
    }
    return layers.reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const luminance = colour => colour
    .map(channel => channel / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const aside = "svg, script, style, noscript, :disabled, [data-testid=stIconMaterial]";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const told = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest(aside)) continue;
    if (!element.checkVisibility({checkOpacity: true, checkVisibilityCSS: true})) continue;
    const below = ground(element);
    const shades = [over(rgba(getComputedStyle(element).color), below), below].map(luminance);
    const contrast = (Math.max(...shades) + 0.05) / (Math.min(...shades) + 0.05);
    told.push([node.data.trim(), contrast]);
  }
  return told;
}"""
PIECES = """element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const told = [];
  while (walker.nextNode()) told.push(walker.currentNode.data.trim());
  return told.filter(Boolean);
}"""
GROUND = """() => getComputedStyle(document.querySelector("[data-testid=stApp]") || document.body)
    .backgroundColor"""
DARK_BEFORE = """for (const path of ["/", "/sentra"])
    localStorage.setItem(`stActiveTheme-${path}-v2`, '"Dark"')"""


def in_the_dark(door: Door, site: Site, width: int = 1440) -> Visitor:
    visitor = door.guest(site, width=width)
    visitor.page.emulate_media(color_scheme="dark")
    return visitor


def assert_readable(visitor: Visitor, *expected: str) -> None:
    told: list[tuple[str, float]] = visitor.page.evaluate(CONTRASTS)
    assert {words for words, _ in told} >= set(expected)
    assert not [(words, round(ratio, 2)) for words, ratio in told if ratio < READABLE]


def headline(visitor: Visitor) -> list[str]:
    """Return the pieces of the headline, whose figures are links."""
    whole: list[str] = visitor.page.locator("h1.headline").evaluate(PIECES)
    assert whole
    return whole


def assert_light(visitor: Visitor) -> None:
    red, green, blue = (int(LIGHT.ground[at : at + 2], 16) for at in (1, 3, 5))
    assert visitor.page.evaluate(GROUND) == f"rgb({red}, {green}, {blue})"


@pytest.mark.parametrize("width", [1440, 390])
def test_a_dark_system_makes_no_word_hard_to_read(site: Site, door: Door, width: int) -> None:
    visitor = in_the_dark(door, site, width)
    visitor.page.goto(f"{site.url}/masuk")
    assert_light(visitor)
    assert_readable(visitor, "Pantau Sentra", "Masuk")

    visitor.sign_in("dpmd")
    assert_light(visitor)
    if width < 1440:
        visitor.page.locator("[data-testid=stExpandSidebarButton]").click()
        visitor.page.locator("[data-testid=stSidebarNav]").get_by_text("Linimasa").wait_for()
    figures = visitor.page.locator(".figure strong").all_inner_texts()
    assert len(figures) == 4
    assert_readable(visitor, *figures, *headline(visitor), "Linimasa", "Berkas rapat")


def test_the_pages_around_the_screens_stay_light(site: Site, door: Door) -> None:
    visitor = in_the_dark(door, site).known_as("pengamat")
    for path, words in (("/keluar", "Keluar"), ("/apa-ini", "Halaman tidak ada")):
        visitor.page.goto(site.url + path)
        assert_light(visitor)
        assert_readable(visitor)
        assert words in visitor.page.locator("main").inner_text()
    visitor.seen.clear()  # the browser notes the 404 that it was meant to get


@pytest.mark.parametrize("path", ["/", "/?embed=true&embed_options=dark_theme", "/sentra"])
def test_a_dark_theme_of_streamlit_cannot_be_had(site: Site, door: Door, path: str) -> None:
    visitor = in_the_dark(door, site)
    visitor.page.add_init_script(DARK_BEFORE)

    visitor.sign_in("pengamat", path)

    assert_light(visitor)
    assert_readable(visitor, *headline(visitor))


def test_the_ground_is_light_before_the_server_has_told_the_theme(site: Site, door: Door) -> None:
    def keep_silent(_: "WebSocketRoute") -> None:
        """Neither connect to the server nor say anything."""

    visitor = in_the_dark(door, site)
    visitor.page.route_web_socket("**/_stcore/stream", keep_silent)
    visitor.page.goto(f"{site.url}/masuk")

    visitor.page.locator("button[value='pengamat']").click()

    visitor.page.locator("[data-testid=stApp]").wait_for()
    assert_light(visitor)
