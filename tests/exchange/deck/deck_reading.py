"""A deck read back: its words, tables, charts with their workbooks, and notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pptx
from pptx.oxml.ns import qn

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Value = str | float | None


def slides(content: bytes) -> list[Any]:
    """The slides in order."""
    return list(pptx.Presentation(BytesIO(content)).slides)


def title(slide: Any) -> str:
    """The title of a slide."""
    return str(slide.shapes.title.text_frame.text)


def words(slide: Any) -> str:
    """Everything that can be read on a slide, charts left out."""
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if shape.has_table:
            found += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def notes(slide: Any) -> str:
    """What the speaker reads."""
    return str(slide.notes_slide.notes_text_frame.text)


def rows(slide: Any) -> list[list[str]]:
    """The cells of all tables of a slide, header included."""
    return [
        [cell.text_frame.text for cell in row.cells]
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
    ]


@dataclass(frozen=True)
class ReadChart:
    """A chart: what it shows from its cache, and what its workbook holds."""

    alt: str
    series: dict[str, list[float | None]]
    categories: list[Any]
    sheet: list[list[Value]]
    formulas: int


def charts(slide: Any) -> Iterator[ReadChart]:
    """The charts of a slide."""
    for shape in slide.shapes:
        if shape.has_chart:
            chart = shape.chart
            plot = chart.plots[0]
            blob = chart.part.chart_workbook.xlsx_part.blob
            sheet, formulas = _sheet(blob)
            yield ReadChart(
                alt=shape._element.nvGraphicFramePr.cNvPr.get("descr"),
                series={one.name: list(one.values) for one in plot.series},
                categories=list(plot.categories),
                sheet=sheet,
                formulas=formulas,
            )


def graphic_frames(slide: Any) -> list[Any]:
    """The properties of everything that is no plain shape: charts, tables, pictures."""
    return [
        shape._element.find(f".//{qn('p:cNvPr')}")
        for shape in slide.shapes
        if shape.has_chart or shape.has_table or shape.shape_type == 13
    ]


def shape_ids(slide: Any) -> list[str]:
    """The ids of all shapes of a slide."""
    return [one.get("id") for one in slide._element.iter(qn("p:cNvPr"))]


def _sheet(blob: bytes) -> tuple[list[list[Value]], int]:
    """The cells of the only sheet, row by row, and how many of them are formulas."""
    with ZipFile(BytesIO(blob)) as archive:
        shared = _shared(archive)
        root = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    found = []
    for row in root.iter(f"{_SHEET}row"):
        cells = {cell.get("r", "A")[0]: _value(cell, shared) for cell in row.iter(f"{_SHEET}c")}
        found.append([cells.get(letter) for letter in "ABCDEF"])
    return found, len(list(root.iter(f"{_SHEET}f")))


def _shared(archive: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = ET.fromstring(archive.read("xl/sharedStrings.xml"))
    return ["".join(one.itertext()) for one in root.iter(f"{_SHEET}si")]


def _value(cell: ET.Element, shared: list[str]) -> Value:
    value = cell.find(f"{_SHEET}v")
    if value is None or value.text is None:
        return None
    return shared[int(value.text)] if cell.get("t") == "s" else float(value.text)
