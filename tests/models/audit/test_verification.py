"""Whatever is changed in history is found: one bit anywhere, or any tail that is cut off."""

import json
import random
import sqlite3
import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, StaticPool, Table, create_engine, text
from sqlalchemy.exc import IntegrityError

from models.audit import commands as audit
from models.audit.chain import GENESIS
from models.audit.verification import glance, verify
from models.audit.vouched import AUDITED, LEFT_OUT, REGISTER
from models.schema.audit import audit_event
from models.store.store import Store, open_store
from rules.audit.actions import Action
from rules.audit.trail import FaultKind
from tests.models.audit.test_commands import (
    drop_triggers,
    one_corrected,
    one_of_everything,
    register_acts,
)
from tests.people import Office
from tests.running.soak import BITS

NAMED = {table.name: table for table in (*AUDITED, *REGISTER)}
TABLES = (*NAMED, audit_event.name)
# What follows every act is checked against the chain itself.
UNVOUCHED = {**LEFT_OUT, "programme": frozenset({"version"})}
Place = tuple[str, str, int]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[str]]]:
    """A store with a row in each table of history, and the head that each act left."""
    folder = tmp_path_factory.mktemp("history")
    store = open_store(f"sqlite:///{folder / 'store.db'}", backups=folder)
    office = Office(store)
    one_of_everything(office)
    one_corrected(office)
    register_acts(office)
    yield folder / "store.db", _heads(store)
    store.engine.dispose()


@pytest.fixture
def copy(history: tuple[Path, list[str]]) -> Iterator[Connection]:
    """The same store in memory, without its triggers, in the hands of somebody who owns it."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        with sqlite3.connect(history[0]) as source:
            source.backup(driver)
        source.close()
        driver.isolation_level = None
        drop_triggers(connection)
        for pragma in ("ignore_check_constraints=ON", "foreign_keys=OFF"):
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        yield connection
    engine.dispose()


def test_an_untouched_copy_is_sound(copy: Connection) -> None:
    assert verify(copy) == ()


@pytest.mark.soak
def test_one_changed_bit_in_any_column_is_found_each_time(copy: Connection) -> None:
    chance = random.Random(20220630)
    columns = _columns(copy)
    assert {table for table, _ in columns} >= set(TABLES)
    assert len(columns) >= 80
    missed = []
    for trial in _trials(columns) * BITS:
        copy.exec_driver_sql("SAVEPOINT trial")
        places = [chance.choice(cells) for cells in trial]
        changed = [(place, _flip(copy, place, chance)) for place in places]
        faults = verify(copy)
        told = {fault.where.partition(" ")[0] for fault in faults}
        if len(trial) > 1 or not faults:
            missed += [one for one in changed if one[0][0] not in told]
        copy.exec_driver_sql("ROLLBACK TO trial")
    assert missed == []


def test_any_tail_that_is_cut_off_is_found_by_a_head_noted_before(
    copy: Connection, history: tuple[Path, list[str]]
) -> None:
    _, heads = history
    for kept in range(len(heads)):
        copy.exec_driver_sql("SAVEPOINT trial")
        _cut(copy, kept)
        assert verify(copy) == ()
        assert verify(copy, known_heads=heads[:kept]) == ()
        noted = [one[:12] for one in heads[kept:]]
        found = [(fault.kind, fault.where) for fault in verify(copy, known_heads=noted)]
        assert found == [(FaultKind.HEAD, one) for one in noted]
        copy.exec_driver_sql("ROLLBACK TO trial")


def test_a_tail_cut_off_without_care_is_found_from_within(copy: Connection) -> None:
    copy.exec_driver_sql("DELETE FROM audit_event WHERE id = (SELECT max(id) FROM audit_event)")

    # The handover put in one holding, and wrote the one before it again.
    kinds = {fault.kind for fault in verify(copy)}
    assert kinds == {FaultKind.HEAD, FaultKind.TAIL, FaultKind.UNAUDITED, FaultKind.CHANGED}


def test_a_cut_trace_that_changed_nothing_is_found_by_a_glance_too(copy: Connection) -> None:
    act = Action.FILE_EXPORTED
    audit.trace(copy, None, act, subject="jejak.xlsx", at=datetime(2030, 1, 1, tzinfo=UTC))
    assert verify(copy) == ()
    copy.exec_driver_sql("DELETE FROM audit_event WHERE id = (SELECT max(id) FROM audit_event)")

    for look in (verify, glance):
        assert FaultKind.TAIL in {fault.kind for fault in look(copy)}


def test_an_emptied_chain_is_found(copy: Connection) -> None:
    copy.exec_driver_sql("DELETE FROM audit_event")

    kinds = {fault.kind for fault in verify(copy)}
    assert kinds == {FaultKind.HEAD, FaultKind.TAIL, FaultKind.UNAUDITED}


def _heads(store: Store) -> list[str]:
    with store.read() as connection:
        rows = connection.exec_driver_sql("SELECT hash FROM audit_event ORDER BY id").all()
        assert audit.head(connection) == rows[-1][0][:12]
    return [row[0] for row in rows]


def _columns(connection: Connection) -> dict[tuple[str, str], list[Place]]:
    """Every column of history with its cells that hold something to change."""
    found = defaultdict[tuple[str, str], list[Place]](list)
    for table in TABLES:
        for row in connection.exec_driver_sql(f"SELECT rowid AS at, * FROM {table}").mappings():
            for column, value in row.items():
                left_out = column == "at" or column in UNVOUCHED.get(table, ())
                if not left_out and value not in {None, ""}:
                    found[table, column].append((table, column, row["at"]))
    return found


def _trials(columns: Mapping[tuple[str, str], list[Place]]) -> list[list[list[Place]]]:
    """A column of each table at a time, as a fault names its table; those of the chain alone."""
    by_table = defaultdict[str, list[list[Place]]](list)
    for (table, _), cells in columns.items():
        by_table[table].append(cells)
    chain = [[cells] for table in (audit_event.name, "programme") for cells in by_table.pop(table)]
    at_once = zip_longest(*by_table.values(), fillvalue=[])
    return [*chain, *([cells for cells in trial if cells] for trial in at_once)]


def _flip(connection: Connection, place: Place, chance: random.Random) -> object:
    """Change one bit of what stands there, and return what then does."""
    table, column, key = place
    where = f"FROM {table} WHERE rowid = {key}"
    value = connection.exec_driver_sql(f"SELECT {column} {where}").scalar_one()
    changed = _changed(value, chance)
    into = "CAST(? AS TEXT)" if isinstance(value, str) else "?"
    try:
        connection.exec_driver_sql(
            f"UPDATE {table} SET {column} = {into} WHERE rowid = {key}", (changed,)
        )
    except IntegrityError:  # a key that another row holds already
        return _flip(connection, place, chance)
    return changed


def _changed(value: object, chance: random.Random) -> object:
    match value:
        case str():
            octets = bytearray(value.encode())
            octets[chance.randrange(len(octets))] ^= 1 << chance.randrange(8)
            return bytes(octets)
        case int():
            return value ^ (1 << chance.randrange(31))
        case _:
            octets = bytearray(struct.pack("<d", value))
            octets[chance.randrange(7)] ^= 1 << chance.randrange(8)
            return struct.unpack("<d", octets)[0]


# The chain writes an instant otherwise than SQLite keeps it; these never change.
_INSTANTS = frozenset({"created_at", "given_at"})


def _cut(connection: Connection, kept: int) -> None:
    """Cut off what came after the first `kept` acts, with all that they wrote."""
    cut = f"FROM audit_event WHERE id > {kept}"
    for (detail,) in connection.exec_driver_sql(f"SELECT detail {cut} ORDER BY id DESC").all():
        told = json.loads(detail)
        for name, rows in told.get("rows", {}).items():
            before = {row["id"]: row for row in told.get("found", {}).get(name, [])}
            for row in rows:
                _undo(connection, NAMED[name], row, before.get(row.get("id")))
    connection.exec_driver_sql(f"DELETE {cut}")
    head = f"coalesce((SELECT hash FROM audit_event WHERE id = {kept}), '{GENESIS}')"
    connection.exec_driver_sql(
        f"UPDATE programme SET chain_head = {head}, trail_head = {head}, trail_length = {kept}"
    )


def _undo(
    connection: Connection,
    table: Table,
    row: Mapping[str, object],
    before: Mapping[str, Any] | None,
) -> None:
    """Take out what an act put in, or put back what it found."""
    is_this = " AND ".join(f"{column.name} = :{column.name}" for column in table.primary_key)
    if before is None:
        connection.execute(text(f"DELETE FROM {table.name} WHERE {is_this}"), row)
        return
    values = ", ".join(f"{name} = :{name}" for name in before if name not in _INSTANTS)
    connection.execute(text(f"UPDATE {table.name} SET {values} WHERE {is_this}"), before)
