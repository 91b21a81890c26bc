"""Files that are meant to use up the memory or the time of whoever reads them."""

import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

from tests.exchange.incoming.sheets.workbooks import archived, members, raw, worksheet

MEGABYTE = 1024 * 1024


def one_far_cell() -> bytes:
    return raw('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def a_far_cell_in_a_near_row() -> bytes:
    return raw('<row r="1"><c r="XFD1048576"><v>1</v></c></row>')


def ten_thousand_sheets() -> bytes:
    return archived(members({f"S{number}": "" for number in range(10_000)}))


def sheets_that_share_a_part() -> bytes:
    """10,000 sheets that all name the same part, so that the archive holds few."""
    parts = members({f"S{number}": "" for number in range(10_000)})
    links = re.sub(rb"/sheet[0-9]+\.xml", b"/sheet1.xml", parts["xl/_rels/workbook.xml.rels"])
    few = {name: part for name, part in parts.items() if "worksheets/" not in name}
    one = {"xl/worksheets/sheet1.xml": parts["xl/worksheets/sheet1.xml"]}
    return archived(few | one | {"xl/_rels/workbook.xml.rels": links})


def names_twice() -> bytes:
    out = BytesIO(raw(""))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("XL/workbook.xml", "<workbook/>")
    return out.getvalue()


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = worksheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>')
    declared = f'<!DOCTYPE lolz [<!ENTITY l0 "lol">{entities}]>{text}'
    return archived(members({"S": ""}) | {"xl/worksheets/sheet1.xml": declared.encode()})


def shared_strings(said: int = 1024 * MEGABYTE) -> bytes:
    """A gigabyte of shared strings in a megabyte; its headers say that it unpacks to `said`."""
    name = b"xl/sharedStrings.xml"
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(b"<si><t>" + b"a" * MEGABYTE + b"</t></si>")
    block += packer.flush(zlib.Z_FULL_FLUSH)
    out = BytesIO(raw(""))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name.decode(), block * 1024 + packer.flush())
    content = bytearray(out.getvalue())
    central = content.rindex(b"PK\x01\x02", 0, content.rindex(name))
    local = content.index(b"PK\x03\x04", content.index(name) - 30)
    # The archive took it for plain bytes: both headers are told that it is packed.
    for method, size in ((central + 10, central + 24), (local + 8, local + 22)):
        content[method] = zipfile.ZIP_DEFLATED
        content[size : size + 4] = said.to_bytes(4, "little")
    return bytes(content)


def false_headers() -> bytes:
    return shared_strings(said=1024)


def wide_rows() -> bytes:
    """Many rows, each with its first and its last column only."""
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="ZZ{n}"><v>1</v></c></row>'
        for n in range(1, 20_001)
    )
    return raw(rows)


def merged_everything() -> bytes:
    spans = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    text = worksheet('<row r="1"><c r="A1"><v>1</v></c></row>', after=spans)
    return archived(members({"S": ""}) | {"xl/worksheets/sheet1.xml": text.encode()})


def deep() -> bytes:
    rows = "<a>" * 1_000_000
    return raw(rows)


REFUSED: Mapping[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        *(one_far_cell, a_far_cell_in_a_near_row, ten_thousand_sheets, sheets_that_share_a_part),
        *(names_twice, laughs, shared_strings, false_headers, wide_rows, deep),
    )
}
"""What must be refused, by its name."""
