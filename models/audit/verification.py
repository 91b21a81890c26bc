"""Whether history is what was once recorded: the audit chain, and every row that it vouches for."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Final, cast

from sqlalchemy import Connection, Table, select

from models.audit.chain import GENESIS, canonical, contents, link, raw
from models.schema.audit import audit_event, clock_correction
from models.schema.evidence import evidence_file
from models.schema.meetings import (
    follow_up_event,
    follow_up_file,
    meeting,
    meeting_attendance,
    meeting_closing,
    meeting_details,
    meeting_invitation,
    meeting_opening,
    meeting_resolution,
)
from models.schema.plan import plan_revision, programme
from models.schema.quarters import quarter_closing, quarter_figure
from models.schema.ratings import sentra_rating
from models.schema.reporting import (
    batch_report,
    obstacle,
    obstacle_closing,
    report_batch,
    report_event,
)
from rules.audit.actions import Action
from rules.audit.trail import Fault, FaultKind

if TYPE_CHECKING:
    import sqlite3

AUDITED: Final[tuple[Table, ...]] = (
    report_event,
    plan_revision,
    obstacle,
    obstacle_closing,
    evidence_file,
    report_batch,
    batch_report,
    sentra_rating,
    quarter_closing,
    quarter_figure,
    meeting,
    meeting_details,
    meeting_invitation,
    meeting_opening,
    meeting_attendance,
    meeting_resolution,
    meeting_closing,
    follow_up_event,
    follow_up_file,
    clock_correction,
)
"""The tables of which each row stands whole in the audit row of the act that wrote it."""


Digests = dict[str, dict[int, bytes]]


@dataclass(slots=True)
class _Chain:
    """What was read of the chain: its hashes, and the digests of the rows that it vouches for."""

    hashes: list[str]
    vouched: Digests
    faults: list[Fault]


def verify(connection: Connection, *, known_heads: Collection[str] = ()) -> tuple[Fault, ...]:
    """Return all that shows a changed, forged, missing or cut history; nothing for a sound one.

    `known_heads` are heads noted elsewhere, whole or their first letters; one that the chain does
    not hold any more tells of a cut tail or a chain that was made anew.
    """
    with _any_bytes(connection):
        chain = _read(connection)
        faults = [*chain.faults, *_head_faults(connection, chain.hashes, known_heads)]
        for table in AUDITED:
            faults += _row_faults(connection, table, chain.vouched[table.name])
    return tuple(faults)


def _read(connection: Connection) -> _Chain:
    chain = _Chain([GENESIS], defaultdict(dict), [])
    rows = connection.execute(select(*raw(audit_event)).order_by(audit_event.c.id))
    last_id, last_at = 0, ""
    for row in (contents(audit_event, found) for found in rows):
        where = f"{audit_event.name} {row['id']}"
        if row["id"] != last_id + 1:
            chain.faults.append(Fault(FaultKind.GAP, where))
        if row["previous_hash"] != chain.hashes[-1]:
            chain.faults.append(Fault(FaultKind.LINK, where))
        if row["hash"] == link(row):
            _vouch(chain.vouched, str(row["detail"]))
            # Both are texts of one form, in UTC, so their order is that of the instants.
            if str(row["recorded_at"]) < last_at and row["action"] != Action.CLOCK_CORRECTED:
                chain.faults.append(Fault(FaultKind.ORDER, where))
            last_at = str(row["recorded_at"])
        else:
            chain.faults.append(Fault(FaultKind.HASH, where))
        last_id = cast("int", row["id"])
        chain.hashes.append(str(row["hash"]))
    return chain


def _vouch(vouched: Digests, detail: str) -> None:
    """Note what an act wrote; only a row whose hash is right is asked, so `detail` is JSON."""
    for name, rows in json.loads(detail).get("rows", {}).items():
        for row in rows:
            vouched[name][row["id"]] = _digest(row)


def _head_faults(
    connection: Connection, hashes: Sequence[str], known_heads: Collection[str]
) -> list[Fault]:
    """Heads noted elsewhere, and the one that the programme keeps, must stand in the chain."""
    kept = connection.execute(select(programme.c.chain_head)).scalars()
    lost = [
        known
        for known in (*kept, *known_heads)
        if not any(digest.startswith(known) for digest in reversed(hashes))
    ]
    return [Fault(FaultKind.HEAD, known) for known in dict.fromkeys(lost)]


def _row_faults(connection: Connection, table: Table, vouched: Mapping[int, bytes]) -> list[Fault]:
    found: dict[int, bytes] = {}
    for kept in connection.execute(select(*raw(table))):
        row = contents(table, kept)
        found[cast("int", row["id"])] = _digest(row)
    return [
        Fault(_kind(key in found, key in vouched), f"{table.name} {key}")
        for key in sorted(found.keys() | vouched.keys())
        if found.get(key) != vouched.get(key)
    ]


def _kind(is_there: bool, is_vouched: bool) -> FaultKind:  # noqa: FBT001 - the two sides compared
    if not is_there:
        return FaultKind.MISSING
    return FaultKind.CHANGED if is_vouched else FaultKind.UNAUDITED


def _digest(row: Mapping[str, object]) -> bytes:
    return sha256(canonical(row).encode("utf-8", "surrogatepass")).digest()


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
