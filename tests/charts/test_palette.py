import pytest

from charts.palette import LIGHT, glyph, mark
from rules.vocabulary import Flag, Light, Status, label

STATES = [*Light, *Status, *Flag]


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    "token", ["ink", "muted", "primary", "plan", "good", "warning", "alarm", "running", "idle"]
)
def test_every_colour_of_words_is_readable_on_its_grounds(token: str) -> None:
    for ground in (LIGHT.ground, LIGHT.surface):
        assert _contrast(getattr(LIGHT, token), ground) >= 4.5


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_colour_form_and_word(state: Light | Status | Flag) -> None:
    look = mark(state)
    assert look.word == label(state)
    assert look.colour.startswith("#")
    assert glyph(look.shape)


def test_the_grave_lights_differ_in_form_not_only_in_colour() -> None:
    forms = {
        mark(light).shape
        for light in (Light.CRITICAL, Light.ATTENTION, Light.ON_PLAN, Light.NOT_STARTED)
    }
    assert len(forms) == 4
