"""Where the words beside the lines of a chart stand: figures first, then names."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from charts import time_axis
from charts.lettering import clean
from charts.plot import Plot, PlotLabel
from charts.s_curve import callouts
from charts.s_curve.callouts import Placed
from charts.s_curve.spec import Corner
from exchange.deck.boxes import POINTS, Box
from exchange.deck.text import width_of

HEADROOM: Final = 1.08
"""Above the highest share there is room for the words over it."""
_UPPER: Final = frozenset({Corner.UPPER_LEFT, Corner.UPPER_RIGHT})
# Room between a point and the words beside it in inches, and the height of a line in its letters.
_BESIDE: Final = 0.16
_LINE: Final = 1.45
_WIDE: Final = 0.25


@dataclass(frozen=True, slots=True)
class CurveWords:
    """Lines of words beside the point `at`, `down` by a share of the height of the curve."""

    at: int
    lines: tuple[str, ...]
    is_left: bool
    down: float


def words_of(plot: Plot, room: Box, size: float) -> list[CurveWords]:
    """Return the words of each label of `plot`, in their order."""
    told = [_lines(label, room, size) for label in plot.labels]
    placed = zip(plot.labels, told, _places(plot, told, room, size), strict=True)
    return [
        CurveWords(at, lines, place.is_left, (_share(plot, label, at) - place.middle) / HEADROOM)
        for label, lines, (at, place) in placed
    ]


def _places(
    plot: Plot, told: list[tuple[str, ...]], room: Box, size: float
) -> list[tuple[int, Placed]]:
    """At which day and where the words of each label stand."""
    days = [day for day in plot.categories if isinstance(day, date)]
    across = [time_axis.share_of(day, days[0], days[-1]) for day in days]
    curves = [callouts.line(days, series.values) for series in plot.series]
    tall = (size + 1) * _LINE / POINTS * HEADROOM / room.height
    widths = [_width(lines, room, size) for lines in told]
    marked = [label.at for label in plot.labels if label.is_marked]
    words = [
        callouts.Words(across[label.at], _share(plot, label, label.at), width)
        for label, width in zip(plot.labels, widths, strict=True)
    ]
    figures = callouts.figures(words[0], words[1], curves, tall) if marked else ()
    taken = [(*pair, tall) for pair in zip(words, figures, strict=False)]
    found = list(zip(marked, figures, strict=True))
    named = list(zip(plot.labels, told, widths, strict=True))[len(marked) :]
    for label, lines, width in named:
        points = [
            callouts.Words(across[at], _share(plot, label, at), width)
            for at in range(label.at, len(days))
        ]
        height, is_upper = tall * len(lines), label.corner in _UPPER
        later, place = callouts.name(points, curves, height, is_upper=is_upper, taken=taken)
        found.append((label.at + later, place))
    return found


def _share(plot: Plot, label: PlotLabel, at: int) -> float:
    return plot.series[label.series].values[at] or 0.0


def _width(lines: tuple[str, ...], room: Box, size: float) -> float:
    widest = max(width_of(line, size=size + 1, is_bold=True) for line in lines)
    return (_BESIDE + widest) / room.width


def _lines(label: PlotLabel, room: Box, size: float) -> tuple[str, ...]:
    """The lines of a label: a name that is wide for its chart has a line for each word."""
    text = clean(label.text)
    is_wide = width_of(text, size=size + 1, is_bold=True) > _WIDE * room.width
    return tuple(text.split()) if is_wide and not label.is_marked else (text,)
