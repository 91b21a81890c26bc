"""Audit chain, withdrawn reports, ratings of sentra, closed quarters.

Revision: 0002, after 0001.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from models.audit import chain
from models.migrations import append_only
from models.migrations.declared import authorship, check, primary, refers, row_number, unique

revision = "0002"
down_revision = "0001"

_OLD_KINDS = "kind IN ('report', 'approved', 'returned')"
_NEW_KINDS = "kind IN ('report', 'approved', 'returned', 'withdrawn')"
_ACTIONS = {
    "report": "report.submitted",
    "approved": "report.approved",
    "returned": "report.returned",
}
_HISTORY = ("report_event", "plan_revision", "obstacle", "obstacle_closing")


def upgrade() -> None:
    """Make the tables, and bring what was recorded before into the chain."""
    op.add_column(
        "programme",
        sa.Column("chain_head", sa.String(length=64), nullable=False, server_default="0" * 64),
    )
    append_only.replace_check("report_event", "kind", _OLD_KINDS, _NEW_KINDS)
    _create_rating()
    _create_quarters()
    _create_audit()
    append_only.protect("sentra_rating")
    append_only.protect(
        "quarter_closing", also_unique=("programme_id", "year", "quarter", "revision")
    )
    append_only.protect("quarter_figure", also_unique=("closing_id", "sentra_id"))
    _chain_the_past(op.get_bind())
    append_only.protect("audit_event", also_unique=("previous_hash",))


def downgrade() -> None:
    """Drop the tables; a withdrawn report stays one that counts nowhere, as returned."""
    for table in ("audit_event", "quarter_figure", "quarter_closing", "sentra_rating"):
        append_only.release(table)
        op.drop_table(table)
    append_only.release("report_event")
    op.execute("UPDATE report_event SET kind = 'returned' WHERE kind = 'withdrawn'")
    append_only.replace_check("report_event", "kind", _NEW_KINDS, _OLD_KINDS)
    append_only.protect("report_event", also_unique=("idempotency_key",))
    op.drop_column("programme", "chain_head")


def _create_rating() -> None:
    op.create_table(
        "sentra_rating",
        row_number(),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("sentra_id", sa.Integer(), nullable=False),
        sa.Column("light", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        *authorship(),
        check("sentra_rating", "light", "light IN ('on_plan', 'attention', 'critical')"),
        check("sentra_rating", "recovery", "(owner_id IS NULL) = (due_on IS NULL)"),
        check("sentra_rating", "critical_recovers", "light <> 'critical' OR owner_id IS NOT NULL"),
        refers("sentra_rating", "programme_id", "programme"),
        refers("sentra_rating", "sentra_id", "sentra"),
        refers("sentra_rating", "owner_id", "agency"),
        refers("sentra_rating", "author_id", "account"),
        primary("sentra_rating", "id"),
    )
    op.create_index(
        op.f("ix_sentra_rating_sentra_id_recorded_on"),
        "sentra_rating",
        ["sentra_id", "recorded_on"],
        unique=False,
    )


def _create_quarters() -> None:
    op.create_table(
        "quarter_closing",
        row_number(),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *authorship(),
        check("quarter_closing", "quarter", "quarter BETWEEN 1 AND 4"),
        check("quarter_closing", "revision", "revision >= 0"),
        check("quarter_closing", "correction_has_reason", "(revision = 0) = (reason = '')"),
        refers("quarter_closing", "programme_id", "programme"),
        refers("quarter_closing", "author_id", "account"),
        primary("quarter_closing", "id"),
        unique("quarter_closing", "programme_id", "year", "quarter", "revision"),
    )
    op.create_table(
        "quarter_figure",
        row_number(),
        sa.Column("closing_id", sa.Integer(), nullable=False),
        sa.Column("sentra_id", sa.Integer(), nullable=False),
        sa.Column("approved", sa.Integer(), nullable=False),
        sa.Column("planned_first", sa.Integer(), nullable=False),
        sa.Column("planned_current", sa.Integer(), nullable=False),
        sa.Column("milestones", sa.Text(), nullable=False),
        check("quarter_figure", "approved", "approved BETWEEN 0 AND 1000000000"),
        check("quarter_figure", "planned_first", "planned_first BETWEEN 0 AND 1000000000"),
        check("quarter_figure", "planned_current", "planned_current BETWEEN 0 AND 1000000000"),
        refers("quarter_figure", "closing_id", "quarter_closing"),
        refers("quarter_figure", "sentra_id", "sentra"),
        primary("quarter_figure", "id"),
        unique("quarter_figure", "closing_id", "sentra_id"),
    )


def _create_audit() -> None:
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        refers("audit_event", "actor_id", "account"),
        primary("audit_event", "id"),
        unique("audit_event", "previous_hash"),
    )
    op.create_index(
        op.f("ix_audit_event_recorded_on"), "audit_event", ["recorded_on"], unique=False
    )


def _chain_the_past(connection: sa.Connection) -> None:
    """Give every report, decision and revision its audit row, in the order of recording."""
    tables = sa.MetaData()
    tables.reflect(connection, only=(*_HISTORY, "audit_event", "milestone"))
    codes = {
        row.id: row.code
        for row in connection.execute(
            sa.select(tables.tables["milestone"].c.id, tables.tables["milestone"].c.code)
        )
    }
    previous, rows = chain.GENESIS, []
    for number, (action, act, written) in enumerate(_acts(connection, tables.tables), start=1):
        row = {
            "id": number,
            "recorded_at": act["recorded_at"],
            "recorded_on": act["recorded_on"],
            "actor_id": act["author_id"],
            "action": action,
            "subject": codes[act["milestone_id"]],
            "detail": chain.canonical({"before": {}, "after": {}, "rows": written}),
            "previous_hash": previous,
        }
        previous = chain.link(row)
        rows.append(row | {"hash": previous})
    audit = tables.tables["audit_event"]
    for start in range(0, len(rows), 500):
        connection.execute(sa.insert(audit), [_kept(row) for row in rows[start : start + 500]])
    connection.execute(sa.text("UPDATE programme SET chain_head = :head"), {"head": previous})


def _acts(
    connection: sa.Connection, tables: Mapping[str, sa.Table]
) -> Iterator[tuple[str, dict[str, Any], dict[str, list[dict[str, Any]]]]]:
    """Yield each act: its code, its main row, and all the rows that it wrote."""
    found = {name: _rows(connection, tables[name]) for name in _HISTORY}
    opened = _grouped(found["obstacle"], "opened_by")
    closed = _grouped(found["obstacle_closing"], "closed_by")
    acts = [(one["recorded_at"], 0, one) for one in found["report_event"]]
    # What was revised at one instant was one act.
    revised = _grouped(found["plan_revision"], "recorded_at")
    acts += [(at, 1, ones[0]) for at, ones in revised.items()]
    for _, is_revision, act in sorted(acts, key=lambda one: (one[0], one[1], one[2]["id"])):
        if is_revision:
            yield "plan.revised", act, {"plan_revision": revised[act["recorded_at"]]}
            continue
        beside = {"obstacle": opened.get(act["id"]), "obstacle_closing": closed.get(act["id"])}
        written = {"report_event": [act], **{name: rows for name, rows in beside.items() if rows}}
        yield _ACTIONS[act["kind"]], act, written


def _rows(connection: sa.Connection, table: sa.Table) -> list[dict[str, Any]]:
    selected = connection.execute(sa.select(*chain.raw(table)).order_by(table.c.id))
    return [chain.contents(table, row) for row in selected]


def _grouped(rows: list[dict[str, Any]], key: str) -> dict[Any, list[dict[str, Any]]]:
    found: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def _kept(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row as its columns take it: plain values hold days and instants as words."""
    at = datetime.fromisoformat(row["recorded_at"])
    return {**row, "recorded_at": at, "recorded_on": date.fromisoformat(row["recorded_on"])}
