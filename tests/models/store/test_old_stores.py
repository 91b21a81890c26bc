"""Stores that earlier programs left open with all their rows, and show what those programs showed.

What the files hold and how they were made: tests/models/store/old_stores/README.md.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Final

import pytest
from alembic import command
from sqlalchemy import Column, Connection, MetaData, Table, func, insert, select

from models.backup.checkup import examine
from models.meetings.queries import meetings
from models.progress.queries import board, milestone
from models.quarters.queries import closings
from models.reporting import commands
from models.review.commands import decide
from models.store.engine import engine_at
from models.store.migration import _revisions
from models.store.store import Store, open_store
from rules.periods import WITA
from rules.progress.briefing import brief
from rules.progress.figures import figures
from rules.reporting.report import Draft
from rules.values import AccountId, Actor, AgencyCode, MilestoneCode, Moment
from rules.vocabulary import Basis, EventKind, Plan, Role, Status
from tests.models.store.test_migrations import _migrate
from tests.people import CARETAKER, THE_END

FOLDER: Final = Path(__file__).parent / "old_stores"
# Each earlier schema, and the file of the last program up to it that was released.
SCHEMAS: Final = {
    "0001": "0001",
    "0002": "0001",
    "0003": "0001",
    "0004": "0004",
    "0005": "0005",
    "0006": "0006",
    "0007": "0006",
    "0008": "0006",
    "0009": "0006",
    "0010": "0006",
    "0011": "0006",
    "0012": "0006",
    "0013": "0006",
    "0014": "0006",
    "0015": "0006",
    "0016": "0006",
    "0017": "0006",
    "0018": "0006",
    "0019": "0006",
}
LATER: Final = datetime(2021, 10, 1, 9, tzinfo=WITA)
OPERATOR: Final = Actor(
    AccountId(1), "operator.dpmd", "Operator", Role.DPMD_OPERATOR, AgencyCode("DPMD")
)
LEADER: Final = Actor(AccountId(4), "pimpinan", "Pimpinan", Role.LEADER, AgencyCode("DPMD"))

Left = Mapping[str, Any]


@pytest.fixture
def left(schema: str) -> Left:
    """What a program of this schema left, and showed."""
    text = (FOLDER / f"{SCHEMAS[schema]}.json").read_text(encoding="utf-8")
    found: Left = json.loads(text)
    return found


@pytest.fixture
def store(schema: str, left: Left, engine_url: str, tmp_path: Path) -> Iterator[Store]:
    """The same store as this program opens it."""
    old = engine_at(engine_url)
    try:
        _migrate(old, command.upgrade, left["schema"])
        with Store(old).write() as connection:
            put_back(connection, left["tables"])
        _migrate(old, command.upgrade, schema)
    finally:
        old.dispose()
    opened = open_store(engine_url, backups=tmp_path / "cadangan", without_copy=True)
    yield opened
    opened.engine.dispose()


def test_no_earlier_schema_is_forgotten() -> None:
    assert [*SCHEMAS] == _revisions()[:-1]


@pytest.mark.parametrize("schema", [*sorted({*SCHEMAS.values()}), [*SCHEMAS][-1]])
def test_an_old_store_shows_and_vouches_for_what_it_did(store: Store, left: Left) -> None:
    shows_and_vouches(store, left)


# The way to today's tables is one and the same, from each stop on it.
@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize("schema", [own for own, file in SCHEMAS.items() if own != file][:-1])
def test_a_store_that_was_left_on_the_way_shows_the_same(store: Store, left: Left) -> None:
    shows_and_vouches(store, left)


def shows_and_vouches(store: Store, left: Left) -> None:
    known = [row[-1] for row in left["tables"].get("audit_event", {"rows": []})["rows"]]
    assert examine(store, known_heads=[head[:12] for head in known]).troubles == ()

    with store.read() as connection:
        for view in left["views"]:
            day = date.fromisoformat(view["as_of"])
            assert shown(connection, day, Basis(view["basis"])) == view
        kept = [*map(plain, closings(connection, CARETAKER, THE_END))]
        held = [*map(plain, meetings(connection, CARETAKER, THE_END))]
    assert kept == left["closings"]
    assert [among(one, old) for one, old in zip(held, left["meetings"], strict=True)] == (
        left["meetings"]
    )


@pytest.mark.parametrize("schema", ["0006"])
def test_revisions_without_acts_move_the_weights_of_both_plans_as_they_did(store: Store) -> None:
    day = date(2021, 9, 30)
    with store.read() as connection:
        known = board(connection, CARETAKER, day, day)
    revised = [one for one in known.milestones.values() if one.revisions]
    assert any(one.first.weight != one.current.weight for one in revised)
    first, current = (brief(known, Moment(day, Basis.REPORTED, plan, day)) for plan in Plan)
    assert [point.actual for point in first.curve] == [point.actual for point in current.curve]
    assert first.totals.reported == current.totals.reported > 0


@pytest.mark.parametrize("schema", ["0001", "0005"])
def test_work_goes_on_in_an_old_store(store: Store) -> None:
    code, day = MilestoneCode("S08-M04"), LATER.date()
    with store.write() as connection:
        seen = milestone(connection, OPERATOR, code, day).version
        draft = Draft(code, day, Status.IN_PROGRESS, 0.5, note="Lanjut", seen=seen, key="lanjut")
        report = commands.report(connection, OPERATOR, draft, at=LATER)
        decide(connection, LEADER, report, EventKind.APPROVED, reason="", key="ya", at=LATER)

    assert examine(store).troubles == ()
    with store.read() as connection:
        assert milestone(connection, OPERATOR, code, day).states[Basis.APPROVED].progress == 0.5


@pytest.mark.parametrize("schema", ["0005"])
def test_a_past_day_of_an_old_store_now_counts_what_came_late(store: Store) -> None:
    # 12,0% of S04 were told on the day; since then 75% of M01 and 30% of M02 were approved for it.
    with store.read() as connection:
        now = board(connection, CARETAKER, date(2021, 3, 31))
    found = brief(now, Moment(date(2021, 3, 31), Basis.APPROVED))
    batik = next(one for one in found.sentra if one.sentra.code == "S04")
    assert batik.actual == pytest.approx(0.30 * 0.75 + 0.25 * 0.30)


# Putting rows back as they were kept.


def put_back(connection: Connection, tables: Mapping[str, Any]) -> None:
    found = MetaData()
    found.reflect(connection, only=[*tables])
    for name, kept in tables.items():
        table = found.tables[name]
        columns = [table.c[column] for column in kept["columns"]]
        rows = [
            {
                column.name: as_kept(connection, column, value)
                for column, value in zip(columns, row, strict=True)
            }
            for row in kept["rows"]
        ]
        connection.execute(insert(table), rows)
        if connection.dialect.name == "postgresql" and "id" in table.c:
            go_on_counting(connection, table)


def as_kept(connection: Connection, column: Column[Any], value: Any) -> Any:
    """Return a value that SQLite kept as the engine's driver takes it."""
    kind = column.type.python_type
    if value is None or kind not in {bool, date, datetime}:
        return value
    if kind is bool:
        return bool(value)
    if kind is date:
        return date.fromisoformat(value)
    zone = None if connection.dialect.name == "sqlite" else UTC
    return datetime.fromisoformat(value).replace(tzinfo=zone)


def go_on_counting(connection: Connection, table: Table) -> None:
    numbers = func.pg_get_serial_sequence(table.name, "id")
    if connection.scalar(select(numbers)) is not None:
        last = connection.scalar(select(func.max(table.c.id)))
        connection.execute(select(func.setval(numbers, last)))


# What is shown, in the words of the files.


def shown(connection: Connection, day: date, basis: Basis) -> dict[str, Any]:
    """A day as known on the day itself, against the current plan."""
    known = board(connection, CARETAKER, day, day)
    found: Any = figures(brief(known, Moment(day, basis, Plan.CURRENT, day)))
    return {
        "as_of": day.isoformat(),
        "basis": basis.value,
        "programme": shares(found["programme"]),
        "sentra": {
            one["code"]: shares(one)
            | {"light": one["light"]["code"], "overdue": one["flags"]["overdue"]}
            for one in found["sentra"]
        },
        "milestones": {
            one["code"]: [
                *(one["status"]["code"], one["progress"]),
                *(one["days_late"], one["open_obstacles"]),
            ]
            for sentra in found["sentra"]
            for one in sentra["milestones"]
        },
    }


def shares(found: Mapping[str, Any]) -> dict[str, Any]:
    names = ("actual_approved", "actual_reported", "planned_first", "planned_current")
    return {name: found[name] for name in (*names, "deviation_points")}


def plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [*map(plain, value)]
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def among(now: Any, then: Any) -> Any:
    """What is shown now of all that was shown then: a later program may say more."""
    if isinstance(then, dict):
        return {name: among(now.get(name), value) for name, value in then.items()}
    if isinstance(then, list) and len(now) == len(then):
        return [among(one, old) for one, old in zip(now, then, strict=True)]
    return now
