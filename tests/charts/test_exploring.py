import pytest

from charts.exploring import PLOTLY_CONFIG, symbol, template
from charts.palette import Shape


@pytest.mark.parametrize("shape", list(Shape))
def test_every_form_has_a_symbol(shape: Shape) -> None:
    assert symbol(shape)


def test_plotly_speaks_indonesian_without_the_network() -> None:
    indonesian = PLOTLY_CONFIG["locales"]["id"]
    assert PLOTLY_CONFIG["locale"] == "id"
    assert indonesian["format"]["months"][4] == "Mei"
    assert indonesian["format"]["decimal"] == ","
    assert len(indonesian["format"]["shortMonths"]) == 12


def test_the_toolbar_zooms_and_neither_saves_nor_sends() -> None:
    assert "toImage" in PLOTLY_CONFIG["modeBarButtonsToRemove"]
    assert PLOTLY_CONFIG["showSendToCloud"] is False
    assert PLOTLY_CONFIG["plotlyServerURL"] == ""
    assert PLOTLY_CONFIG["displaylogo"] is False


def test_numbers_are_separated_as_indonesians_write_them() -> None:
    assert template().layout.separators == ",."
