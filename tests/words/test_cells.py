import pytest
from hypothesis import given, strategies as st

from words.cells import COMMANDS, guarded, unguarded

TEXTS = st.text(st.sampled_from("'=+-@\t\r\n\uff1da1 "), max_size=6) | st.text()


@given(text=TEXTS)
def test_a_guarded_text_is_no_command_and_is_given_back(text: str) -> None:
    assert not guarded(text).startswith(COMMANDS)
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "Batik", "'90-an", "'", "''"])
def test_a_text_that_is_no_command_stays_as_it_is(text: str) -> None:
    assert guarded(text) == unguarded(text) == text
