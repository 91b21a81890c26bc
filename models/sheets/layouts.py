"""Layouts of sheets kept by their names, to be used again for files whose heads are the same."""

import json
from collections.abc import Mapping
from dataclasses import astuple
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from models.audit import commands as audit
from models.schema.sheets import sheet_layout
from models.store.recording import begin_recording
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.sheets.errors import IllegalLayout, LayoutChanged
from rules.sheets.kept import Heads, KeptLayout, problem_of_name
from rules.sheets.layout import Course, Field, Grouping, Layout, Span
from rules.values import Actor

_ALL: Final = select(sheet_layout).order_by(sheet_layout.c.name)
_NAMED: Final = select(sheet_layout).where(sheet_layout.c.name == bindparam("called"))


def layouts(connection: Connection, actor: Actor) -> tuple[KeptLayout, ...]:
    """Return all kept layouts by their names. Raises NotAllowed."""
    require(actor, Permission.VIEW)
    return tuple(
        KeptLayout(row.name, *_told(row.description), row.version)
        for row in connection.execute(_ALL)
    )


def keep_layout(
    connection: Connection,
    actor: Actor,
    name: str,
    layout: Layout,
    heads: Heads,
    *,
    seen: int,
    at: datetime,
) -> int:
    """Keep a layout under a name in place of its version `seen` (0: a new one); return its version.

    Raises NotAllowed, IllegalLayout, LayoutChanged where somebody kept another one meanwhile.
    """
    require(actor, Permission.KEEP_LAYOUT)
    recording = begin_recording(connection, at)
    called = name.strip()
    problem = problem_of_name(called)
    if problem is not None:
        raise IllegalLayout(problem)
    before = _described(connection, called, seen)
    values = {
        "name": called,
        "description": json.dumps(_facts(layout, heads)),
        "version": seen + 1,
        "author_id": actor.account_id,
        "recorded_at": recording.at,
        "recorded_on": recording.today,
    }
    if before is None:
        connection.execute(insert(sheet_layout).values(values))
    else:
        own = sheet_layout.c.name == called
        connection.execute(update(sheet_layout).where(own).values(values))
    after = {"layout": called, "description": values["description"]}
    detail = {"before": before or {}, "after": after}
    audit.record_under(
        connection, actor, Action.LAYOUT_KEPT, subject=called, detail=detail, recording=recording
    )
    return seen + 1


def forget_layout(
    connection: Connection, actor: Actor, name: str, *, seen: int, at: datetime
) -> None:
    """Forget a layout, whose version was `seen`. Raises NotAllowed, LayoutChanged."""
    require(actor, Permission.KEEP_LAYOUT)
    recording = begin_recording(connection, at)
    before = _described(connection, name, seen)
    if before is None:
        raise LayoutChanged
    connection.execute(delete(sheet_layout).where(sheet_layout.c.name == name))
    detail = {"before": before, "after": {}}
    audit.record_under(
        connection, actor, Action.LAYOUT_FORGOTTEN, subject=name, detail=detail, recording=recording
    )


def _described(connection: Connection, name: str, seen: int) -> dict[str, object] | None:
    """Return what is kept under a name; raise LayoutChanged where it is not version `seen`."""
    row = connection.execute(_NAMED, {"called": name}).one_or_none()
    if (0 if row is None else row.version) != seen:
        raise LayoutChanged
    return None if row is None else {"layout": row.name, "description": row.description}


def _facts(layout: Layout, heads: Heads) -> dict[str, object]:
    """Return a layout as JSON keeps it; the name of its sheet differs from file to file."""
    return {
        "heads": dict(heads),
        "head_rows": list(layout.head_rows),
        "first_row": layout.first_row,
        "columns": {one.value: column for one, column in layout.columns.items()},
        "grouping": layout.grouping.value,
        "spans": {column: astuple(span) for column, span in layout.spans.items()},
        "year": layout.year,
        "weeks": dict(layout.weeks),
        "courses": {one.value: row for one, row in layout.courses.items()},
        "first_week": None if layout.first_week is None else layout.first_week.isoformat(),
        "scale": None if layout.scale is None else str(layout.scale),
    }


def _told(description: str) -> tuple[Layout, Mapping[str, str]]:
    found: dict[str, Any] = json.loads(description)
    first_week, scale = found["first_week"], found["scale"]
    layout = Layout(
        sheet="",
        head_rows=tuple(found["head_rows"]),
        first_row=found["first_row"],
        columns={Field(one): column for one, column in found["columns"].items()},
        grouping=Grouping(found["grouping"]),
        spans={column: Span(*span) for column, span in found["spans"].items()},
        year=found["year"],
        weeks=found["weeks"],
        courses={Course(one): row for one, row in found["courses"].items()},
        first_week=None if first_week is None else date.fromisoformat(first_week),
        scale=None if scale is None else Decimal(scale),
    )
    return layout, found["heads"]
