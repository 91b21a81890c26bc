"""The two stores that are compared: the example, and the same with its events twenty times over."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from example import make_example
from models.store.store import Store, open_store
from settings import PROJECT, sqlite_url

TIMES: Final = 20
SMALL: Final = "kecil.db"

# Each event becomes TIMES events that say the same; a decision's copies decide on the report's
# copies. Only the last copy of an entry carries the deltas, so that every figure stays what it was.
_MULTIPLY: Final = (
    """
    WITH RECURSIVE copy(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM copy LIMIT :times)
    INSERT INTO report_event
    SELECT (id - 1) * :times + n + 1, programme_id, milestone_id, kind,
        (report_id - 1) * :times + n + 1, effective_on, status, progress, realised_value, evidence,
        note, author_id, recorded_at, recorded_on, idempotency_key || '/' || n
    FROM example.report_event CROSS JOIN copy ORDER BY 1
    """,
    """
    INSERT INTO obstacle SELECT id, milestone_id, opened_by * :times, owner_id, description
    FROM example.obstacle
    """,
    """
    INSERT INTO obstacle_closing SELECT id, obstacle_id, closed_by * :times
    FROM example.obstacle_closing
    """,
    """
    WITH RECURSIVE copy(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM copy LIMIT :times)
    INSERT INTO progress_entry
    SELECT (id - 1) * :times + n + 1, milestone_id, sentra_id, basis, recorded_on,
        (report_id - 1) * :times + n + 1, previous_progress,
        earned_delta * (n = :times - 1), cancelled_delta * (n = :times - 1)
    FROM example.progress_entry CROSS JOIN copy ORDER BY 1
    """,
)
_MULTIPLIED: Final = ("report_event", "obstacle", "obstacle_closing", "progress_entry")


def example_store(folder: Path) -> Store:
    """Make the example: nine sentra, 125 milestones, its reports and decisions."""
    store = open_store(sqlite_url(folder / SMALL), backups=folder)
    make_example(store, PROJECT / "data")
    return store


def larger_store(folder: Path) -> Store:
    """Make the same store with TIMES as many events a milestone, and the same figures."""
    file, original = folder / "besar.db", folder / "asal.db"
    open_store(sqlite_url(file), backups=folder).engine.dispose()
    _copy(folder / SMALL, original)
    _fill(file, original)
    return open_store(sqlite_url(file), backups=folder)


def copied(file: Path, target: Path) -> Store:
    """Copy a store, to be written to without changing what others read."""
    _copy(file, target)
    return open_store(sqlite_url(target), backups=target.parent)


def _copy(file: Path, target: Path) -> None:
    """SQLite's own backup, since the newest rows may stand in the write-ahead log alone."""
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as made:
        source.backup(made)


def _fill(file: Path, original: Path) -> None:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("ATTACH ? AS example", (str(original),))
    connection.execute("BEGIN")
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
    ).fetchall()
    for (table,) in tables:
        if table not in _MULTIPLIED:
            connection.execute(f"INSERT INTO {table} SELECT * FROM example.{table}")  # noqa: S608
    for statement in _MULTIPLY:
        connection.execute(statement, {"times": TIMES})
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()
