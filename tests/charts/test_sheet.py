from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from charts import bars, sheet
from charts.bars import BarsSpec
from charts.stamp import EXAMPLE_MARK
from tests.charts.scenes import a_briefing


def _words(svg: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter() if node.tag.endswith("}text")]


@pytest.fixture
def spec() -> BarsSpec:
    return bars.spec(a_briefing())


def test_the_picture_carries_title_subtitle_and_caption(spec: BarsSpec) -> None:
    whole = " ".join(_words(sheet.picture(spec, lambda _: [])))
    assert spec.title in whole
    assert spec.subtitle in whole
    assert spec.caption in whole


def test_example_data_wear_a_ribbon(spec: BarsSpec) -> None:
    real = replace(spec, stamp=replace(spec.stamp, is_example=False))
    assert EXAMPLE_MARK in _words(sheet.picture(spec, lambda _: []))
    assert EXAMPLE_MARK not in " ".join(_words(sheet.picture(real, lambda _: [])))


def test_a_picture_is_wide_unless_it_needs_height(spec: BarsSpec) -> None:
    wide = ET.fromstring(sheet.picture(spec, lambda _: []))
    tall = ET.fromstring(sheet.picture(spec, lambda _: [], body=3000))
    assert (wide.attrib["width"], wide.attrib["height"]) == ("1200", "675")
    assert float(tall.attrib["height"]) > 3000


def test_the_alternative_text_is_the_title_of_the_picture(spec: BarsSpec) -> None:
    title = ET.fromstring(sheet.picture(spec, lambda _: [])).find("{*}title")
    assert title is not None
    assert title.text == spec.alt


def test_an_endless_title_ends_before_the_ribbon(spec: BarsSpec) -> None:
    endless = replace(spec, title="sangat " * 100)
    assert any(words.endswith("…") for words in _words(sheet.picture(endless, lambda _: [])))


def test_a_picture_inside_a_page_is_the_drawing_alone(spec: BarsSpec) -> None:
    inside = sheet.picture(replace(spec, stands_alone=False), lambda _: [], body=500)
    assert not _words(inside)
    assert 'height="500"' in inside
    assert ET.fromstring(inside)[0].text == spec.alt
