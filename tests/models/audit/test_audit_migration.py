"""An older store is brought into the chain whole, and can go back without losing a row."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from models.audit import commands as audit
from models.audit.verification import verify
from models.store import read_models
from models.store.migration import migrate
from rules.vocabulary import Basis
from tests.models.audit.test_commands import office, one_of_everything, rows
from tests.models.store.test_migrations import _migrate, _shape_of
from tests.people import Office

__all__ = ["office"]

OLD_TABLES = ("report_event", "plan_revision", "obstacle", "obstacle_closing", "milestone")


def test_an_upgraded_store_has_its_whole_history_in_the_chain(office: Office) -> None:
    one_of_everything(office)
    office.decide(office.report("S04-M05"))
    _go_back(office)
    _go_on(office)

    with office.store.read() as connection:
        assert verify(connection) == ()
        assert audit.head(connection) != "0" * 12
    # What was printed before the step stays what is printed after it.
    (*_, (last_change, _), (_, vouched)) = rows(office, "hash, action")
    assert (office.board().programme.chain_head, vouched) == (last_change[:12], "register.vouched")
    instants = [at for (at,) in rows(office, "recorded_at")]
    assert instants == sorted(set(instants))


def test_the_chain_goes_on_after_the_upgrade(office: Office) -> None:
    one_of_everything(office)
    _go_back(office)
    _go_on(office)
    office.report("S04-M06")
    office.rate()

    with office.store.read() as connection:
        assert verify(connection) == ()


def test_no_row_of_history_is_lost_on_the_way_back_and_on(office: Office) -> None:
    one_of_everything(office)
    before, shape = _history(office), _shape_of(office.store.engine)
    withdrawn = {row["id"] for row in before["report_event"] if row["kind"] == "withdrawn"}
    _go_back(office)
    _go_on(office)

    after = _history(office)
    # The older schema has no word for it; a report that counts nowhere stays one.
    assert {row["id"] for row in after["report_event"] if row["kind"] == "returned"} == withdrawn
    for row in before["report_event"]:
        row["kind"] = "returned" if row["id"] in withdrawn else row["kind"]
    assert after == before
    assert _shape_of(office.store.engine) == shape


def test_a_withdrawn_report_still_counts_nowhere_after_going_back(office: Office) -> None:
    office.withdraw(office.report())
    _go_back(office)
    _go_on(office)

    with office.store.write() as connection:
        assert read_models.differences(connection) == ()
    assert office.state(Basis.REPORTED).report_id is None


@pytest.mark.parametrize("goes_on", [False, True])
def test_history_is_append_only_on_each_side_of_the_step(office: Office, *, goes_on: bool) -> None:
    office.report()
    _go_back(office)
    if goes_on:
        _go_on(office)

    for statement in ("UPDATE report_event SET note = ''", "DELETE FROM report_event"):
        with (
            pytest.raises(DBAPIError, match="append-only"),
            office.store.write() as connection,
        ):
            connection.execute(text(statement))


def test_the_older_schema_knows_no_withdrawal(office: Office) -> None:
    office.report()
    _go_back(office)

    checks = inspect(office.store.engine).get_check_constraints("report_event")
    (kinds,) = (one["sqltext"] for one in checks if one["name"] == "ck_report_event_kind")
    assert "withdrawn" not in kinds


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.usefixtures("engine_name")
def test_a_file_is_sound_to_sqlite_after_its_constraint_was_replaced(office: Office) -> None:
    office.withdraw(office.report())
    _go_back(office)
    _go_on(office)

    with office.store.read() as connection:
        for pragma in ("integrity_check", "foreign_key_check"):
            found = connection.exec_driver_sql(f"PRAGMA {pragma}").all()
            assert [tuple(row) for row in found] in ([("ok",)], [])
    office.withdraw(office.report())


def _go_back(office: Office) -> None:
    _migrate(office.store.engine, command.downgrade, "0001")


def _go_on(office: Office) -> None:
    with TemporaryDirectory() as backups:
        migrate(office.store.engine, Path(backups), tools=None, without_copy=True)


def _history(office: Office) -> dict[str, list[dict[str, Any]]]:
    with office.store.read() as connection:
        return {
            table: [
                # Which act it was is forgotten with the acts.
                {name: value for name, value in row.items() if name != "act_id"}
                for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY id")).mappings()
            ]
            for table in OLD_TABLES
        }
