"""The paper of a picture: ground, title, subtitle, caption, and the mark of example data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from charts import drawing, lettering
from charts.palette import LIGHT
from charts.spec import ChartSpec
from charts.stamp import EXAMPLE_MARK

WIDTH: Final = 1200
HEIGHT: Final = 675
_PAGE_WIDTH: Final = 960
_PAGE_HEIGHT: Final = 310
_PAGE_EDGE: Final = 8
_SIDE: Final = 48
_RIBBON_WIDTH: Final = 188
_CAPTION_SIZE: Final = 15
_CAPTION_LEADING: Final = 21


@dataclass(frozen=True, slots=True)
class Area:
    """The rectangle of the paper that is left for the chart itself."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Pixels from the left to the right edge."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels from the top to the bottom edge."""
        return self.bottom - self.top


def picture(spec: ChartSpec, draw: Callable[[Area], list[str]], *, body: float = 0) -> str:
    """Return `spec` as an SVG picture, 16:9 or taller where the chart needs `body` pixels.

    One that does not stand alone is narrower, so that its words can be read on a page.
    """
    if not spec.stands_alone:
        height = max(_PAGE_HEIGHT, body)
        drawn = draw(Area(0, 0, _PAGE_WIDTH - _PAGE_EDGE, height))
        return drawing.document(_PAGE_WIDTH, height, drawn, alt=spec.alt)
    head, top = _head(spec)
    caption = lettering.wrapped(spec.caption, WIDTH - 2 * _SIDE, size=_CAPTION_SIZE, lines=3)
    foot = _CAPTION_LEADING * len(caption) + 34
    height = max(HEIGHT, top + body + foot)
    area = Area(_SIDE, top, WIDTH - _SIDE, height - foot)
    ground = drawing.rect(0, 0, WIDTH, height, fill=LIGHT.ground)
    parts = [ground, *head, *draw(area), *_foot(caption, height)]
    if spec.stamp.is_example:
        parts += ribbon(Area(WIDTH - _RIBBON_WIDTH, 28, WIDTH, 68), size=18)
    return drawing.document(WIDTH, height, parts, alt=spec.alt)


def ribbon(area: Area, *, size: float) -> list[str]:
    """Return the mark of example data, filling `area` with letters of `size`."""
    x, y = area.left + area.width / 2, area.top + area.height / 2 + 6
    colour = LIGHT.surface
    return [
        drawing.rect(area.left, area.top, area.width, area.height, fill=LIGHT.warning),
        drawing.text(x, y, EXAMPLE_MARK, size=size, weight=700, colour=colour, anchor="middle"),
    ]


def _head(spec: ChartSpec) -> tuple[list[str], float]:
    """The title in up to two lines and the subtitle; also where the chart may begin."""
    width = WIDTH - 2 * _SIDE - (_RIBBON_WIDTH if spec.stamp.is_example else 0)
    y = 64.0
    parts = []
    for words in lettering.wrapped(spec.title, width, size=28, weight=700):
        parts.append(drawing.text(_SIDE, y, words, size=28, weight=700))
        y += 36
    for words in lettering.wrapped(spec.subtitle, WIDTH - 2 * _SIDE, size=17):
        parts.append(drawing.text(_SIDE, y, words, size=17, colour=LIGHT.muted))
        y += 24
    return parts, y + 8


def _foot(caption: tuple[str, ...], height: float) -> list[str]:
    first = height - 22 - _CAPTION_LEADING * (len(caption) - 1)
    rule_y = first - 24
    rule = drawing.line((_SIDE, rule_y), (WIDTH - _SIDE, rule_y), colour=LIGHT.line)
    lines = [
        drawing.text(
            _SIDE, first + _CAPTION_LEADING * at, words, size=_CAPTION_SIZE, colour=LIGHT.muted
        )
        for at, words in enumerate(caption)
    ]
    return [rule, *lines]
