"""What somebody at a browser waits for: a first visit, and another day."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks.timing import NotMeasured
from benchmarks.web.reruns import SEEN
from benchmarks.web.sites import CACHED, DASH, EMPTY, OURS, PLAIN, Site
from machine import find_chromium
from words.formats import long_day

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LOADS: Final = 5
SLOW_LOADS: Final = 3
CHANGES: Final = 12
MEGABITS: Final = 5
_PATIENCE: Final = 300_000
_SWITCHES: Final = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # A page that would ask a computer in the network is told at once that there is none.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# Whether the four figures and the nine bars stand.
_FIRST: Final = {
    OURS: "all('.figure strong').length >= 4 && all('.sentra-row .bar').length >= 9",
    EMPTY: "document.body.innerText.includes('kosong')",
    PLAIN: "all('[data-testid=stMetricValue]').length === 4"
    " && all('[data-testid=stProgress]').length === 9",
    DASH: "all('#angka b').length === 4 && all('#batang progress').length === 9",
}
_FIRST[CACHED] = _FIRST[DASH]
# Notes when the first figures stood, when a key was pressed, and when last what is drawn changed.
_WATCH: Final = """(() => {
    const found = window.watched = {first: 0, pressed: 0, last: 0};
    const all = name => document.querySelectorAll(name);
    const look = () => {
        if (document.body && (FIRST)) found.first = performance.now();
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    addEventListener("keydown", () => { found.pressed = performance.now(); }, true);
    new MutationObserver(() => { found.last = performance.now(); }).observe(document, {
        subtree: true, childList: true, characterData: true, attributes: true,
        attributeFilter: ["d", "src", "points", "value", "transform", "data-test-script-state"],
    });
})()"""
# Whether everything stands: no run goes on, every chart and picture is drawn, and all was still.
_STANDS: Final = """([still, words]) => {
    const all = name => [...document.querySelectorAll(name)];
    return watched.first && performance.now() - Math.max(watched.last, watched.pressed) > still
        && document.body.innerText.includes(words)
        && all("[data-testid=stApp]").every(one => one.dataset.testScriptState === "notRunning")
        && all("[data-testid=stSkeleton]").length === 0
        && all("[data-testid=stPlotlyChart], .dash-graph").every(
            one => one.querySelector(".main-svg"))
        && all("img").every(one => one.complete);
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """Milliseconds until the first figures stood, and until everything did."""

    first: float
    whole: float


@contextmanager
def chromium() -> Iterator["Browser | NotMeasured"]:
    """Give a headless Chromium, or say why there is none."""
    path = find_chromium()
    if path is None:
        yield NotMeasured("no Chromium")
        return
    from playwright.sync_api import sync_playwright

    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    switches = [*_SWITCHES, *(["--no-sandbox"] if is_root else [])]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=switches)
        yield opened
        opened.close()


def first_visits(browser: "Browser", opened: Mapping[str, Site]) -> dict[str, Visit]:
    """Measure loads with an empty browser, each site in turn."""
    return _medians(opened, [_round(browser, opened, still=1500) for _ in range(LOADS)])


def slow_visits(browser: "Browser", opened: Mapping[str, Site]) -> dict[str, Visit]:
    """Measure the same on a line of MEGABITS a second."""
    rounds = [_round(browser, opened, still=5000, is_slow=True) for _ in range(SLOW_LOADS)]
    return _medians(opened, rounds)


def changes(browser: "Browser", opened: Mapping[str, Site]) -> dict[str, float]:
    """Milliseconds from the key that gives a seen day to the page that shows it: medians."""
    return {name: median(_changed(browser, site)) for name, site in opened.items() if name != EMPTY}


def _round(
    browser: "Browser", opened: Mapping[str, Site], *, still: int, is_slow: bool = False
) -> dict[str, Visit]:
    found = {}
    for name, site in opened.items():
        with _page(browser, site) as page:
            if is_slow:
                _throttle(page)
            found[name] = _visit(page, site, still)
    return found


def _medians(opened: Mapping[str, Site], rounds: Sequence[Mapping[str, Visit]]) -> dict[str, Visit]:
    return {
        name: Visit(
            median(one[name].first for one in rounds), median(one[name].whole for one in rounds)
        )
        for name in opened
    }


@contextmanager
def _page(browser: "Browser", site: Site) -> Iterator["Page"]:
    """Give a page of a browser that knows nothing but who is signed in."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies(
        [
            {"name": name, "value": value, "url": site.server.origin}
            for name, value in site.cookies.items()
        ]
    )
    context.add_init_script(_WATCH.replace("FIRST", _FIRST[site.name]))
    yield context.new_page()
    context.close()


def _throttle(page: "Page") -> None:
    line = {"offline": False, "latency": 0, "uploadThroughput": -1}
    line["downloadThroughput"] = MEGABITS * 1_000_000 // 8
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)


def _visit(page: "Page", site: Site, still: int, words: str = "") -> Visit:
    page.goto(site.server.origin + site.path, wait_until="commit")
    page.wait_for_function(_STANDS, arg=[still, words], timeout=_PATIENCE)
    seen = page.evaluate("watched")
    return Visit(seen["first"], max(seen["first"], seen["last"]))


def _changed(browser: "Browser", site: Site) -> Iterator[float]:
    with _page(browser, site) as page:
        _visit(page, site, 1000)
        for at in range(-len(SEEN), CHANGES):
            day = SEEN[at % len(SEEN)]
            words = _pick(page, site, day)
            page.wait_for_function(_STANDS, arg=[600, words], timeout=_PATIENCE)
            seen = page.evaluate("watched")
            if at >= 0:
                yield seen["last"] - seen["pressed"]


def _pick(page: "Page", site: Site, day: str) -> str:
    """Type a day and leave the field; return the words by which the page says it is there."""
    if site.name == OURS:
        year, month, number = day.split("-")
        page.locator(".st-key-pick-as-of").get_by_role("spinbutton").first.focus()
        page.keyboard.type(number + month + year)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        return f"Posisi per {long_day(date.fromisoformat(day))}"
    field = page.locator("#posisi, [data-testid=stTextInput] input")
    field.fill(day)
    field.press("Enter")
    return f"Keadaan {day}"
