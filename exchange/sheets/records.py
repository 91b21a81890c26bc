"""Plain rows as CSV for scripts: commas, decimal points, UTF-8, one header line."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from exchange.sheets.tables import COMMANDS


def csv_of(rows: Sequence[Mapping[str, object]]) -> bytes:
    """Return the rows, which share their keys, under one header; nothing for no rows.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    if not rows:
        return b""
    text = StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _safe(cell) for name, cell in row.items()} for row in rows)
    return text.getvalue().encode()


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(COMMANDS) else cell
