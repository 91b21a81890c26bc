"""What a run of a page costs its server as the days that were looked at grow in number."""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

from benchmarks.web import sites
from benchmarks.web.servers import Server, run_at
from benchmarks.web.sites import Site
from benchmarks.web.tabs import Tab

STEPS: Final = (0, 10, 30, 60, 100, 200)
RUNS: Final = 30
BLOCKS: Final = 3
LONG: Final = 3000
STARTS: Final = 5
SEEN: Final = tuple((date(2022, 6, 30) - timedelta(days)).isoformat() for days in (0, 91, 181))
_SHUFFLED: Final = [date(2021, 1, 5) + timedelta(days) for days in range(500)]


@dataclass(frozen=True, slots=True)
class Row:
    """Milliseconds of CPU of a run at each site, once so many days were looked at."""

    days: int
    seen: Mapping[str, float]
    new: Mapping[str, float]


def new_days() -> list[str]:
    """Return many days in no order, always the same."""
    days = [day.isoformat() for day in _SHUFFLED if day.isoformat() not in SEEN]
    Random(1).shuffle(days)
    return days


def rows(opened: Mapping[str, Site]) -> Iterator[Row]:
    """Measure seen and new days after so many days were looked at."""
    tabs = {name: site.tab() for name, site in opened.items()}
    days = new_days()
    before = 0
    for site, tab in _each(opened, tabs):
        block(site.server, tab, [*SEEN, *SEEN])
    for step in STEPS:
        new = {
            site.name: block(site.server, tab, days[before:step])
            for site, tab in _each(opened, tabs)
            if step > before
        }
        before = step
        blocks = [_seen_block(opened, tabs) for _ in range(BLOCKS)]
        seen = {name: median(one[name] for one in blocks) for name in opened}
        yield Row(step, seen, new)
    for tab in tabs.values():
        tab.close()


def block(server: Server, tab: Tab, days: Sequence[str]) -> float:
    """Milliseconds of CPU a run; what the server still does after the last one belongs to it."""
    before = server.cpu()
    for day in days:
        tab.look(day)
    time.sleep(0.3)
    return 1000 * (server.cpu() - before) / len(days)


def growth(site: Site) -> float:
    """How many times the memory of before the server keeps after LONG further runs."""
    tab = site.tab()
    before = site.server.memory()
    chance = Random(2)
    block(site.server, tab, [chance.choice(SEEN) for _ in range(LONG)])
    tab.close()
    return site.server.memory() / before


def start(data: Path, bare: Path) -> float:
    """CPU from the start to the first page drawn, in those of the empty page; all is warm."""
    return median(_starts(data, bare))


def _starts(data: Path, bare: Path) -> Iterator[float]:
    for _ in range(STARTS):
        with run_at(SENTRA_DATA_DIR=str(data), SENTRA_VENV=sys.prefix) as server:
            site = sites.our_page(server, "ringkasan", "pimpinan")
            own = _until_drawn(site)
        with sites.stock("empty", bare) as empty:
            yield own / _until_drawn(empty)


def _until_drawn(site: Site) -> float:
    site.tab().close()
    return site.server.cpu()


def _each(opened: Mapping[str, Site], tabs: Mapping[str, Tab]) -> list[tuple[Site, Tab]]:
    return [(site, tabs[name]) for name, site in opened.items()]


def _seen_block(opened: Mapping[str, Site], tabs: Mapping[str, Tab]) -> dict[str, float]:
    return {
        site.name: block(site.server, tab, SEEN * (RUNS // len(SEEN)))
        for site, tab in _each(opened, tabs)
    }
