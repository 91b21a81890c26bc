"""Garbage waits until nobody does."""

import asyncio
import gc
import threading
from collections.abc import Callable
from weakref import ref

import pytest

from gate import garbage
from gate.background import in_background
from gate.garbage import QUIET, WORTH_A_COLLECTION, IdleCollection

Work = Callable[[float], None]


class Cycle:
    """Held by itself alone: only a collection frees it."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Let the process have worked for so many seconds more."""
    worked = [0.0]

    def more(seconds: float) -> None:
        worked[0] += seconds

    monkeypatch.setattr(garbage, "process_time", lambda: worked[0])
    return more


def test_nothing_is_collected_while_the_process_works(work: Work) -> None:
    collection = IdleCollection()
    for _ in range(20):
        work(QUIET * 2)
        assert not collection.look()


def test_what_was_left_is_collected_once_it_rests(work: Work) -> None:
    collection = IdleCollection()
    left = ref(Cycle())
    work(WORTH_A_COLLECTION * 2)

    assert not collection.look()
    assert collection.look()

    assert left() is None
    assert not collection.look()


def test_a_little_work_is_not_worth_a_collection(work: Work) -> None:
    collection = IdleCollection()
    work(WORTH_A_COLLECTION / 2)
    assert [collection.look() for _ in range(3)] == [False, False, False]


def test_it_goes_on_as_long_as_the_dashboard_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[bool] = []
    seen = threading.Event()

    def look(_: IdleCollection) -> bool:
        looks.append(True)
        if len(looks) > 2:
            seen.set()
        return False

    monkeypatch.setattr(IdleCollection, "look", look)
    monkeypatch.setattr(garbage, "NEXT_LOOK", 0.001)

    async def serve() -> None:
        async with in_background(garbage.collect_when_idle()):
            await asyncio.to_thread(seen.wait, 60)

    asyncio.run(serve())
    assert len(looks) >= 3
    assert gc.isenabled()
