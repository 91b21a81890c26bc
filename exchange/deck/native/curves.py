"""Curves of native charts: lines over days, with a dot and words where they tell something."""

from dataclasses import replace
from typing import Final

from pptx.chart.chart import Chart
from pptx.chart.series import LineSeries
from pptx.dml.line import LineFormat
from pptx.enum.chart import XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from charts.plot import Dash, Plot, PlotLabel, PlotSeries
from exchange.deck import drawing_ml
from exchange.deck.boxes import Box
from exchange.deck.native.axes import lay_out, show_days, show_shares
from exchange.deck.native.curve_words import HEADROOM, CurveWords, words_of
from exchange.deck.runs import Run, tint

_DASHES: Final = {
    Dash.SOLID: MSO_LINE.SOLID,
    Dash.DASHED: MSO_LINE.DASH,
    Dash.DASH_DOT: MSO_LINE.DASH_DOT,
    Dash.DOTTED: MSO_LINE.ROUND_DOT,
}
_ACTUAL_WIDTH: Final = 3.5
_LINE_WIDTH: Final = 2.0
# Room around the lines of a curve in inches: for the names of shares and days, and for the last.
_LEFT: Final = 0.6
_RIGHT: Final = 0.25
_TOP: Final = 0.12
_BOTTOM: Final = 0.42


def draw_curves(chart: Chart, plot: Plot, box: Box, size: float) -> None:
    """Draw the lines of `plot` with their words in letters a little larger than `size`."""
    for drawn, series in zip(chart.plots[0].series, plot.series, strict=True):
        drawn.smooth = False
        drawn.marker.style = XL_MARKER_STYLE.NONE
        _draw_line(drawn.format.line, series)
    room = Box(_LEFT, _TOP, box.width - _LEFT - _RIGHT, box.height - _TOP - _BOTTOM)
    across = {"x": room.left / box.width, "w": room.width / box.width}
    lay_out(chart, {**across, "y": room.top / box.height, "h": room.height / box.height})
    for label, words in zip(plot.labels, words_of(plot, room, size), strict=True):
        drawn, series = chart.plots[0].series[label.series], plot.series[label.series]
        _draw_point(drawn, label, series)
        _draw_words(drawn, words, Run("", size + 1, is_bold=True, colour=series.colour), box, room)
    show_shares(chart.value_axis, HEADROOM)
    show_days(chart, plot, room.width, size)
    if plot.position is not None:
        _draw_position(chart.plots[0].series[0], plot, plot.position)


def _draw_line(line: LineFormat, series: PlotSeries) -> None:
    tint(line.color, series.colour)
    line.width = Pt(_ACTUAL_WIDTH if series.dash is Dash.SOLID else _LINE_WIDTH)
    line.dash_style = _DASHES[series.dash]


def _draw_point(drawn: LineSeries, label: PlotLabel, series: PlotSeries) -> None:
    """A dot in the line's colour."""
    if label.is_marked:
        point = drawn.points[label.at]
        point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, 9
        point.marker.format.fill.solid()
        tint(point.marker.format.fill.fore_color, series.colour)
        tint(point.marker.format.line.color, series.colour)
        _draw_line(point.format.line, series)


def _draw_words(drawn: LineSeries, words: CurveWords, look: Run, box: Box, room: Box) -> None:
    """Words beside their point, moved down by a share of the chart's height."""
    down = words.down * room.height / box.height
    lines = [[replace(look, text=line)] for line in words.lines]
    element = drawing_ml.point_label(words.at, lines, is_left=words.is_left, down=down)
    listed = drawn._element.get_or_add_dLbls()  # noqa: SLF001 - python-pptx moves no labels
    following = (label for label in listed.dLbl_lst if label.idx_val > words.at)
    next(following, listed[len(listed.dLbl_lst)]).addprevious(element)
    if listed.find(qn("c:extLst")) is None:
        listed.append(drawing_ml.no_leaders())


def _draw_position(drawn: LineSeries, plot: Plot, at: int) -> None:
    """A line from the bottom to the top at the as-of day, as an error bar of the plan there."""
    share = plot.series[0].values[at] or 0.0
    bar = drawing_ml.error_bar(at, len(plot.categories), plus=plot.maximum - share, minus=share)
    drawn._element.find(qn("c:cat")).addprevious(bar)  # noqa: SLF001 - no public way
