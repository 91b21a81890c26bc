from xml.etree import ElementTree as ET

import pytest

from charts import heat
from tests.charts.scenes import HOSTILE, a_briefing, an_empty_briefing


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_the_picture(name: str) -> None:
    root = ET.fromstring(heat.svg(heat.spec(a_briefing(name=name))))
    assert not root.findall(".//{*}script")


def test_a_programme_without_sentra_is_still_a_picture() -> None:
    spec = heat.spec(an_empty_briefing())
    assert ET.fromstring(heat.svg(spec)).attrib["width"] == "1200"
