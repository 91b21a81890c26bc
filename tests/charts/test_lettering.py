from xml.etree import ElementTree as ET

import pytest

from charts import lettering
from tests.charts.scenes import HOSTILE


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_breaks_out_of_an_attribute(words: str) -> None:
    root = ET.fromstring(f'<svg aria-label="{lettering.attribute(words)}"/>')
    assert root.attrib == {"aria-label": lettering.clean(words)}


def test_direction_marks_and_control_characters_are_dropped() -> None:
    assert lettering.clean("a\u202eb\x00c\nd") == "abc d"


def test_a_text_that_fits_stays_whole() -> None:
    assert lettering.fitted("Batik", 200, size=16) == "Batik"


def test_a_text_that_is_too_wide_ends_in_an_ellipsis_and_fits() -> None:
    cut = lettering.fitted("Kelapa dan Kerajinannya", 100, size=16)
    assert cut.endswith("…")
    assert lettering.text_width(cut, 16) <= 100


def test_bold_is_wider_than_regular() -> None:
    assert lettering.text_width("Batik", 16, 700) > lettering.text_width("Batik", 16)


def test_widths_are_those_of_noto_sans() -> None:
    # Measured in the font itself at size 1000: 22283 units.
    words = "Kelapa dan Kerajinannya 41,2% perlu perhatian"
    assert lettering.text_width(words, 1000) == pytest.approx(22283, rel=0.02)


def test_wrapping_keeps_every_word_that_fits() -> None:
    lines = lettering.wrapped("satu dua tiga empat", 90, size=16, lines=3)
    assert " ".join(lines) == "satu dua tiga empat"
    assert all(lettering.text_width(line, 16) <= 90 for line in lines)


def test_wrapping_stops_at_the_last_line() -> None:
    lines = lettering.wrapped("kata " * 100, 90, size=16, lines=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_one_endless_word_is_cut_on_every_line() -> None:
    lines = lettering.wrapped("x" * 300, 90, size=16)
    assert all(lettering.text_width(line, 16) <= 90 for line in lines)


def test_plotly_reads_no_markup_in_our_words() -> None:
    assert lettering.screen_text("<b>&", 200) == "&lt;b&gt;&amp;"
