from datetime import date

import pytest
from hypothesis import given, strategies as st

from rules.programmes.running import Standing, day_within, running_on, standing
from tests.builders import a_programme

FIRST = a_programme(code="A", start=date(2021, 1, 1), finish=date(2023, 12, 31))
SECOND = a_programme(code="B", start=date(2025, 1, 1), finish=date(2029, 12, 31))
BOTH = (FIRST, SECOND)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2020, 12, 31), "A"),
        (date(2021, 1, 1), "A"),
        # Between two periods the one that ended last is still looked at.
        (date(2024, 6, 30), "A"),
        (date(2024, 12, 31), "A"),
        (date(2025, 1, 1), "B"),
        (date(2031, 1, 1), "B"),
    ],
)
def test_the_latest_programme_begun_by_a_day_runs_on_it(day: date, code: str) -> None:
    assert running_on(BOTH, day).code == code
    assert running_on(tuple(reversed(BOTH)), day).code == code


def test_of_two_that_begin_on_one_day_the_one_opened_last_runs() -> None:
    other = a_programme(code="C", start=SECOND.start, finish=SECOND.finish)
    assert running_on((*BOTH, other), date(2026, 1, 1)).code == "C"


@pytest.mark.parametrize(
    ("adopted_on", "today", "found"),
    [
        (None, date(2023, 12, 31), Standing.DRAFT),
        (date(2021, 2, 1), date(2023, 12, 31), Standing.ADOPTED),
        (date(2021, 2, 1), date(2024, 1, 1), Standing.ENDED),
        (None, date(2024, 1, 1), Standing.ENDED),
    ],
)
def test_a_programme_stands_where_its_days_say(
    adopted_on: date | None, today: date, found: Standing
) -> None:
    assert standing(FIRST, adopted_on, today) is found


@given(st.dates(), st.dates())
def test_the_day_of_another_programme_can_be_looked_at(day: date, today: date) -> None:
    found = day_within(FIRST, day, today)
    assert found <= today
    assert found <= FIRST.finish
    assert found >= min(FIRST.start, today)
