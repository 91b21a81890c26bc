import asyncio
import threading
from datetime import datetime

import pytest

from gate import clock
from gate.background import in_background
from gate.backup import nightly
from models import backup
from models.backup import taking
from models.store.store import Store
from rules.errors import StoreUnavailable
from rules.periods import WITA
from settings import Settings

NIGHT = datetime(2022, 6, 30, 1, 0, 30, tzinfo=WITA)


@pytest.fixture(autouse=True)
def night(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NIGHT)


def _nightly_files(settings: Settings) -> list[str]:
    folder = settings.data_dir / "cadangan" / "harian"
    return [file.name for file in folder.glob("*.zip")] if folder.exists() else []


def test_a_look_takes_the_backup_that_is_due(real_store: Store, settings: Settings) -> None:
    assert nightly.look(real_store, settings)
    assert _nightly_files(settings) == ["pantau-cadangan_2022-06-30_0100.zip"]
    assert nightly.look(real_store, settings)
    assert len(_nightly_files(settings)) == 1


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (StoreUnavailable(), "Basis data sedang tidak dapat dipakai"),
    ],
)
def test_a_failure_is_logged_and_kept_for_the_caretaker(
    real_store: Store,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    problem: Exception,
    sentence: str,
) -> None:
    def fail(*_args: object) -> None:
        raise problem

    with monkeypatch.context() as patch:
        patch.setattr(taking, "_copied", fail)
        assert not nightly.look(real_store, settings)
    assert sentence in backup.status(settings).failure
    assert "the nightly backup failed" in caplog.text
    assert _nightly_files(settings) == []
    assert nightly.look(real_store, settings)
    assert backup.status(settings).failure == ""


def test_the_dashboard_looks_again_and_again_until_it_ends(
    real_store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[bool] = []
    seen = threading.Event()

    def look(store: Store, given: Settings) -> bool:
        assert (store, given) == (real_store, settings)
        looks.append(len(looks) % 2 == 0)
        if len(looks) > 2:
            seen.set()
        return looks[-1]

    monkeypatch.setattr(nightly, "look", look)
    for name in ("FIRST_LOOK", "NEXT_LOOK", "AFTER_FAILURE"):
        monkeypatch.setattr(nightly, name, 0.001)

    async def serve() -> int:
        async with in_background(nightly.keep_looking(real_store, settings)):
            await asyncio.to_thread(seen.wait, 60)
        return len(asyncio.all_tasks())

    assert asyncio.run(serve()) == 1
    assert len(looks) >= 3


def test_after_a_failure_the_next_look_comes_later() -> None:
    assert nightly.AFTER_FAILURE > nightly.NEXT_LOOK > nightly.FIRST_LOOK
