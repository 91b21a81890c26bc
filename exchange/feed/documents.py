"""A dataset as the bytes that a program reads.

CSV is for Excel in Indonesian: semicolons, decimal comma, UTF-8 with its mark, one header line; a
text that a spreadsheet would run begins with an apostrophe. JSON is for all other programs: numbers
are numbers, days ISO dates, and texts stand as they are.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from exchange.feed.tables import Material
from exchange.sheets.tables import SheetCell, SheetTable, exact_csv

SCHEMA: Final = 1
"""Rises when a column is renamed, taken out, or comes to mean something else."""


@dataclass(frozen=True, slots=True)
class Document:
    """A way to write a dataset, and the media type it goes out under."""

    media_type: str
    write: Callable[[SheetTable, Material], bytes]


def _json(table: SheetTable, material: Material) -> bytes:
    stamp = material.stamp
    names = [column.title for column in table.columns]
    told = {
        "skema": SCHEMA,
        "data": table.title,
        "program": material.board.programme.code,
        "posisi": stamp.as_of.isoformat(),
        "diketahui": None if stamp.known_on is None else stamp.known_on.isoformat(),
        "basis": stamp.basis.value,
        "rencana": stamp.plan.value,
        "data_contoh": stamp.is_example,
        "sumber": stamp.source,
        "versi_data": stamp.version,
        "jejak": stamp.chain_head,
        "kolom": names,
        "baris": [dict(zip(names, map(_plain, row), strict=True)) for row in table.rows],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(cell: SheetCell) -> str | float | None:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell


DOCUMENTS: Final[Mapping[str, Document]] = {
    "csv": Document("text/csv; charset=utf-8", lambda table, _: exact_csv(table)),
    "json": Document("application/json", _json),
}
"""The ways to write a dataset, by the ending of its address."""
