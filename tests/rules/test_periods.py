from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from rules.periods import WITA, Quarter, month_end, month_ends, month_number, quarter_of, wita_day
from tests.rules.laws import LAW

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2021, 1, 1), Quarter(2021, 1)),
        (date(2021, 3, 31), Quarter(2021, 1)),
        (date(2021, 4, 1), Quarter(2021, 2)),
        (date(2022, 6, 30), Quarter(2022, 2)),
        (date(2022, 7, 1), Quarter(2022, 3)),
        (date(2022, 10, 1), Quarter(2022, 4)),
        (date(2023, 12, 31), Quarter(2023, 4)),
    ],
)
def test_a_day_lies_in_its_quarter(day: date, quarter: Quarter) -> None:
    assert quarter_of(day) == quarter


def test_a_quarter_runs_from_its_first_to_its_last_day() -> None:
    assert (Quarter(2022, 2).start, Quarter(2022, 2).finish) == (
        date(2022, 4, 1),
        date(2022, 6, 30),
    )
    assert (Quarter(2023, 4).start, Quarter(2023, 4).finish) == (
        date(2023, 10, 1),
        date(2023, 12, 31),
    )


def test_before_the_first_quarter_comes_the_last_of_the_year_before() -> None:
    assert Quarter(2022, 1).previous == Quarter(2021, 4)
    assert Quarter(2022, 3).previous == Quarter(2022, 2)


def test_quarters_sort_by_year_then_number() -> None:
    assert sorted([Quarter(2022, 1), Quarter(2021, 4), Quarter(2021, 2)]) == [
        Quarter(2021, 2),
        Quarter(2021, 4),
        Quarter(2022, 1),
    ]


@LAW
@given(DAYS)
def test_quarters_meet_without_gap_or_overlap(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.start <= day <= quarter.finish
    assert quarter_of(quarter.finish + timedelta(days=1)).previous == quarter


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2022, 6, 30), date(2022, 6, 30)),
        (date(2022, 12, 1), date(2022, 12, 31)),
        (date(2021, 2, 1), date(2021, 2, 28)),
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2100, 2, 28), date(2100, 2, 28)),
        (date(2000, 2, 28), date(2000, 2, 29)),
    ],
)
def test_a_month_ends_on_its_last_day_leap_years_included(day: date, last: date) -> None:
    assert month_end(day) == last


@LAW
@given(DAYS)
def test_the_day_after_a_month_end_opens_the_next_month(day: date) -> None:
    after = month_end(day) + timedelta(days=1)
    assert after.day == 1
    assert month_number(after) == month_number(day) + 1


def test_months_are_counted_from_january_of_year_zero() -> None:
    assert month_number(date(2022, 1, 31)) == 2022 * 12
    assert month_number(date(2022, 12, 1)) == 2022 * 12 + 11


def test_month_ends_include_both_limits() -> None:
    ends = list(month_ends(date(2021, 11, 30), date(2022, 2, 28)))
    assert ends == [date(2021, 11, 30), date(2021, 12, 31), date(2022, 1, 31), date(2022, 2, 28)]


def test_no_month_end_within_a_month_is_an_empty_range() -> None:
    assert list(month_ends(date(2022, 6, 1), date(2022, 6, 29))) == []


def test_a_new_day_begins_in_penajam_at_sixteen_hours_of_utc() -> None:
    midnight = datetime(2022, 6, 30, 16, tzinfo=UTC)
    assert wita_day(midnight - timedelta(microseconds=1)) == date(2022, 6, 30)
    assert wita_day(midnight) == date(2022, 7, 1)


@LAW
@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_the_day_in_penajam_is_that_of_its_own_clock(instant: datetime) -> None:
    assert wita_day(instant) == (instant + timedelta(hours=8)).date()
    assert wita_day(instant) == wita_day(instant.astimezone(WITA))
