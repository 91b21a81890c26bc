import plotly.graph_objects as go

from charts import bars
from rules.vocabulary import Basis
from tests.builders import a_moment
from tests.charts.scenes import a_briefing


def _values(figure: go.Figure, name: str) -> list[float | None]:
    return list(next(trace.x for trace in figure.data if trace.name == name))


def test_the_solid_bar_is_the_actual_and_the_tick_the_plan() -> None:
    briefing = a_briefing()
    figure = bars.figure(bars.spec(briefing))
    assert _values(figure, "realisasi") == [100 * one.actual for one in briefing.sentra]
    assert _values(figure, "rencana") == [100 * one.planned for one in briefing.sentra]


def test_sentra_keep_the_order_of_need() -> None:
    briefing = a_briefing()
    figure = bars.figure(bars.spec(briefing))
    assert list(figure.layout.yaxis.ticktext) == [one.sentra.name for one in briefing.sentra]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]


def test_a_claim_beyond_the_approved_is_hatched() -> None:
    briefing = a_briefing(a_moment(basis=Basis.APPROVED))
    figure = bars.figure(bars.spec(briefing))
    batik = briefing.of("S04")
    assert batik is not None
    assert _values(figure, "dilaporkan") == [100 * batik.reported, None]
    hatched = next(trace for trace in figure.data if trace.name == "dilaporkan")
    assert hatched.marker.pattern.shape == "/"


def test_every_bar_tells_its_light_in_words() -> None:
    spec = bars.spec(a_briefing())
    texts = [text for trace in bars.figure(spec).data for text in (trace.text or ())]
    picture = bars.svg(spec)
    for row in spec.rows:
        assert any(row.mark.word in text for text in texts)
        assert row.mark.word in picture
        assert row.actual_text in picture
        assert row.deviation_text in picture
