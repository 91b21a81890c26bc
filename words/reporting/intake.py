"""What is said of a file of reports before it is sent."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from rules.reporting.errors import BatchRowProblem
from rules.reporting.intake import Conflict
from rules.sheets.answers import Problem
from rules.sheets.cells import Sheet
from rules.sheets.layout import Field, Layout
from words.formats import enumeration, instant, number
from words.reporting.errors import row_problem
from words.reporting.many_lines import change

NO_LAYOUT: Final = (
    "Kolom kode atau judul tonggak belum diketahui; pilih kolomnya pada Susunan kolom."
)
PLANNED: Final = (
    "Lembar ini berisi jadwal bulan, jadi tampaknya sebuah rencana; laporan berisi capaian atau "
    "status."
)
_NAMED: Final = 12

QUESTIONS: Final = "pertanyaan belum dijawab"
CONFLICTS: Final = "laporan yang lebih baru belum dipilih"
PROBLEMS: Final = "masalah belum dibetulkan atau dilewati"
"""What may wait for its reader."""


def standing(
    reports: int, same: int, before: Sequence[tuple[str, datetime, int]]
) -> tuple[str, ...]:
    """Return what a file comes to beside what it changes: rows loaded before, or nothing new.

    `before` are who loaded rows of it, when, and how many.
    """
    found = [
        f"Berkas ini sudah dimuat oleh {by} pada {instant(at)}: {number(rows)} baris tidak "
        "dimuat lagi."
        for by, at, rows in before
    ]
    if same:
        found.append(f"{number(same)} baris sama dengan yang tercatat dan tidak dikirim lagi.")
    if not reports:
        found.append("Tidak ada isian yang dapat dikirim di lembar ini.")
    return tuple(found)


def waiting(open_points: Mapping[str, int]) -> str:
    """Return what is to be done before a file can go on; nothing where all is done."""
    named = [f"{number(count)} {what}" for what, count in open_points.items() if count]
    return f"Belum dapat dilanjutkan: {enumeration(named)}." if named else ""


def hidden(rows: Sequence[int]) -> str:
    """Return which rows nobody sees on the sheet, as a question."""
    named = enumeration([number(row) for row in rows[:_NAMED]])
    rest = len(rows) - _NAMED
    more = f" dan {number(rest)} lagi" if rest > 0 else ""
    return f"Baris {named}{more} tersembunyi atau tersaring di lembar itu; ikutkan?"


def clash(found: Conflict) -> tuple[str, str]:
    """Return what is recorded of a milestone, and what the row of the file would say instead."""
    return change(found.recorded, found.row.draft)


def located(found: Sequence[BatchRowProblem], layout: Layout, sheet: Sheet) -> list[Problem]:
    """Return what is wrong with rows at their cells, in the words that mend it."""
    return [_located(one, layout, sheet) for one in found]


def _located(found: BatchRowProblem, layout: Layout, sheet: Sheet) -> Problem:
    known = {one.value: column for one, column in layout.columns.items()}
    first = next(iter(layout.columns.values()), "A")
    column = found.column or known.get(found.field) or known.get(Field.TITLE.value) or first
    cell = sheet.cell(found.row, column)
    return Problem(cell.place, cell.text, row_problem(found))
