"""The triggers that keep rows as they were recorded, as each engine is told them.

SQLite runs delete triggers inside INSERT OR REPLACE only where a connection asks for it; the insert
trigger refuses the replacement on any connection, also one from outside this program.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Table, UniqueConstraint

_HISTORY: Final = "append-only: history is never changed"
_FIRST_PLAN: Final = "frozen: the first plan is never changed"

# What PostgreSQL notes of a trigger in pg_trigger.tgtype.
_EACH_ROW, _BEFORE, _DELETE, _UPDATE, _TRUNCATE = 1, 2, 8, 16, 32


@dataclass(frozen=True, slots=True)
class Protection:
    """What stands guard over a table: over whole rows, or over its `frozen` columns alone.

    `keys` are the columns that, besides `id`, identify a row and so could replace it.
    """

    table: str
    keys: tuple[tuple[str, ...], ...] = ()
    frozen: tuple[str, ...] = ()

    @property
    def refusal(self) -> str:
        """What a change is refused with."""
        return _FIRST_PLAN if self.frozen else _HISTORY

    def on_sqlite(self) -> Mapping[str, str]:
        """Return the statement that makes each trigger, by the trigger's name."""
        same = " OR ".join(
            " AND ".join(f"kept.{name} = NEW.{name}" for name in key)
            for key in (("id",), *self.keys)
        )
        replaces = f"SELECT 1 FROM {self.table} AS kept WHERE {same}"  # noqa: S608 - our own names
        events = {
            "update": f"BEFORE {self._change} ON {self.table}",
            "delete": f"BEFORE DELETE ON {self.table}",
            "replace": f"BEFORE INSERT ON {self.table} WHEN EXISTS ({replaces})",
        }
        return {
            f"{self.table}_no_{name}": f"CREATE TRIGGER {self.table}_no_{name} {event} "
            f"BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"
            for name, event in events.items()
        }

    def on_postgresql(self) -> Sequence[str]:
        """Return the statements that make the function and its triggers."""
        table, function = self.table, f"{self.table}_refuse()"
        return (
            f"CREATE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql AS $${self.body}$$",
            (
                f"CREATE TRIGGER {table}_no_change BEFORE {self._change} OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {function}"
            ),
            (
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {function}"
            ),
        )

    @property
    def body(self) -> str:
        """What the function does on PostgreSQL."""
        return f" BEGIN RAISE EXCEPTION '{self.refusal}'; END "

    def kinds_on_postgresql(self) -> Mapping[str, tuple[int, tuple[str, ...]]]:
        """Return what PostgreSQL notes of each trigger: its kind, and the columns it watches."""
        change = _EACH_ROW | _BEFORE | _DELETE | _UPDATE
        return {
            f"{self.table}_no_change": (change, tuple(sorted(self.frozen))),
            f"{self.table}_no_truncate": (_BEFORE | _TRUNCATE, ()),
        }

    @property
    def _change(self) -> str:
        return f"UPDATE OF {', '.join(self.frozen)}" if self.frozen else "UPDATE"


def protection_of(table: Table, *, frozen: Sequence[str] = ()) -> Protection:
    """Return what stands guard over `table`: its keys are those of its schema, by name."""
    keys = sorted(
        tuple(column.name for column in one.columns)
        for one in table.constraints
        if isinstance(one, UniqueConstraint)
    )
    return Protection(table.name, tuple(keys), tuple(frozen))
