"""Words on slides: measured, cut to what fits, and placed in boxes that keep their size."""

from collections.abc import Iterable, Sequence
from typing import Final

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches

from charts.lettering import clean, fitted, text_width, wrapped
from exchange.deck import drawing_ml
from exchange.deck.boxes import POINTS, Box
from exchange.deck.runs import Line, Run

LEADING: Final = 1.25
"""Height of a line in sizes of its letters, in the fonts that offices use."""
_MOST_LINES: Final = 60
# Programs break lines a little earlier than letters alone would ask.
_SURE: Final = 0.97 * POINTS


def fill(
    frame: TextFrame, lines: Iterable[Line], *, align: PP_ALIGN = PP_ALIGN.LEFT, gap: float = 0
) -> None:
    """Write `lines` into an empty frame, a paragraph each with `gap` points after it."""
    frame.word_wrap = True
    body = frame._txBody  # noqa: SLF001 - python-pptx writes words one property at a time
    for old in body.p_lst:
        body.remove(old)
    body.extend(drawing_ml.text_body(lines, align, gap))


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


def paragraphs(texts: Sequence[str], box: Box, *, size: float, gap: float) -> list[Line]:
    """Return as many of `texts` as stand in `box`; the last one is cut where it must be."""
    return _standing(texts, box, size, gap, bold=0)


def story(texts: Sequence[str], box: Box, *, sizes: Sequence[float], gap: float) -> list[Line]:
    """Return `texts`, the first in bold, in the first of `sizes` in which none of it is cut.

    In the last of them it may be.
    """
    whole = [clean(text) for text in texts]
    for size in sizes:
        lines = _standing(texts, box, size, gap, bold=1)
        if [line[0].text for line in lines] == whole:
            break
    return lines


def _standing(texts: Sequence[str], box: Box, size: float, gap: float, *, bold: int) -> list[Line]:
    left = box.height * POINTS
    found: list[Line] = []
    for at, text in enumerate(texts):
        is_bold = at < bold
        room = int(left // (size * LEADING))
        if room < 1:
            break
        words = cut(text, box.width, size=size, is_bold=is_bold, lines=room)
        found.append([Run(words, size, is_bold=is_bold)])
        left -= lines_of(words, box.width, size=size, is_bold=is_bold) * size * LEADING + gap
    return found
