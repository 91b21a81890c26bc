from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest

from charts import s_curve
from charts.s_curve import Corner
from rules.vocabulary import Plan
from tests.builders import a_moment
from tests.charts.scenes import HOSTILE, a_briefing, an_empty_briefing


def _trace(figure: go.Figure, name: str) -> go.Scatter:
    return next(trace for trace in figure.data if trace.name == name)


def test_the_lines_are_the_points_of_the_briefing() -> None:
    briefing = a_briefing()
    figure = s_curve.figure(s_curve.spec(briefing))
    for name, values in {
        "rencana awal": [100 * point.first_plan for point in briefing.curve],
        "rencana berjalan": [100 * point.current_plan for point in briefing.curve],
    }.items():
        assert list(_trace(figure, name).y) == values
        assert list(_trace(figure, name).x) == [point.day for point in briefing.curve]


def test_the_future_of_the_actual_is_a_gap() -> None:
    briefing = a_briefing()
    actual = _trace(s_curve.figure(s_curve.spec(briefing)), "realisasi")
    for day, value in zip(actual.x, actual.y, strict=True):
        assert (value is None) == (day > briefing.moment.as_of)
    assert actual.connectgaps is False


def test_the_actual_ends_at_the_figure_of_the_day() -> None:
    briefing = a_briefing()
    known = [value for value in s_curve.spec(briefing).actual.values if value is not None]
    assert known[-1] == pytest.approx(briefing.totals.actual)


def test_plans_are_dashed_and_the_actual_is_solid() -> None:
    figure = s_curve.figure(s_curve.spec(a_briefing()))
    assert _trace(figure, "rencana awal").line.dash == "dash"
    assert _trace(figure, "rencana berjalan").line.dash == "dashdot"
    assert _trace(figure, "realisasi").line.dash == "solid"


def test_a_current_plan_that_equals_the_first_is_not_drawn() -> None:
    briefing = a_briefing()
    same = tuple(replace(point, current_plan=point.first_plan) for point in briefing.curve)
    spec = s_curve.spec(replace(briefing, curve=same))
    assert spec.current_plan is None
    assert spec.other_callout is None
    assert "rencana berjalan" not in {trace.name for trace in s_curve.figure(spec).data}


def test_the_day_and_both_figures_stand_on_the_curve() -> None:
    spec = s_curve.spec(a_briefing())
    words = " ".join(one.text for one in s_curve.figure(spec).layout.annotations)
    picture = s_curve.svg(spec)
    for text in ("posisi 30 Jun 2022", spec.actual_callout.text, spec.planned_callout.text):
        assert text in words
        assert text in picture


def test_the_compared_plan_carries_the_figure() -> None:
    briefing = a_briefing(a_moment(plan=Plan.CURRENT))
    spec = s_curve.spec(briefing)
    assert spec.planned_callout.text.startswith("rencana berjalan ")
    assert spec.planned_callout.share == briefing.totals.planned_current


def test_the_axis_reads_indonesian_quarters() -> None:
    figure = s_curve.figure(s_curve.spec(a_briefing()))
    assert list(figure.layout.xaxis.ticktext[:5]) == [
        "I<br><b>2021</b>",
        "II",
        "III",
        "IV",
        "I<br><b>2022</b>",
    ]


@pytest.mark.parametrize("as_of", [date(2020, 6, 11), date(2021, 1, 1), date(2024, 3, 31)])
def test_days_at_the_edges_and_outside_keep_the_words_inside(as_of: date) -> None:
    spec = s_curve.spec(a_briefing(a_moment(as_of)))
    root = ET.fromstring(s_curve.svg(spec))
    for text in root.findall(".//{*}text"):
        assert 0 <= float(text.attrib["x"]) <= 1200
    assert s_curve.figure(spec).layout.annotations


def test_early_callouts_stand_right_and_late_ones_left() -> None:
    early = s_curve.spec(a_briefing(a_moment(date(2021, 3, 31))))
    late = s_curve.spec(a_briefing(a_moment(date(2023, 11, 30))))
    assert early.actual_callout.corner in {Corner.LOWER_RIGHT, Corner.UPPER_RIGHT}
    assert late.actual_callout.corner in {Corner.LOWER_LEFT, Corner.UPPER_LEFT}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_the_picture(name: str) -> None:
    briefing = a_briefing(name=name)
    root = ET.fromstring(s_curve.svg(s_curve.spec_of(briefing.sentra[0], briefing)))
    assert not root.findall(".//{*}script")


def test_a_programme_without_sentra_is_still_a_picture() -> None:
    spec = s_curve.spec(an_empty_briefing())
    assert ET.fromstring(s_curve.svg(spec)).attrib["height"] == "675"
    assert s_curve.figure(spec).data
