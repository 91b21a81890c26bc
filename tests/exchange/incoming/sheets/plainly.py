"""What the XML of a workbook says cell by cell, read without any of the product's readers."""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import timedelta
from io import BytesIO
from math import isclose
from xml.etree import ElementTree as ET

from rules.sheets.addresses import column_letters
from rules.sheets.cells import EXCEL_EPOCH, Cell, Kind, Sheet

Said = dict[tuple[str, str], set[str]]
"""What stands at an address of a sheet; several things where it is given more than once."""


def said_in(content: bytes) -> Said:
    """Return all that the cells of a workbook say. Raises what a broken one leads to."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name.lower(): archive.read(name) for name in archive.namelist()}
    shared = [_text(one) for one in _all(_root(parts, "xl/sharedstrings.xml"), "si")]
    targets = {
        one.get("Id"): one.get("Target", "") for one in _root(parts, "xl/_rels/workbook.xml.rels")
    }
    found: Said = {}
    for sheet in _all(_root(parts, "xl/workbook.xml"), "sheet"):
        link = next((value for key, value in sheet.items() if key.endswith("}id")), None)
        path = f"xl/{targets[link]}".lower()
        for address, words in _cells(_root(parts, path), shared):
            found.setdefault((sheet.get("name", ""), address), set()).add(words)
    return found


def _root(parts: dict[str, bytes], name: str) -> ET.Element:
    return ET.fromstring(parts.get(name, b"<none/>"))


def _all(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (one for one in root.iter() if one.tag.rpartition("}")[2] == name)


def _cells(root: ET.Element, shared: list[str]) -> Iterator[tuple[str, str]]:
    for cell in _all(root, "c"):
        value = next((one.text or "" for one in _all(cell, "v")), "")
        words = "".join(map(_text, _all(cell, "is"))) or value
        if cell.get("t") == "s" and words:
            words = shared[int(words)]
        if words.strip():
            yield cell.get("r", ""), words


def _text(item: ET.Element) -> str:
    return "".join(one.text or "" for one in _all(item, "t"))


def differences(said: Said, sheets: Iterable[Sheet]) -> list[str]:
    """Return the addresses whose cells were not kept as they stand, or stand nowhere."""
    cells = {
        (sheet.name, f"{column_letters(column)}{row}"): sheet.cell(row, column_letters(column))
        for sheet in sheets
        for row, line in enumerate(sheet.rows, 1)
        for column, _ in enumerate(line, 1)
    }
    kept = {place: cell for place, cell in cells.items() if cell.kind is not Kind.EMPTY}
    # A formula without a value says nothing but itself.
    silent = {place for place, cell in kept.items() if cell.kind is Kind.FORMULA}
    same = {
        place
        for place, words in said.items()
        if place in kept and any(_is(kept[place], one) for one in words)
    }
    return [f"{sheet}!{address}" for sheet, address in (said.keys() | kept.keys()) - same - silent]


def _is(cell: Cell, words: str) -> bool:
    if cell.kind is Kind.NUMBER:
        return isclose(float(str(cell.value)), float(words))
    if cell.kind is Kind.DATE:
        return cell.value == EXCEL_EPOCH + timedelta(days=int(float(words)))
    if cell.kind is Kind.BOOL:
        return cell.value is (words == "1")
    return cell.text == " ".join(words.split())
