"""What is said of a file of reports before it is sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from rules.reporting.intake import Conflict
from words.formats import enumeration, instant, number
from words.reporting.many_lines import change

NO_LAYOUT: Final = (
    "Kolom kode atau judul tonggak belum diketahui; pilih kolomnya pada Susunan kolom."
)
_NAMED: Final = 12


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


def hidden(rows: Sequence[int]) -> str:
    """Return which rows nobody sees on the sheet, as a question."""
    named = enumeration([number(row) for row in rows[:_NAMED]])
    rest = len(rows) - _NAMED
    more = f" dan {number(rest)} lagi" if rest > 0 else ""
    return f"Baris {named}{more} tersembunyi atau tersaring di lembar itu; ikutkan?"


def clash(found: Conflict) -> tuple[str, str]:
    """Return what is recorded of a milestone, and what the row of the file would say instead."""
    return change(found.recorded, found.row.draft)
