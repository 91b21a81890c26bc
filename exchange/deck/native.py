"""Charts that stay charts: drawn by PowerPoint from an embedded workbook, and editable there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from math import ceil
from typing import Any, Final

from pptx.chart.axis import ValueAxis, _BaseAxis
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import BarSeries, LineSeries
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from charts.drawing import clean
from charts.palette import LIGHT
from charts.plot import Dash, Kind, Plot, PlotLabel, PlotSeries
from charts.spec import Corner
from exchange.deck.boxes import Box
from exchange.deck.text import MUTED, tint

_TYPES: Final = {
    Kind.LINE: XL_CHART_TYPE.LINE,
    Kind.BAR: XL_CHART_TYPE.BAR_CLUSTERED,
    Kind.STACKED_BAR: XL_CHART_TYPE.BAR_STACKED,
}
_DASHES: Final = {
    Dash.SOLID: MSO_LINE.SOLID,
    Dash.DASHED: MSO_LINE.DASH,
    Dash.DASH_DOT: MSO_LINE.DASH_DOT,
}
_SIDES: Final = {
    Corner.UPPER_LEFT: XL_LABEL_POSITION.LEFT,
    Corner.UPPER_RIGHT: XL_LABEL_POSITION.ABOVE,
    Corner.LOWER_LEFT: XL_LABEL_POSITION.BELOW,
    Corner.LOWER_RIGHT: XL_LABEL_POSITION.RIGHT,
}
# As text, a name never runs; and a day reads the same whatever language the reader's Office has.
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_DAY_FORMAT: Final = "[$-421]mmm yyyy"
_LONGEST_NAME: Final = 120
_EPOCH: Final = date(1899, 12, 30)
_TICK_MONTHS: Final = 6
# The smallest share of the longest bar on which its figure has room.
_LEAST_PIECE: Final = 0.05
# From this share of the axis on a line counts as running along the top; there is room above it.
_TOP: Final = 0.95
_HEADROOM: Final = 1.08
NO_LABELS: Final = XL_TICK_LABEL_POSITION.NONE
_LINE_WIDTH: Final = {Dash.SOLID: 3.5, Dash.DASHED: 2.0, Dash.DASH_DOT: 2.0}


class _Writer(CategoryWorkbookWriter):  # type: ignore[misc] # python-pptx counts as untyped
    """Writes the workbook behind a chart with every name a text, never a formula or a link."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: BytesIO) -> Iterator[tuple[Workbook, Worksheet]]:
        workbook = Workbook(xlsx_file, _OPTIONS)
        yield workbook, workbook.add_worksheet()
        workbook.close()


class _Data(CategoryChartData):  # type: ignore[misc] # python-pptx counts as untyped
    """Chart data of this program: python-pptx itself stays as it is for everybody else."""

    @property
    def _workbook_writer(self) -> _Writer:
        return _Writer(self)


def draw(slide: Slide, plot: Plot, box: Box, *, size: float = 11) -> Chart:
    """Draw `plot` in `box` with letters of `size` points; return it for its last touches."""
    data = _Data(number_format=plot.number_format)
    data.categories = [_category(one) for one in plot.categories]
    for one in plot.series:
        data.add_series(_name(one.name), one.values)
    shape = slide.shapes.add_chart(_TYPES[plot.kind], *box.place, data)
    shape.name = "Grafik"
    shape._element.nvGraphicFramePr.cNvPr.set("descr", clean(plot.alt))  # noqa: SLF001 - no public way
    chart: Chart = shape.chart
    chart.has_legend, chart.has_title = False, False
    chart.font.size = Pt(size)
    tint(chart.font.color, MUTED)
    return _lined(chart, plot, size) if plot.kind is Kind.LINE else _barred(chart, plot, size)


def align_bars(chart: Chart, top: float, height: float) -> None:
    """Let the bars fill the chart's frame from `top` on for `height`, as shares of the frame."""
    area = chart._chartSpace.chart.plotArea  # noqa: SLF001 - no public way to the layout
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    places = {"x": 0.02, "y": top, "w": 0.95, "h": height}
    sizes = "".join(f'<c:{name} val="{value:.5f}"/>' for name, value in places.items())
    area.insert(
        0,
        parse_xml(
            f"<c:layout {nsdecls('c')}><c:manualLayout>"
            '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f"{sizes}</c:manualLayout></c:layout>"
        ),
    )


def _category(value: date | str) -> date | str:
    return _name(value) if isinstance(value, str) else value


def _name(text: str) -> str:
    return clean(text)[:_LONGEST_NAME]


def _lined(chart: Chart, plot: Plot, size: float) -> Chart:
    for drawn, one in zip(chart.plots[0].series, plot.series, strict=True):
        _draw_line(drawn, one)
    for label in plot.labels:
        _draw_label(chart.plots[0].series[label.series], label, plot, size)
    _shares(chart.value_axis, _HEADROOM)
    _days(chart, plot)
    if plot.position is not None:
        _draw_position(chart.plots[0].series[0], plot, plot.position)
    return chart


def _draw_line(drawn: LineSeries, one: PlotSeries) -> None:
    drawn.smooth = False
    drawn.marker.style = XL_MARKER_STYLE.NONE
    tint(drawn.format.line.color, one.colour)
    drawn.format.line.width = Pt(_LINE_WIDTH[one.dash])
    drawn.format.line.dash_style = _DASHES[one.dash]


def _draw_label(drawn: LineSeries, label: PlotLabel, plot: Plot, size: float) -> None:
    """Words beside their point; its dot keeps the line's colour."""
    colour = plot.series[label.series].colour
    point = drawn.points[label.at]
    if label.is_marked:
        point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, 9
        point.marker.format.fill.solid()
        tint(point.marker.format.fill.fore_color, colour)
        tint(point.marker.format.line.color, colour)
        _draw_point_line(point.format.line, plot.series[label.series])
    point.data_label.position = _side(label, plot)
    frame = point.data_label.text_frame
    frame.word_wrap = False
    paragraph = frame.paragraphs[0]
    run = paragraph.add_run()
    run.text = clean(label.text)
    run.font.size, run.font.bold = Pt(size + 1), True
    tint(run.font.color, colour)


def _side(label: PlotLabel, plot: Plot) -> XL_LABEL_POSITION:
    """Where the words stand: over a line that runs along the top, since beside it is the line."""
    share = plot.series[label.series].values[label.at] or 0.0
    is_upper = label.corner in {Corner.UPPER_LEFT, Corner.UPPER_RIGHT}
    if is_upper and share > _TOP * plot.maximum:
        return XL_LABEL_POSITION.ABOVE
    return _SIDES[label.corner]


def _draw_point_line(line: Any, one: PlotSeries) -> None:  # noqa: ANN401 - python-pptx names no type
    tint(line.color, one.colour)
    line.width = Pt(_LINE_WIDTH[one.dash])
    line.dash_style = _DASHES[one.dash]


def _shares(axis: ValueAxis, highest: float = 1) -> None:
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, highest, 0.25
    axis.tick_labels.number_format = "0%"
    axis.tick_labels.number_format_is_linked = False
    axis.has_major_gridlines = True
    tint(axis.major_gridlines.format.line.color, LIGHT.line)
    axis.major_gridlines.format.line.width = Pt(0.75)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()


def _days(chart: Chart, plot: Plot) -> None:
    """Days at their true distance, named every half year."""
    axis = chart.category_axis
    first, last = plot.categories[0], plot.categories[-1]
    if isinstance(first, date) and isinstance(last, date):
        axis.minimum_scale, axis.maximum_scale = (first - _EPOCH).days, (last - _EPOCH).days
    axis.tick_labels.number_format = _DAY_FORMAT
    axis.tick_labels.number_format_is_linked = False
    axis.has_major_gridlines = False
    axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
    _quiet(axis)
    for name, value in (("majorUnit", _TICK_MONTHS), ("majorTimeUnit", "months")):
        axis._element.append(parse_xml(f'<c:{name} {nsdecls("c")} val="{value}"/>'))  # noqa: SLF001


def _quiet(axis: _BaseAxis) -> None:
    tint(axis.format.line.color, LIGHT.line)
    axis.format.line.width = Pt(1)


def _draw_position(drawn: LineSeries, plot: Plot, at: int) -> None:
    """A line from the bottom to the top at the as-of day, as an error bar of the plan there."""
    share = plot.series[0].values[at] or 0.0
    sides = {"plus": plot.maximum - share, "minus": share}
    lengths = "".join(
        f"<c:{side}><c:numLit><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(plot.categories)}"/>'
        f'<c:pt idx="{at}"><c:v>{length}</c:v></c:pt></c:numLit></c:{side}>'
        for side, length in sides.items()
    )
    bars = parse_xml(
        f"<c:errBars {nsdecls('c', 'a')}>"
        '<c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="1"/>{lengths}<c:spPr><a:ln w="12700"><a:solidFill>'
        '<a:schemeClr val="tx1"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    drawn._element.find(qn("c:cat")).addprevious(bars)  # noqa: SLF001 - no public way


def _barred(chart: Chart, plot: Plot, size: float) -> Chart:
    bars = chart.plots[0]
    bars.gap_width = 45
    bars.overlap = 100 if plot.kind is Kind.STACKED_BAR else 0
    for drawn, one in zip(bars.series, plot.series, strict=True):
        _draw_bars(drawn, one, plot, size)
    chart.category_axis.reverse_order = True
    chart.category_axis.has_major_gridlines = False
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    _quiet(chart.category_axis)
    axis = chart.value_axis
    if plot.kind is Kind.BAR:
        _shares(axis)
    else:
        axis.minimum_scale, axis.maximum_scale = 0, plot.maximum
        axis.has_major_gridlines, axis.visible = False, False
    return chart


def _draw_bars(drawn: BarSeries, one: PlotSeries, plot: Plot, size: float) -> None:
    drawn.format.fill.solid()
    tint(drawn.format.fill.fore_color, one.colour)
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
