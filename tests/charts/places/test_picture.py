from xml.etree import ElementTree as ET

import pytest

from charts import places
from tests.charts.scenes import HOSTILE, a_briefing, an_empty_briefing


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_the_picture(name: str) -> None:
    spec = places.spec(a_briefing(name=name))
    assert not ET.fromstring(places.svg(spec)).findall(".//{*}script")


def test_a_programme_without_places_is_still_a_map() -> None:
    spec = places.spec(an_empty_briefing())
    assert ET.fromstring(places.svg(spec)).attrib["width"] == "1200"
    assert places.figure(spec).layout.xaxis.range
