import re
from base64 import b64decode
from xml.etree import ElementTree as ET

import pytest

from charts import places
from charts.palette import LIGHT
from charts.places.ground import COAST
from tests.charts.scenes import HOSTILE, WAYS, a_briefing, an_empty_briefing

SQUARE = ((116.4, -1.6), (116.8, -1.6), (116.8, -1.0), (116.4, -1.6))


def _ground(markup: str) -> ET.Element:
    found = re.search(r'class="lines"[^>]*base64,([\w+/=]+)', markup)
    assert found
    return ET.fromstring(b64decode(found[1]))


def test_each_place_has_its_marks_its_name_and_what_is_told_of_it() -> None:
    spec = places.spec(a_briefing())
    drawn = re.findall(r'<span class="place">.*?</span></span>', places.html(spec))
    assert len(drawn) == len(spec.points)
    for markup, point in zip(drawn, spec.points, strict=True):
        assert markup.count('class="mark"') == len(point.marks)
        assert f">{', '.join(one.name for one in point.marks)}<small>{point.place}</" in markup
        assert point.hover in markup


def test_both_ways_have_one_scale() -> None:
    drawn = places.html(places.spec(a_briefing()))
    ratio = float(re.findall(r"aspect-ratio:([\d.]+)", drawn)[0])
    left, _, width, height = map(float, _ground(drawn).attrib["viewBox"].split())
    # The ground is drawn three maps wide, so that it fills a room wider than the map.
    assert width / 3 / height == pytest.approx(ratio, abs=1e-3)
    assert left == pytest.approx(-width / 3, abs=1)


def test_the_north_is_above_and_the_east_to_the_right() -> None:
    briefing = a_briefing()
    spec = places.spec(briefing)
    marks = re.findall(r'class="mark" alt="" style="left:(-?[\d.]+)%;top:', places.html(spec))
    shown = [float(left) for left in marks]
    true = [placed.longitude for point in spec.points for placed in point.marks]
    assert sorted(range(len(true)), key=true.__getitem__) == sorted(
        range(len(shown)), key=shown.__getitem__
    )


def test_an_outline_lies_below_the_grid() -> None:
    outlined = _ground(places.html(places.spec(a_briefing(), (SQUARE,))))
    assert outlined[0].attrib["stroke"] == COAST
    assert {one.attrib["stroke"] for one in outlined[1:]} == {LIGHT.line}


def test_without_places_the_ground_is_shown() -> None:
    drawn = places.html(places.spec(an_empty_briefing()))
    assert "10 km" in drawn
    assert 'class="place"' not in drawn


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_words(name: str) -> None:
    tags = set(re.findall(r"<(\w+)", places.html(places.spec(a_briefing(name=name)))))
    assert tags <= {"div", "img", "span", "b", "br", "small"}


def test_each_mark_and_each_name_lead_to_their_sentra() -> None:
    drawn = places.html(places.spec(a_briefing()), WAYS)
    assert "<a S02>Kapal Rakyat</a>, <a S04>Batik</a><small>Jenebora</small>" in drawn
    assert drawn.count("<a S04 hidden><img") == 2
    assert drawn.count("<a S02 hidden><img") == 1
