"""How wide the columns of a table are: as wide as their words ask, or a share of what is left."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from exchange.deck.grid import SIDE, FittedGrid, Grid, GridCell, GridColumn, fitted
from exchange.deck.text import lines_of, width_of

_WIDEST: Final = 2.9
# What columns as wide as their words may take of a table together.
_MOST_BARE: Final = 0.75
# Figures, dates and states are no wider than this; what is wider is a name.
_USUAL: Final = 1.7
_LEAST_SCALE: Final = 0.45


def laid_out(grid: Grid, width: float) -> FittedGrid:
    """Return the table with columns that together are at most `width` inches wide."""
    bare = {at: _natural(grid, at) for at, column in enumerate(grid.columns) if not column.share}
    shares = sum(column.share for column in grid.columns)
    bare = _squeezed(bare, width * _MOST_BARE if shares else width)
    left = width - sum(bare.values())
    widths = (
        bare[at] if at in bare else left * column.share / shares
        for at, column in enumerate(grid.columns)
    )
    return fitted(grid, tuple(widths))


def legible(grid: Grid, width: float, sizes: Sequence[float]) -> FittedGrid | None:
    """Return the table laid out in the first of `sizes` in which nothing of it is cut, if any."""
    tried = (laid_out(replace(grid, size=size), width) for size in sizes)
    return next((table for table in tried if table.is_whole), None)


def _squeezed(bare: dict[int, float], room: float) -> dict[int, float]:
    """Columns that together fit `room`: long words give way before figures and dates do."""
    short = sum(width for width in bare.values() if width <= _USUAL)
    long = sum(width for width in bare.values() if width > _USUAL)
    scale = min(1.0, max(_LEAST_SCALE, (room - short) / (long or 1)))
    scaled = {at: width if width <= _USUAL else scale * width for at, width in bare.items()}
    last = min(1.0, room / (sum(scaled.values()) or 1))
    return {at: last * width for at, width in scaled.items()}


def _natural(grid: Grid, at: int) -> float:
    """The width of a column in which none of its words is cut, up to the widest allowed."""
    cells = {row[at] for row in grid.rows}
    bold = any(cell.is_bold for cell in cells)
    column, size = grid.columns[at], grid.size
    widths = (width_of(cell.words, size=size, is_bold=bold) for cell in cells)
    needed = max(widths, default=0.0)
    if column.is_tight:
        needed = next(_tight(cells, column, size, needed), needed)
    title = width_of(column.title, size=size - 1, is_bold=True)
    return min(_WIDEST, max(needed, title) + 2 * SIDE + 0.05)


def _tight(cells: set[GridCell], column: GridColumn, size: float, widest: float) -> Iterator[float]:
    """Widths in which words that `widest` would hold in one line stand whole in the column's."""
    texts = [cell.words for cell in cells]
    # The sign of a state stays on one line with the first of its words.
    signs = (" ".join(cell.words.split()[:2]) for cell in cells if cell.mark)
    whole = {*signs, *(word for text in texts for word in text.split())}
    least = max((width_of(words, size=size, is_bold=True) for words in whole), default=0.0)
    for step in range(1 + 10 // column.lines, 10):
        room = max(least, widest * step / 10)
        if all(lines_of(text, room, size=size, is_bold=True) <= column.lines for text in texts):
            yield room
