from charts import places
from tests.charts.scenes import a_briefing


def test_both_ways_have_one_scale_and_nothing_comes_from_the_network() -> None:
    figure = places.figure(places.spec(a_briefing()))
    assert figure.layout.yaxis.scaleanchor == "x"
    assert {trace.type for trace in figure.data} == {"scatter"}
