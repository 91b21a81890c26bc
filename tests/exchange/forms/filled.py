"""Workbooks of ours as agencies send them back."""

from collections.abc import Mapping
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile

from tests.exchange.sheets.workbooks import cells, part, sheet_names

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def filled(
    content: bytes, rows: Mapping[str, Mapping[str, object]], sheet: str = "Laporan"
) -> bytes:
    """Return a workbook with cells filled in, by the code of their row and the head above them."""
    columns = {value: at.rstrip("0123456789") for at, value in cells(content, sheet).items()}
    places = {
        f"{columns[head]}{row_of(content, code, sheet)}": value
        for code, answers in rows.items()
        for head, value in answers.items()
    }
    return written_into(content, places, sheet)


def written_into(content: bytes, values: Mapping[str, object], sheet: str) -> bytes:
    """Return a workbook with these values at the addresses of a sheet."""
    name = f"xl/worksheets/sheet{sheet_names(content).index(sheet) + 1}.xml"
    tree = part(content, name)
    places = {one.attrib["r"]: one for one in tree.iter() if one.tag == f"{{{_MAIN}}}c"}
    for address, value in values.items():
        _write(places[address], value)
    ET.register_namespace("", _MAIN)
    return _replaced(content, name, ET.tostring(tree, encoding="utf-8", xml_declaration=True))


def hiding(content: bytes, row: int, sheet: str = "Laporan") -> bytes:
    """Return a workbook with a row of a sheet hidden, as a filter hides it."""
    name = f"xl/worksheets/sheet{sheet_names(content).index(sheet) + 1}.xml"
    tree = part(content, name)
    rows = (one for one in tree.iter() if one.tag == f"{{{_MAIN}}}row")
    next(one for one in rows if one.attrib["r"] == str(row)).attrib["hidden"] = "1"
    ET.register_namespace("", _MAIN)
    return _replaced(content, name, ET.tostring(tree, encoding="utf-8", xml_declaration=True))


def row_of(content: bytes, code: str, sheet: str = "Laporan") -> int:
    """Return the row of a milestone, as its author sees it."""
    found = cells(content, sheet)
    return next(int(at[1:]) for at, value in found.items() if at[0] == "A" and value == code)


def _write(cell: ET.Element, value: object) -> None:
    for child in list(cell):
        cell.remove(child)
    if isinstance(value, str):
        cell.attrib["t"] = "inlineStr"
        inline = ET.SubElement(cell, f"{{{_MAIN}}}is")
        ET.SubElement(inline, f"{{{_MAIN}}}t").text = value
    else:
        cell.attrib.pop("t", None)
        ET.SubElement(cell, f"{{{_MAIN}}}v").text = str(value)


def _replaced(content: bytes, name: str, own: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(content)) as packed, ZipFile(out, "w", ZIP_DEFLATED) as again:
        for one in packed.namelist():
            again.writestr(one, own if one == name else packed.read(one))
    return out.getvalue()
