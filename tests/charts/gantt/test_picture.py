from xml.etree import ElementTree as ET

import pytest

from charts import gantt
from tests.charts.gantt.scenes import rows_of
from tests.charts.scenes import HOSTILE, a_briefing


def test_the_picture_grows_with_its_rows() -> None:
    briefing = a_briefing()
    many = gantt.spec(rows_of(briefing) * 42, briefing, subject="Semua")
    assert float(ET.fromstring(gantt.svg(many)).attrib["height"]) > 126 * 28


@pytest.mark.parametrize(("rows", "axes"), [(24, 1), (25, 2)])
def test_a_tall_picture_has_its_axis_above_the_rows_too(rows: int, axes: int) -> None:
    briefing = a_briefing()
    spec = gantt.spec(rows_of(briefing)[:1] * rows, briefing, subject="Semua")
    texts = [one for one in ET.fromstring(gantt.svg(spec)).iter() if one.tag.endswith("}text")]
    years = [float(one.attrib["y"]) for one in texts if one.text == "2022"]
    first_row = min(float(one.attrib["y"]) for one in texts if one.text == spec.rows[0].title)
    assert len(years) == axes
    assert (min(years) < first_row) is (axes > 1)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_title_or_heading_breaks_the_picture(name: str) -> None:
    briefing = a_briefing(name=name)
    spec = gantt.spec(rows_of(briefing), briefing, subject=name, heading=lambda _: name)
    assert not ET.fromstring(gantt.svg(spec)).findall(".//{*}script")
    words = next(trace for trace in gantt.figure(spec).data if trace.name == "tonggak")
    assert not any("<script" in text for text in words.text)


def test_no_milestones_are_still_a_picture() -> None:
    briefing = a_briefing()
    spec = gantt.spec((), briefing, subject="Batik")
    assert spec.title == "Batik: 0 dari 0 tonggak selesai, tidak ada yang terlambat"
    assert ET.fromstring(gantt.svg(spec)).attrib["width"] == "1200"
    assert gantt.figure(spec).layout.height > 0
