"""What is measured of sheets that come in: reading them apart, against the bare reader."""

from collections.abc import Iterator
from io import BytesIO
from typing import Final

import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.questions import Answer
from benchmarks.timing import compare
from exchange.incoming.sheets.reader import read_sheets

ROWS: Final = 20_000
COLUMNS: Final = 13
_SHARES, _DAYS, _NUMBERS = 2, 3, 4
_FIRST_DAY: Final = 44_197


def answers() -> Iterator[Answer]:
    """Measure a large workbook and a small one."""
    for rows, goal in ((ROWS, 2.5), (200, None)):
        content = workbook(rows)
        assert sum(sheet.height for sheet in read_sheets(content)) == rows
        told: list[int] = []
        yield Answer(
            f"{rows} rows read apart, with their progress / by python-calamine alone",
            compare(lambda: read_sheets(content, told.append), lambda: _bare(content)),  # noqa: B023
            goal,
        )


def _bare(content: bytes) -> object:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def workbook(rows: int) -> bytes:
    """Return a workbook of so many rows: texts, shares, days and numbers."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        share = book.add_format({"num_format": "0%"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for row in range(rows):
            for column in range(COLUMNS):
                sheet.write_string(row, column, f"teks {row * column % 9973} kolom {column}")
            sheet.write_number(row, _SHARES, row % 101 / 100, share)
            sheet.write_number(row, _DAYS, _FIRST_DAY + row % 900, day)
            sheet.write_number(row, _NUMBERS, row / 7)
    return out.getvalue()
