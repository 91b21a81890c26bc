"""A file of reports is recorded whole and once: at the same moment, and through a crash."""

import os
import random
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import func, select

from models.audit import verification
from models.reporting.intake import judged, load_reports, loaded
from models.schema.reporting import report_event
from models.store import read_models
from models.store.store import Store, open_store
from rules.errors import NotAllowed
from rules.reporting.batch import BatchRow
from rules.reporting.errors import AlreadyLoaded, LineProblem, ReportsRefused
from rules.reporting.intake import Answered
from rules.values import EventId
from settings import PROJECT, sqlite_url
from tests.models.loading import ROWS, rows_of
from tests.people import BATIK, Office
from tests.running.soak import KILLS

_SHORT = 20
KNOWN = Answered(EventId(10**9), is_exact=True)


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def kept(store: Store) -> int:
    with store.read() as connection:
        return int(connection.scalar(select(func.count()).select_from(report_event)) or 0)


def load(office: Office, rows: list[BatchRow]) -> int:
    with office.store.write() as connection:
        actor = office.people.operator_dpmd
        return len(load_reports(connection, actor, rows, at=office.now))


def file_of(office: Office, digest: str = "berkas", most: int = 5) -> list[BatchRow]:
    return rows_of(office.store, digest, most)


def test_a_file_is_recorded_whole_and_the_second_time_its_loader_is_named(office: Office) -> None:
    rows = file_of(office)
    assert load(office, rows) == kept(office.store) == len(rows)
    with pytest.raises(AlreadyLoaded) as caught:
        load(office, rows)
    assert (caught.value.by, caught.value.rows) == (office.people.operator_dpmd.name, len(rows))
    assert kept(office.store) == len(rows)
    with office.store.read() as connection:
        before = loaded(connection, office.people.operator_dpmd, rows)
        assert list(verification.verify(connection)) == []
    assert {one.by for one in before.values()} == {office.people.operator_dpmd.name}


def test_of_two_who_load_a_file_at_once_one_loads_it_and_the_other_is_told(office: Office) -> None:
    rows = file_of(office)
    start = Barrier(2)

    def one(_: int) -> object:
        start.wait()
        try:
            return load(office, rows)
        except AlreadyLoaded as told:
            return told.by

    with ThreadPoolExecutor(2) as pool:
        outcome = list(pool.map(one, range(2)))

    assert sorted(map(str, outcome)) == sorted([str(len(rows)), office.people.operator_dpmd.name])
    assert kept(office.store) == len(rows)


def test_one_refused_row_keeps_all_out(office: Office) -> None:
    rows = file_of(office)
    office.report(rows[2].draft.milestone, 0.3)
    before = kept(office.store)
    with pytest.raises(ReportsRefused) as caught:
        load(office, rows)
    assert [one.row for one in caught.value.rows] == [rows[2].number]
    assert kept(office.store) == before


def test_who_may_not_report_loads_nothing(office: Office) -> None:
    with pytest.raises(NotAllowed), office.store.write() as connection:
        load_reports(connection, office.people.pimpinan, file_of(office), at=office.now)


def test_rows_of_others_and_rows_that_say_nothing_new_are_told_apart(office: Office) -> None:
    rows = file_of(office, most=200)
    load(office, rows[:2])
    again = [*rows_of(office.store, "lain", 2), *rows]
    with office.store.read() as connection:
        actor = office.people.operator_perindag
        found = judged(connection, actor, office.board(), again, KNOWN)
    assert (found.same, len(found.loaded)) == (2, 2)
    foreign = {one.row for one in found.problems if one.problem is LineProblem.MAY_NOT_REPORT}
    agency = actor.agency
    milestones = office.board().milestones
    assert foreign == {
        row.number for row in rows[2:] if not milestones[row.draft.milestone].involves(agency)
    }


@pytest.mark.soak
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
def test_a_process_that_is_killed_leaves_all_of_a_file_or_nothing(
    plan_file: Path, tmp_path: Path
) -> None:
    chance = random.Random(12)
    counts = []
    for round_number in range(KILLS if KILLS > _SHORT else 3):
        file = tmp_path / f"{round_number}.db"
        shutil.copy(plan_file, file)
        with subprocess.Popen(
            [sys.executable, "-m", "tests.models.loading", sqlite_url(file)],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
        ) as process:
            # Up to the word after the last report: that all is recorded.
            for _ in range(chance.randint(1, ROWS + 1)):
                assert process.stdout is not None
                assert process.stdout.readline()
            process.kill()
        store = open_store(sqlite_url(file), backups=tmp_path)
        counts.append(kept(store))
        with store.read() as connection:
            assert list(verification.verify(connection)) == []
            assert list(read_models.differences(connection)) == []
        store.engine.dispose()
        file.unlink()
    assert set(counts) <= {0, ROWS}


def test_a_report_on_screen_and_a_row_of_a_file_do_not_pass_each_other(office: Office) -> None:
    rows = [row for row in file_of(office, most=500) if row.draft.milestone == BATIK]
    office.report(BATIK, 0.2)
    with pytest.raises(ReportsRefused):
        load(office, rows)
