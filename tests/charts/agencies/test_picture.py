from xml.etree import ElementTree as ET

import pytest

from charts import agencies
from rules.values import Agency
from tests.builders import a_milestone, a_state
from tests.charts.agencies.scenes import DPMD, PLANNING, led, shown
from tests.charts.scenes import an_empty_briefing
from tests.hostile import TEXTS


@pytest.mark.parametrize("label", TEXTS)
def test_no_name_of_an_agency_breaks_the_picture(label: str) -> None:
    office = Agency(DPMD, label, label, (), None, None)
    spec = agencies.spec(led(a_milestone(lead=DPMD)), {DPMD: office})
    root = ET.fromstring(agencies.svg(spec))
    assert not root.findall(".//{*}script")


def test_a_programme_without_sentra_is_still_a_picture() -> None:
    spec = agencies.spec(an_empty_briefing(), {})
    assert ET.fromstring(agencies.svg(spec)).attrib["width"] == "1200"


def test_the_picture_shows_the_figures_of_every_agency() -> None:
    spec = shown()
    picture = agencies.svg(spec)
    assert all(status.word in picture for status in spec.statuses)
    assert all(row.label in picture and row.total_text in picture for row in spec.rows)
    assert "1 terlambat" in picture


def test_a_figure_too_narrow_for_its_bar_stands_beside_it() -> None:
    many = [a_milestone(f"S01-M{at:02}", lead=DPMD) for at in range(1, 50)]
    small = a_milestone("S01-M50", state=a_state(1.0), lead=PLANNING)
    assert "1 selesai" in agencies.svg(shown(led(*many, small)))
