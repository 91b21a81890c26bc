import re
from base64 import b64decode
from xml.etree import ElementTree as ET

from charts import drawing, screen


def _svg(markup: str) -> ET.Element:
    found = re.search(r"base64,([\w+/=]+)", markup)
    assert found
    return ET.fromstring(b64decode(found[1]))


def test_the_words_of_an_image_cannot_end_it() -> None:
    assert 'alt="&quot;&gt;&lt;b&gt;"' in screen.image("<svg/>", '"><b>', "mark")


def test_an_image_stands_where_it_is_told_to() -> None:
    assert 'style="left:1%"' in screen.image("<svg/>", "", "mark", place="left:1%")
    assert "style" not in screen.image("<svg/>", "", "mark")


def test_lines_keep_their_width_while_their_drawing_stretches() -> None:
    line = drawing.line((0, 0), (1, 1), colour="#000")
    curve = drawing.polyline([(0, 0), (1, 1)], colour="#000")
    drawn = _svg(screen.stretched((line, curve)))
    assert drawn.attrib["preserveAspectRatio"] == "none"
    assert [one.attrib["vector-effect"] for one in drawn] == ["non-scaling-stroke"] * 2
    assert not {"width", "height"} & set(drawn.attrib)


def test_what_is_told_stands_towards_the_middle() -> None:
    corners = [screen.told("x", across, down) for across in (0.1, 0.9) for down in (0.1, 0.9)]
    found = [re.findall(r'class="told (\w+) (\w+)"', one)[0] for one in corners]
    assert found == [("right", "below"), ("right", "above"), ("left", "below"), ("left", "above")]


def test_the_words_of_a_chart_cannot_end_it() -> None:
    assert 'aria-label="&quot;&gt;"' in screen.chart("curve", '">', [])
