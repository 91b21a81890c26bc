from xml.etree import ElementTree as ET

import pytest

from charts import bars
from rules.vocabulary import Basis
from tests.charts.scenes import HOSTILE, a_briefing, an_empty_briefing


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


def test_every_bar_tells_its_light_in_words_in_the_order_of_need() -> None:
    briefing = a_briefing()
    picture = bars.svg(bars.spec(briefing))
    for row in bars.spec(briefing).rows:
        assert row.mark.word in picture
        assert row.actual_text in picture
        assert row.deviation_text in picture
    names = [f">{one.sentra.name}<" for one in briefing.sentra]
    assert sorted(names, key=picture.index) == names
