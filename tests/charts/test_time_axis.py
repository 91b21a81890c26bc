from datetime import date

import pytest

from charts import time_axis
from charts.time_axis import Zoom

_START, _FINISH = date(2021, 1, 1), date(2021, 12, 31)


def test_a_period_cut_by_the_start_is_named_in_full() -> None:
    spans = time_axis.ticks(date(2021, 2, 10), _FINISH, Zoom.QUARTER)
    assert [one.text for one in spans] == ["I", "II", "III", "IV"]
    assert spans[0].start == date(2021, 2, 10)
    assert spans[0].year == "2021"


def test_months_are_named_once_a_quarter() -> None:
    spans = time_axis.ticks(_START, _FINISH, Zoom.MONTH)
    assert [one.text for one in spans if one.text] == ["Jan", "Apr", "Jul", "Okt"]


@pytest.mark.parametrize(
    ("day", "share"),
    [(_START, 0.0), (_FINISH, 1.0), (date(1999, 1, 1), 0.0), (date(2050, 1, 1), 1.0)],
)
def test_days_outside_are_pressed_to_the_edge(day: date, share: float) -> None:
    assert time_axis.share_of(day, _START, _FINISH) == share


def test_a_span_of_one_day_has_a_place() -> None:
    assert time_axis.share_of(_START, _START, _START) == 0.0
    assert time_axis.ticks(_START, _START, Zoom.YEAR)[0].text == "2021"
