"""Words on slides: fonts of the theme, colours of theme or state, never more than fits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, TypeAlias

from pptx.dml.color import ColorFormat, RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches

from charts.lettering import clean, fitted, text_width, wrapped
from charts.palette import Mark, glyph
from exchange.deck.boxes import POINTS, Box

Colour: TypeAlias = MSO_THEME_COLOR | str

INK: Final = MSO_THEME_COLOR.TEXT_1
MUTED: Final = MSO_THEME_COLOR.TEXT_2
GROUND: Final = MSO_THEME_COLOR.BACKGROUND_2
PAPER: Final = MSO_THEME_COLOR.BACKGROUND_1
ACCENT: Final = MSO_THEME_COLOR.ACCENT_1

LEADING: Final = 1.36
"""Height of a line in sizes of its letters, in the tallest font that may stand in."""
_MOST_LINES: Final = 60
_LANGUAGE: Final = "id-ID"
# Programs break lines a little earlier than letters alone would ask.
_SURE: Final = 0.97 * POINTS


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


def fill(
    frame: TextFrame,
    lines: Iterable[Line],
    *,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    gap: float = 0,
) -> None:
    """Write `lines` into an empty frame, a paragraph each with `gap` points after it."""
    frame.word_wrap = True
    body = frame._txBody  # noqa: SLF001 - python-pptx writes words one property at a time
    for old in body.p_lst:
        body.remove(old)
    written = "".join(paragraph_xml(line, align=align, gap=gap) for line in lines) or "<a:p/>"
    body.extend(parse_xml(f"<a:txBody {nsdecls('a')}>{written}</a:txBody>"))


def paragraph_xml(line: Line, *, align: PP_ALIGN = PP_ALIGN.LEFT, gap: float = 0) -> str:
    """Return a paragraph as DrawingML, in which `a` is the main namespace."""
    after = f'<a:spcAft><a:spcPts val="{gap * 100:.0f}"/></a:spcAft>' if gap else ""
    runs = "".join(map(_run, line))
    return f'<a:p><a:pPr algn="{PP_ALIGN.to_xml(align)}">{after}</a:pPr>{runs}</a:p>'


def _run(one: Run) -> str:
    return (
        f'<a:r><a:rPr lang="{_LANGUAGE}" sz="{one.size * 100:.0f}" b="{one.is_bold:d}">'
        f"{solid_xml(one.colour)}</a:rPr>"
        f"<a:t>{escape(_kept(one.text), quote=False)}</a:t></a:r>"
    )


def solid_xml(colour: Colour) -> str:
    """Return the filling with one colour as DrawingML."""
    if isinstance(colour, MSO_THEME_COLOR):
        return f'<a:solidFill><a:schemeClr val="{MSO_THEME_COLOR.to_xml(colour)}"/></a:solidFill>'
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'


def _kept(text: str) -> str:
    """The text without what a slide cannot hold; spaces that part it from its neighbours stay."""
    before = text[: len(text) - len(text.lstrip(" "))]
    after = text[len(text.rstrip(" ")) :]
    return f"{before}{clean(text)}{after}" if text.strip() else text


def write(
    slide: Slide,
    box: Box,
    lines: Iterable[Line],
    *,
    name: str,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    gap: float = 0,
) -> None:
    """Place `lines` in a text box that keeps its size."""
    shape = slide.shapes.add_textbox(*box.place)
    shape.name = name
    frame = shape.text_frame
    margins(frame, 0)
    frame.vertical_anchor = anchor
    fill(frame, lines, align=align, gap=gap)


def margins(frame: TextFrame, inches: float) -> None:
    """Set all four margins of a frame."""
    frame.margin_left = frame.margin_right = Inches(inches)
    frame.margin_top = frame.margin_bottom = Inches(inches)


def cut(text: str, width: float, *, size: float, is_bold: bool = False, lines: int = 1) -> str:
    """Return `text` cut to what stands in `lines` of `width` inches."""
    weight = 700 if is_bold else 400
    if lines == 1:
        return fitted(text, width * _SURE, size=size, weight=weight)
    return " ".join(wrapped(text, width * _SURE, size=size, weight=weight, lines=lines))


def width_of(text: str, *, size: float, is_bold: bool = False) -> float:
    """Return how many inches one line of `text` takes."""
    return text_width(clean(text), size, 700 if is_bold else 400) / _SURE


def length(run: Run) -> float:
    """Return how many inches a run takes with the spaces at its end, in letters of its size."""
    spaces = len(run.text) - len(run.text.rstrip(" "))
    space = width_of("a a", size=run.size) - width_of("aa", size=run.size)
    return width_of(run.text, size=run.size, is_bold=run.is_bold) + spaces * space


def lines_of(text: str, width: float, *, size: float, is_bold: bool = False) -> int:
    """Return how many lines of `width` inches `text` takes."""
    weight = 700 if is_bold else 400
    return len(wrapped(text, width * _SURE, size=size, weight=weight, lines=_MOST_LINES))


def paragraphs(
    texts: Sequence[str], box: Box, *, size: float, gap: float, bold_first: bool = False
) -> list[Line]:
    """Return as many of `texts` as stand in `box`; the last one is cut where it must be."""
    left = box.height * POINTS
    found: list[Line] = []
    for at, text in enumerate(texts):
        is_bold = bold_first and at == 0
        room = int(left // (size * LEADING))
        if room < 1:
            break
        words = cut(text, box.width, size=size, is_bold=is_bold, lines=room)
        found.append([Run(words, size, is_bold=is_bold)])
        left -= lines_of(words, box.width, size=size, is_bold=is_bold) * size * LEADING + gap
    return found


def is_told(texts: Sequence[str], box: Box, *, size: float, gap: float) -> bool:
    """Whether all of `texts` stands in `box` uncut."""
    shown = paragraphs(texts, box, size=size, gap=gap, bold_first=True)
    return [line[0].text for line in shown] == [clean(text) for text in texts]
