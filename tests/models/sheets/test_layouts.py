"""Layouts of sheets are kept by their names, and come back as they were."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from models.audit import verification
from models.schema.audit import audit_event
from models.sheets import layouts
from models.store.store import Store
from rules.audit.actions import Action
from rules.errors import NotAllowed
from rules.sheets.errors import IllegalLayout, LayoutChanged, LayoutProblem
from rules.sheets.kept import KeptLayout
from rules.sheets.layout import Course, Field, Grouping, Layout, Span
from tests.people import Office

LAYOUT = Layout(
    sheet="",
    head_rows=(3, 4),
    first_row=5,
    columns={Field.TITLE: "B", Field.PROGRESS: "D"},
    grouping=Grouping.SECTIONS,
    spans={"E": Span(1, 3, 2022), "F": Span(2, 2)},
    year=2022,
    weeks={"G": 1},
    courses={Course.DONE: 9},
    first_week=date(2022, 3, 6),
    scale=Decimal(100),
)
HEADS = {"B": "kegiatan", "D": "progres"}


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def keep(office: Office, name: str = "Disnaker", *, seen: int = 0, layout: Layout = LAYOUT) -> int:
    actor, at = office.people.operator_dpmd, office.now
    with office.store.write() as connection:
        return layouts.keep_layout(connection, actor, name, layout, HEADS, seen=seen, at=at)


def forget(office: Office, *, seen: int) -> None:
    with office.store.write() as connection:
        layouts.forget_layout(
            connection, office.people.operator_dpmd, "Disnaker", seen=seen, at=office.now
        )


def kept(office: Office) -> tuple[KeptLayout, ...]:
    with office.store.read() as connection:
        return layouts.layouts(connection, office.people.operator_dpmd)


def test_a_layout_comes_back_as_it_was_and_the_trail_tells(office: Office) -> None:
    assert keep(office, "  Disnaker ") == 1

    (found,) = kept(office)
    assert (found.name, found.layout, found.heads, found.version) == ("Disnaker", LAYOUT, HEADS, 1)
    with office.store.read() as connection:
        assert Action.LAYOUT_KEPT in connection.scalars(select(audit_event.c.action)).all()
        assert list(verification.verify(connection)) == []


def test_a_layout_is_replaced_by_whoever_saw_it_and_by_nobody_else(office: Office) -> None:
    keep(office)
    other = Layout("", (1,), 2, {Field.CODE: "A"})
    with pytest.raises(LayoutChanged):
        keep(office, layout=other)
    assert keep(office, seen=1, layout=other) == 2
    assert [one.layout for one in kept(office)] == [other]


def test_what_changed_meanwhile_is_not_forgotten(office: Office) -> None:
    keep(office)
    keep(office, seen=1)
    with pytest.raises(LayoutChanged):
        forget(office, seen=1)
    forget(office, seen=2)
    assert kept(office) == ()
    with pytest.raises(LayoutChanged):
        forget(office, seen=0)


@pytest.mark.parametrize(
    ("name", "problem"),
    [(" ", LayoutProblem.NAME_MISSING), ("x" * 81, LayoutProblem.NAME_TOO_LONG)],
)
def test_a_layout_needs_a_short_name(office: Office, name: str, problem: LayoutProblem) -> None:
    with pytest.raises(IllegalLayout) as caught:
        keep(office, name)
    assert caught.value.problem is problem
    assert kept(office) == ()


def test_who_may_not_report_keeps_none(office: Office) -> None:
    with pytest.raises(NotAllowed), office.store.write() as connection:
        layouts.keep_layout(
            connection, office.people.pimpinan, "X", LAYOUT, HEADS, seen=0, at=office.now
        )
