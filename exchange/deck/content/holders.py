"""Who holds what is overdue: every agency with every milestone that waits for it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from exchange.deck import grid
from exchange.deck.boxes import Box
from exchange.deck.grid import FittedGrid, Grid, GridCell, GridColumn, GridRow
from exchange.deck.grid_widths import laid_out
from exchange.deck.text import lines_of
from rules.meetings.dossier import Dossier
from rules.progress.needs import Need, NeedKind
from words.formats import number

_SIZES: Final = (12, 11, 10)
# An agency that holds more than stands in so many lines goes on in the next row.
_LINES: Final = 6


def pieces(dossier: Dossier, box: Box) -> list[FittedGrid]:
    """Return the table in pieces that fit `box`, in one if letters may be small enough for it.

    There is no piece where no agency holds anything.
    """
    tried = [_pieces(dossier, box, size) for size in _SIZES]
    return next((found for found in tried if len(found) <= 1), tried[0])


def _pieces(dossier: Dossier, box: Box, size: float) -> list[FittedGrid]:
    held: defaultdict[str, list[str]] = defaultdict(list)
    for need in dossier.briefing.needs:
        if need.kind is not NeedKind.SILENT:
            held[need.agency].append(_held(need, dossier))
    if not held:
        return []
    columns = (GridColumn("Menahan"), GridColumn("Tonggak", 1, lines=_LINES))
    found = {
        f"{dossier.agency(agency)} ({number(count)})": held[agency]
        for agency, count in dossier.briefing.blocking_agencies
    }
    rows = tuple(
        (GridCell(name, is_strong=True), GridCell(", ".join(own))) for name, own in found.items()
    )
    alt = "OPD yang menahan tonggak terlambat"
    table = laid_out(Grid("Yang menahan", alt, columns, rows, size), box.width)
    listed = (row for name, own in found.items() for row in _rows(name, own, table))
    return grid.fitted(replace(table.grid, rows=tuple(listed)), table.widths).parts(box.height)


def _rows(name: str, own: Sequence[str], table: FittedGrid) -> Iterator[GridRow]:
    """As many rows as it takes to name all that an agency holds."""
    room, taken = grid.room_of(table, 1), ""
    for held in own:
        more = f"{taken}, {held}" if taken else held
        if taken and lines_of(more, room, size=table.grid.size) > _LINES:
            yield GridCell(name, is_strong=True), GridCell(taken)
            more = held
        taken = more
    yield GridCell(name, is_strong=True), GridCell(taken)


def _held(need: Need, dossier: Dossier) -> str:
    name = dossier.sentra_name(need.milestone.sentra)
    return f"{need.milestone.code} {name} ({number(need.days)} hari)"
