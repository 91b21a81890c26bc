import re
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from functools import partial
from itertools import repeat
from pathlib import Path
from threading import Barrier, Event, Thread

import pytest
from sqlalchemy import event, text, update
from sqlalchemy.exc import DBAPIError, OperationalError

from models.accounts import identity
from models.accounts.identity import has_accounts
from models.schema.accounts import account
from models.schema.plan import programme
from models.store.engine import engine_at
from models.store.migration import schema_revisions
from models.store.programme import programme_row
from models.store.recording import wait_turn
from models.store.store import Line, Store, close_stores, open_store, the_store
from rules.reporting.errors import Stale
from rules.values import Actor, EventId
from rules.vocabulary import Role
from settings import read_settings
from tests.people import BATIK, FOUNDED_AT, PLAN, Office, seat

WRITERS = 16


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def test_the_plan_of_the_regency_is_nine_sentra_and_125_milestones(office: Office) -> None:
    board = office.board(date(2021, 2, 1))

    assert [one.code for one in board.sentra] == [f"S0{number}" for number in range(1, 10)]
    assert sum(len(one.milestones) for one in board.sentra) == 125
    assert len({place.village_code for one in board.sentra for place in one.places}) == 12


def test_opening_twice_is_harmless(office: Office, store_url: str, tmp_path: Path) -> None:
    office.report()
    before = office.board()

    again = open_store(store_url, backups=tmp_path / "backups")

    assert schema_revisions(again.engine) == schema_revisions(office.store.engine)
    again.engine.dispose()
    assert office.board() == before
    assert not (tmp_path / "backups").exists()


def test_two_programs_may_open_an_empty_store_at_once(engine_url: str, tmp_path: Path) -> None:
    def opened(_: int) -> tuple[str | None, str]:
        store = open_store(engine_url, backups=tmp_path)
        try:
            return schema_revisions(store.engine)
        finally:
            store.engine.dispose()

    with ThreadPoolExecutor(4) as pool:
        revisions = list(pool.map(opened, range(4)))

    assert {found == needed for found, needed in revisions} == {True}


def test_all_who_come_first_to_an_empty_file_are_let_in(tmp_path: Path) -> None:
    def enter(file: Path, together: Barrier) -> str:
        engine = engine_at(f"sqlite:///{file}")
        together.wait()
        with engine.connect() as connection:
            found = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())
        engine.dispose()
        return found

    with ThreadPoolExecutor(4) as pool:
        for number in range(20):
            file, together = tmp_path / f"{number}.db", Barrier(4)
            assert [*pool.map(enter, repeat(file, 4), repeat(together))] == ["wal"] * 4


def test_what_no_patience_mends_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "store.db"
    with closing(sqlite3.connect(file)) as made:
        made.execute("CREATE TABLE kept (id INTEGER)")
    monkeypatch.setattr("models.store.engine.time.sleep", lambda _: pytest.fail("waits in vain"))
    engine = engine_at(f"sqlite:///file:{file}?mode=ro&uri=true")
    with pytest.raises(OperationalError, match="readonly"), engine.connect():
        pass


def test_a_read_keeps_no_change(store: Store) -> None:
    with store.read() as connection:
        connection.execute(_NEW_AGENCY)

    with store.read() as connection:
        assert connection.execute(_COUNT_AGENCIES).scalar_one() == 0


def test_a_failed_write_keeps_nothing(store: Store) -> None:
    def write_the_same_twice() -> None:
        with store.write() as connection:
            connection.execute(_NEW_AGENCY)
            connection.execute(_NEW_AGENCY)

    with pytest.raises(DBAPIError):
        write_the_same_twice()

    with store.read() as connection:
        assert connection.execute(_COUNT_AGENCIES).scalar_one() == 0


def test_a_read_sees_one_state_while_others_write(store: Store) -> None:
    with store.read() as reading:
        before = reading.execute(_COUNT_AGENCIES).scalar_one()
        with store.write() as writing:
            writing.execute(_NEW_AGENCY)
        during = reading.execute(_COUNT_AGENCIES).scalar_one()

    with store.read() as reading:
        after = reading.execute(_COUNT_AGENCIES).scalar_one()
    assert (before, during, after) == (0, 0, 1)


def test_who_reads_is_told_of_the_programme_once_and_who_writes_each_time_anew(
    office: Office,
) -> None:
    said: list[str] = []

    def note(*given: object) -> None:
        said.extend(re.findall("^SELECT programme", str(given[2])))

    event.listen(office.store.engine, "before_cursor_execute", note)
    with office.store.read() as reading:
        told = [programme_row(reading).version for _ in range(3)]
    event.remove(office.store.engine, "before_cursor_execute", note)
    assert (len(said), len(set(told))) == (1, 1)

    with office.store.write() as writing:
        writing.execute(update(programme).values(version=programme.c.version + 1))
        assert programme_row(writing).version == told[0] + 1
    with office.store.read() as reading:
        assert programme_row(reading).version == told[0] + 1


def test_a_writer_that_failed_lets_the_next_one_in(store: Store) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), store.write():
            _ = 1 / 0

    with store.write() as connection:
        connection.execute(_NEW_AGENCY)


def test_of_reports_on_one_milestone_at_once_exactly_one_wins(office: Office) -> None:
    for _ in range(3):
        seen = office.milestone().version
        outcomes = _all_at_once(partial(_try, office, seen))

        wins = [outcome for outcome in outcomes if isinstance(outcome, int)]
        losses = [outcome for outcome in outcomes if isinstance(outcome, Stale)]
        assert (len(wins), len(losses)) == (1, WRITERS - 1)
        assert {loss.latest.id for loss in losses} == set(wins) == {office.milestone().version}


def test_reports_on_different_milestones_all_win(office: Office) -> None:
    codes = [f"S0{1 + number % 9}-M0{1 + number // 9}" for number in range(WRITERS)]

    outcomes = _all_at_once(lambda number: _try(office, EventId(0), number, codes[number]))

    assert len(set(outcomes)) == WRITERS
    assert all(isinstance(outcome, int) for outcome in outcomes)


def test_a_sqlite_store_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'baru' / 'store.db'}", backups=tmp_path)

    with store.read() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
    store.engine.dispose()
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
    }


def test_a_process_opens_each_store_once(store_url: str, tmp_path: Path) -> None:
    environment = {"SENTRA_DATABASE_URL": store_url, "SENTRA_DATA_DIR": str(tmp_path)}
    settings = read_settings(environment)

    first, second = the_store(settings), the_store(settings)
    close_stores()

    assert first is second
    assert the_store(settings) is not first
    close_stores()


def test_no_account_stands_in_a_new_store(store: Store) -> None:
    with store.read() as connection:
        assert not has_accounts(connection)
    with store.write() as connection:
        from models.plan.seed import load_plan

        load_plan(connection, PLAN, is_example=False, pinned_on=None, at=FOUNDED_AT)
        seat(connection)
    with store.read() as connection:
        assert has_accounts(connection)


_NEW_AGENCY = text(
    "INSERT INTO agency (code, label, name, source) VALUES ('BARU', 'Baru', 'Baru', 'uji')"
)
_COUNT_AGENCIES = text("SELECT count(*) FROM agency")


def _try(office: Office, seen: EventId, number: int, code: str = BATIK) -> EventId | Stale:
    draft = office.draft(code, 0.5, seen=seen, key=f"serentak-{seen}-{number}")
    from models.reporting import commands

    try:
        with office.store.write() as connection:
            return commands.report(connection, office.people.operator_dpmd, draft, at=office.now)
    except Stale as stale:
        return stale


def _all_at_once(act: Callable[[int], EventId | Stale]) -> list[EventId | Stale]:
    start = Barrier(WRITERS)

    def started(number: int) -> EventId | Stale:
        start.wait()
        return act(number)

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(started, range(WRITERS)))


# The line of writers


def test_whoever_waits_longest_writes_next() -> None:
    line, order = Line(), list[int]()

    def wait(number: int) -> None:
        with line:
            order.append(number)

    threads = [Thread(target=wait, args=(number,)) for number in range(WRITERS)]
    with line:
        for waiting, thread in enumerate(threads, start=1):
            thread.start()
            while len(line._waiting) < waiting:
                thread.join(0.001)
    for thread in threads:
        thread.join()
    assert order == list(range(WRITERS))


def test_an_error_in_a_turn_lets_the_next_one_in() -> None:
    line = Line()
    with pytest.raises(ValueError, match="turn"), line:
        raise ValueError("turn")
    with line:
        pass


@pytest.mark.parametrize("comes_meanwhile", [False, True])
def test_who_gives_up_waiting_leaves_the_line(
    monkeypatch: pytest.MonkeyPatch, *, comes_meanwhile: bool
) -> None:
    line = Line()

    class Interrupted:
        """A lock on which Ctrl+C comes, before its turn or with it."""

        def __init__(self) -> None:
            self.is_new = True

        def acquire(self) -> None:
            if self.is_new:
                self.is_new = False
                return
            if comes_meanwhile:
                line.__exit__()
            raise KeyboardInterrupt

        def release(self) -> None:
            """Its turn has come."""

    line.__enter__()
    with monkeypatch.context() as patch:
        patch.setattr("models.store.store.Lock", Interrupted)
        with pytest.raises(KeyboardInterrupt):
            line.__enter__()
    if not comes_meanwhile:
        line.__exit__()
    assert not line._waiting
    with line:
        assert line._is_taken
    assert not line._is_taken


def test_who_waits_for_their_turn_reads_what_was_changed_meanwhile(office: Office) -> None:
    store, operator, begun = office.store, office.people.operator_dpmd, Event()
    with store.write() as connection:
        hours = 12
        token = identity.open_session(connection, operator.account_id, at=office.now, hours=hours)

    def act() -> Actor | None:
        # As from another process: this one lets in one writer at a time anyway.
        with Store(store.engine).write() as mine:
            begun.set()
            wait_turn(mine)
            return identity.actor_of(mine, token, at=office.now)

    with ThreadPoolExecutor(1) as pool:
        with store.write() as connection:
            wait_turn(connection)
            is_theirs = account.c.id == operator.account_id
            connection.execute(update(account).where(is_theirs).values(role=Role.VIEWER))
            waiting = pool.submit(act)
            # SQLite lets nobody begin meanwhile.
            if store.engine.dialect.name != "sqlite":
                begun.wait()
        found = waiting.result()

    assert found is not None
    assert found.role is Role.VIEWER
