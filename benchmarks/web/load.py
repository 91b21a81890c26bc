"""Several people at once, each asking for the next day as soon as the last one is drawn."""

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from statistics import quantiles
from threading import Barrier
from typing import Final

from benchmarks.web.reruns import SEEN, new_days
from benchmarks.web.sites import Site
from benchmarks.web.tabs import Tab

CLIENTS: Final = 8
SECONDS: Final = 10


@dataclass(frozen=True, slots=True)
class Load:
    """Interactions a second of all together, and how long the slowest twentieth took at least."""

    per_second: float
    p95: float


def loads(opened: Mapping[str, Site]) -> Iterator[tuple[str, Load, Load]]:
    """Measure each site alone, on seen days and on days that nobody looked at."""
    for name, site in opened.items():
        with_tabs = [site.tab() for _ in range(CLIENTS)]
        for day in SEEN:
            with_tabs[0].look(day)
        seen = _at_once(with_tabs, [SEEN] * CLIENTS)
        days = new_days()
        new = _at_once(with_tabs, [days[at::CLIENTS] for at in range(CLIENTS)])
        for tab in with_tabs:
            tab.close()
        yield name, seen, new


def _at_once(tabs: Sequence[Tab], days: Sequence[Sequence[str]]) -> Load:
    together = Barrier(CLIENTS)

    def waits(at: int) -> list[float]:
        together.wait()
        return list(_waits(tabs[at], days[at]))

    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as people:
        found = [wait for one in people.map(waits, range(CLIENTS)) for wait in one]
    took = time.perf_counter() - began
    return Load(len(found) / took, quantiles(found, n=20)[-1])


def _waits(tab: Tab, days: Sequence[str]) -> Iterator[float]:
    ends = time.perf_counter() + SECONDS
    for day in cycle(days):
        asked = time.perf_counter()
        if asked > ends:
            return
        tab.look(day)
        yield time.perf_counter() - asked
