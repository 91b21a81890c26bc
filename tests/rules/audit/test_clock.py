from datetime import UTC, datetime, time, timedelta

import pytest

from rules.audit.clock import AHEAD_BY, BEHIND_BY, Doubt, doubt
from rules.periods import WITA, Quarter

LAST = datetime(2022, 6, 30, 6, 5, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def test_without_a_record_every_clock_is_believed() -> None:
    assert doubt(datetime(1970, 1, 1, tzinfo=UTC), None) is None


@pytest.mark.parametrize(
    ("away", "found"),
    [
        (-BEHIND_BY - TICK, Doubt.BEHIND),
        (-BEHIND_BY, None),
        (timedelta(0), None),
        (timedelta(days=31), None),
        (AHEAD_BY, None),
        (AHEAD_BY + TICK, Doubt.AHEAD),
        (timedelta(days=365), Doubt.AHEAD),
    ],
)
def test_a_clock_is_doubted_beyond_minutes_back_and_a_quarter_ahead(
    away: timedelta, found: Doubt | None
) -> None:
    assert doubt(LAST + away, LAST) is found


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_who_does_nothing_but_open_the_dashboard_once_a_quarter_is_never_asked(number: int) -> None:
    quarter = Quarter(2021, number)
    opened, again = (
        datetime.combine(day, time(9), tzinfo=WITA)
        for day in (quarter.start, quarter.finish + timedelta(days=1))
    )
    assert doubt(again, opened) is None
