"""Two things timed in turn, so that whatever else the machine does meets both alike."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from typing import Final

Act = Callable[[], object]
ROUNDS: Final = 15


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times the second thing's time the first one takes: medians of paired runs."""

    cpu: float
    wall: float


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """Why nothing was timed: the peer is missing here, or it failed."""

    reason: str


def compare(first: Act, second: Act, *, rounds: int = ROUNDS) -> Ratio:
    """Return the ratio of `first` to `second`; each has run before, so caches are warm."""
    for act in (first, second):
        act()
        act()
    gc.collect()
    gc.disable()
    try:
        pairs = [(_timed(first), _timed(second)) for _ in range(rounds)]
    finally:
        gc.enable()
    return Ratio(
        cpu=median(ours[0] / theirs[0] for ours, theirs in pairs),
        wall=median(ours[1] / theirs[1] for ours, theirs in pairs),
    )


def _timed(act: Act) -> tuple[float, float]:
    wall, cpu = perf_counter(), process_time()
    act()
    return process_time() - cpu, perf_counter() - wall
