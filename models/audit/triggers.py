"""Whether the triggers that keep history as it was recorded are those that this program makes."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection, text

from models.audit.vouched import AUDITED
from models.schema.audit import audit_event
from models.schema.plan import milestone
from models.schema.protection import Protection, protection_of
from rules.audit.trail import Fault, FaultKind

PROTECTED: Final[tuple[Protection, ...]] = (
    *(protection_of(table) for table in (*AUDITED, audit_event)),
    protection_of(
        milestone, frozen=("first_start_on", "first_finish_on", "first_weight", "first_shape")
    ),
)
"""What stands guard over this program's tables; the steps of the schema have made it."""

_SQLITE: Final = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
_POSTGRESQL: Final = text("""
SELECT tgname AS name, tgtype AS kind, tgenabled::text AS enabled, tgqual IS NULL AS is_plain,
    proname AS function, prosrc AS body, ARRAY(
        SELECT attname::text FROM pg_attribute
        WHERE attrelid = tgrelid AND attnum = ANY (tgattr) ORDER BY attname
    ) AS columns
FROM pg_trigger
JOIN pg_class ON pg_class.oid = tgrelid
JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace
""")
_ALWAYS: Final = frozenset({"O", "A"})
"""A trigger of PostgreSQL that is on for everybody who works; others are off."""


def trigger_faults(connection: Connection) -> tuple[Fault, ...]:
    """Return the triggers of the store that are missing, altered or off, or not of this program."""
    is_sqlite = connection.dialect.name == "sqlite"
    expected, found = _on_sqlite(connection) if is_sqlite else _on_postgresql(connection)
    return tuple(
        Fault(_kind(name in expected, name in found), name)
        for name in sorted(expected.keys() | found.keys())
        if expected.get(name) != found.get(name)
    )


def _kind(is_expected: bool, is_found: bool) -> FaultKind:  # noqa: FBT001 - the sides compared
    if not is_found:
        return FaultKind.TRIGGER_MISSING
    return FaultKind.TRIGGER_ALTERED if is_expected else FaultKind.TRIGGER_FOREIGN


_Triggers = Mapping[str, object]


def _on_sqlite(connection: Connection) -> tuple[_Triggers, _Triggers]:
    expected = {name: made for one in PROTECTED for name, made in one.on_sqlite().items()}
    return expected, {row.name: row.sql for row in connection.execute(_SQLITE)}


def _on_postgresql(connection: Connection) -> tuple[_Triggers, _Triggers]:
    expected = {
        name: (*kind, True, True, f"{one.table}_refuse", one.body)
        for one in PROTECTED
        for name, kind in one.kinds_on_postgresql().items()
    }
    found = {
        row.name: (
            *(row.kind, tuple(row.columns), row.enabled in _ALWAYS, row.is_plain),
            *(row.function, row.body),
        )
        for row in connection.execute(_POSTGRESQL)
    }
    return expected, found
