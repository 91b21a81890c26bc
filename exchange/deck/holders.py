"""Who holds what is overdue: every agency with every milestone that waits for it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from exchange.deck import grid
from exchange.deck.boxes import Box
from exchange.deck.grid import Cell, Column, Grid, Row
from exchange.deck.text import lines_of
from rules.meetings.dossier import Dossier
from rules.progress.needs import Need, NeedKind
from words.formats import number

_SIZES: Final = (12, 11, 10)
# An agency that holds more than stands in so many lines goes on in the next row.
_LINES: Final = 6


def pieces(dossier: Dossier, box: Box) -> list[Grid]:
    """Return the table in pieces that fit `box`, in one if letters may be small enough for it.

    There is no piece where no agency holds anything.
    """
    tried = [_pieces(dossier, box, size) for size in _SIZES]
    return next((one for one in tried if len(one) <= 1), tried[0])


def _pieces(dossier: Dossier, box: Box, size: float) -> list[Grid]:
    held: defaultdict[str, list[str]] = defaultdict(list)
    for need in dossier.briefing.needs:
        if need.kind is not NeedKind.SILENT:
            held[need.agency].append(_held(need, dossier))
    if not held:
        return []
    columns = (Column("Menahan"), Column("Tonggak", 1, lines=_LINES))
    found = {
        f"{dossier.agency(agency)} ({number(count)})": held[agency]
        for agency, count in dossier.briefing.blocking_agencies
    }
    rows = tuple((Cell(name, is_strong=True), Cell(", ".join(own))) for name, own in found.items())
    alt = "OPD yang menahan tonggak terlambat"
    table = grid.laid_out(Grid("Yang menahan", alt, columns, rows, size), box.width)
    listed = (row for name, own in found.items() for row in _rows(name, own, table))
    return grid.parts(replace(table, rows=tuple(listed)), box.height)


def _rows(name: str, own: Sequence[str], table: Grid) -> Iterator[Row]:
    """As many rows as it takes to name all that an agency holds."""
    room, taken = grid.room_of(table, 1), ""
    for one in own:
        more = f"{taken}, {one}" if taken else one
        if taken and lines_of(more, room, size=table.size) > _LINES:
            yield Cell(name, is_strong=True), Cell(taken)
            more = one
        taken = more
    yield Cell(name, is_strong=True), Cell(taken)


def _held(need: Need, dossier: Dossier) -> str:
    name = dossier.sentra_name(need.milestone.sentra)
    return f"{need.milestone.code} {name} ({number(need.days)} hari)"
