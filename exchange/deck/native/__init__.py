"""Charts that stay charts: drawn by PowerPoint from an embedded workbook, and editable there."""

from math import ceil
from typing import Final

from pptx.chart.chart import Chart
from pptx.chart.series import BarSeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.slide import Slide
from pptx.util import Pt

from charts.lettering import clean
from charts.palette import LIGHT
from charts.plot import Kind, Plot, PlotSeries
from exchange.deck.boxes import Box
from exchange.deck.native.axes import lay_out, quiet, show_shares
from exchange.deck.native.curves import draw_curves
from exchange.deck.native.data import chart_data
from exchange.deck.runs import MUTED, tint

_TYPES: Final = {
    Kind.LINE: XL_CHART_TYPE.LINE,
    Kind.BAR: XL_CHART_TYPE.BAR_CLUSTERED,
    Kind.STACKED_BAR: XL_CHART_TYPE.BAR_STACKED,
}
# The smallest share of the longest bar on which its figure has room.
_LEAST_PIECE: Final = 0.05
NO_LABELS: Final = XL_TICK_LABEL_POSITION.NONE


def draw(slide: Slide, plot: Plot, box: Box, *, size: float = 11) -> Chart:
    """Draw `plot` in `box` with letters of `size` points; return it for its last touches."""
    shape = slide.shapes.add_chart(_TYPES[plot.kind], *box.place, chart_data(plot))
    shape.name = "Grafik"
    shape._element.nvGraphicFramePr.cNvPr.set("descr", clean(plot.alt))  # noqa: SLF001 - no public way
    chart: Chart = shape.chart
    chart.has_legend, chart.has_title = False, False
    chart.font.size = Pt(size)
    tint(chart.font.color, MUTED)
    if plot.kind is Kind.LINE:
        draw_curves(chart, plot, box, size)
    else:
        _draw_all_bars(chart, plot, size)
    return chart


def align_bars(chart: Chart, top: float, height: float) -> None:
    """Let the bars fill the chart's frame from `top` on for `height`, as shares of the frame."""
    lay_out(chart, {"x": 0.02, "y": top, "w": 0.95, "h": height})


def _draw_all_bars(chart: Chart, plot: Plot, size: float) -> None:
    bars = chart.plots[0]
    bars.gap_width = 45
    bars.overlap = 100 if plot.kind is Kind.STACKED_BAR else 0
    for drawn, series in zip(bars.series, plot.series, strict=True):
        _draw_bars(drawn, series, plot, size)
    chart.category_axis.reverse_order = True
    chart.category_axis.has_major_gridlines = False
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    quiet(chart.category_axis)
    axis = chart.value_axis
    if plot.kind is Kind.BAR:
        show_shares(axis)
    else:
        axis.minimum_scale, axis.maximum_scale = 0, plot.maximum
        axis.has_major_gridlines, axis.visible = False, False


def _draw_bars(drawn: BarSeries, series: PlotSeries, plot: Plot, size: float) -> None:
    drawn.format.fill.solid()
    tint(drawn.format.fill.fore_color, series.colour)
    drawn.invert_if_negative = False
    if plot.kind is Kind.STACKED_BAR:
        labels = drawn.data_labels
        labels.show_value = True
        # A figure that is wider than its piece would stand on its neighbour's.
        least = max(1, ceil(_LEAST_PIECE * plot.maximum))
        labels.number_format, labels.number_format_is_linked = f"[>={least}]0;", False
        labels.position = XL_LABEL_POSITION.CENTER
        labels.font.size, labels.font.bold = Pt(size), True
        tint(labels.font.color, LIGHT.surface)
