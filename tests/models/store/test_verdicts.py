"""Which report counts, asked of the SQL that every query shares."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import ColumnElement, select

from models.schema.reporting import report_event
from models.store.store import Store
from models.store.verdicts import (
    counts,
    latest_first,
    latest_verdict,
    latest_verdict_id,
    verdict_by,
    verdict_up_to,
    waits,
)
from rules.periods import WITA
from rules.values import EventId
from rules.vocabulary import Basis, EventKind
from tests.people import Office

APPROVED, RETURNED, WITHDRAWN = EventKind.APPROVED, EventKind.RETURNED, EventKind.WITHDRAWN


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def test_the_latest_verdict_is_in_force(office: Office) -> None:
    report = office.report()
    office.decide(report)
    reversal = office.send_back(report)
    other = office.report("S04-M02")
    office.decide(other)

    assert _asked(office, latest_verdict(report)) is RETURNED
    assert _asked(office, latest_verdict(other)) is APPROVED
    assert _of(office, latest_verdict_id(report_event.c.id), report) == reversal


def test_a_verdict_is_known_from_the_end_of_its_day(office: Office) -> None:
    report = office.report(at=_noon(3))
    office.decide(report, at=_noon(5))
    office.send_back(report, at=_noon(7))

    known = [verdict_by(date(2021, 5, day), report_event.c.id) for day in range(3, 9)]

    assert [_of(office, verdict, report) for verdict in known] == [
        *(None, None, APPROVED),
        *(APPROVED, RETURNED, RETURNED),
    ]


def test_a_verdict_is_known_from_its_own_event_on(office: Office) -> None:
    report = office.report()
    approval = office.decide(report)

    before, own = (verdict_up_to(up_to, report_event.c.id) for up_to in (approval - 1, approval))

    assert (_of(office, before, report), _of(office, own, report)) == (None, APPROVED)


@pytest.mark.parametrize(
    ("verdict", "bases"),
    [
        (None, {Basis.REPORTED}),
        (APPROVED, {Basis.REPORTED, Basis.APPROVED}),
        (RETURNED, set()),
        (WITHDRAWN, set()),
    ],
)
def test_what_counts_on_a_basis(
    office: Office, verdict: EventKind | None, bases: set[Basis]
) -> None:
    report = office.report()
    if verdict is WITHDRAWN:
        office.withdraw(report)
    elif verdict is not None:
        office.decide(report, verdict, reason="Alasan")

    found = {
        basis
        for basis in Basis
        if _of(office, counts(basis, latest_verdict(report_event.c.id)), report)
    }

    assert found == bases
    assert bool(_of(office, waits(report_event.c.id), report)) is (verdict is None)


def test_of_reports_that_count_the_latest_day_and_then_the_latest_is_in_force(
    office: Office,
) -> None:
    office.now = _noon(9)
    first = office.report(progress=0.2, effective_on=date(2021, 5, 6))
    second = office.report(progress=0.3, effective_on=date(2021, 5, 6))
    back_dated = office.report(progress=0.1, effective_on=date(2021, 5, 5))

    with office.store.read() as connection:
        ids = list(
            connection.scalars(select(report_event.c.id).order_by(*latest_first(report_event)))
        )

    assert ids == [second, first, back_dated]


def _of(office: Office, asked: ColumnElement[Any], report: EventId) -> Any:
    """What is answered in a query of the report."""
    return _asked(office, asked, report_event.c.id == report)


def _asked(office: Office, asked: ColumnElement[Any], *where: ColumnElement[bool]) -> Any:
    with office.store.read() as connection:
        return connection.execute(select(asked).where(*where)).scalar_one()


def _noon(day: int) -> datetime:
    return datetime(2021, 5, day, 12, tzinfo=WITA)
