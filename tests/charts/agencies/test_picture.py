from xml.etree import ElementTree as ET

import pytest

from charts import agencies
from rules.values import Agency
from tests.builders import a_milestone
from tests.charts.agencies.scenes import DPMD, led
from tests.charts.scenes import an_empty_briefing
from tests.hostile import TEXTS


@pytest.mark.parametrize("label", TEXTS)
def test_no_name_of_an_agency_breaks_the_picture(label: str) -> None:
    office = Agency(DPMD, label, label, (), None, None)
    spec = agencies.spec(led(a_milestone(lead=DPMD)), {DPMD: office})
    root = ET.fromstring(agencies.svg(spec))
    assert not root.findall(".//{*}script")
    texts = [text for trace in agencies.figure(spec).data for text in trace.text or ()]
    assert not any("<script" in text or "<img" in text for text in texts)


def test_a_programme_without_sentra_is_still_a_picture() -> None:
    spec = agencies.spec(an_empty_briefing(), {})
    assert ET.fromstring(agencies.svg(spec)).attrib["width"] == "1200"
    assert agencies.figure(spec).layout.height > 0
