import plotly.graph_objects as go

from charts import agencies
from tests.builders import a_milestone, a_state
from tests.charts.agencies.scenes import DPMD, PLANNING, led, shown


def _bars(figure: go.Figure) -> list[go.Bar]:
    return [trace for trace in figure.data if isinstance(trace, go.Bar)]


def test_screen_and_picture_show_the_same_figures() -> None:
    spec = shown()
    bars = _bars(agencies.figure(spec))
    picture = agencies.svg(spec)
    for at, bar in enumerate(bars):
        assert list(bar.x) == [row.counts[at] for row in spec.rows]
        assert spec.statuses[at].word in bar.name
        assert spec.statuses[at].word in picture
    assert "1 terlambat" in picture
    assert all(row.label in picture for row in spec.rows)


def test_a_figure_too_narrow_for_its_bar_stands_beside_it() -> None:
    many = [a_milestone(f"S01-M{at:02}", lead=DPMD) for at in range(1, 50)]
    small = a_milestone("S01-M50", state=a_state(1.0), lead=PLANNING)
    spec = shown(led(*many, small))
    texts = [text for trace in agencies.figure(spec).data for text in trace.text or ()]
    assert "1 selesai" in texts
    assert "1 selesai" in agencies.svg(spec)
