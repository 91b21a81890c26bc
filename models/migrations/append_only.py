"""What makes a table append-only, or lets it go, in a step of the schema."""

from collections.abc import Sequence

from alembic import op

from models.schema.protection import Protection


def protect(table: str, *, also_unique: Sequence[str] = (), or_unique: Sequence[str] = ()) -> None:
    """Refuse UPDATE, DELETE, REPLACE and TRUNCATE on `table`.

    `also_unique` names the columns that, besides `id`, identify a row and so could replace it;
    `or_unique` those of one more such key.
    """
    keys = tuple(tuple(key) for key in (also_unique, or_unique) if key)
    _make(Protection(table, keys))


def release(table: str) -> None:
    """Take the protection of `table` away, before the table itself is dropped."""
    if _is_postgresql():
        op.execute(f"DROP FUNCTION {table}_refuse() CASCADE")
        return
    for event in ("update", "delete", "replace"):
        op.execute(f"DROP TRIGGER {table}_no_{event}")


def freeze(table: str, columns: Sequence[str], *, also_unique: Sequence[str]) -> None:
    """Refuse any change of `columns` of `table`, and that a row of it vanishes or is replaced."""
    _make(Protection(table, (tuple(also_unique),), tuple(columns)))


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


def _make(protection: Protection) -> None:
    made = protection.on_postgresql() if _is_postgresql() else protection.on_sqlite().values()
    for statement in made:
        op.execute(statement)
