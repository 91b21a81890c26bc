"""Native charts on a sheet: their values are the cells of the table that stands below them."""

from dataclasses import dataclass
from typing import Final

from xlsxwriter.chart import Chart
from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from charts.palette import LIGHT
from charts.plot import Dash, Kind as PlotKind, Plot, PlotSeries
from charts.s_curve.spec import Corner
from exchange.sheets.tables import ColumnKind, SheetCell, SheetColumn, SheetTable
from exchange.sheets.workbook_writer import Book, TableRows, fitting, write

_FORMS: Final = {
    PlotKind.LINE: {"type": "line"},
    PlotKind.BAR: {"type": "bar"},
    PlotKind.STACKED_BAR: {"type": "bar", "subtype": "stacked"},
}
_DASHES: Final = {
    Dash.SOLID: "solid",
    Dash.DASHED: "dash",
    Dash.DASH_DOT: "dash_dot",
    Dash.DOTTED: "round_dot",
}
_SIDES: Final = {
    Corner.UPPER_LEFT: "left",
    Corner.UPPER_RIGHT: "above",
    Corner.LOWER_LEFT: "below",
    Corner.LOWER_RIGHT: "right",
}
# A4 across is some 1040 pixels wide between its margins at full size; programs without Excel's
# usual font set columns a fifth wider, and Excel ignores page breaks where it fits to pages.
_SCALE: Final = 85
_WIDTH: Final = 940
_LINE_HEIGHT: Final = 440
_BAR_HEIGHT: Final = 42
_LEAST_HEIGHT: Final = 320
_ROW_HEIGHT: Final = 20
_LONGEST_ALT: Final = 1000
_ENDS: Final = {"plus": "ke atas", "minus": "ke bawah"}

_Look = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Data:
    """The cells that a chart reads."""

    sheet: str
    placed: TableRows

    def column(self, at: int) -> list[object]:
        """The rows of a column, as the writer of charts asks for them."""
        return [self.sheet, self.placed.first, at, self.placed.last, at]

    def title(self, at: int) -> list[object]:
        """The header of a column."""
        return [self.sheet, self.placed.header, at]


def add_plot(book: Book, name: str, plot: Plot, first_column: SheetColumn) -> None:
    """Add a sheet with `plot` as a native chart and, on the next page, its figures."""
    sheet = book.sheet(name)
    row = book.head(sheet, plot.title, [plot.subtitle, *book.caption])
    height = _height(plot)
    below = row + height // _ROW_HEIGHT + 2
    figures = table(plot, first_column)
    placed = write(book, sheet, figures, below)
    sheet.repeat_rows(below)
    _set_page(sheet, figures, placed)
    if not plot.categories:
        return
    data = _Data(name, placed)
    chart = _chart(book, plot, data, _add_upright(book, sheet, plot, data))
    chart.set_size({"width": _WIDTH, "height": height})
    alt = fitting(plot.alt)[:_LONGEST_ALT]
    sheet.insert_chart(row, 0, chart, {"description": alt, "object_position": 2})


def _set_page(sheet: Worksheet, figures: SheetTable, placed: TableRows) -> None:
    """Print the chart on a page of its own, nearly as wide as the paper."""
    sheet.set_print_scale(_SCALE)
    sheet.set_h_pagebreaks([placed.header])
    taken = sum(int(7 * column.width + 5) for column in figures.columns)
    rest = len(figures.columns)
    sheet.set_column_pixels(rest, rest, max(1, _WIDTH - taken))
    sheet.print_area(0, 0, placed.last, rest)


def _add_upright(book: Book, sheet: Worksheet, plot: Plot, data: _Data) -> _Look:
    """Write how far the line at the as-of day reaches from the first series; return its look.

    A dated axis has no other upright line than an error bar, and LibreOffice draws one from cells
    alone. These stand to the right of what is printed.
    """
    at = plot.position
    if at is None:
        return {}
    share = plot.series[0].values[at] or 0.0
    bars: _Look = {"type": "custom", "end_style": 0, "line": {"color": LIGHT.ink, "width": 1}}
    lengths = {"plus": plot.maximum - share, "minus": share}
    column = len(plot.series) + 2
    title, figure = book.look(font_color=LIGHT.muted), book.look(num_format=plot.number_format)
    for place, (side, length) in enumerate(lengths.items(), start=column):
        sheet.write_string(data.placed.header, place, f"Garis tegak, {_ENDS[side]}", title)
        sheet.write_number(data.placed.first + at, place, length, figure)
        area = xl_range_abs(data.placed.first, place, data.placed.last, place)
        bars[f"{side}_values"] = f"={quote_sheetname(data.sheet)}!{area}"
        bars[f"{side}_data"] = [
            length if index == at else None for index in range(len(plot.categories))
        ]
    return {"y_error_bars": bars}


def table(plot: Plot, first_column: SheetColumn) -> SheetTable:
    """Return the figures of `plot`: a row a category, a column a series."""
    kind = ColumnKind.PERCENT if "%" in plot.number_format else ColumnKind.NUMBER
    columns = (first_column, *(SheetColumn(series.name, kind, width=20) for series in plot.series))
    names: tuple[SheetCell, ...] = plot.categories
    rows = [
        (name, *(_cell(series, at, kind) for series in plot.series))
        for at, name in enumerate(names)
    ]
    return SheetTable(plot.title, columns, tuple(rows))


def _cell(series: PlotSeries, at: int, kind: ColumnKind) -> SheetCell:
    value = series.values[at]
    return int(value) if value is not None and kind is ColumnKind.NUMBER else value


def _height(plot: Plot) -> int:
    if plot.kind is PlotKind.LINE:
        return _LINE_HEIGHT
    return max(_LEAST_HEIGHT, _BAR_HEIGHT * len(plot.categories) + 90)


def _chart(book: Book, plot: Plot, data: _Data, upright: _Look) -> Chart:
    chart = book.workbook.add_chart(_FORMS[plot.kind])
    for at, series in enumerate(plot.series, start=1):
        chart.add_series(
            {
                "name": data.title(at),
                "categories": data.column(0),
                "values": data.column(at),
                **_look(plot, series, at - 1),
                **(upright if at == 1 else {}),
            }
        )
    # The finding stands above the chart as words of the sheet, where no name can become a formula.
    chart.set_title({"none": True})
    chart.set_legend({"position": "bottom", "font": _font(10)})
    chart.set_chartarea({"border": {"none": True}})
    chart.show_blanks_as("gap")
    _set_axes(chart, plot)
    return chart


def _look(plot: Plot, series: PlotSeries, at: int) -> _Look:
    if plot.kind is PlotKind.LINE:
        width = 3 if series.dash is Dash.SOLID else 1.75
        line = {"color": series.colour, "width": width, "dash_type": _DASHES[series.dash]}
        return {"line": line, **_labels(plot, series, at)}
    fill = {"fill": {"color": series.colour}, "border": {"none": True}}
    labels: _Look = {"value": True, "font": _font(8)}
    if plot.kind is PlotKind.STACKED_BAR:
        # A zero would stand on top of its neighbour.
        white = {"size": 10, "bold": True, "color": LIGHT.surface}
        labels |= {"position": "center", "font": white, "num_format": "0;;;"}
        return {**fill, "data_labels": labels, "gap": 60}
    return {**fill, "data_labels": labels, "gap": 35, "overlap": 0}


def _labels(plot: Plot, series: PlotSeries, at: int) -> _Look:
    own = [label for label in plot.labels if label.series == at]
    if not own:
        return {}
    custom: list[_Look] = [{"delete": True}] * len(plot.categories)
    font = {"size": 10, "bold": True, "color": series.colour}
    for label in own:
        custom[label.at] = {"value": fitting(label.text), "font": font}
    side = _SIDES[own[0].corner]
    return {"data_labels": {"value": True, "custom": custom, "position": side}}


def _set_axes(chart: Chart, plot: Plot) -> None:
    shares = "%" in plot.number_format
    values: _Look = {
        "min": 0,
        "max": plot.maximum,
        "num_format": "0%" if shares else "0",
        "num_font": _font(10),
        "major_gridlines": {"visible": shares, "line": {"color": LIGHT.line}},
        "line": {"none": True},
    }
    names: _Look = {
        "num_font": _font(10),
        "line": {"color": LIGHT.muted},
        "major_gridlines": {"visible": False},
    }
    if shares:
        values["major_unit"] = 0.25
    if plot.kind is PlotKind.LINE:
        chart.set_x_axis({**names, **_days()})
        chart.set_y_axis(values)
        return
    # A bar chart counts upwards, so the first row would stand at the bottom.
    chart.set_y_axis({**names, "reverse": True})
    chart.set_x_axis({**values, "label_position": "high" if shares else "none"})


def _days() -> _Look:
    return {
        "date_axis": True,
        "num_format": "[$-421]mmm yyyy",
        "major_unit": 3,
        "major_unit_type": "months",
    }


def _font(size: int) -> _Look:
    return {"size": size, "color": LIGHT.ink}
