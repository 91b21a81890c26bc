"""A first page stands before everything else is imported, and nobody imports beside anybody."""

import asyncio
import gc
import subprocess
import sys
import threading

import pytest

from pages.shell import frame, warming
from pages.shell.warming import Warming, imports
from settings import PROJECT


@pytest.fixture(autouse=True)
def nothing_is_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """What these tests leave behind is collected as ever."""
    monkeypatch.setattr(gc, "freeze", lambda: None)


def test_runs_take_turns_until_everything_is_there() -> None:
    cold = Warming()
    inside, leave, second = threading.Event(), threading.Event(), threading.Event()

    def first_run() -> None:
        with cold.turn():
            inside.set()
            leave.wait(60)

    def second_run() -> None:
        with cold.turn():
            second.set()

    threads = [threading.Thread(target=run) for run in (first_run, second_run)]
    threads[0].start()
    assert inside.wait(60)
    threads[1].start()
    assert not second.is_set()
    leave.set()
    for thread in threads:
        thread.join(60)
    assert second.is_set()


def test_nothing_is_imported_while_a_run_has_its_turn() -> None:
    cold, taken = Warming(), threading.Event()
    with cold.turn():
        importer = threading.Thread(target=cold.import_all, args=([taken.set],))
        importer.start()
        assert not taken.is_set()
    importer.join(60)
    assert taken.is_set()


def test_a_warm_process_waits_for_no_turn() -> None:
    warm = Warming()
    warm.import_all([])
    with warm.turn(), warm.turn():
        assert warm.is_over.is_set()


def test_a_page_that_fails_stands_too() -> None:
    cold = Warming()
    with pytest.raises(ValueError, match="page"), cold.turn():
        raise ValueError("page")
    assert cold.stands.is_set()


def test_warming_begins_once_a_first_page_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    cold = Warming()
    monkeypatch.setattr(warming, "_NEXT_LOOK", 0.001)
    monkeypatch.setattr(warming, "imports", lambda: [lambda: seen.append(cold.stands.is_set())])
    seen: list[bool] = []

    async def serve() -> None:
        task = asyncio.create_task(cold.warm())
        for _ in range(5):
            await asyncio.sleep(0)
        assert not seen
        with cold.turn():
            pass
        await task

    asyncio.run(serve())
    assert seen == [True]


def test_every_run_of_a_page_takes_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    cold = Warming()
    monkeypatch.setattr(frame, "warming", cold)
    frame.run(lambda: None)
    assert cold.stands.is_set()


_FRESH = """
import sys
import dashboard
late = ("pandas", "numpy", "pptx", "docx", "typst", "xlsxwriter")
early = [name for name in late if name in sys.modules]
from pages.shell.warming import imports
for step in imports():
    step()
print(early, [name for name in late if name not in sys.modules])
"""


def test_what_is_heavy_comes_after_the_first_page_and_then_all_of_it(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENTRA_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("SENTRA_DATABASE_URL", f"sqlite:///{tmp_path}/kosong.db")
    told = subprocess.run(
        [sys.executable, "-c", _FRESH], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines()[-1] == "[] []"


def test_no_script_of_a_page_is_imported() -> None:
    given = [getattr(step, "args", ("",))[0] for step in imports()]
    names = [name for name in given if isinstance(name, str)]
    assert "pages.overview.sections" in names
    assert not [name for name in names if name.endswith(("page", "_router"))]
