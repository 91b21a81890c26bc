"""Letters of one look, in colours of the theme or of a state."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from pptx.dml.color import ColorFormat, RGBColor
from pptx.enum.dml import MSO_THEME_COLOR

from charts.palette import Mark, glyph

Colour: TypeAlias = MSO_THEME_COLOR | str

INK: Final = MSO_THEME_COLOR.TEXT_1
MUTED: Final = MSO_THEME_COLOR.TEXT_2
GROUND: Final = MSO_THEME_COLOR.BACKGROUND_2
ACCENT: Final = MSO_THEME_COLOR.ACCENT_1


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look; `size` in points."""

    text: str
    size: float
    is_bold: bool = False
    colour: Colour = INK


Line = Sequence[Run]


def tint(colour: ColorFormat, value: Colour) -> None:
    """Set a colour of the theme, or one of a state, which no theme may change."""
    if isinstance(value, MSO_THEME_COLOR):
        colour.theme_color = value
    else:
        colour.rgb = RGBColor.from_string(value.lstrip("#"))


def marked(mark: Mark, size: float, words: str = "") -> Run:
    """Return a state as its sign and its word, or other `words` about it."""
    return Run(f"{glyph(mark.shape)} {words or mark.word}", size, is_bold=True, colour=mark.colour)
