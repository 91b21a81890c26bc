"""History cannot be rewritten: not by this program, not by a tool that opens the file."""

import sqlite3
from collections.abc import Iterator

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from models.audit.vouched import AUDITED
from models.store.store import Store
from tests.meeting_room import MeetingRoom
from tests.models.audit.test_commands import one_corrected, one_of_everything
from tests.people import Office

HISTORY = tuple(table.name for table in AUDITED)
OTHER_KEYS = (
    *("report_event", "obstacle_closing", "evidence_file", "quarter_closing", "quarter_figure"),
    *("report_batch", "batch_report", "plan_change"),
    *("meeting_invitation", "meeting_opening", "meeting_attendance", "meeting_resolution"),
    *("meeting_closing", "follow_up_file", "clock_correction", "evidence_removal"),
)
FIRST_PLAN = ("first_start_on", "first_finish_on", "first_weight", "first_shape")


@pytest.fixture
def office(store: Store) -> Office:
    """An office in which each table of history has a row."""
    office = Office(store)
    one_of_everything(office)
    one_corrected(office)
    return office


@pytest.fixture
def unchanged(office: Office) -> Iterator[None]:
    """Nothing of history or of the plan has changed at the end."""
    before = _rows(office)
    yield
    assert _rows(office) == before


@pytest.mark.usefixtures("unchanged")
def test_a_row_of_history_cannot_be_updated_or_deleted(office: Office) -> None:
    for table in HISTORY:
        column = _columns(office, table)[-1]
        _is_refused(office, f"UPDATE {table} SET {column} = {column}")
        _is_refused(office, f"UPDATE {table} SET id = id + 1000")
        _is_refused(office, f"DELETE FROM {table}")


@pytest.mark.usefixtures("unchanged")
def test_an_insert_cannot_take_the_place_of_a_row(office: Office) -> None:
    for table in HISTORY:
        columns = _columns(office, table)
        values = ", ".join(columns)
        others = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
        _is_refused(
            office,
            f"INSERT INTO {table} ({values}) SELECT {values} FROM {table} WHERE true "
            f"ON CONFLICT (id) DO UPDATE SET {others}",
        )


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.usefixtures("unchanged", "engine_name")
def test_insert_or_replace_is_refused_also_to_a_tool_that_opens_the_file(office: Office) -> None:
    file = str(office.store.engine.url.database)
    without_pragmas = sqlite3.connect(file, isolation_level=None)
    for table in (*HISTORY, "milestone"):
        replacing = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
        _is_refused(office, replacing)
        for statement in (replacing, f"UPDATE OR REPLACE {table} SET {_fixed(table)}"):
            with pytest.raises(sqlite3.DatabaseError, match=r"append-only|frozen"):
                without_pragmas.execute(statement)
    without_pragmas.close()


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.usefixtures("unchanged", "engine_name")
def test_a_row_cannot_be_replaced_through_its_other_key(office: Office) -> None:
    for table in OTHER_KEYS:
        values = ", ".join(_columns(office, table)[1:])
        _is_refused(
            office, f"INSERT OR REPLACE INTO {table} ({values}) SELECT {values} FROM {table}"
        )


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.usefixtures("engine_name")
def test_a_tool_cannot_replace_a_resolution_by_correcting_the_same_one_again(
    office: Office,
) -> None:
    room = MeetingRoom(office)
    number = room.opened()
    first = room.resolve(number)
    room.resolve(number, "Lebih jelas", replaces=first)
    with sqlite3.connect(str(office.store.engine.url.database)) as without_pragmas:
        columns = [one for one in _columns(office, "meeting_resolution") if one != "id"]
        taken = [f"'lain-' || {one}" if one == "idempotency_key" else one for one in columns]
        with pytest.raises(sqlite3.DatabaseError, match="append-only"):
            without_pragmas.execute(
                f"INSERT OR REPLACE INTO meeting_resolution ({', '.join(columns)}) "
                f"SELECT {', '.join(taken)} FROM meeting_resolution WHERE replaces_id = {first}"
            )
    without_pragmas.close()


@pytest.mark.parametrize("engine_name", [pytest.param("postgresql", marks=pytest.mark.postgresql)])
@pytest.mark.usefixtures("unchanged", "engine_name")
def test_truncation_is_refused(office: Office) -> None:
    for table in (*HISTORY, "milestone"):
        _is_refused(office, f"TRUNCATE {table} CASCADE")


@pytest.mark.usefixtures("unchanged")
def test_the_first_plan_is_frozen_and_cannot_vanish(office: Office) -> None:
    for column in FIRST_PLAN:
        _is_refused(office, f"UPDATE milestone SET {column} = {column}")
    _is_refused(office, "DELETE FROM milestone WHERE code = 'S09-M14'")


def test_the_words_of_a_milestone_may_be_corrected(office: Office) -> None:
    with office.store.write() as connection:
        connection.execute(text("UPDATE milestone SET title = 'Baru' WHERE code = 'S04-M02'"))

    assert office.milestone("S04-M02").title == "Baru"


def _is_refused(office: Office, statement: str) -> None:
    with (
        pytest.raises(DBAPIError, match=r"append-only|frozen"),
        office.store.write() as connection,
    ):
        connection.execute(text(statement))


def _fixed(table: str) -> str:
    return "first_weight = first_weight" if table == "milestone" else "id = 1"


def _columns(office: Office, table: str) -> list[str]:
    return [column["name"] for column in inspect(office.store.engine).get_columns(table)]


def _rows(office: Office) -> dict[str, list[tuple[object, ...]]]:
    with office.store.read() as connection:
        return {
            table: [
                tuple(row) for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY id"))
            ]
            for table in (*HISTORY, "milestone")
        }
