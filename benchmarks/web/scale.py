"""What a run of each page costs in a store of ten regencies' size, beside the example."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.web import sites
from benchmarks.web.reruns import SEEN, block
from benchmarks.web.servers import Server
from pages.shell.catalogue import ADMINISTRATION, AUDIT, ENTRIES, TASKS, PageEntry

BLOCKS: Final = 3
RUNS: Final = 10
_LEADER: Final = "pimpinan"
_WHO: Final = {TASKS: "dpmd", ADMINISTRATION: "admin", AUDIT: "evaluator"}


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of CPU of a run of one page in the example and in the larger store."""

    title: str
    small: float
    large: float


def costs(small: Path, large: Path) -> Iterator[Cost]:
    """Measure every page on today's view, with stores in two data folders."""
    with sites.ours(small) as one, sites.ours(large) as other:
        for entry in ENTRIES:
            yield Cost(entry.title, _cost(one.server, entry), _cost(other.server, entry))


def _cost(server: Server, entry: PageEntry) -> float:
    tab = sites.our_page(server, entry.url_path, _WHO.get(entry, _LEADER)).tab()
    today = SEEN[:1]
    block(server, tab, today * 2)
    cost = median(block(server, tab, today * RUNS) for _ in range(BLOCKS))
    tab.close()
    return cost
