from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest

from exchange.plain_text import plain
from tests.hostile import TEXTS


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_left_stands_in_xml(text: str) -> None:
    assert ET.fromstring(f"<t>{escape(plain(text))}</t>").tag == "t"


def test_only_what_xml_forbids_is_taken_away() -> None:
    assert plain("a\x00b\x07c\td\ne\ud800f\uffff") == "abc\td\nef"
    assert plain("é 😀 ﷽ <b>") == "é 😀 ﷽ <b>"
