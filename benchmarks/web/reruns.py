"""What a run of a page costs its server, beside an empty page of Streamlit as it comes."""

import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

from benchmarks.tabs import Server, Tab, serving
from settings import EXAMPLE_FILE, PROJECT

STEPS: Final = (0, 10, 30, 60, 100, 200)
RUNS: Final = 30
BLOCKS: Final = 3
LONG: Final = 3000
_SEEN: Final = tuple(date(2022, 6, 30) - timedelta(days) for days in (0, 91, 181))
_EMPTY: Final = 'import streamlit as st\nst.write("kosong")\n'
_STARTS: Final = 5


@dataclass(frozen=True, slots=True)
class Row:
    """CPU of a run of Ringkasan in runs of an empty page, once so many days were looked at."""

    days: int
    seen: float
    new: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """The table, the growth of memory over LONG runs, and a start in starts of the empty page."""

    rows: tuple[Row, ...]
    growth: float
    start: float


def measured(example: Path, folder: Path) -> Measured:
    """Measure the dashboard on a copy of the `example`; `folder` takes what is made."""
    data = folder / "data"
    data.mkdir()
    shutil.copy(example, data / EXAMPLE_FILE)
    bare = folder / "bare"
    bare.mkdir()
    (bare / "kosong.py").write_text(_EMPTY, encoding="utf-8")
    ours = {"SENTRA_DATA_DIR": str(data)}
    with (
        serving("dashboard.py", PROJECT, **ours) as server,
        serving("kosong.py", bare) as empty,
    ):
        tab, beside = Tab(server, "ringkasan", server.signed_in("pimpinan")), Tab(empty)
        rows = tuple(_rows((server, tab), (empty, beside)))
        growth = _growth(server, tab)
    return Measured(rows, growth, median(_starts(bare, ours)))


def _rows(ours: tuple[Server, Tab], empty: tuple[Server, Tab]) -> Iterator[Row]:
    days = [date(2021, 1, 5) + timedelta(days) for days in range(500)]
    Random(1).shuffle(days)
    _block(*ours, [*_SEEN, *_SEEN])
    before = 0
    for step in STEPS:
        new = _block(*ours, days[before:step]) if step > before else None
        before = step
        pairs = [
            (_block(*ours, _SEEN * (RUNS // 3)), _block(*empty, _SEEN * (RUNS // 3)))
            for _ in range(BLOCKS)
        ]
        stock = median(theirs for _, theirs in pairs)
        yield Row(
            step,
            median(own / theirs for own, theirs in pairs),
            None if new is None else new / stock,
        )


def _block(server: Server, tab: Tab, days: Sequence[date]) -> float:
    """Seconds of CPU a run; what the server still does after the last one belongs to it."""
    before = server.cpu()
    for day in days:
        tab.look(f"posisi={day.isoformat()}&basis=disetujui&rencana=awal")
    time.sleep(0.3)
    return (server.cpu() - before) / len(days)


def _growth(server: Server, tab: Tab) -> float:
    """How much more memory the server keeps after LONG further runs, as a share."""
    before = server.memory()
    chance = Random(2)
    _block(server, tab, [chance.choice(_SEEN) for _ in range(LONG)])
    return server.memory() / before - 1


def _starts(bare: Path, ours: dict[str, str]) -> Iterator[float]:
    """CPU from the start to the first answer, in starts of the empty page."""
    for _ in range(_STARTS):
        with serving("dashboard.py", PROJECT, **ours) as server:
            own = server.cpu()
        with serving("kosong.py", bare) as empty:
            yield own / empty.cpu()
