"""Pictures as PNG, set by typst with the font that the project installs: no browser, no network."""

from functools import cache
from typing import Final

import fontpkg_noto_sans
import typst

# The picture travels as an input, never as source text, so no name in it can become a command.
_PAGE: Final = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""
_PIXELS_PER_INCH: Final = 96


def png(svg: str, *, scale: float = 2.0) -> bytes:
    """Return `svg` as a PNG of `scale` times its width and height; equal input, equal bytes.

    Every call has its own compiler: pictures made in several threads never mix.
    """
    compiler = typst.Compiler(
        _PAGE, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"svg": svg}
    )
    pages = compiler.compile(format="png", ppi=_PIXELS_PER_INCH * scale)
    if not isinstance(pages, bytes):
        raise TypeError(pages)
    return pages


@cache
def _fonts() -> typst.Fonts:
    """The installed Noto Sans alone, so that a picture is the same on every machine."""
    folder = fontpkg_noto_sans.ROOT / "files"
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )
