"""How long reports took, as their days are told."""

from datetime import date, timedelta

import pytest

from models.reporting.days import report_days
from models.store.store import Store
from rules.reporting.delays import ReportDays
from rules.values import AgencyCode
from tests.people import OPENED_AT, Office

DPMD = AgencyCode("DPMD")
TODAY = OPENED_AT.date()


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def told(office: Office, known_on: date | None = None) -> tuple[ReportDays, ...]:
    with office.store.read() as connection:
        return report_days(connection, office.people.pengamat, TODAY, known_on)


def test_reports_are_told_by_their_days_and_the_first_approval(office: Office) -> None:
    for code in ("S04-M01", "S04-M03"):
        office.report(code, effective_on=TODAY - timedelta(5))
    waiting = office.report("S04-M01", 0.6)
    office.send_back(office.report("S08-M01"))
    office.now += timedelta(days=3)
    office.decide(waiting)

    late = ReportDays(DPMD, TODAY - timedelta(5), TODAY, None, 2)
    assert told(office) == (late, ReportDays(DPMD, TODAY, TODAY, TODAY + timedelta(3), 1))
    assert told(office, TODAY) == (late, ReportDays(DPMD, TODAY, TODAY, None, 1))


def test_a_report_of_a_wrong_day_took_until_the_clock_was_put_right(office: Office) -> None:
    def act() -> None:
        office.decide(office.report(effective_on=TODAY))

    office.under_wrong_clock(act, days=400)
    office.now += timedelta(days=2)
    right_on = office.now.date()
    office.correct_clock()

    found = ReportDays(DPMD, TODAY, right_on, right_on, 1)
    assert told(office) == told(office, right_on) == (found,)
    assert told(office, TODAY) == ()
