"""Pictures as PNG, set by typst with the font that the project installs: no browser, no network."""

import re
from math import sqrt
from typing import Final

import typst

from exchange.typesetting.compiler import fonts

# The picture travels as an input, never as source text, so no name in it can become a command.
_PAGE: Final = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""
_PIXELS_PER_INCH: Final = 96
# The schedule of a whole programme is as tall as it has milestones: past this many pixels it keeps
# its own size, which is as sharp as the same chart on a screen.
_MOST_PIXELS: Final = 5_000_000
_SIZE: Final = re.compile(r'<svg\b[^>]*?\bwidth="(\d+)" height="(\d+)"')


def rasterized(svg: str, *, scale: float = 2.0) -> bytes:
    """Return `svg` as a PNG of `scale` times its width and height, or less where that is vast.

    Equal input gives equal bytes.
    Every call has its own compiler: pictures made in several threads never mix.
    """
    compiler = typst.Compiler(
        _PAGE, font_paths=fonts(), ignore_system_fonts=True, sys_inputs={"svg": svg}
    )
    pages = compiler.compile(format="png", ppi=_PIXELS_PER_INCH * _bearable(svg, scale))
    if not isinstance(pages, bytes):
        raise TypeError(pages)
    return pages


def _bearable(svg: str, scale: float) -> float:
    """The scale, or what keeps the picture at the most pixels; never below its own size."""
    size = _SIZE.match(svg)
    if size is None:
        return scale
    width, height = map(int, size.groups())
    return min(scale, max(1.0, sqrt(_MOST_PIXELS / (width * height))))
