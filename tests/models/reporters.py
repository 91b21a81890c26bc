"""Processes that report and are killed, or whose disk is full; run as programs by the tests.

A program of its own forks cleanly: no thread, no open store and no browser of the tests goes along.
"""

import json
import os
import random
import resource
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Connection, select

from models.audit import verification
from models.progress.queries import milestone
from models.reporting import commands
from models.schema.accounts import account
from models.schema.reporting import report_event
from models.store import read_models
from models.store.store import Store, open_store
from rules.errors import StoreUnavailable
from rules.periods import wita_day
from rules.reporting.report import Draft
from rules.values import AccountId, Actor, AgencyCode, MilestoneCode
from rules.vocabulary import Role, Status
from tests.people import OPENED_AT, THE_END
from words.errors import error

CODES = ("S04-M01", "S04-M02")
_A_COPY_LASTS = 10
_MOST_REPORTS = 6
_ONE_REPORT = 0.03


@dataclass
class Outcome:
    """What a drill saw."""

    rounds: int = 0
    acknowledged: int = 0
    rounds_without: int = 0
    lost: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    resumed: int = 0


def kill(folder: Path, rounds: int) -> Outcome:
    """Kill a process of two reporting threads `rounds` times, each at a random moment."""
    dice, outcome, known = random.Random(9), Outcome(rounds=rounds), set[int]()
    file = folder / "pantau.db"
    shutil.copy(folder / "asal.db", file)
    store = _warm(_opened(file))
    for number in range(rounds):
        if number % _A_COPY_LASTS == 0:
            known = set()
            for journal in folder.glob("pantau.db-*"):
                journal.unlink()
            shutil.copy(folder / "asal.db", file)
        said = _killed(store, number, dice)
        known |= said
        outcome.acknowledged += len(said)
        outcome.rounds_without += not said
        _examine(store, known, outcome)
    return outcome


def fill(folder: Path, limit: int) -> Outcome:
    """Report until no file may grow beyond `limit` bytes, then give room back and go on."""
    outcome = Outcome(rounds=1)
    store = _opened(folder / "pantau.db")
    reports = _reports(store, CODES[0], "pertama")
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    known = set[int]()
    while not outcome.sentences:
        try:
            known.add(next(reports))
        except StoreUnavailable as problem:
            outcome.sentences.append(error(problem))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    outcome.acknowledged = len(known)
    again = _reports(store, CODES[0], "kedua")
    after = [next(again) for _ in range(5)]
    outcome.resumed = len(after)
    store.engine.dispose()
    _examine(store, known | set(after), outcome)
    return outcome


def _warm(store: Store) -> Store:
    """Return the store with its statements prepared and no connection open, ready to fork."""
    for code in CODES:
        reports = _reports(store, code, "hangat")
        next(reports), next(reports)
    store.engine.dispose()
    return store


def _killed(store: Store, number: int, dice: random.Random) -> set[int]:
    """Let a child report, kill it during one of its first reports, and return those it told of.

    The moment is counted in reports, since a busy machine writes few in a given time.
    """
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        _report_for_ever(store, write_end, number)
    os.close(write_end)
    told, wanted = b"", dice.randrange(_MOST_REPORTS)
    while told.count(b"\n") <= wanted:
        if not (piece := os.read(read_end, 100)):
            raise SystemExit("the child ended by itself")
        told += piece
    time.sleep(dice.random() * _ONE_REPORT)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(read_end, "rb") as pipe:
        lines = (told + pipe.read()).split()
    return {int(line) for line in lines if line != b"siap"}


def _report_for_ever(store: Store, pipe: int, number: int) -> NoReturn:
    """Report from two threads, telling of each report once it is kept; only a kill ends this."""

    def work(code: str) -> None:
        for event_id in _reports(store, code, f"{number}"):
            os.write(pipe, b"%d\n" % event_id)

    os.write(pipe, b"siap\n")
    threads = [threading.Thread(target=work, args=(code,)) for code in CODES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os._exit(1)


def _opened(file: Path) -> Store:
    return open_store(f"sqlite:///{file}", backups=file.parent)


def _reports(store: Store, code: str, name: str) -> Iterator[int]:
    """Report on a milestone, again and again, and give each event that is kept."""
    at = OPENED_AT + timedelta(days=1)
    with store.read() as connection:
        actor = _operator(connection)
        known = milestone(connection, actor, MilestoneCode(code), THE_END)
    draft = Draft(
        milestone=MilestoneCode(code),
        effective_on=wita_day(at),
        status=Status.IN_PROGRESS,
        progress=0.5,
        note="Catatan",
        seen=known.version,
        key="",
    )
    count = 0
    while True:
        count += 1
        draft = replace(draft, key=f"{name}-{code}-{count}", progress=0.1 + count % 80 / 100)
        with store.write() as connection:
            event_id = commands.report(connection, actor, draft, at=at)
        draft = replace(draft, seen=event_id)
        yield event_id


def _operator(connection: Connection) -> Actor:
    """Return the account of the office that reports for DPMD."""
    name = "operator.dpmd"
    found = connection.execute(select(account.c.id).where(account.c.username == name)).scalar_one()
    return Actor(AccountId(found), name, name, Role.DPMD_OPERATOR, AgencyCode("DPMD"))


def _examine(store: Store, known: set[int], outcome: Outcome) -> None:
    """Look at the store as the next start finds it."""
    with store.write() as connection:
        kept = set(connection.execute(select(report_event.c.id)).scalars())
        outcome.lost += sorted(known - kept)
        outcome.wrong += [
            str(row[0])
            for row in connection.exec_driver_sql("PRAGMA quick_check")
            if row[0] != "ok"
        ]
        outcome.wrong += read_models.differences(connection)
        outcome.wrong += [str(fault) for fault in verification.verify(connection)]
    store.engine.dispose()


if __name__ == "__main__":
    drill = {"kill": kill, "fill": fill}[sys.argv[1]]
    print(json.dumps(asdict(drill(Path(sys.argv[2]), int(sys.argv[3])))))  # noqa: T201
