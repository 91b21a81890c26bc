"""A full disk: a command says so, loses nothing acknowledged, and works once room returns."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select

from models.audit import verification
from models.schema.reporting import report_event
from models.store import read_models
from models.store.store import Store, open_store
from rules.errors import StoreUnavailable
from settings import PROJECT
from tests.people import BATIK, Office
from words.errors import error

SENTENCE = (
    "Basis data sedang tidak dapat dipakai (cakram penuh, terkunci, atau servernya mati), jadi "
    "belum ada yang tersimpan. Isian Anda tetap ada; coba lagi, atau hubungi administrator."
)


@pytest.fixture
def office(migrated_file: Path, tmp_path: Path) -> Any:
    file = shutil.copy(migrated_file, tmp_path / "pantau.db")
    store = open_store(f"sqlite:///{file}", backups=tmp_path)
    yield Office(store)
    store.engine.dispose()


class Disk:
    """The room that the store's connections have."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pages = 2**30
        event.listen(store.engine, "connect", self._limit)

    def shrink(self, *, spare: int) -> None:
        with self._store.read() as connection:
            used = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        self._resize(used + spare)

    def grow(self) -> None:
        self._resize(2**30)

    def _resize(self, pages: int) -> None:
        self._pages = pages
        self._store.engine.dispose()

    def _limit(self, connection: Any, _: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={self._pages}")


def _until_full(office: Office) -> tuple[set[int], StoreUnavailable]:
    """Report until there is no room; return what was kept until then, and the refusal."""
    acknowledged: set[int] = set()
    while True:
        try:
            acknowledged.add(
                office.report(BATIK, 0.3 + len(acknowledged) % 2 / 10, note="x" * 3000)
            )
        except StoreUnavailable as refusal:
            return acknowledged, refusal


@pytest.mark.parametrize("spare", [0, 1, 2, 3, 5, 8])
def test_a_full_disk_loses_nothing_acknowledged_and_is_told(office: Office, spare: int) -> None:
    disk = Disk(office.store)
    office.report(BATIK, 0.2)
    disk.shrink(spare=spare)
    acknowledged, refusal = _until_full(office)

    assert error(refusal) == SENTENCE
    disk.grow()
    with office.store.write() as connection:
        kept = set(connection.execute(select(report_event.c.id)).scalars())
        assert acknowledged <= kept
        assert len(kept) == len(acknowledged) + 1
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert read_models.differences(connection) == ()
        assert verification.verify(connection) == ()

    office.report(BATIK, 0.9)
    assert office.state().progress == 0.9


def test_what_is_read_stays_readable_on_a_full_disk(office: Office) -> None:
    office.report(BATIK, 0.2)
    Disk(office.store).shrink(spare=0)
    assert office.state().progress == 0.2
    with office.store.read() as connection:
        assert connection.execute(select(func.count()).select_from(report_event)).scalar() == 1


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are POSIX")
@pytest.mark.parametrize("extra", [0, 20_000, 300_000])
def test_a_file_that_may_not_grow_loses_nothing_acknowledged(
    plan_file: Path, tmp_path: Path, extra: int
) -> None:
    shutil.copy(plan_file, tmp_path / "pantau.db")
    limit = plan_file.stat().st_size + extra
    said = subprocess.run(
        [sys.executable, "-m", "tests.models.reporters", "fill", str(tmp_path), str(limit)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        check=True,
    )
    outcome = json.loads(said.stdout)
    assert (outcome["lost"], outcome["wrong"]) == ([], [])
    assert outcome["sentences"] == [SENTENCE]
    assert outcome["acknowledged"] > 0
    assert outcome["resumed"] == 5
