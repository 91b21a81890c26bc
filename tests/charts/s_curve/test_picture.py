from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from charts import lettering, s_curve
from rules.vocabulary import Plan
from tests.builders import a_moment
from tests.charts.scenes import HOSTILE, a_briefing, an_empty_briefing


@pytest.mark.parametrize("as_of", [date(2020, 6, 11), date(2021, 1, 1), date(2024, 3, 31)])
def test_days_at_the_edges_and_outside_keep_the_words_inside(as_of: date) -> None:
    spec = s_curve.spec(a_briefing(a_moment(as_of)))
    root = ET.fromstring(s_curve.svg(spec))
    for text in root.findall(".//{*}text"):
        assert 0 <= float(text.attrib["x"]) <= 1200
    assert s_curve.figure(spec).layout.annotations


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_the_picture(name: str) -> None:
    briefing = a_briefing(name=name)
    root = ET.fromstring(s_curve.svg(s_curve.spec_of(briefing.sentra[0], briefing)))
    assert not root.findall(".//{*}script")


def test_a_programme_without_sentra_is_still_a_picture() -> None:
    spec = s_curve.spec(an_empty_briefing())
    assert ET.fromstring(s_curve.svg(spec)).attrib["height"] == "675"
    assert s_curve.figure(spec).data


@pytest.mark.parametrize("plan", list(Plan))
@pytest.mark.parametrize(
    "as_of",
    [
        date(2021, 1, 1),
        date(2021, 3, 31),
        date(2021, 6, 30),
        date(2021, 12, 31),
        date(2022, 6, 30),
        date(2023, 12, 31),
    ],
    ids=str,
)
def test_no_line_of_the_picture_runs_through_its_figures(as_of: date, plan: Plan) -> None:
    spec = s_curve.spec(a_briefing(a_moment(as_of, plan=plan)))
    root = ET.fromstring(s_curve.svg(spec))
    figures = {spec.actual_callout.text, spec.planned_callout.text}
    words = [one for one in root.findall(".//{*}text") if one.text in figures]
    lines = [
        [tuple(map(float, point.split(","))) for point in one.attrib["points"].split()]
        for one in root.findall(".//{*}polyline")
        if one.attrib["stroke"] != "none"
    ]
    assert len(words) == len(figures)
    assert len(lines) >= 2
    for one in words:
        left, right, top, bottom = _edges(one)
        assert left > 40
        for line in lines:
            for (x, y), (to_x, to_y) in pairwise(line):
                for step in range(11):
                    at = (x + (to_x - x) * step / 10, y + (to_y - y) * step / 10)
                    assert not (left < at[0] < right and top < at[1] < bottom), one.text


def _edges(words: ET.Element) -> tuple[float, float, float, float]:
    x, y, size = (float(words.attrib[name]) for name in ("x", "y", "font-size"))
    width = lettering.text_width(words.text or "", size, 700)
    left = x - width if words.attrib["text-anchor"] == "end" else x
    return left, left + width, y - 0.7 * size, y + 0.1 * size
