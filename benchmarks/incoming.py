"""What is measured of sheets that come in, against the bare reader: reading, and all that follows.

Reports of many rows are what takes the longest: each cell is read by its column, each row becomes a
report.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import cycle
from typing import Final

import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.questions import Answer
from benchmarks.timing import compare
from exchange.incoming.sheets.reader import read_sheets
from rules.values import Board
from words.reporting.sheet_reading import FileName, Reading
from words.reporting.sheet_rows import SheetReports, read
from words.sheets.applying import apply
from words.sheets.guessing import guess

ROWS: Final = 20_000
SHORT: Final = 200
_HEADS: Final = (
    *("Kode", "Sentra", "Tonggak capaian", "Tanggal posisi", "Status", "Capaian (%)", "Realisasi"),
    *("Satuan", "Catatan", "Kendala", "OPD kendala", "Bukti dukung", "Nomor keputusan"),
)
COLUMNS: Final = len(_HEADS)
_FIRST_DAY: Final = 44_197
_STATUSES: Final = ("berjalan", "terkendala", "sedang berjalan")


def answers(board: Board) -> Iterator[Answer]:
    """Measure a long workbook and a short one with reports on the milestones of a board."""
    long, short = workbook(board, ROWS), workbook(board, SHORT)
    assert len(_reports(long, board).rows) == ROWS
    for content, rows, goal in ((long, ROWS, 2.5), (short, SHORT, None)):
        yield Answer(
            f"{rows} rows read apart, with their progress / by python-calamine alone",
            compare(lambda: read_sheets(content, _told), lambda: _bare(content)),  # noqa: B023
            goal,
        )
    yield Answer(
        f"{ROWS} rows read apart, checked cell by cell, with their progress / by python-calamine",
        compare(lambda: _checked(long), lambda: _bare(long)),
        2.5,
    )
    yield Answer(
        f"{ROWS} rows read apart, checked, and made into reports / by python-calamine alone",
        compare(lambda: _reports(long, board), lambda: _bare(long)),
        None,
    )


def _bare(content: bytes) -> object:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def _told(done: int, rows: int) -> None:
    """Stand for a bar."""


def _checked(content: bytes) -> object:
    (sheet,) = read_sheets(content, _told)
    found = guess(sheet)
    assert found is not None
    return apply(found.layout, sheet, _told)


def _reports(content: bytes, board: Board) -> SheetReports:
    (sheet,) = read_sheets(content, _told)
    found = guess(sheet)
    assert found is not None
    by = Reading(board, FileName("laporan.xlsx", "0", sheet.name), lambda _place, _field: None)
    return read(apply(found.layout, sheet, _told), by)


def workbook(board: Board, rows: int) -> bytes:
    """Return a workbook with so many reports, each with a note of its own."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Laporan")
        share = book.add_format({"num_format": "0%"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, _HEADS)
        for row, known in zip(range(1, rows + 1), cycle(board.milestones.values())):
            sheet.write_row(row, 0, (known.code, board.name_of(known.sentra), known.title))
            sheet.write_number(row, 3, _FIRST_DAY + row % 540, day)
            sheet.write_string(row, 4, _STATUSES[row % len(_STATUSES)])
            sheet.write_number(row, 5, (1 + row % 98) / 100, share)
            sheet.write_number(row, 6, row / 7)
            sheet.write_row(row, 7, ("unit", f"Catatan ke-{row} tentang pekerjaan"))
            if row % 10 == 0:
                sheet.write_row(row, 9, (f"Kendala {row % 50}", board.agencies[known.lead].label))
            sheet.write_row(row, 11, (f"Berita acara {row % 977}", f"SK {row % 200}"))
    return out.getvalue()
