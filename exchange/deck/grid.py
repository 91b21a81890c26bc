"""Tables on slides: rows as high as their words, split over pages where they would not fit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pptx.slide import Slide

from charts.lettering import clean
from charts.palette import LIGHT, Mark
from exchange.deck import drawing_ml
from exchange.deck.boxes import POINTS, Box
from exchange.deck.drawing_ml import TableCell
from exchange.deck.runs import GROUND, MUTED, Run, marked
from exchange.deck.text import LEADING, cut, lines_of, width_of

SIDE: Final = 0.07
"""Room beside the words of a cell in inches."""
_ABOVE: Final = 0.045


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column, and in how many lines its words are cut.

    It is as wide as its words, where it `is_tight` no wider than they need in their lines; or takes
    its `share` of what such columns leave.
    """

    title: str
    share: float = 0
    is_number: bool = False
    lines: int = 2
    is_tight: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """Words, or a state: its sign and word in its colour, or `text` instead of the word."""

    text: str = ""
    mark: Mark | None = None
    is_strong: bool = False

    @property
    def is_bold(self) -> bool:
        """Whether its letters are bold, as those of states always are."""
        return self.is_strong or self.mark is not None

    @property
    def words(self) -> str:
        """What it says, the sign of a state with it."""
        return self.text if self.mark is None else marked(self.mark, 1, self.text).text


GridRow = tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `alt` says what it shows. With `row_height` inches all rows are equally high."""

    name: str
    alt: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    size: float = 12
    row_height: float | None = None


@dataclass(frozen=True, slots=True)
class FittedRow:
    """A row whose words are cut to the lines of their columns; it `is_whole` where none is cut."""

    cells: GridRow
    height: float
    is_whole: bool


@dataclass(frozen=True, slots=True)
class FittedGrid:
    """A table with widths for its columns, to which its words are cut; `head` is how high it is."""

    grid: Grid
    widths: tuple[float, ...]
    head: float
    rows: tuple[FittedRow, ...]

    @property
    def height(self) -> float:
        """The height of header and rows in inches."""
        return self.head + sum(row.height for row in self.rows)

    @property
    def is_whole(self) -> bool:
        """Whether no cell is cut, and no word of its titles parted."""
        size = self.grid.size - 1
        titles = zip(self.grid.columns, _rooms(self.widths), strict=True)
        stand = all(_stands(column.title, room, size) for column, room in titles)
        return stand and all(row.is_whole for row in self.rows)

    def parts(self, height: float) -> "list[FittedGrid]":
        """Return the table in pieces of at most `height` inches.

        Every piece has a row, however high; only a table without any is one piece without.
        """
        found: list[list[FittedRow]] = [[]]
        left = height - self.head
        for row in self.rows:
            if row.height > left and found[-1]:
                found.append([])
                left = height - self.head
            found[-1].append(row)
            left -= row.height
        return [replace(self, rows=tuple(rows)) for rows in found]

    def even_parts(self, height: float) -> "list[FittedGrid]":
        """Return the same number of pieces, filled evenly: none has only what others left."""
        pieces = self.parts(height)
        rows = sum(row.height for row in self.rows)
        steps = (rows / len(pieces) + self.head + step / 10 for step in range(100))
        limits = (limit for limit in steps if limit < height)
        tried = (self.parts(limit) for limit in limits)
        return next((found for found in tried if len(found) == len(pieces)), pieces)


def fitted(grid: Grid, widths: Sequence[float]) -> FittedGrid:
    """Return the table with columns of these widths in inches."""
    rooms = _rooms(widths)
    rows = tuple(_fitted_row(grid, row, rooms) for row in grid.rows)
    return FittedGrid(grid, tuple(widths), _head(grid, rooms), rows)


def least_head(grid: Grid) -> float:
    """Return the height of the header in inches where each of its titles takes one line."""
    return _head(grid, ())


def draw(slide: Slide, grid: FittedGrid, box: Box) -> None:
    """Draw a table at the top of `box`."""
    heights = (grid.head, *(row.height for row in grid.rows))
    shape = slide.shapes.add_table(1, 1, *box.upper(sum(heights)).place)
    shape.name = clean(grid.grid.name)
    element = shape._element  # noqa: SLF001 - python-pptx writes cells one property at a time
    element.nvGraphicFramePr.cNvPr.set("descr", clean(grid.grid.alt))
    cells = (_drawn_titles(grid.grid), *(_drawn(row.cells, grid.grid) for row in grid.rows))
    drawn = drawing_ml.table(grid.widths, zip(heights, cells, strict=True), (SIDE, _ABOVE))
    element.graphic.graphicData.replace(shape.table._tbl, drawn)  # noqa: SLF001 - the same


def _head(grid: Grid, rooms: Sequence[float]) -> float:
    """The height of the header, as many lines as its titles take in their rooms."""
    size = grid.size - 1
    titles = zip(grid.columns, rooms, strict=False)
    lines = (lines_of(column.title, room, size=size, is_bold=True) for column, room in titles)
    more = max(lines, default=1) - 1
    return (grid.size + more * size) * LEADING / POINTS + 2 * _ABOVE + 0.04


def _stands(title: str, room: float, size: float) -> bool:
    return all(width_of(word, size=size, is_bold=True) <= room for word in title.split())


def _fitted_row(grid: Grid, row: GridRow, rooms: Sequence[float]) -> FittedRow:
    shown = tuple(_cut_cells(grid, row, rooms))
    is_whole = all(clean(cell.words) == kept.words for cell, kept in zip(row, shown, strict=True))
    height = _tall(shown, grid.size, rooms) if grid.row_height is None else grid.row_height
    return FittedRow(shown, height, is_whole)


def _cut_cells(grid: Grid, row: GridRow, rooms: Sequence[float]) -> Iterator[GridCell]:
    for cell, column, room in zip(row, grid.columns, rooms, strict=True):
        words = cut(cell.words, room, size=grid.size, is_bold=cell.is_bold, lines=column.lines)
        yield replace(cell, text=words if cell.mark is None else words[2:])


def _tall(cells: GridRow, size: float, rooms: Sequence[float]) -> float:
    lines = (
        lines_of(cell.words, room, size=size, is_bold=cell.is_bold)
        for cell, room in zip(cells, rooms, strict=True)
    )
    return max(lines, default=1) * size * LEADING / POINTS + 2 * _ABOVE


def _rooms(widths: Iterable[float]) -> list[float]:
    return [width - 2 * SIDE for width in widths]


def _drawn_titles(grid: Grid) -> Iterator[TableCell]:
    for column in grid.columns:
        run = Run(column.title, grid.size - 1, is_bold=True, colour=MUTED)
        yield TableCell(run, column.is_number, LIGHT.muted, GROUND)


def _drawn(cells: GridRow, grid: Grid) -> Iterator[TableCell]:
    for cell, column in zip(cells, grid.columns, strict=True):
        run = Run(cell.text, grid.size, is_bold=cell.is_strong)
        if cell.mark is not None:
            run = marked(cell.mark, grid.size, cell.text)
        yield TableCell(run, column.is_number, LIGHT.line)
