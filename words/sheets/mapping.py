"""A layout and questions about its cells in words, its heads, and how far a file is taken in."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from rules.sheets.addresses import column_letters
from rules.sheets.answers import Problem, Question
from rules.sheets.cells import Sheet
from rules.sheets.kept import Heads, KeptLayout
from rules.sheets.layout import Field, Grouping, Layout
from rules.vocabulary import Status, label
from words.formats import long_day, number, plain_number
from words.sheets.grid import Grid
from words.sheets.heads import head

FIELDS: Final[Mapping[Field, str]] = {
    Field.CODE: "Kode tonggak",
    Field.TITLE: "Judul tonggak",
    Field.SENTRA: "Sentra",
    Field.EFFECTIVE_ON: "Tanggal posisi",
    Field.PROGRESS: "Capaian (%)",
    Field.STATUS: "Status",
    Field.REALISED: "Realisasi",
    Field.NOTE: "Catatan",
    Field.OBSTACLE: "Kendala",
    Field.OWNER: "OPD kendala",
    Field.EVIDENCE: "Bukti dukung",
    Field.DECISION: "Nomor keputusan",
}
"""The fields of a report that a column may be about, in the order in which they are asked."""

GROUPINGS: Final[Mapping[Grouping, str]] = {
    Grouping.NONE: "tidak disebut",
    Grouping.SECTIONS: "baris judul di atas tonggaknya",
    Grouping.FILLED: "kolom sentra, hanya pada baris pertama",
}
"""How a sheet says which sentra a row belongs to."""

LEFT: Final = "biarkan seperti yang tercatat"
"""The answer that leaves what is recorded."""

_LONGEST: Final = 40


def column_words(sheet: Sheet, head_rows: tuple[int, ...]) -> dict[str, str]:
    """Return each column by its letters with the words above it: D · PROGRES."""
    grid = Grid(sheet)
    found = {}
    for letters in map(column_letters, range(1, sheet.width + 1)):
        heads = dict.fromkeys(grid.cell(row, letters).text for row in head_rows)
        words = " ".join(word for word in heads if word)[:_LONGEST]
        found[letters] = f"{letters} · {words}" if words else letters
    return found


def cell_words(sheet: Sheet, rows: range) -> list[list[str]]:
    """Return the first rows of a sheet as they are seen, cell by cell."""
    grid = Grid(sheet)
    return [[grid.cell(row, column).text for column in grid.letters] for row in rows]


def heads_of(layout: Layout, sheet: Sheet) -> Heads:
    """Return the words above each column of a layout."""
    columns = (*layout.columns.values(), *layout.spans, *layout.weeks)
    own = heads_at(layout.head_rows, sheet)
    return {column: own[column] for column in columns if column in own}


def heads_at(rows: tuple[int, ...], sheet: Sheet) -> Heads:
    """Return the words above each column in some rows."""
    grid = Grid(sheet)
    return {
        column: " ".join(dict.fromkeys(head(grid.cell(row, column).text) for row in rows)).strip()
        for column in grid.letters
    }


def known(kept: Iterable[KeptLayout], sheet: Sheet) -> dict[tuple[int, ...], Heads]:
    """Return the heads of a sheet in each of the rows in which layouts have theirs."""
    return {rows: heads_at(rows, sheet) for rows in {one.layout.head_rows for one in kept}}


def choice(field: Field, value: object, named: Callable[[str], str]) -> str:
    """Return one answer in words; `named` tells milestones and agencies by their codes."""
    if value is None:
        return LEFT
    if isinstance(value, Status):
        return label(value)
    if isinstance(value, date):
        return long_day(value)
    if isinstance(value, Decimal):
        return f"{plain_number(value)}%" if field is Field.PROGRESS else plain_number(value)
    if isinstance(value, tuple):
        return ", ".join(map(named, value))
    return named(str(value))


def asked(found: Question[Any]) -> str:
    """Return what is asked: D6 “belum”: ditulis dengan kata; pilih persennya."""
    words = found.value[:_LONGEST]
    more = "…" if len(found.value) > _LONGEST else ""
    return f"{found.where.address} “{words}{more}”: {found.why}"


def comment(found: Problem | Question[Any]) -> str:
    """Return what stands at a cell that is wrong or asked about."""
    return f"Perlu diperbaiki: {found.mend}" if isinstance(found, Problem) else f"?: {found.why}"


def reading(done: int, rows: int) -> str:
    """Return how far a file is read: Membaca 4.000 dari 20.000 baris."""
    return f"Membaca {number(done)} dari {number(rows)} baris"


def checking(done: int, rows: int) -> str:
    """Return how far a sheet is looked through: Memeriksa 4.000 dari 20.000 baris."""
    return f"Memeriksa {number(done)} dari {number(rows)} baris"
