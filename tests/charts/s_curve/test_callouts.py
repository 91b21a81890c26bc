"""Words of S-curves: no line runs through them, and none stands outside its chart."""

import pytest

from charts.s_curve import callouts
from charts.s_curve.callouts import Placed, Words

TALL = 0.06
RISING = [(0.0, 0.0), (0.2, 0.1), (0.8, 0.9), (1.0, 1.0)]


def _figures(at: float, planned: float, actual: float, width: float) -> tuple[Placed, Placed]:
    words = (Words(at, planned, width), Words(at, actual, width))
    return callouts.figures(*words, [RISING, [(0.0, 0.0), (at, actual)]], TALL)


def test_the_higher_figure_stands_left_over_the_lines_and_the_lower_right_under_them() -> None:
    high, low = _figures(0.5, 0.5, 0.4, 0.2)
    assert high.is_left
    assert high.middle == pytest.approx(0.5 + TALL / 2)
    assert low == Placed(is_left=False, middle=0.4)
    low, high = _figures(0.5, 0.5, 0.6, 0.2)
    assert (low.is_left, high.is_left) == (False, True)
    assert low.middle <= 0.5 - TALL / 2 + 0.02


def test_at_the_start_both_figures_stand_over_the_lines_one_above_the_other() -> None:
    planned, actual = _figures(0.0, 0.0, 0.0, 0.2)
    assert (planned.is_left, actual.is_left) == (False, False)
    assert actual.middle - TALL / 2 >= 0.1
    assert planned.middle == pytest.approx(actual.middle + TALL)


def test_a_day_too_early_for_words_on_the_left_has_both_on_the_right() -> None:
    planned, actual = _figures(0.3, 0.2333, 0.18, 0.4)
    assert (planned.is_left, actual.is_left) == (False, False)
    assert planned.middle + TALL / 2 <= 0.26
    assert actual.middle <= planned.middle - TALL


def test_at_the_end_both_figures_stand_on_the_left() -> None:
    planned, actual = _figures(1.0, 1.0, 0.5, 0.3)
    assert (planned.is_left, actual.is_left) == (True, True)


def test_a_name_goes_along_its_line_until_it_stands_free() -> None:
    figure = (Words(0.5, 0.5, 0.3), Placed(is_left=False, middle=0.5), TALL)
    points = [Words(at, value, 0.2) for at, value in ((0.55, 0.566), (0.7, 0.766), (0.8, 0.9))]
    at, place = callouts.name(points, [RISING], TALL, is_upper=False, taken=[figure])
    assert at == 1
    assert abs(place.middle - 0.5) >= TALL
    crowded = [(Words(0.0, 0.5, 1.0), Placed(is_left=False, middle=0.5), 2.0)]
    assert callouts.name(points, [RISING], TALL, is_upper=False, taken=crowded)[0] == 0
