"""Axes of native charts, and where in their frame charts stand."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from pptx.chart.axis import ValueAxis, _BaseAxis
from pptx.chart.chart import Chart
from pptx.enum.chart import XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Pt

from charts.palette import LIGHT
from charts.plot import Plot
from exchange.deck import drawing_ml
from exchange.deck.runs import tint
from exchange.deck.text import width_of

# A day reads the same whatever language the reader's Office has.
_DAY_FORMAT: Final = "[$-421]mmm yyyy"
_EPOCH: Final = date(1899, 12, 30)
_TICKS: Final = (6, 12)
_TICK: Final = "Mmm 2021"
_TICK_GAP: Final = 0.15
_MONTH: Final = 365.25 / 12


def lay_out(chart: Chart, places: Mapping[str, float]) -> None:
    """Give what lines or bars stand in its place, as shares of the chart's frame."""
    area = chart._chartSpace.chart.plotArea  # noqa: SLF001 - no public way to the layout
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, drawing_ml.inner_layout(places))


def show_shares(axis: ValueAxis, highest: float = 1) -> None:
    """Name every quarter of the whole on an axis that goes up to `highest`."""
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, highest, 0.25
    axis.tick_labels.number_format = "0%"
    axis.tick_labels.number_format_is_linked = False
    axis.has_major_gridlines = True
    tint(axis.major_gridlines.format.line.color, LIGHT.line)
    axis.major_gridlines.format.line.width = Pt(0.75)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()


def show_days(chart: Chart, plot: Plot, width: float, size: float) -> None:
    """Days at their true distance, named every half year, or every year where names would turn."""
    axis, months = chart.category_axis, _TICKS[0]
    first, last = plot.categories[0], plot.categories[-1]
    if isinstance(first, date) and isinstance(last, date):
        axis.minimum_scale, axis.maximum_scale = (first - _EPOCH).days, (last - _EPOCH).days
        most = width * _MONTH / (width_of(_TICK, size=size) + _TICK_GAP)
        fitting = (step for step in _TICKS if (last - first).days <= step * most)
        months = next(fitting, _TICKS[-1])
    axis.tick_labels.number_format = _DAY_FORMAT
    axis.tick_labels.number_format_is_linked = False
    axis.has_major_gridlines = False
    axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
    quiet(axis)
    axis._element.extend(drawing_ml.months_between_ticks(months))  # noqa: SLF001 - no public way


def quiet(axis: _BaseAxis) -> None:
    """Draw the line of an axis thin and light."""
    tint(axis.format.line.color, LIGHT.line)
    axis.format.line.width = Pt(1)
