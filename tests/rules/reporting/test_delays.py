from datetime import date

from rules.reporting.delays import Delay, ReportDays, delays, figures
from rules.values import AgencyCode

DPMD, PUPR = AgencyCode("DPMD"), AgencyCode("PUPR")


def test_the_worked_example_of_the_reporting_delay() -> None:
    one = ReportDays(DPMD, date(2022, 3, 31), date(2022, 4, 5), date(2022, 4, 6), 1)

    assert delays([one]).programme == Delay(1, 5, 5, 1, 1)


def test_each_agency_has_its_own_and_the_slowest_stands_first() -> None:
    told = [
        ReportDays(DPMD, date(2022, 3, 31), date(2022, 4, 2), date(2022, 4, 2), 3),
        ReportDays(DPMD, date(2022, 3, 31), date(2022, 4, 20), None, 1),
        ReportDays(PUPR, date(2022, 3, 31), date(2022, 5, 30), None, 2),
    ]

    found = delays(told)

    assert list(found.of_agency) == [PUPR, DPMD]
    assert found.of_agency[DPMD] == Delay(4, 2, 20, 0, 0)
    assert found.of_agency[PUPR] == Delay(2, 60, 60, None, None)
    assert found.programme == Delay(6, 20, 60, 0, 0)


def test_delays_are_told_to_scripts_under_keys_that_stay() -> None:
    told = [
        ReportDays(PUPR, date(2022, 3, 31), date(2022, 5, 30), None, 2),
        ReportDays(DPMD, date(2022, 3, 31), date(2022, 4, 5), date(2022, 4, 6), 1),
    ]

    found = figures(delays(told))

    dpmd = {
        "reports": 1,
        "median_days": 5,
        "worst_days": 5,
        "median_to_approval": 1,
        "worst_to_approval": 1,
    }
    assert found["agencies"] == {
        "DPMD": dpmd,
        "PUPR": dpmd
        | {
            "reports": 2,
            **dict.fromkeys(("median_days", "worst_days"), 60),
            **dict.fromkeys(("median_to_approval", "worst_to_approval")),
        },
    }
    assert found["programme"] == dpmd | {"reports": 3, "median_days": 60, "worst_days": 60}
    assert figures(delays([])) == {"programme": None, "agencies": {}}


def test_without_reports_there_is_no_delay() -> None:
    assert delays([]).programme is None
