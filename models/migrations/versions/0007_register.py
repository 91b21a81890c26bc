"""The chain vouches for the plan and the register too; the programme keeps the chain's tail.

Revision: 0007, after 0006.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

from models.audit import chain
from models.audit.vouched import LEFT_OUT, REGISTRATIONS
from rules.periods import WITA, wita_day

revision = "0007"
down_revision = "0006"

# Each table with the columns that tell its rows apart.
_KEYS = {
    "programme": ("id",),
    "agency": ("id",),
    "agency_alias": ("id",),
    "sentra": ("id",),
    "place": ("id",),
    "milestone": ("id",),
    "milestone_support": ("milestone_id", "agency_id"),
    "account": ("id",),
    "post": ("id",),
    "post_holder": ("id",),
}
_TICK = timedelta(microseconds=1)

Rows = dict[str, list[dict[str, Any]]]


def upgrade() -> None:
    """Let one act vouch for the rows that are there, which no act has vouched for so far."""
    op.add_column(
        "programme",
        sa.Column("trail_head", sa.String(length=64), nullable=False, server_default="0" * 64),
    )
    op.add_column(
        "programme", sa.Column("trail_length", sa.Integer(), nullable=False, server_default="0")
    )
    connection = op.get_bind()
    found = sa.MetaData()
    found.reflect(connection, only=("audit_event", *_KEYS))
    rows = _rows_without_voucher(connection, found.tables)
    has_programme = sa.select(sa.exists().select_from(found.tables["programme"]))
    if rows and connection.scalar(has_programme):
        _vouch(connection, found.tables, rows)
    _keep_tail(connection, found.tables)


def downgrade() -> None:
    """Forget the tail; the act that vouched stays in the chain, as every act does."""
    op.drop_column("programme", "trail_length")
    op.drop_column("programme", "trail_head")


def _rows_without_voucher(connection: sa.Connection, tables: Mapping[str, sa.Table]) -> Rows:
    """Return the rows that are not as the latest act that wrote them says, by table."""
    said = dict(_said(connection, tables["audit_event"]))
    found: Rows = {}
    for name, key in _KEYS.items():
        table, left_out = tables[name], LEFT_OUT.get(name, frozenset())
        selected = sa.select(*chain.raw(table)).order_by(*(table.c[part] for part in key))
        for kept in connection.execute(selected):
            whole = chain.contents(table, kept)
            row = {column: value for column, value in whole.items() if column not in left_out}
            if said.get((name, *(row[part] for part in key))) != row:
                found.setdefault(name, []).append(row)
    return found


def _said(
    connection: sa.Connection, audit: sa.Table
) -> Iterator[tuple[tuple[object, ...], dict[str, Any]]]:
    """Yield what each act says of each row that it wrote, by table and key, oldest act first.

    There are such acts where a store went back to an older schema and comes on again.
    """
    acts = sa.select(audit.c.detail).where(audit.c.action.in_(REGISTRATIONS)).order_by(audit.c.id)
    for detail in connection.scalars(acts):
        for name, rows in json.loads(detail).get("rows", {}).items():
            for row in rows if name in _KEYS else ():
                yield (name, *(row[part] for part in _KEYS[name])), row


def _vouch(connection: sa.Connection, tables: Mapping[str, sa.Table], rows: Rows) -> None:
    """Append an act of nobody. It is recorded right after the last one: no clock is asked.

    One that is wrong here would pin every later act to its day.
    """
    audit = tables["audit_event"]
    last = _last(connection, audit)
    if last is None:
        start = sa.select(sa.func.min(tables["programme"].c.start_on))
        at = datetime.combine(connection.execute(start).scalar_one(), time(), WITA)
    else:
        # SQLite keeps no zone.
        kept: datetime = last.recorded_at
        at = (kept if kept.tzinfo else kept.replace(tzinfo=UTC)) + _TICK
    row = {
        "id": 1 if last is None else last.id + 1,
        "recorded_at": at.astimezone(UTC),
        "recorded_on": wita_day(at),
        "actor_id": None,
        "action": "register.vouched",
        "subject": f"skema {revision}",
        "detail": chain.canonical({"before": {}, "after": {}, "rows": rows}),
        "previous_hash": chain.GENESIS if last is None else last.hash,
    }
    said = {name: chain.plain(audit.c[name], value) for name, value in row.items()}
    connection.execute(sa.insert(audit), row | {"hash": chain.link(said)})


def _keep_tail(connection: sa.Connection, tables: Mapping[str, sa.Table]) -> None:
    """Let the programme know the tail; the head of the latest change stays as it was printed."""
    last = _last(connection, tables["audit_event"])
    if last is not None:
        tail = {"trail_head": last.hash, "trail_length": last.id}
        connection.execute(sa.update(tables["programme"]).values(tail))


def _last(connection: sa.Connection, audit: sa.Table) -> sa.Row[Any] | None:
    return connection.execute(sa.select(audit).order_by(audit.c.id.desc()).limit(1)).one_or_none()
