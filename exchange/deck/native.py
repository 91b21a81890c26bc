"""Charts that stay charts: drawn by PowerPoint from an embedded workbook, and editable there."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
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
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from charts import time_axis
from charts.lettering import clean
from charts.palette import LIGHT
from charts.plot import Dash, Kind, Plot, PlotLabel, PlotSeries
from charts.s_curve import Corner, callouts
from charts.s_curve.callouts import Placed
from exchange.deck.boxes import POINTS, Box
from exchange.deck.text import MUTED, Line, Run, paragraph_xml, tint, width_of

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
# As text, a name never runs; and a day reads the same whatever language the reader's Office has.
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_DAY_FORMAT: Final = "[$-421]mmm yyyy"
_LONGEST_NAME: Final = 120
_UPPER: Final = frozenset({Corner.UPPER_LEFT, Corner.UPPER_RIGHT})
_EPOCH: Final = date(1899, 12, 30)
_TICKS: Final = (6, 12)
_TICK: Final = "Mmm 2021"
_TICK_GAP: Final = 0.15
_MONTH: Final = 365.25 / 12
# Room around the lines of a curve in inches: for the names of shares and days, and for the last.
_LEFT: Final = 0.6
_RIGHT: Final = 0.25
_TOP: Final = 0.12
_BOTTOM: Final = 0.42
# Room between a point and the words beside it in inches, and the height of a line in its letters.
_BESIDE: Final = 0.16
_LINE: Final = 1.45
_WIDE: Final = 0.25
# The smallest share of the longest bar on which its figure has room.
_LEAST_PIECE: Final = 0.05
# Above the highest share there is room for the words over it.
_HEADROOM: Final = 1.08
# LibreOffice would draw a line from each point to its words.
_NO_LEADERS: Final = (
    f'<c:extLst {nsdecls("c")}><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
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
    if plot.kind is Kind.LINE:
        return _lined(chart, plot, box, size)
    return _barred(chart, plot, size)


def align_bars(chart: Chart, top: float, height: float) -> None:
    """Let the bars fill the chart's frame from `top` on for `height`, as shares of the frame."""
    _lay_out(chart, {"x": 0.02, "y": top, "w": 0.95, "h": height})


def _lay_out(chart: Chart, places: Mapping[str, float]) -> None:
    """Give what lines or bars stand in its place, as shares of the chart's frame."""
    area = chart._chartSpace.chart.plotArea  # noqa: SLF001 - no public way to the layout
    for old in area.findall(qn("c:layout")):
        area.remove(old)
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


def _lined(chart: Chart, plot: Plot, box: Box, size: float) -> Chart:
    for drawn, one in zip(chart.plots[0].series, plot.series, strict=True):
        _draw_line(drawn, one)
    room = Box(_LEFT, _TOP, box.width - _LEFT - _RIGHT, box.height - _TOP - _BOTTOM)
    across = {"x": room.left / box.width, "w": room.width / box.width}
    _lay_out(chart, {**across, "y": room.top / box.height, "h": room.height / box.height})
    for label, (at, place) in zip(plot.labels, _places(plot, room, size), strict=True):
        down = (_share(plot, label, at) - place.middle) / _HEADROOM * room.height / box.height
        look = Run("", size + 1, is_bold=True, colour=plot.series[label.series].colour)
        told = [[replace(look, text=line)] for line in _told(label, room, size)]
        drawn = chart.plots[0].series[label.series]
        _draw_point(drawn, label, plot)
        _draw_label(drawn, at, told, is_left=place.is_left, down=down)
    _shares(chart.value_axis, _HEADROOM)
    _days(chart, plot, room.width, size)
    if plot.position is not None:
        _draw_position(chart.plots[0].series[0], plot, plot.position)
    return chart


def _places(plot: Plot, room: Box, size: float) -> list[tuple[int, Placed]]:
    """At which day and where the words beside the lines stand: figures first, then names."""
    days = [one for one in plot.categories if isinstance(one, date)]
    across = [time_axis.share_of(one, days[0], days[-1]) for one in days]
    lines = [callouts.line(days, one.values) for one in plot.series]
    tall = (size + 1) * _LINE / POINTS * _HEADROOM / room.height
    widths = [_width(one, room, size) for one in plot.labels]
    marked = [one.at for one in plot.labels if one.is_marked]
    words = [
        callouts.Words(across[one.at], _share(plot, one, one.at), width)
        for one, width in zip(plot.labels, widths, strict=True)
    ]
    figures = callouts.figures(words[0], words[1], lines, tall) if marked else ()
    taken = [(*pair, tall) for pair in zip(words, figures, strict=False)]
    found = list(zip(marked, figures, strict=True))
    for one, width in list(zip(plot.labels, widths, strict=True))[len(marked) :]:
        height, is_upper = tall * len(_told(one, room, size)), one.corner in _UPPER
        points = [
            callouts.Words(across[at], _share(plot, one, at), width)
            for at in range(one.at, len(days))
        ]
        later, place = callouts.name(points, lines, height, is_upper=is_upper, taken=taken)
        found.append((one.at + later, place))
    return found


def _share(plot: Plot, label: PlotLabel, at: int) -> float:
    return plot.series[label.series].values[at] or 0.0


def _width(label: PlotLabel, room: Box, size: float) -> float:
    told = _told(label, room, size)
    widest = max(width_of(line, size=size + 1, is_bold=True) for line in told)
    return (_BESIDE + widest) / room.width


def _told(label: PlotLabel, room: Box, size: float) -> list[str]:
    """The lines of a label: a name that is wide for its chart has a line for each word."""
    text = clean(label.text)
    is_wide = width_of(text, size=size + 1, is_bold=True) > _WIDE * room.width
    return text.split() if is_wide and not label.is_marked else [text]


def _draw_line(drawn: LineSeries, one: PlotSeries) -> None:
    drawn.smooth = False
    drawn.marker.style = XL_MARKER_STYLE.NONE
    tint(drawn.format.line.color, one.colour)
    drawn.format.line.width = Pt(_LINE_WIDTH[one.dash])
    drawn.format.line.dash_style = _DASHES[one.dash]


def _draw_point(drawn: LineSeries, label: PlotLabel, plot: Plot) -> None:
    """A dot in the line's colour."""
    if label.is_marked:
        one, point = plot.series[label.series], drawn.points[label.at]
        point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, 9
        point.marker.format.fill.solid()
        tint(point.marker.format.fill.fore_color, one.colour)
        tint(point.marker.format.line.color, one.colour)
        _draw_point_line(point.format.line, one)


def _draw_label(
    drawn: LineSeries, at: int, told: Sequence[Line], *, is_left: bool, down: float
) -> None:
    """Words beside their point, moved down by a share of the chart's height."""
    align = PP_ALIGN.RIGHT if is_left else PP_ALIGN.LEFT
    words = "".join(paragraph_xml(line, align=align) for line in told)
    shown = {"LegendKey": 0, "Val": 1, "CatName": 0, "SerName": 0, "Percent": 0, "BubbleSize": 0}
    flags = "".join(f'<c:show{name} val="{value}"/>' for name, value in shown.items())
    label = (
        f'<c:dLbl {nsdecls("c", "a")}><c:idx val="{at}"/><c:layout><c:manualLayout>'
        f'<c:x val="0"/><c:y val="{down:.5f}"/></c:manualLayout></c:layout>'
        f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{words}</c:rich></c:tx>'
        f'<c:dLblPos val="{"l" if is_left else "r"}"/>{flags}</c:dLbl>'
    )
    listed = drawn._element.get_or_add_dLbls()  # noqa: SLF001 - python-pptx moves no labels
    before = (one for one in listed.dLbl_lst if one.idx_val > at)
    after = next(before, listed[len(listed.dLbl_lst)])
    after.addprevious(parse_xml(label))
    if listed.find(qn("c:extLst")) is None:
        listed.append(parse_xml(_NO_LEADERS))


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


def _days(chart: Chart, plot: Plot, width: float, size: float) -> None:
    """Days at their true distance, named every half year, or every year where names would turn."""
    axis, months = chart.category_axis, _TICKS[0]
    first, last = plot.categories[0], plot.categories[-1]
    if isinstance(first, date) and isinstance(last, date):
        axis.minimum_scale, axis.maximum_scale = (first - _EPOCH).days, (last - _EPOCH).days
        most = width * _MONTH / (width_of(_TICK, size=size) + _TICK_GAP)
        months = next((one for one in _TICKS if (last - first).days <= one * most), _TICKS[-1])
    axis.tick_labels.number_format = _DAY_FORMAT
    axis.tick_labels.number_format_is_linked = False
    axis.has_major_gridlines = False
    axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
    _quiet(axis)
    for name, value in (("majorUnit", months), ("majorTimeUnit", "months")):
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
