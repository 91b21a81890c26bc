import plotly.graph_objects as go

from charts import s_curve
from tests.charts.scenes import a_briefing


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


def test_plans_are_dashed_and_the_actual_is_solid() -> None:
    figure = s_curve.figure(s_curve.spec(a_briefing()))
    assert _trace(figure, "rencana awal").line.dash == "dash"
    assert _trace(figure, "rencana berjalan").line.dash == "dashdot"
    assert _trace(figure, "realisasi").line.dash == "solid"


def test_the_day_and_both_figures_stand_on_the_curve() -> None:
    spec = s_curve.spec(a_briefing())
    words = " ".join(one.text for one in s_curve.figure(spec).layout.annotations)
    picture = s_curve.svg(spec)
    for text in ("posisi 30 Jun 2022", spec.actual_callout.text, spec.planned_callout.text):
        assert text in words
        assert text in picture


def test_the_axis_reads_indonesian_quarters() -> None:
    figure = s_curve.figure(s_curve.spec(a_briefing()))
    assert list(figure.layout.xaxis.ticktext[:5]) == [
        "I<br><b>2021</b>",
        "II",
        "III",
        "IV",
        "I<br><b>2022</b>",
    ]
