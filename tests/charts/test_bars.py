from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest

from charts import bars
from rules.vocabulary import Basis
from tests.builders import a_moment
from tests.charts.scenes import HOSTILE, a_briefing, an_empty_briefing


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


def test_with_reports_counted_nothing_is_hatched() -> None:
    spec = bars.spec(a_briefing(a_moment(basis=Basis.REPORTED)))
    assert [row.claimed for row in spec.rows] == [None, None]
    assert "arsir" not in spec.subtitle


def test_every_bar_tells_its_light_in_words() -> None:
    spec = bars.spec(a_briefing())
    texts = [text for trace in bars.figure(spec).data for text in (trace.text or ())]
    picture = bars.svg(spec)
    for row in spec.rows:
        assert any(row.mark.word in text for text in texts)
        assert row.mark.word in picture
        assert row.actual_text in picture
        assert row.deviation_text in picture


def test_the_title_is_the_finding_and_the_alternative_says_every_sentra() -> None:
    spec = bars.spec(a_briefing())
    assert spec.title.startswith("Capaian 62,5%, tertinggal")
    assert all(row.name in spec.alt for row in spec.rows)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_the_picture(name: str) -> None:
    briefing = a_briefing(name=name)
    root = ET.fromstring(bars.svg(bars.spec(briefing)))
    assert not root.findall(".//{*}script")
    row = ET.fromstring(bars.row_svg(briefing.sentra[0], basis=Basis.APPROVED))
    assert row.attrib["width"] == "100%"


def test_the_small_bar_ends_where_the_actual_does() -> None:
    briefing = a_briefing()
    batik = briefing.of("S04")
    assert batik is not None
    root = ET.fromstring(bars.row_svg(batik, basis=Basis.APPROVED))
    widths = [one.attrib["width"] for one in root.findall("{*}rect")]
    assert f"{100 * batik.actual:.2f}%" in widths
    assert f"{100 * batik.reported:.2f}%" in widths


def test_a_programme_without_sentra_is_still_a_picture() -> None:
    spec = bars.spec(an_empty_briefing())
    assert ET.fromstring(bars.svg(spec)).attrib["width"] == "1200"
    assert bars.figure(spec).layout.height > 0
