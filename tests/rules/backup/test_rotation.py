from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from rules.backup.rotation import (
    DAILY,
    MONTHLY,
    WEEKLY,
    backup_name,
    latest_due,
    outdated,
    stamp,
    taken_at,
)
from rules.periods import WITA

MINUTES = st.datetimes(datetime(2019, 1, 1), datetime(2031, 12, 31)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=WITA)
)
NAMES = st.sets(st.builds(backup_name, MINUTES, st.integers(1, 3)), max_size=60)


def test_a_backup_is_named_by_its_minute_in_penajam() -> None:
    assert backup_name(datetime(2022, 6, 30, 6, 5, tzinfo=UTC)) == (
        "pantau-cadangan_2022-06-30_1405.zip"
    )
    assert stamp(datetime(2022, 6, 30, 20, 5, tzinfo=UTC)) == "2022-07-01_0405"


def test_a_second_backup_of_a_minute_sorts_after_the_first() -> None:
    at = datetime(2022, 6, 30, 14, 5, tzinfo=WITA)
    names = [backup_name(at), backup_name(at, 2), backup_name(at, 10)]
    names.append(backup_name(at + timedelta(minutes=1)))
    assert sorted(names) == names
    assert {taken_at(name) for name in names[:3]} == {at}


@given(MINUTES, st.integers(1, 99))
def test_a_name_tells_when_its_backup_was_taken(at: datetime, number: int) -> None:
    assert taken_at(backup_name(at, number)) == at


@pytest.mark.parametrize(
    "name",
    [
        "pantau-cadangan_2022-13-30_1405.zip",
        "pantau-cadangan_2022-06-30_1405.zip.part",
        "pantau.db",
        "store-skema-0001-1.db",
        "",
    ],
)
def test_a_name_of_anything_else_is_no_backup_and_is_never_removed(name: str) -> None:
    assert taken_at(name) is None
    assert outdated([name]) == frozenset()


@given(NAMES)
def test_the_newest_backup_is_always_kept(names: set[str]) -> None:
    kept = names - outdated(names)
    assert not names or max(names) in kept


@given(NAMES)
def test_rotation_removes_nothing_more_the_second_time(names: set[str]) -> None:
    assert outdated(names - outdated(names)) == frozenset()


@given(NAMES)
def test_rotation_removes_only_what_it_was_shown_and_keeps_a_bounded_number(
    names: set[str],
) -> None:
    removed = outdated(names)
    assert removed <= names
    assert len(names - removed) <= DAILY + WEEKLY + MONTHLY


@given(NAMES)
def test_the_last_seven_days_with_a_backup_each_keep_their_newest(names: set[str]) -> None:
    of_day = {name.split("_")[1]: name for name in sorted(names)}
    expected = {of_day[day] for day in sorted(of_day)[-DAILY:]}
    assert expected <= names - outdated(names)


def test_a_year_of_nightly_rotation_leaves_seven_days_four_weeks_and_twelve_months() -> None:
    kept: set[str] = set()
    for night in range(500):
        kept.add(backup_name(datetime(2021, 1, 1, 1, tzinfo=WITA) + timedelta(days=night)))
        kept -= outdated(kept)
    days = [name.split("_")[1] for name in sorted(kept)]
    assert days[-7:] == [f"2022-05-{day:02}" for day in range(9, 16)]
    assert days[-11:-7] == ["2022-04-24", "2022-04-30", "2022-05-01", "2022-05-08"]
    assert days[0] == "2021-06-30"
    assert len(days) == 7 + 3 + 11


def test_a_long_pause_removes_nothing() -> None:
    before = {backup_name(datetime(2022, 6, day, 1, tzinfo=WITA)) for day in range(1, 4)}
    assert outdated(before | {backup_name(datetime(2024, 1, 1, 1, tzinfo=WITA))}) == frozenset()


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2022, 6, 30, 0, 59, tzinfo=WITA), datetime(2022, 6, 29, 1, tzinfo=WITA)),
        (datetime(2022, 6, 30, 1, 0, tzinfo=WITA), datetime(2022, 6, 30, 1, tzinfo=WITA)),
        (datetime(2022, 6, 30, 16, 30, tzinfo=UTC), datetime(2022, 6, 30, 1, tzinfo=WITA)),
        (datetime(2022, 6, 30, 17, 0, tzinfo=UTC), datetime(2022, 7, 1, 1, tzinfo=WITA)),
    ],
)
def test_a_backup_is_due_at_its_hour_in_penajam(now: datetime, due: datetime) -> None:
    assert latest_due(now, 1) == due
