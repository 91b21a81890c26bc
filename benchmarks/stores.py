"""The stores that are compared: the example, its events many times over, its sentra as well."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from example import make_example
from models.store.store import Store, open_store
from settings import PROJECT, sqlite_url

TIMES: Final = 20
COPIES: Final = 10
SMALL: Final = "kecil.db"
LARGE: Final = "besar.db"
WIDE: Final = "luas.db"
LONG_PLAN: Final = "rencana.db"

# Each event becomes `times` events that say the same, on each of the `copies` of its milestone; a
# decision's copies decide on the report's copies. Only the last copy of an entry carries the
# deltas, so that every figure of a sentra stays what it was. Rows that tell an order by their
# number keep it; sentra and milestones come one set after the other.
_EACH: Final = """
    WITH RECURSIVE
    again(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM again LIMIT :times),
    copy(c) AS (SELECT 0 UNION ALL SELECT c + 1 FROM copy LIMIT :copies),
    sentra_count(s) AS (SELECT max(id) FROM example.sentra),
    milestone_count(m) AS (SELECT max(id) FROM example.milestone)
"""
_EVENT: Final = "((({id} - 1) * :times + n) * :copies + c + 1)"
_LAST: Final = "(({id} * :times - 1) * :copies + c + 1)"
_ROW: Final = "((id - 1) * :copies + c + 1)"
_CODE: Final = "printf('S%02d', substr({code}, 2, 2) + c * s) || substr({code}, 4)"
# For each table what takes the place of its columns, and what it is multiplied by.
_MULTIPLIED: Final = {
    "sentra": (
        {
            "id": "id + c * s",
            "code": _CODE.format(code="code"),
            "name": "name || substr(' ' || (c + 1), 1, 9 * (c > 0))",
        },
        "copy, sentra_count",
    ),
    "place": ({"id": _ROW, "sentra_id": "sentra_id + c * s"}, "copy, sentra_count"),
    "milestone": (
        {"id": "id + c * m", "sentra_id": "sentra_id + c * s", "code": _CODE.format(code="code")},
        "copy, sentra_count, milestone_count",
    ),
    "milestone_support": ({"milestone_id": "milestone_id + c * m"}, "copy, milestone_count"),
    "plan_revision": (
        {"id": _ROW, "milestone_id": "milestone_id + c * m"},
        "copy, milestone_count",
    ),
    "report_event": (
        {
            "id": _EVENT.format(id="id"),
            "milestone_id": "milestone_id + c * m",
            "report_id": _EVENT.format(id="report_id"),
            "idempotency_key": "idempotency_key || '/' || n || '/' || c",
        },
        "again, copy, milestone_count",
    ),
    "obstacle": (
        {
            "id": _ROW,
            "milestone_id": "milestone_id + c * m",
            "opened_by": _LAST.format(id="opened_by"),
        },
        "copy, milestone_count",
    ),
    "obstacle_closing": (
        {
            "id": _ROW,
            "obstacle_id": "((obstacle_id - 1) * :copies + c + 1)",
            "closed_by": _LAST.format(id="closed_by"),
        },
        "copy",
    ),
    "progress_entry": (
        {
            "id": _EVENT.format(id="id"),
            "milestone_id": "milestone_id + c * m",
            "sentra_id": "sentra_id + c * s",
            "earned_delta": "earned_delta * (n = :times - 1)",
            "cancelled_delta": "cancelled_delta * (n = :times - 1)",
        },
        "again, copy, sentra_count, milestone_count",
    ),
    "sentra_month": ({"sentra_id": "sentra_id + c * s"}, "copy, sentra_count"),
}


def example_store(folder: Path) -> Store:
    """Make the example: nine sentra, 125 milestones, its reports and decisions."""
    store = open_store(sqlite_url(folder / SMALL), backups=folder)
    make_example(store, PROJECT / "data")
    return store


def larger_store(folder: Path) -> Store:
    """Make the same store with TIMES as many events a milestone, and the same figures."""
    return _multiplied(folder, LARGE, copies=1, times=TIMES)


def wide_store(folder: Path) -> Store:
    """Make the larger store with COPIES of every sentra: 90 sentra, some 125,000 events."""
    return _multiplied(folder, WIDE, copies=COPIES, times=TIMES)


def long_plan_store(folder: Path) -> Store:
    """Make a plan of 1,000 milestones, each with the reports that the example's have."""
    return _multiplied(folder, LONG_PLAN, copies=8, times=1)


def _multiplied(folder: Path, name: str, *, copies: int, times: int) -> Store:
    file, original = folder / name, folder / "asal.db"
    open_store(sqlite_url(file), backups=folder).engine.dispose()
    _copy(folder / SMALL, original)
    _fill(file, original, copies, times)
    return open_store(sqlite_url(file), backups=folder)


def copied(file: Path, target: Path) -> Store:
    """Copy a store, to be written to without changing what others read."""
    _copy(file, target)
    return open_store(sqlite_url(target), backups=target.parent)


def _copy(file: Path, target: Path) -> None:
    """SQLite's own backup, since the newest rows may stand in the write-ahead log alone."""
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as made:
        source.backup(made)


def _fill(file: Path, original: Path, copies: int, times: int) -> None:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("ATTACH ? AS example", (str(original),))
    connection.execute("BEGIN")
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
    ).fetchall()
    for (table,) in tables:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        statement = _insertion(table, columns)
        connection.execute(statement, {"times": times, "copies": copies})
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


def _insertion(table: str, columns: Sequence[str]) -> str:
    """Return what copies a table's rows, each as often as its kind is multiplied."""
    changed, among = _MULTIPLIED.get(table, ({}, ""))
    values = ", ".join(changed.get(column, column) for column in columns)
    source = f"example.{table}" + (f", {among}" if among else "")
    into = f"INSERT INTO {table} ({', '.join(columns)}) {_EACH if among else ''}"
    return f"{into} SELECT {values} FROM {source} ORDER BY 1"  # noqa: S608 - names of our own tables
