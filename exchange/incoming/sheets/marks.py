"""What a reader of values does not tell of a sheet: percent, errors, formulas, what is hidden.

Read from the tags of its XML, which archive.py has left without comments and declarations: there
each < begins a tag, so that looking for tags finds those and no others.
"""

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from exchange.incoming.sheets.archive import WORKBOOK, Refused
from rules.sheets.addresses import column_letters, column_number
from rules.sheets.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, SheetsProblem

_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_STYLES: Final = "xl/styles.xml"
_LETTERS: Final = 26
_YES: Final = frozenset({"1", "true", b"1", b"true"})
# 9 and 10 are the formats 0% and 0.00% of every spreadsheet.
_PERCENT_FORMATS: Final = frozenset({"9", "10"})
_NAMED_SIGNS: Final = {"<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "&": "&amp;"}
_QUOTED: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_ATTRIBUTE: Final = re.compile(rb'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')


class SheetPart(NamedTuple):
    """A sheet by its name, and the part that holds it."""

    name: str
    part: str
    is_hidden: bool


class Book(NamedTuple):
    """What stands above all sheets. `is_stale`: values of formulas were never computed."""

    sheets: tuple[SheetPart, ...]
    percent_styles: frozenset[str]
    starts_1904: bool
    is_stale: bool


def book_of(parts: dict[str, bytes]) -> Book:
    """Return the sheets of a workbook in their order. Raises Refused, ParseError."""
    root = ET.fromstring(parts[WORKBOOK])  # noqa: S314 - the same
    targets = {
        one.get("Id", ""): one.get("Target", "")
        for one in ET.fromstring(parts.get(_RELATIONS, b"<none/>"))  # noqa: S314 - the same
    }
    sheets = []
    for one in _all(root, "sheet"):
        link = next((value for key, value in one.items() if key.endswith("}id")), "")
        target = targets.get(link, "")
        path = posixpath.normpath(posixpath.join("/xl", target)).removeprefix("/")
        is_hidden = one.get("state", "visible") != "visible"
        sheets.append(SheetPart(one.get("name", ""), path.lower(), is_hidden))
    computed = next(_all(root, "calcPr"), None)
    properties = next(_all(root, "workbookPr"), None)
    return Book(
        tuple(sheets),
        _percent_styles(parts.get(_STYLES, b"<none/>")),
        properties is not None and properties.get("date1904") in _YES,
        computed is not None and computed.get("fullCalcOnLoad") in _YES,
    )


def _all(root: ET.Element, name: str) -> Iterator[ET.Element]:
    """Yield elements by their name, whatever stands before it."""
    return (one for one in root.iter() if one.tag.rpartition("}")[2] == name)


def _percent_styles(content: bytes) -> frozenset[str]:
    """Return the numbers of the cell styles that show percent."""
    root = ET.fromstring(content)  # noqa: S314 - the same
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in _all(root, "numFmt")}
    percent = _PERCENT_FORMATS | {
        number for number, code in own.items() if "%" in _QUOTED.sub("", code)
    }
    styles = next(_all(root, "cellXfs"), ())
    return frozenset(
        str(place) for place, one in enumerate(styles) if one.get("numFmtId") in percent
    )


class Marks(NamedTuple):
    """What is notable about the cells of a sheet, by address."""

    percents: tuple[str, ...]
    errors: dict[str, str]
    formulas: dict[str, str]
    hidden_rows: tuple[int, ...]
    hidden_columns: tuple[str, ...]
    is_filtered: bool


def _prefix(xml: bytes) -> bytes:
    """Return what stands before the names of all tags: x: in <x:worksheet>."""
    root = re.search(rb"<(?:(\w+):)?worksheet\b", xml)
    return b"" if root is None or root[1] is None else root[1] + b":"


def extent_of(xml: bytes) -> tuple[int, int]:
    """Return how many rows and columns a sheet has at most, from A1 on. Raises Refused."""
    tags = _tags(_prefix(xml))
    numbers = tags.row.findall(xml)
    if b"" in numbers:
        raise Refused(SheetsProblem.UNUSUAL)
    rows = max(map(int, numbers), default=0)
    width = _width(xml, tags)
    if rows > MOST_ROWS or width > MOST_COLUMNS or rows * width > MOST_CELLS:
        rows, width = _used(xml, tags)
    return rows, width


def marks_of(xml: bytes, book: Book) -> Marks:
    """Return what is notable about the cells of one sheet."""
    prefix = _prefix(xml)
    tags = _tags(prefix)
    return Marks(
        tuple(_percents(xml, prefix, book)),
        dict(_errors(xml, tags)),
        dict(_formulas(xml, tags, is_stale=book.is_stale)),
        tuple(_hidden_rows(xml, tags)),
        tuple(_hidden_columns(xml, tags)),
        b"<" + prefix + b"autoFilter" in xml,
    )


class _Tags(NamedTuple):
    row: re.Pattern[bytes]
    looks: re.Pattern[bytes]
    column: re.Pattern[bytes]
    beyond: re.Pattern[bytes]
    filled: re.Pattern[bytes]
    error: re.Pattern[bytes]
    begin: bytes
    formula: re.Pattern[bytes]
    hidden: re.Pattern[bytes]


@lru_cache
def _tags(prefix: bytes) -> _Tags:
    def pattern(text: bytes) -> re.Pattern[bytes]:
        return re.compile(text.replace(b"~", re.escape(prefix)))

    # Rows and columns are nothing where they do not say where they stand.
    return _Tags(
        row=pattern(rb'<~row(?:\s+r="([0-9]{1,9})"|(?=[\s/>]))'),
        looks=pattern(rb'<~row\b[^>]*?\br="([0-9]{1,9})"([^>]*)'),
        column=pattern(rb'<~c(?:\s+r="([A-Z]{1,3})[0-9]+"|(?=[\s/>]))'),
        beyond=pattern(rb'<~c(?! r="[A-Z][0-9])(?=[\s/>])'),
        filled=pattern(rb'<~c\s+r="([A-Z]{1,3})([0-9]+)"[^>]*(?<!/)>\s*<~(?:v|f|is)\b'),
        error=pattern(
            rb'<~c\s+r="([A-Z]+[0-9]+)"[^>]*\bt="e"[^>]*(?<!/)>'
            rb"\s*(?:<~f\b[^>]*?(?:/>|>[^<]*</~f>))?\s*<~v\b[^>]*>([^<]*)<"
        ),
        begin=b"<" + prefix + b"f",
        formula=pattern(
            rb'<~c\s+r="([A-Z]+[0-9]+)"([^>]*)>\s*<~f\b[^>]*?(?:/>|>([^<]*)</~f>)'
            rb"\s*(?:<~v\b[^>]*(?<!/)>([^<]*)</~v>)?"
        ),
        hidden=pattern(rb"<~col\b([^>]*)"),
    )


def _width(xml: bytes, tags: _Tags) -> int:
    """Return how many columns there are at most: nearly all sheets end before column AA."""
    if tags.beyond.search(xml) is None:
        return _LETTERS
    columns = set(tags.column.findall(xml))
    if b"" in columns:
        raise Refused(SheetsProblem.UNUSUAL)
    return max((column_number(one.decode()) for one in columns), default=0)


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return {name: one or other for name, one, other in _ATTRIBUTE.findall(tag)}


def _hidden_rows(xml: bytes, tags: _Tags) -> Iterator[int]:
    if b' hidden="' in xml:
        for number, rest in tags.looks.findall(xml):
            if _attributes(rest).get(b"hidden") in _YES:
                yield int(number)


def _used(xml: bytes, tags: _Tags) -> tuple[int, int]:
    """Return the last row and column that say anything: looks alone may reach further."""
    places = {(column, row) for column, row in tags.filled.findall(xml)}
    height = max((int(row) for _, row in places), default=0)
    width = max((column_number(column.decode()) for column, _ in places), default=0)
    if height > MOST_ROWS or width > MOST_COLUMNS:
        raise Refused(SheetsProblem.TOO_MANY_CELLS)
    return height, width


def _percents(xml: bytes, prefix: bytes, book: Book) -> Iterator[str]:
    if book.percent_styles:
        styles = "|".join(sorted(book.percent_styles)).encode()
        # The style stands right after the place, if an office program wrote it.
        place, style = rb'c\s+r="([A-Z]+[0-9]+)"', rb'(?> s="|[^>]*?\ss=")(?:' + styles + rb')"'
        tag = b"<" + re.escape(prefix) + place + style
        yield from (one.decode() for one in re.findall(tag, xml))


def _errors(xml: bytes, tags: _Tags) -> Iterator[tuple[str, str]]:
    if b't="e"' in xml:
        for address, words in tags.error.findall(xml):
            yield address.decode(), _words(words)


def _formulas(xml: bytes, tags: _Tags, *, is_stale: bool) -> Iterator[tuple[str, str]]:
    """Yield the formulas without a value; a 0 that nobody computed is none either."""
    for address, kind, words, value in tags.formula.findall(xml) if tags.begin in xml else ():
        # An empty text may be what a formula gives; then the cell says that it holds text.
        is_missing = not value.strip() and b't="str"' not in kind
        if is_missing or (is_stale and value.strip() == b"0"):
            yield address.decode(), _words(words)


def _words(content: bytes) -> str:
    """Return text of XML as it reads."""
    words = content.decode(errors="replace")
    for sign, name in _NAMED_SIGNS.items():
        words = words.replace(name, sign)
    return words


def _hidden_columns(xml: bytes, tags: _Tags) -> Iterator[str]:
    for tag in tags.hidden.findall(xml, 0, xml.find(b"sheetData")):
        own = _attributes(tag)
        if own.get(b"hidden") in _YES:
            last = min(int(own.get(b"max", b"0")), MOST_COLUMNS)
            yield from map(column_letters, range(int(own.get(b"min", b"1")), last + 1))
