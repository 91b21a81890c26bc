from xml.etree import ElementTree as ET

import pytest

from charts import drawing
from charts.palette import LIGHT, Mark, Shape
from tests.charts.scenes import HOSTILE


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_breaks_out_of_the_picture(words: str) -> None:
    picture = drawing.document(100, 100, [drawing.text(0, 0, words)], alt=words)
    root = ET.fromstring(picture)
    assert [child.tag.rpartition("}")[2] for child in root] == ["title", "text"]


@pytest.mark.parametrize("shape", list(Shape))
def test_every_mark_is_a_path_and_no_letter(shape: Shape) -> None:
    drawn = drawing.document(
        20, 20, [drawing.shape(Mark(LIGHT.good, shape, "baik"), 9, 9, 12)], alt=""
    )
    tags = {child.tag.rpartition("}")[2] for child in ET.fromstring(drawn)}
    assert tags == {"title", "path"}


def test_the_hatch_stays_inside_its_bar() -> None:
    drawn = ET.fromstring(drawing.document(200, 40, [drawing.hatched(10, 5, 80, 22)], alt=""))
    lines = drawn.findall("{*}line")
    across = [float(line.attrib[name]) for line in lines for name in ("x1", "x2")]
    down = [float(line.attrib[name]) for line in lines for name in ("y1", "y2")]
    assert min(across) >= 10
    assert max(across) <= 90
    assert min(down) >= 5
    assert max(down) <= 27
