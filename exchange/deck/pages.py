"""Pages of a deck: title, footer, number, the mark of example data, and what the speaker reads."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from typing import Final

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide, SlideLayout
from pptx.util import Pt

from charts.lettering import clean
from charts.palette import LIGHT
from charts.stamp import EXAMPLE_MARK, Stamp
from exchange.deck import drawing_ml
from exchange.deck.boxes import POINTS, Box, box_of
from exchange.deck.runs import MUTED, Run, tint
from exchange.deck.template import Frame
from exchange.deck.text import LEADING, cut, fill, margins, width_of, write
from rules.vocabulary import label

_TITLE_SIZES: Final = (24, 20, 18, 16)
_TITLE_LINES: Final = 2
# Of the width of a title, since the fonts of templates differ.
_TITLE_SURE: Final = 0.95
_COVER_SIZES: Final = (34, 30, 26)
_COVER_LINE: Final = 18
_FOOTER_SIZE: Final = 10
_FOOTER_HEIGHT: Final = 0.3
_FOOTER_FROM_BOTTOM: Final = 0.47
_NUMBER_WIDTH: Final = 0.6
_RIBBON: Final = (1.7, 0.28)


@dataclass(frozen=True, slots=True)
class Page:
    """A slide and the room that it has under its title."""

    slide: Slide
    body: Box


class Pages:
    """The slides of one deck, in the order in which they are added."""

    def __init__(self, frame: Frame, stamp: Stamp) -> None:
        """Begin without slides, on the layouts of `frame`."""
        self.frame = frame
        self.stamp = stamp
        self._numbers = count(1)

    def cover(self, title: str, lines: Sequence[str], notes: Iterable[str]) -> Page:
        """Add the cover; its words stand in the places that the layout has for them."""
        slide = self._slide(self.frame.cover, notes)
        place = box_of(slide.shapes.title)
        room = _TITLE_SURE * place.width
        size, words = _fitting(title, place.width, "", sizes=_COVER_SIZES)
        _titled(slide, words, size)
        second = _place(slide, PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY)
        if second is not None:
            place = box_of(second)
            tall = 0.15 + len(lines) * _COVER_LINE * LEADING / POINTS
            place = place.upper(min(tall, place.height))
            _put(second, place)
            told = (cut(line, room, size=_COVER_LINE) for line in lines)
            fill(second.text_frame, [[Run(line, _COVER_LINE, colour=MUTED)] for line in told])
        _drop_empty(slide)
        left, top = box_of(slide.shapes.title).left, place.bottom + 0.3
        bottom = self.frame.height - _FOOTER_FROM_BOTTOM - 0.1
        return Page(slide, Box(left, top, room, bottom - top))

    def page(self, title: str, notes: Iterable[str], *, part: str = "") -> Page:
        """Add a page; `part` is written behind a title that may be cut."""
        slide = self._slide(self.frame.content, notes)
        size, words = _fitting(title, self.frame.title.width, part)
        _titled(slide, words, size)
        _drop_empty(slide)
        return Page(slide, self.frame.body)

    def _slide(self, layout: SlideLayout, notes: Iterable[str]) -> Slide:
        slide = self.frame.presentation.slides.add_slide(layout)
        self._foot(slide, layout)
        if self.stamp.is_example:
            self._ribbon(slide)
        frame = slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = "\n".join(map(clean, notes))
        return slide

    def _foot(self, slide: Slide, layout: SlideLayout) -> None:
        """Footer and number in the look of the layout, on one line from edge to edge."""
        top = self.frame.height - _FOOTER_FROM_BOTTOM
        left, right = self.frame.title.left, self.frame.title.right
        width = right - left - _NUMBER_WIDTH - 0.1
        words = _inherited(slide, layout, PP_PLACEHOLDER.FOOTER)
        _put(words, Box(left, top, width, _FOOTER_HEIGHT))
        caption = cut(_caption(self.stamp), width, size=_FOOTER_SIZE)
        fill(words.text_frame, [[Run(caption, _FOOTER_SIZE, colour=MUTED)]])
        number = _inherited(slide, layout, PP_PLACEHOLDER.SLIDE_NUMBER)
        box = Box(right - _NUMBER_WIDTH, top, _NUMBER_WIDTH, _FOOTER_HEIGHT)
        _put(number, box)
        field = drawing_ml.slide_number(next(self._numbers))
        paragraph = number.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        paragraph._p.insert_element_before(field, "a:endParaRPr")  # noqa: SLF001

    def _ribbon(self, slide: Slide) -> None:
        width, height = _RIBBON
        box = Box(self.frame.title.right - width, 0.09, width, height)
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.place)
        shape.name = "Tanda data contoh"
        shape.fill.solid()
        tint(shape.fill.fore_color, LIGHT.warning)
        shape.line.fill.background()
        _flat(shape)
        margins(shape.text_frame, 0.02)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        run = Run(EXAMPLE_MARK, 12, is_bold=True, colour=LIGHT.surface)
        fill(shape.text_frame, [[run]], align=PP_ALIGN.CENTER)


def part_of(at: int, count: int) -> str:
    """Return which of several pages one is, counted from 1: 2/3; empty for a single page."""
    return f"{at}/{count}" if count > 1 else ""


def sentence(page: Page, words: str) -> None:
    """Write one sentence where a chart or table would stand, had it anything to show."""
    box = page.body.upper(1.2)
    shown = cut(words, box.width, size=18, lines=3)
    write(page.slide, box, [[Run(shown, 18, colour=MUTED)]], name="Keterangan")


def panel(slide: Slide, box: Box, name: str) -> Shape:
    """Return a sheet of paper with a thin edge, to write on."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.place)
    shape.name = name
    shape.fill.solid()
    tint(shape.fill.fore_color, LIGHT.surface)
    tint(shape.line.color, LIGHT.line)
    shape.line.width = Pt(1)
    shape.line.dash_style = MSO_LINE.SOLID
    _flat(shape)
    margins(shape.text_frame, 0.14)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    return shape


def _flat(shape: Shape) -> None:
    """Take off the style that PowerPoint gives drawn shapes: shadow, and letters in white."""
    style = shape._element.find(qn("p:style"))  # noqa: SLF001 - no public way
    shape._element.remove(style)  # noqa: SLF001 - the same


def _caption(stamp: Stamp) -> str:
    """The stamp short enough for one line; the last page has it whole."""
    words = (
        *((EXAMPLE_MARK,) if stamp.is_example else ()),
        stamp.position,
        label(stamp.basis),
        *((stamp.made_by,) if stamp.made_by else ()),
    )
    return " · ".join(words)


def _fitting(
    title: str, width: float, part: str, *, sizes: Sequence[int] = _TITLE_SIZES
) -> tuple[int, str]:
    """The largest size in which the title stands in its lines, and the title cut to them."""
    behind = f" ({part})" if part else ""
    whole, room = clean(title + behind), _TITLE_SURE * width
    for size in sizes:
        if cut(whole, room, size=size, is_bold=True, lines=_TITLE_LINES) == whole:
            return size, whole
    size = sizes[-1]
    room -= width_of(behind, size=size, is_bold=True)
    return size, cut(title, room, size=size, is_bold=True, lines=_TITLE_LINES) + behind


def _titled(slide: Slide, words: str, size: float) -> Shape:
    shape = slide.shapes.title
    if shape is None:
        raise TypeError(slide)
    shape.text_frame.text = clean(words)
    for run in shape.text_frame.paragraphs[0].runs:
        run.font.size = Pt(size)
    return shape


def _place(slide: Slide, *kinds: PP_PLACEHOLDER) -> Shape | None:
    found = (place for place in slide.placeholders if place.placeholder_format.type in kinds)
    return next(found, None)


def _drop_empty(slide: Slide) -> None:
    """Take out places that nothing was written into: they would ask to be clicked."""
    for place in list(slide.placeholders):
        quiet = {PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.FOOTER}
        if place.placeholder_format.type not in quiet and not place.text_frame.text.strip():
            place._element.getparent().remove(place._element)  # noqa: SLF001 - no public way


def _inherited(slide: Slide, layout: SlideLayout, kind: PP_PLACEHOLDER) -> Shape:
    """A text shape with the look of the layout's own place of this kind, if it has one.

    python-pptx leaves footers and numbers on the layout, where PowerPoint shows none.
    """
    shape = slide.shapes.add_textbox(0, 0, 0, 0)
    model = next(
        (place for place in layout.placeholders if place.placeholder_format.type is kind), None
    )
    if model is not None:
        target, source = shape._element.nvSpPr, model._element.nvSpPr  # noqa: SLF001 - no public way
        target.nvPr.append(deepcopy(source.nvPr.find(qn("p:ph"))))
        target.cNvSpPr.attrib.pop("txBox", None)
    shape.name = "Kaki slide" if kind is PP_PLACEHOLDER.FOOTER else "Nomor slide"
    return shape


def _put(shape: Shape, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = box.place
    margins(shape.text_frame, 0)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
