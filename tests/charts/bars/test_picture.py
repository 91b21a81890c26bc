from xml.etree import ElementTree as ET

import pytest

from charts import bars
from charts.palette import LIGHT
from tests.charts.scenes import HOSTILE, a_briefing, a_lower_claim, an_empty_briefing


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_the_picture(name: str) -> None:
    briefing = a_briefing(name=name)
    root = ET.fromstring(bars.svg(bars.spec(briefing)))
    assert not root.findall(".//{*}script")
    row = ET.fromstring(bars.row_svg(briefing.sentra[0]))
    assert row.attrib["width"] == "100%"


def test_the_small_bar_ends_where_the_actual_does() -> None:
    briefing = a_briefing()
    batik = briefing.of("S04")
    assert batik is not None
    root = ET.fromstring(bars.row_svg(batik))
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


def test_a_bar_is_hollow_from_a_lower_claim_to_its_end() -> None:
    briefing = a_lower_claim()
    rotan = briefing.of("S01")
    assert rotan is not None
    small = ET.fromstring(bars.row_svg(rotan)).findall("{*}rect")
    (hollow,) = (one for one in small if one.attrib["fill"] == LIGHT.surface)
    assert (hollow.attrib["x"], hollow.attrib["width"]) == ("30.00%", "20.00%")
    hollows = [LIGHT.surface in bars.row_svg(one) for one in briefing.sentra]
    assert hollows == [one is rotan for one in briefing.sentra]


def test_a_lower_claim_hollows_one_bar_of_the_picture() -> None:
    def rects(svg: str) -> list[dict[str, str]]:
        return [one.attrib for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}rect")]

    found = rects(bars.svg(bars.spec(a_lower_claim())))
    inside = [one for one in found if one["fill"] == LIGHT.surface and one["height"] == "14.0"]
    solid = [one for one in found if one["fill"] == LIGHT.primary and one["height"] == "22.0"]
    (hollow,) = inside
    (bar,) = (one for one in solid if one["y"] == f"{float(hollow['y']) - 4:.1f}")
    start, end = (float(bar["x"]) + share * float(bar["width"]) / 0.5 for share in (0.3, 0.5))
    assert float(hollow["x"]) == pytest.approx(start, abs=0.2)
    assert float(hollow["x"]) + float(hollow["width"]) == pytest.approx(end - 4, abs=0.2)
