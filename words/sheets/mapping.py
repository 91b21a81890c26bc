"""A layout in words: its fields and columns on screen, and the heads by which a sheet is known."""

from collections.abc import Iterable, Mapping
from typing import Final

from rules.sheets.addresses import column_letters
from rules.sheets.cells import Sheet
from rules.sheets.kept import Heads, KeptLayout
from rules.sheets.layout import Field, Grouping, Layout
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

_LONGEST: Final = 40


def column_words(sheet: Sheet, head_rows: tuple[int, ...]) -> dict[str, str]:
    """Return each column by its letters with the words above it: D · PROGRES."""
    grid = Grid(sheet)
    found = {}
    for number in range(1, sheet.width + 1):
        letters = column_letters(number)
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
    columns = (*layout.columns.values(), *layout.months, *layout.weeks)
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
