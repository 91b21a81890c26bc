import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from models import backup
from models.backup import routine
from models.plan.seed import load_plan
from models.store.occupancy import alone
from models.store.store import open_store
from rules.periods import WITA
from tests.models.backup.backups import Desk, desk_of
from tests.people import FOUNDED_AT, PLAN

NIGHT = datetime(2022, 6, 30, 1, 0, 30, tzinfo=WITA)


@pytest.fixture
def desk(migrated_file: Path, tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "local").mkdir()
    file = shutil.copy(migrated_file, tmp_path / "local" / "pantau.db")
    opened = open_store(f"sqlite:///{file}", backups=tmp_path)
    yield desk_of(opened, tmp_path / "local")
    opened.engine.dispose()


def _look(desk: Desk, now: datetime) -> backup.Taken | None:
    return backup.back_up_if_due(desk.store, desk.settings, now=now)


def _nightly(desk: Desk) -> list[str]:
    return sorted(file.name for file in routine._nightly(desk.settings).glob("*.zip"))


def test_one_backup_is_taken_a_night(desk: Desk) -> None:
    taken = [
        _look(desk, NIGHT - timedelta(minutes=2)),
        _look(desk, NIGHT),
        _look(desk, NIGHT + timedelta(hours=20)),
        _look(desk, NIGHT + timedelta(days=1)),
    ]
    assert [one is not None for one in taken] == [True, True, False, True]
    assert desk.verify(taken[1].file).findings == () if taken[1] else False


def test_a_night_that_the_machine_slept_through_is_made_up_for(desk: Desk) -> None:
    _look(desk, NIGHT)
    assert _look(desk, NIGHT + timedelta(days=3, hours=7)) is not None
    assert _nightly(desk)[-1] == "pantau-cadangan_2022-07-03_0800.zip"


def test_outdated_backups_go_and_those_that_somebody_asked_for_stay(desk: Desk) -> None:
    asked = desk.take(NIGHT - timedelta(days=900))
    folder = routine._nightly(desk.settings)
    folder.mkdir(parents=True)
    for day in range(1, 40):
        at = NIGHT - timedelta(days=day)
        (folder / f"pantau-cadangan_{at:%Y-%m-%d_%H%M}.zip").write_bytes(b"")
    (folder / "catatan.txt").write_text("milik orang")

    _look(desk, NIGHT)

    assert len(_nightly(desk)) < 15
    assert _nightly(desk)[-1] == "pantau-cadangan_2022-06-30_0100.zip"
    assert asked.file.exists()
    assert (folder / "catatan.txt").exists()


def test_what_a_crash_left_half_is_removed(desk: Desk) -> None:
    left = routine._nightly(desk.settings) / "belum-jadi-abc"
    left.mkdir(parents=True)
    (left / "cadangan.zip").write_bytes(b"half")
    _look(desk, NIGHT)
    assert not left.exists()


def test_while_another_process_is_at_it_nothing_is_done(desk: Desk) -> None:
    with alone(routine._nightly(desk.settings) / routine._LOCK):
        assert _look(desk, NIGHT) is None
    assert _look(desk, NIGHT) is not None


def test_a_switched_off_backup_is_never_taken(desk: Desk) -> None:
    off = Desk(desk.office, replace(desk.settings, backup_hour=None))
    assert _look(off, NIGHT) is None


def test_an_empty_store_and_an_example_are_not_backed_up(
    migrated_file: Path, desk: Desk, tmp_path: Path
) -> None:
    file = shutil.copy(migrated_file, tmp_path / "contoh.db")
    store = open_store(f"sqlite:///{file}", backups=tmp_path)
    assert backup.back_up_if_due(store, desk.settings, now=NIGHT) is None
    with store.write() as connection:
        load_plan(connection, PLAN, is_example=True, pinned_on=date(2022, 6, 30), at=FOUNDED_AT)
    assert backup.back_up_if_due(store, desk.settings, now=NIGHT) is None
    store.engine.dispose()


def test_the_standing_tells_the_newest_backup_of_either_kind(desk: Desk) -> None:
    assert backup.status(desk.settings) == backup.BackupStatus(None, "")
    _look(desk, NIGHT)
    at = NIGHT.replace(second=0)
    assert backup.status(desk.settings).last_at == at
    desk.take(at + timedelta(days=1))
    assert backup.status(desk.settings).last_at == at + timedelta(days=1)


def test_a_failure_is_kept_until_a_backup_succeeds(desk: Desk) -> None:
    backup.note_failure(desk.settings, "cakram penuh")
    assert backup.status(desk.settings).failure == "cakram penuh"
    _look(desk, NIGHT)
    assert backup.status(desk.settings).failure == ""
