import pytest

from exchange.typesetting import glyphs
from exchange.typesetting.glyphs import REPLACEMENT, shown


def test_indonesian_office_language_passes_unchanged() -> None:
    text = "Capaian −7,1 pp – “Kelapa & Kerajinannya” (100%), Rp1.250 · …\nbaris kedua"  # noqa: RUF001
    assert shown(text) == text


@pytest.mark.parametrize("sign", ["😀", "م", "○", "\uff1d", "\ue000"])
def test_a_sign_without_a_form_is_replaced_by_one_that_has(sign: str) -> None:
    assert shown(f"a{sign}b") == f"a{REPLACEMENT}b"
    assert shown(REPLACEMENT) == REPLACEMENT


@pytest.mark.parametrize("mark", ["\x07", "\x7f", "\x85", "\u200b", "\u202e", "\ufeff", "\ufe0f"])
def test_what_is_not_seen_is_left_out(mark: str) -> None:
    assert shown(f"a{mark}b") == "ab"


def test_an_accent_stays_where_it_makes_a_letter_and_goes_where_it_is_stacked() -> None:
    assert shown("e\u0301") == "é"
    assert shown("Z\u0351\u036b\u0343algo") == "Zalgo"


def test_the_font_maps_every_letter_of_its_spans() -> None:
    spans = glyphs._spans()
    assert all(low <= high for low, high in spans)
    assert any(low <= ord("A") <= high for low, high in spans)
