"""Stacked bars as a picture, with the meaning of their colours below them."""

from typing import Final

from charts import drawing, lettering
from charts.agencies.spec import AgencyRow, AgencySpec
from charts.palette import LIGHT, TRACK, Mark, mark
from charts.sheet import Area, picture
from rules.vocabulary import Flag
from words.formats import number

_ROW: Final = 44
_NAME_WIDTH: Final = 230
_FIGURES_WIDTH: Final = 290


def svg(spec: AgencySpec) -> str:
    """Return the bars as a picture, with the meaning of their colours below them."""
    body = _ROW * len(spec.rows) + 60
    return picture(spec, lambda area: _drawn(spec, area), body=body)


def _drawn(spec: AgencySpec, area: Area) -> list[str]:
    bars = Area(area.left + _NAME_WIDTH, area.top, area.right - _FIGURES_WIDTH, area.bottom - 44)
    step = bars.height / max(1, len(spec.rows))
    parts = []
    for at, row in enumerate(spec.rows):
        parts += _drawn_row(row, spec, bars, bars.top + (at + 0.5) * step)
    return parts + _legend(spec, area.left, area.bottom - 14)


def _drawn_row(row: AgencyRow, spec: AgencySpec, bars: Area, y: float) -> list[str]:
    name = lettering.fitted(row.label, _NAME_WIDTH - 20, size=17, weight=600)
    parts = [
        drawing.text(bars.left - _NAME_WIDTH, y + 6, name, size=17, weight=600),
        drawing.rect(bars.left, y - 14, bars.width, 28, fill=TRACK),
    ]
    x = bars.left
    for count, status in zip(row.counts, spec.statuses, strict=True):
        width = bars.width * count / spec.longest
        parts += _drawn_segment(count, status, Area(x, y - 14, x + width, y + 14))
        x += width
    parts.append(drawing.text(x + 12, y + 6, spec.beside(row), size=15, colour=LIGHT.muted))
    return parts + _drawn_figures(row, bars.right + 20, y)


def _drawn_segment(count: int, status: Mark, box: Area) -> list[str]:
    if not count:
        return []
    parts = [
        drawing.rect(
            box.left, box.top, box.width, box.height, fill=status.colour, stroke=LIGHT.surface
        )
    ]
    words, middle, y = number(count), box.left + box.width / 2, box.top + box.height / 2
    needed = lettering.text_width(words, 16, 600)
    white = Mark(LIGHT.surface, status.shape, status.word)
    if box.width > needed + 34:
        parts.append(drawing.shape(white, middle - needed / 2 - 4, y, 12))
        middle += 10
    if box.width > needed + 4:
        y += 6
        colour = LIGHT.surface
        parts.append(
            drawing.text(middle, y, words, size=16, weight=600, colour=colour, anchor="middle")
        )
    return parts


def _drawn_figures(row: AgencyRow, x: float, y: float) -> list[str]:
    parts = [drawing.text(x + 96, y + 6, row.total_text, size=16, colour=LIGHT.muted, anchor="end")]
    if row.overdue:
        overdue = mark(Flag.OVERDUE)
        parts += [
            drawing.shape(overdue, x + 126, y, 15),
            drawing.text(
                x + 142, y + 6, row.overdue_text, size=16, weight=600, colour=overdue.colour
            ),
        ]
    return parts


def _legend(spec: AgencySpec, left: float, y: float) -> list[str]:
    parts = []
    x = left
    for status in spec.statuses:
        white = Mark(LIGHT.surface, status.shape, status.word)
        parts.append(drawing.rect(x, y - 16, 26, 22, fill=status.colour))
        parts.append(drawing.shape(white, x + 13, y - 5, 11))
        parts.append(drawing.text(x + 34, y, status.word, size=15, colour=LIGHT.muted))
        x += 66 + lettering.text_width(status.word, 15)
    return parts
