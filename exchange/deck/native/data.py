"""The workbook behind a chart: every name a text, never a formula or a link."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from charts.lettering import clean
from charts.plot import Plot

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_NAME: Final = 120


class _Writer(CategoryWorkbookWriter):  # type: ignore[misc] # python-pptx counts as untyped
    @contextmanager
    def _open_worksheet(self, xlsx_file: BytesIO) -> Iterator[tuple[Workbook, Worksheet]]:
        workbook = Workbook(xlsx_file, _OPTIONS)
        yield workbook, workbook.add_worksheet()
        workbook.close()


class _OwnData(CategoryChartData):  # type: ignore[misc] # python-pptx counts as untyped
    """Chart data of this program: python-pptx itself stays as it is for everybody else."""

    @property
    def _workbook_writer(self) -> _Writer:
        return _Writer(self)


def chart_data(plot: Plot) -> CategoryChartData:
    """Return the categories and series of `plot`."""
    data = _OwnData(number_format=plot.number_format)
    data.categories = [
        _name(category) if isinstance(category, str) else category for category in plot.categories
    ]
    for series in plot.series:
        data.add_series(_name(series.name), series.values)
    return data


def _name(text: str) -> str:
    return clean(text)[:_LONGEST_NAME]
