"""What a page says, as a reader would find it."""

import json
from html import unescape
from re import findall, sub
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from streamlit.testing.v1 import AppTest

FAILED = "Halaman ini gagal ditampilkan"


def markup_of(screen: AppTest) -> str:
    """Return all HTML of our own that the page draws, without its style sheet."""
    bodies = (one.proto.body for one in screen.get("html"))
    return "\n".join(body for body in bodies if not body.startswith("<style"))


def unlinked(markup: str) -> str:
    """Return markup without our links around what they lead from."""
    return sub(r'<a class="way"[^>]*>(.*?)</a>', r"\1", markup)


def leads(markup: str) -> list[tuple[str, dict[str, str]]]:
    """Return the words of our links, each with the parameters of the address that it leads to."""
    found = findall(r'<a class="way" href="([^"]*)"[^>]*>(.*?)</a>', markup)
    return [
        (unescape(sub(r"<[^>]*>", "", drawn)), dict(parse_qsl(urlsplit(unescape(href)).query)))
        for href, drawn in found
    ]


def words(screen: AppTest) -> str:
    """Return the words of the page: our HTML without tags, and what Streamlit writes."""
    plain = unescape(sub(r"<[^>]*>", "\n", markup_of(screen)))
    return "\n".join((plain, *alerts(screen), *(one.value for one in screen.caption)))


def widget(screen: AppTest, key: str) -> Any:
    """Return the widget with this key, whatever it is."""
    return screen.get_by_key(key)


def unfold(screen: AppTest, key: str) -> AppTest:
    """Open the menu with this key, as a click would: only then what is in it is drawn."""
    screen.session_state[key] = True
    return screen.run()


def ask_to_freeze(screen: AppTest, quarter: str) -> AppTest:
    """Ask to close a quarter (2022-1), and answer that earlier ones stay open."""
    unfold(screen, f"quarter-{quarter}-ask")
    if any(one.key == f"quarter-{quarter}-sure" for one in screen.checkbox):
        widget(screen, f"quarter-{quarter}-sure").check()
        unfold(screen, f"quarter-{quarter}-ask")
    return screen


def freeze(screen: AppTest, quarter: str) -> AppTest:
    """Close a quarter."""
    widget(ask_to_freeze(screen, quarter), f"quarter-{quarter}-freeze").click()
    return screen.run()


def menus(screen: AppTest) -> list[str]:
    """Return the words on every menu, open or not."""
    return [one.proto.popover.label for one in screen.get("popover")]


def alerts(screen: AppTest) -> list[str]:
    """Return every sentence below a field or in a box, gravest first."""
    boxes = (*screen.error, *screen.warning, *screen.info, *screen.success)
    return [*below(screen).values(), *(sub(r"\\(.)", r"\1", one.value) for one in boxes)]


def below(screen: AppTest) -> dict[str, str]:
    """Return what stands below fields as wrong, by the key of each field, in their order."""
    found = findall(r'<p class="field-problem"[^>]* data-of="([^"]*)">(.*?)</p>', markup_of(screen))
    return {unescape(key): unescape(said) for key, said in found}


def charts(screen: AppTest) -> list[str]:
    """Return the charts of the page, each as the markup that is read."""
    found = markup_of(screen).split('"plot ')[1:]
    return [f'"plot {one}' for one in found]


def alts(screen: AppTest) -> list[str]:
    """Return what whoever cannot see the charts is told of each."""
    named = r'aria-label="([^"]*)"|<caption>([^<]*)'
    return [unescape("".join(findall(named, one)[0])) for one in charts(screen)]


def explored(screen: AppTest, kind: str) -> Any:
    """Ask for a chart to enlarge and move, and return the figure that travels to the browser."""
    widget(screen, f"explore-{kind}").set_value(True).run()
    (figure,) = screen.get("plotly_chart")
    return json.loads(figure.proto.spec)


def stands(screen: AppTest) -> bool:
    """Whether the page was drawn to its end, without an error of ours or of Streamlit's."""
    return not screen.exception and not any(FAILED in one for one in alerts(screen))


def is_shown(screen: AppTest) -> bool:
    """Whether anything of the programme is on the page: a finding, a chart, a figure."""
    return "headline" in markup_of(screen) or bool(charts(screen))
