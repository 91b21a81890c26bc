"""The lines of docs/benchmarks.md about the dashboard as a web server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.document import Goal, circumstances, goals, head, row
from benchmarks.stores import COPIES, SMALL, TIMES, WIDE, example_store, wide_store
from benchmarks.timing import NotMeasured
from benchmarks.web import browser as browsing, load, plot, reruns, scale, sites
from benchmarks.web.sites import CACHED, DASH, EMPTY, OURS, PLAIN

RUNS, LOAD, BROWSER, SCALE = (
    "A run of a page",
    "Eight at once",
    "What a browser waits for",
    "Ten times the sentra",
)

_PEERS: Final = ("streamlit", "dash", "plotly", "pandas")
_RUNS_HEAD: Final = f"""## {RUNS}

Milliseconds of CPU that the server spends on a run as of another day, in which everything on the
page changes. The other pages are small ones of the same kind, as their manuals write them: four
numbers, nine bars, an S-curve, a schedule of 108 milestones and their table; one in Streamlit with
plotly, one in Dash, and one in Dash that keeps the finished answer of each day. The empty page is
Streamlit as it comes, with one word on it. Each server is a process of its own, run from a folder
without settings; a tab talks to each as a browser would, in turn. A day was seen when it was drawn
before: medians of {reruns.BLOCKS} blocks of {reruns.RUNS} runs. New days are drawn for the first
time.
"""
_RUNS_FOOT: Final = f"""
![Milliseconds of CPU of a run by the days looked at before]({plot.PICTURE})

Goals are ratios within this run. Starts are those of `python run.py` on a store that is there,
to the end of the first page."""
_LOAD_HEAD: Final = f"""## {LOAD}

{load.CLIENTS} tabs, each asking for the next day as soon as the last one is drawn, for
{load.SECONDS} seconds; they compute on the same cores as the server. Days were seen by one of them
before, or by nobody.
"""
_BROWSER_HEAD: Final = f"""## {BROWSER}

Milliseconds in Chromium. A first visit begins with an empty browser and ends when the four figures
and nine bars stand, and when nothing changes any more: medians of {browsing.LOADS}, on a line of
{browsing.MEGABITS} Mbit/s of {browsing.SLOW_LOADS}. Another day is typed into the page: from the
last key to the last change of what is drawn, median of {browsing.CHANGES} seen days.
"""
_SCALE_HEAD: Final = f"""## {SCALE}

Milliseconds of CPU of a run of each page as of today, in the example and in a store with
{COPIES} copies of every sentra and {TIMES} of every event: 90 sentra, 1,250 milestones, some
125,000 events. Medians of {scale.BLOCKS} blocks of {scale.RUNS} runs. Its audit trail and meetings
are those of the example.
"""


def run_lines(folder: Path) -> Iterator[str]:
    """Measure runs of Ringkasan and of the pages beside it."""
    example_store(folder).engine.dispose()
    yield _RUNS_HEAD
    drawing = (OURS, PLAIN, DASH, CACHED)
    names = (*drawing, EMPTY)
    yield head("days looked at before", *names, *(f"new day: {name}" for name in drawing))
    found = []
    with sites.all_sites(folder / SMALL, folder) as opened:
        for one in reruns.rows(opened):
            found.append(one)
            new = [one.new.get(name, "-") for name in drawing]
            yield row(str(one.days), *[one.seen[name] for name in names], *new)
        growth = reruns.growth(opened[OURS])
    plot.draw(found, names)
    yield _RUNS_FOOT
    yield _run_goals(found, growth, reruns.start(folder / "data", folder / "bare"))
    yield circumstances(*_PEERS)


def _run_goals(found: list[reruns.Row], growth: float, start: float) -> str:
    seen = [one.seen[OURS] for one in found]
    dearest = max(found, key=lambda one: one.seen[OURS] / one.seen[EMPTY])

    def worst(peer: str) -> float:
        return max(one.new[OURS] / one.new[peer] for one in found if one.new)

    return goals(
        Goal("dearest seen day / empty page", dearest.seen[OURS] / dearest.seen[EMPTY], 0.35),
        Goal("dearest / cheapest seen day", max(seen) / min(seen), 1.15),
        Goal("dearest new day / new day in Dash", worst(DASH), 1),
        Goal(f"memory after {reruns.LONG} further runs / before", growth, 1.1),
        Goal("CPU of a start to the first page / the same of the empty page", start, 1.7),
    )


def load_lines(folder: Path) -> Iterator[str]:
    """Measure several tabs at once."""
    example_store(folder).engine.dispose()
    yield _LOAD_HEAD
    yield head("", "seen: interactions/s", "p95 ms", "new: interactions/s", "p95 ms")
    seen = {}
    with sites.all_sites(folder / SMALL, folder) as opened:
        for name, known, new in load.loads(opened):
            seen[name] = known.per_second
            yield row(name, known.per_second, 1000 * known.p95, new.per_second, 1000 * new.p95)
    yield goals(
        Goal("interactions/s on seen days / those of Dash", seen[OURS] / seen[DASH], least=2),
        Goal("the same / those of Dash with kept figures", seen[OURS] / seen[CACHED], least=0.5),
    )
    yield circumstances(*_PEERS)


def browser_lines(folder: Path) -> Iterator[str]:
    """Measure first visits and changes of the day in a browser."""
    with browsing.chromium() as browser:
        if isinstance(browser, NotMeasured):
            yield f"## {BROWSER}\n\nNot measured: {browser.reason}."
            return
        example_store(folder).engine.dispose()
        yield _BROWSER_HEAD
        with sites.all_sites(folder / SMALL, folder) as opened:
            picked = browsing.changes(browser, opened)
            quick = browsing.first_visits(browser, opened)
            slow = browsing.slow_visits(browser, opened)
        slowly = f"at {browsing.MEGABITS} Mbit/s"
        yield head("", "first figures", "all", f"first figures {slowly}", f"all {slowly}", "a day")
        for name in opened:
            one, other = quick[name], slow[name]
            yield row(name, one.first, one.whole, other.first, other.whole, picked.get(name, "-"))
        first, whole = quick[OURS].first, quick[OURS].whole
        yield goals(
            Goal("another day / Dash with kept figures", picked[OURS] / picked[CACHED], 1),
            Goal("first figures / an empty page of Streamlit", first / quick[EMPTY].first, 1.3),
            Goal("all charts / Dash", whole / quick[DASH].whole, 1.1),
            Goal(f"first figures {slowly} / {PLAIN}", slow[OURS].first / slow[PLAIN].first, 0.12),
        )
        yield circumstances(*_PEERS, also=f", Chromium {browser.version}")


def scale_lines(folder: Path) -> Iterator[str]:
    """Measure every page in the example and in a store of many sentra."""
    example_store(folder).engine.dispose()
    wide_store(folder).engine.dispose()
    yield _SCALE_HEAD
    yield head("page", "example", "90 sentra", "ratio")
    found = []
    small = sites.copied_data(folder / SMALL, folder / "kecil")
    for one in scale.costs(small, sites.copied_data(folder / WIDE, folder / "luas")):
        found.append(one)
        yield row(one.title, one.small, one.large, one.large / one.small)
    yield goals(
        Goal("greatest ratio of a page", max(one.large / one.small for one in found), 5),
        Goal("dearest page, ms", max(one.large for one in found), 600),
    )
    yield circumstances(*_PEERS)
