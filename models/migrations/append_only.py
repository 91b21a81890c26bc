"""Triggers that make a table append-only, for SQLite and PostgreSQL.

SQLite runs delete triggers inside INSERT OR REPLACE only where a connection asks for it; the insert
trigger refuses the replacement on any connection, also one from outside this program.
"""

from collections.abc import Sequence
from typing import Final

from alembic import op

_REFUSAL: Final = "append-only: history is never changed"
_FROZEN: Final = "frozen: the first plan is never changed"


def protect(table: str, *, also_unique: Sequence[str] = (), or_unique: Sequence[str] = ()) -> None:
    """Refuse UPDATE, DELETE, REPLACE and TRUNCATE on `table`.

    `also_unique` names the columns that, besides `id`, identify a row and so could replace it;
    `or_unique` those of one more such key.
    """
    if _is_postgresql():
        _refuse_on_postgresql(table, "UPDATE OR DELETE", _REFUSAL)
        return
    _refuse_on_sqlite(table, "update", "UPDATE", _REFUSAL)
    _refuse_vanishing_on_sqlite(table, (also_unique, or_unique), _REFUSAL)


def release(table: str) -> None:
    """Take the protection of `table` away, before the table itself is dropped."""
    if _is_postgresql():
        op.execute(f"DROP FUNCTION {table}_refuse() CASCADE")
        return
    for event in ("update", "delete", "replace"):
        op.execute(f"DROP TRIGGER {table}_no_{event}")


def freeze(table: str, columns: Sequence[str], *, also_unique: Sequence[str]) -> None:
    """Refuse any change of `columns` of `table`, and that a row of it vanishes or is replaced."""
    change = f"UPDATE OF {', '.join(columns)}"
    if _is_postgresql():
        _refuse_on_postgresql(table, f"{change} OR DELETE", _FROZEN)
        return
    _refuse_on_sqlite(table, "update", change, _FROZEN)
    _refuse_vanishing_on_sqlite(table, (also_unique,), _FROZEN)


def replace_check(table: str, name: str, before: str, after: str) -> None:
    """Put the condition `after` in the place of `before` in the constraint `name` of `table`.

    Rows, numbers, indexes and triggers stay. SQLite cannot alter a constraint; a copy of the table
    could not take its place while other tables refer to it, so its definition itself is rewritten,
    the way that SQLite's own manual (ALTER TABLE, section 7) gives for changes that touch no row.
    """
    if _is_postgresql():
        constraint = op.f(f"ck_{table}_{name}")
        op.drop_constraint(constraint, table, type_="check")
        op.create_check_constraint(constraint, table, after)
        return
    connection = op.get_bind()
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    changed = connection.exec_driver_sql(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) "
        "WHERE type = 'table' AND name = ? AND instr(sql, ?) > 0",
        (before, after, table, before),
    )
    connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=OFF")
    if changed.rowcount != 1:
        msg = f"{table} has no constraint {name} with the condition {before}"
        raise RuntimeError(msg)


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _refuse_on_sqlite(table: str, name: str, event: str, refusal: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    )


def _refuse_vanishing_on_sqlite(table: str, keys: Sequence[Sequence[str]], refusal: str) -> None:
    _refuse_on_sqlite(table, "delete", "DELETE", refusal)
    same = " OR ".join(
        " AND ".join(f"kept.{name} = NEW.{name}" for name in key) for key in (("id",), *keys) if key
    )
    replaces = f"SELECT 1 FROM {table} AS kept WHERE {same}"  # noqa: S608 - our own names
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS ({replaces}) "
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    )


def _refuse_on_postgresql(table: str, row_events: str, refusal: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE {row_events} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )
