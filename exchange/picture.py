"""Pictures as PNG, set by typst with the font that the project installs: no browser, no network."""

from typing import Final

import typst

from exchange.typesetting import fonts

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
        _PAGE, font_paths=fonts(), ignore_system_fonts=True, sys_inputs={"svg": svg}
    )
    pages = compiler.compile(format="png", ppi=_PIXELS_PER_INCH * scale)
    if not isinstance(pages, bytes):
        raise TypeError(pages)
    return pages
