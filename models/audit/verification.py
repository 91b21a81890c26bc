"""Whether history is what was once recorded: the audit chain, and every row that it vouches for."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from sqlalchemy import Connection, Table, func, select

from models.audit import vouched
from models.audit.chain import GENESIS, canonical, contents, link, raw
from models.audit.naming import name_of, name_of_vouched
from models.audit.triggers import trigger_faults
from models.audit.vouched import AUDITED, REGISTER, REGISTRATIONS, Key, key_of
from models.schema.audit import audit_event
from models.schema.plan import programme
from rules.audit.actions import Action
from rules.audit.trail import Fault, FaultKind

if TYPE_CHECKING:
    import sqlite3

_TABLES: Final = {table.name: table for table in (*AUDITED, *REGISTER)}
_NEXT: Final = audit_event.alias("next")
_ACTS: Final = select(*raw(audit_event)).order_by(audit_event.c.id)
_REGISTRATIONS: Final = (
    select(*raw(audit_event), _NEXT.c.previous_hash.label("next_previous_hash"))
    .outerjoin_from(audit_event, _NEXT, _NEXT.c.id == audit_event.c.id + 1)
    .where(audit_event.c.action.in_(REGISTRATIONS))
    .order_by(audit_event.c.id)
)
_LENGTH: Final = select(func.count()).select_from(audit_event)
_LAST: Final = (
    select(audit_event.c.id, audit_event.c.hash).order_by(audit_event.c.id.desc()).limit(1)
)
_HEADS: Final = select(programme.c.chain_head)
_TAILS: Final = select(programme.c.trail_head, programme.c.trail_length)


class _Voucher(NamedTuple):
    """What an act said of a row: the columns that it named, their digest, and which act it was."""

    names: tuple[str, ...]
    digest: bytes
    act: int


@dataclass(slots=True)
class _Chain:
    """What was read of the chain: its hashes, what it says of each row, and what is wrong."""

    hashes: list[str] = field(default_factory=lambda: [GENESIS])
    vouchers: dict[Table, dict[Key, _Voucher]] = field(default_factory=lambda: defaultdict(dict))
    faults: list[Fault] = field(default_factory=list)

    def take(self, row: Mapping[str, Any]) -> bool:
        """Note what an act wrote; return False where it is not the act that was recorded."""
        if row["hash"] != link(row):
            self.faults.append(Fault(FaultKind.HASH, _where(audit_event, row["id"])))
            return False
        told = json.loads(row["detail"])
        for table, found in _rows(told, "found"):
            key = key_of(table, found)
            said = self.vouchers[table].get(key)
            if said is None or said.digest != _digest(found, said.names):
                fault = Fault(FaultKind.TAKEN_UP, _where(table, key), row["subject"])
                self.faults.append(fault)
        for table, wrote in _rows(told, "rows"):
            names = tuple(wrote)
            said = _Voucher(names, _digest(wrote, names), row["id"])
            self.vouchers[table][key_of(table, wrote)] = said
        return True


def verify(connection: Connection, *, known_heads: Collection[str] = ()) -> tuple[Fault, ...]:
    """Return all that shows a changed, forged, missing or cut history; nothing for a sound one.

    `known_heads` are heads noted elsewhere, whole or their first letters; one that the chain does
    not hold any more tells of a cut tail or a chain that was made anew.
    """
    with _any_bytes(connection):
        chain = _read(connection)
        faults = [
            *chain.faults,
            *_head_faults(connection, chain.hashes, known_heads),
            *_tail_faults(connection),
        ]
        for table in (*AUDITED, *REGISTER):
            faults += _row_faults(connection, table, chain.vouchers[table])
    return tuple(faults)


def glance(connection: Connection) -> tuple[Fault, ...]:
    """Return what a quick look finds wrong: with the triggers, the tail, the plan, the register.

    Of the chain it reads the few acts that wrote the register, each with the one after it.
    """
    with _any_bytes(connection):
        chain = _Chain()
        for found in connection.execute(_REGISTRATIONS):
            row = contents(audit_event, found)
            chain.take(row)
            if found.next_previous_hash not in {None, row["hash"]}:
                chain.faults.append(Fault(FaultKind.LINK, _where(audit_event, found.id + 1)))
        faults = [*trigger_faults(connection), *chain.faults, *_tail_faults(connection)]
        for table in REGISTER:
            faults += _row_faults(connection, table, chain.vouchers[table])
    return tuple(faults)


def _read(connection: Connection) -> _Chain:
    chain = _Chain()
    last_id, last_at = 0, ""
    for row in (contents(audit_event, found) for found in connection.execute(_ACTS)):
        where = _where(audit_event, row["id"])
        if row["id"] != last_id + 1:
            chain.faults.append(Fault(FaultKind.GAP, where))
        if row["previous_hash"] != chain.hashes[-1]:
            chain.faults.append(Fault(FaultKind.LINK, where))
        if chain.take(row):
            # Both are texts of one form, in UTC, so their order is that of the instants.
            if str(row["recorded_at"]) < last_at and row["action"] != Action.CLOCK_CORRECTED:
                chain.faults.append(Fault(FaultKind.ORDER, where))
            last_at = str(row["recorded_at"])
        last_id = cast("int", row["id"])
        chain.hashes.append(str(row["hash"]))
    return chain


def _rows(told: Mapping[str, Any], part: str) -> Iterator[tuple[Table, Mapping[str, Any]]]:
    for name, rows in told.get(part, {}).items():
        for row in rows:
            yield _TABLES[name], row


def _head_faults(
    connection: Connection, hashes: Sequence[str], known_heads: Collection[str]
) -> list[Fault]:
    """Heads noted elsewhere, and the one that the programme keeps, must stand in the chain."""
    lost = [
        known
        for known in (*connection.execute(_HEADS).scalars(), *known_heads)
        if not any(digest.startswith(known) for digest in reversed(hashes))
    ]
    return [Fault(FaultKind.HEAD, known) for known in dict.fromkeys(lost)]


def _tail_faults(connection: Connection) -> list[Fault]:
    """The programme keeps how many acts there are, and the hash of the last one."""
    last = connection.execute(_LAST).one_or_none()
    present = (GENESIS if last is None else last.hash, connection.execute(_LENGTH).scalar_one())
    return [
        Fault(FaultKind.TAIL, f"{present[1]} / {kept.trail_length}")
        for kept in connection.execute(_TAILS)
        if (kept.trail_head, kept.trail_length) != present
    ]


def _row_faults(
    connection: Connection, table: Table, vouchers: Mapping[Key, _Voucher]
) -> Iterator[Fault]:
    seen: set[Key] = set()
    selected = select(*vouched.raw(table)).order_by(*table.primary_key)
    for row in (contents(table, kept) for kept in connection.execute(selected)):
        key = key_of(table, row)
        seen.add(key)
        said = vouchers.get(key)
        if said is None:
            name = name_of(connection, table, row)
            yield Fault(FaultKind.UNAUDITED, _where(table, key), name)
        elif said.digest != _digest(row, said.names):
            name = name_of_vouched(connection, table, key, said.act)
            yield Fault(FaultKind.CHANGED, _where(table, key), name)
    for key in sorted(vouchers.keys() - seen, key=str):
        name = name_of_vouched(connection, table, key, vouchers[key].act)
        yield Fault(FaultKind.MISSING, _where(table, key), name)


def _where(table: Table, key: object) -> str:
    return f"{table.name} {key}"


def _digest(row: Mapping[str, object], names: Sequence[str]) -> bytes:
    named = {name: row[name] for name in names if name in row}
    return sha256(canonical(named).encode("utf-8", "surrogatepass")).digest()


@contextmanager
def _any_bytes(connection: Connection) -> Iterator[None]:
    """Let SQLite hand over text that is no UTF-8 any more: it must be told, not stumbled over."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    driver.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str
