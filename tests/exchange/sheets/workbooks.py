"""How tests read a workbook back: its sheets, its cells, and what its charts point at."""

import re
from datetime import date, timedelta
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

Value = str | float | None


def part(content: bytes, name: str) -> ET.Element:
    with ZipFile(BytesIO(content)) as packed:
        return ET.fromstring(packed.read(name))


def parts(content: bytes, folder: str) -> list[ET.Element]:
    with ZipFile(BytesIO(content)) as packed:
        names = [name for name in packed.namelist() if re.fullmatch(rf"{folder}\d+\.xml", name)]
    return [part(content, name) for name in names]


def sheet_names(content: bytes) -> list[str]:
    return [
        one.attrib["name"] for one in part(content, "xl/workbook.xml").iter() if _is(one, "sheet")
    ]


def sheet(content: bytes, name: str) -> ET.Element:
    return part(content, f"xl/worksheets/sheet{sheet_names(content).index(name) + 1}.xml")


def cells(content: bytes, name: str) -> dict[str, Value]:
    """Return the values of a sheet by address: A1, B7."""
    shared = [
        "".join(one.itertext()) for one in part(content, "xl/sharedStrings.xml").findall("{*}si")
    ]
    found: dict[str, Value] = {}
    for one in sheet(content, name).iter():
        value = one.find("{*}v") if _is(one, "c") else None
        if value is not None and value.text is not None:
            is_text = one.attrib.get("t") == "s"
            found[one.attrib["r"]] = shared[int(value.text)] if is_text else float(value.text)
    return found


def rows(content: bytes, name: str, title: str) -> list[dict[str, Value]]:
    """Return the rows of the table whose first column is called `title`, by column title."""
    found = cells(content, name)
    header = next(int(at[1:]) for at, value in found.items() if at[0] == "A" and value == title)
    titles = {at.rstrip("0123456789"): value for at, value in found.items() if _row(at) == header}
    told = []
    row = header + 1
    while f"A{row}" in found:
        told.append({str(words): found.get(f"{at}{row}") for at, words in titles.items()})
        row += 1
    return told


def referred(content: bytes, reference: str) -> list[Value]:
    """Return the cells of a reference such as 'Kurva S'!$B$30:$B$66."""
    name, _, area = reference.rpartition("!")
    found = cells(content, name.strip("'"))
    (column, first), *rest = re.findall(r"\$([A-Z]+)\$(\d+)", area)
    last = rest[0][1] if rest else first
    return [found.get(f"{column}{row}") for row in range(int(first), int(last) + 1)]


def day(serial: Value) -> date:
    assert isinstance(serial, float)
    return date(1899, 12, 30) + timedelta(days=int(serial))


def _row(address: str) -> int:
    return int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _is(element: ET.Element, name: str) -> bool:
    return element.tag.rpartition("}")[2] == name
