from xml.etree import ElementTree as ET

import pytest

from charts import cells
from charts.palette import CLAIMED, LIGHT, mark
from rules.vocabulary import Light, Status


def _rectangles(svg: str) -> list[ET.Element]:
    return ET.fromstring(svg).findall(".//{*}rect")


@pytest.mark.parametrize("share", [0.0, 0.004, 0.5, 1.0])
def test_a_strip_is_filled_by_its_share(share: float) -> None:
    track, fill = _rectangles(cells.progress(share))

    assert float(fill.attrib["width"]) == pytest.approx(
        share * float(track.attrib["width"]), abs=0.05
    )
    assert fill.attrib["fill"] == LIGHT.primary


@pytest.mark.parametrize("state", [*Light, *Status])
def test_a_mark_has_the_colour_of_its_state(state: Light | Status) -> None:
    assert mark(state).colour in cells.mark(mark(state))


def test_states_of_one_kind_differ_by_more_than_colour() -> None:
    for kind in (Light, Status):
        looks = [(mark(state).shape, mark(state).word) for state in kind]
        assert len(set(looks)) == len(looks)


def test_the_parts_of_a_bar_look_like_the_parts_of_the_bars() -> None:
    actual, claimed, plan = cells.actual_swatch(), cells.claimed_swatch(), cells.plan_swatch()

    assert _rectangles(actual)[0].attrib["fill"] == LIGHT.primary
    assert _rectangles(claimed)[0].attrib["fill"] == CLAIMED
    (tick,) = _rectangles(plan)
    assert tick.attrib["fill"] == LIGHT.ink
    assert float(tick.attrib["width"]) < 5
