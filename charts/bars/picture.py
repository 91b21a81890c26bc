"""Bullet bars as a picture, and one so small that it fits a row of a table."""

from typing import Final

from charts import drawing, lettering
from charts.bars.spec import BarRow, BarsSpec, row_of
from charts.palette import CLAIMED, LIGHT, TRACK
from charts.sheet import Area, picture
from rules.progress.sentra_brief import SentraBrief
from words.formats import percent

_ROW: Final = 46
_NAME_WIDTH: Final = 270
_FIGURES_WIDTH: Final = 330
# What stays of a bar around its hollow part.
_EDGE: Final = 4


def svg(spec: BarsSpec) -> str:
    """Return the bars as a picture."""
    body = _ROW * len(spec.rows) + 30
    return picture(spec, lambda area: _drawn(spec, area), body=body)


def row_svg(brief: SentraBrief) -> str:
    """Return one small bar as wide as its cell, for a row of a page or table."""
    row = row_of(brief)
    claimed = "" if row.claimed is None else _strip(row.claimed, CLAIMED)
    lower = "" if row.claimed is None else _hollow(row.claimed, row.actual)
    tick = (
        f'<rect x="{100 * row.planned:.2f}%" y="0" width="3" height="18" '
        f'transform="translate(-1.5)" fill="{LIGHT.ink}"/>'
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="18" role="img" '
        f'overflow="visible" aria-label="{lettering.attribute(row.sentence)}">'
        f"{_strip(1, TRACK)}{claimed}{_strip(row.actual, LIGHT.primary)}{lower}{tick}</svg>"
    )


def row_words(brief: SentraBrief) -> str:
    """Return what the small bar shows, for those who cannot see it."""
    return row_of(brief).sentence


def _strip(share: float, colour: str) -> str:
    return f'<rect y="3" width="{100 * share:.2f}%" height="12" fill="{colour}"/>'


def _hollow(claimed: float, actual: float) -> str:
    """What was approved and is no longer claimed: the bar without its inside."""
    if claimed >= actual:
        return ""
    return (
        f'<rect x="{100 * claimed:.2f}%" y="4.25" width="{100 * (actual - claimed):.2f}%" '
        f'height="9.5" fill="{LIGHT.surface}" stroke="{LIGHT.primary}" stroke-width="2.5"/>'
    )


def _drawn(spec: BarsSpec, area: Area) -> list[str]:
    bars = Area(
        area.left + _NAME_WIDTH, area.top + 24, area.right - _FIGURES_WIDTH, area.bottom - 6
    )
    parts = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        x = bars.left + share * bars.width
        parts.append(drawing.line((x, bars.top), (x, bars.bottom), colour=LIGHT.line))
        parts.append(
            drawing.text(
                x, bars.top - 8, percent(share, 0), size=14, colour=LIGHT.muted, anchor="middle"
            )
        )
    step = bars.height / max(1, len(spec.rows))
    for at, row in enumerate(spec.rows):
        parts += _drawn_row(row, area, bars, bars.top + (at + 0.5) * step)
    return parts


def _drawn_row(row: BarRow, area: Area, bars: Area, y: float) -> list[str]:
    planned_x = bars.left + row.planned * bars.width
    names = lettering.wrapped(row.name, _NAME_WIDTH - 24, size=17, weight=600)
    first = y + 6 - 10 * (len(names) - 1)
    parts = [
        drawing.text(area.left, first + 20 * at, words, size=17, weight=600)
        for at, words in enumerate(names)
    ]
    parts.append(drawing.rect(bars.left, y - 11, bars.width, 22, fill=TRACK))
    if row.claimed is not None:
        parts.append(drawing.hatched(bars.left, y - 11, row.claimed * bars.width, 22))
    parts.append(drawing.rect(bars.left, y - 11, row.actual * bars.width, 22, fill=LIGHT.primary))
    if row.claimed is not None and row.is_claimed_lower:
        start, end = (bars.left + share * bars.width for share in (row.claimed, row.actual))
        inside = end - start - _EDGE
        parts.append(
            drawing.rect(start, y - 11 + _EDGE, inside, 22 - 2 * _EDGE, fill=LIGHT.surface)
        )
    parts.append(drawing.line((planned_x, y - 17), (planned_x, y + 17), colour=LIGHT.ink, width=4))
    return parts + _drawn_figures(row, bars.right + 24, y)


def _drawn_figures(row: BarRow, x: float, y: float) -> list[str]:
    return [
        drawing.text(x + 62, y + 6, row.actual_text, size=18, weight=700, anchor="end"),
        drawing.text(x + 150, y + 6, row.deviation_text, size=16, colour=LIGHT.muted, anchor="end"),
        drawing.shape(row.mark, x + 178, y, 15),
        drawing.text(x + 194, y + 6, row.mark.word, size=16, colour=row.mark.colour),
    ]
