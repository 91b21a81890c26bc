"""Tables on slides: rows as high as their words, split over pages where they would not fit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from pptx.dml.fill import FillFormat
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.table import Table, _Cell
from pptx.util import Inches

from charts.drawing import clean
from charts.palette import LIGHT, Mark
from exchange.deck.boxes import POINTS, Box
from exchange.deck.text import (
    GROUND,
    INK,
    LEADING,
    MUTED,
    Colour,
    Run,
    cut,
    fill,
    lines_of,
    marked,
    tint,
    width_of,
)

_PLAIN_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_SIDE: Final = 0.07
_ABOVE: Final = 0.045
_WIDEST: Final = 2.3
# What columns as wide as their words may take of a table together.
_MOST_BARE: Final = 0.75
# Figures, dates and states are no wider than this; what is wider is a name.
_USUAL: Final = 1.7
_LEAST_SCALE: Final = 0.45
_EDGE: Final = (
    '<a:lnB {namespaces} w="9525"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:lnB>'
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and in how many lines its words are cut.

    It is as wide as its words, or takes its `share` of what such columns leave.
    """

    title: str
    share: float = 0
    is_number: bool = False
    lines: int = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """Words, or a state: its sign and word in its colour, or `text` instead of the word."""

    text: str = ""
    mark: Mark | None = None
    is_strong: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `alt` says what it shows. With `row_height` inches all rows are equally high."""

    name: str
    alt: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: float = 12
    row_height: float | None = None
    widths: tuple[float, ...] = ()

    @property
    def head(self) -> float:
        """The height of the header in inches."""
        return self.size * LEADING / POINTS + 2 * _ABOVE + 0.04


def laid_out(grid: Grid, width: float) -> Grid:
    """Return the table with columns that together are at most `width` inches wide."""
    bare = {at: _natural(grid, at) for at, one in enumerate(grid.columns) if not one.share}
    shares = sum(column.share for column in grid.columns)
    bare = _squeezed(bare, width * _MOST_BARE if shares else width)
    left = width - sum(bare.values())
    widths = tuple(
        bare[at] if at in bare else left * column.share / shares
        for at, column in enumerate(grid.columns)
    )
    return replace(grid, widths=widths)


def _squeezed(bare: dict[int, float], room: float) -> dict[int, float]:
    """Columns that together fit `room`: long words give way before figures and dates do."""
    short = sum(width for width in bare.values() if width <= _USUAL)
    long = sum(width for width in bare.values() if width > _USUAL)
    scale = min(1.0, max(_LEAST_SCALE, (room - short) / (long or 1)))
    scaled = {at: width if width <= _USUAL else scale * width for at, width in bare.items()}
    last = min(1.0, room / (sum(scaled.values()) or 1))
    return {at: last * width for at, width in scaled.items()}


def height(grid: Grid) -> float:
    """Return the height in inches of a table that is laid out."""
    return grid.head + sum(_heights(grid))


def is_whole(grid: Grid) -> bool:
    """Whether no cell of a table that is laid out is cut."""
    return all(
        clean(_words(one)) == _words(shown)
        for row in grid.rows
        for one, shown in zip(row, _shown(grid, row), strict=True)
    )


def parts(grid: Grid, height: float, *, first: float | None = None) -> list[Grid]:
    """Return the table, laid out, in pieces of at most `height` inches, the first of `first`.

    Every piece has a row, however high; only a table without any is one piece without.
    """
    found: list[list[Row]] = [[]]
    left = (height if first is None else first) - grid.head
    for row, needed in zip(grid.rows, _heights(grid), strict=True):
        if needed > left and found[-1]:
            found.append([])
            left = height - grid.head
        found[-1].append(row)
        left -= needed
    return [replace(grid, rows=tuple(rows)) for rows in found]


def draw(slide: Slide, grid: Grid, box: Box) -> None:
    """Draw a table that is laid out at the top of `box`."""
    heights = _heights(grid)
    shape = slide.shapes.add_table(
        len(grid.rows) + 1,
        len(grid.columns),
        *box.upper(grid.head + sum(heights)).place,
    )
    shape.name = clean(grid.name)
    shape._element.nvGraphicFramePr.cNvPr.set("descr", clean(grid.alt))  # noqa: SLF001 - no public way
    table = shape.table
    _plain(table)
    for at, width in enumerate(grid.widths):
        table.columns[at].width = Inches(width)
    for at, tall in enumerate((grid.head, *heights)):
        table.rows[at].height = Inches(tall)
    for at, column in enumerate(grid.columns):
        _write_head(table.cell(0, at), column, grid)
    for down, row in enumerate(grid.rows, start=1):
        for at, one in enumerate(_shown(grid, row)):
            _write(table.cell(down, at), one, grid, grid.columns[at])


def _natural(grid: Grid, at: int) -> float:
    """The width of a column in which none of its words is cut, up to the widest allowed."""
    cells = [_words(row[at]) for row in grid.rows]
    bold = any(_is_bold(row[at]) for row in grid.rows)
    needed = [width_of(words, size=grid.size, is_bold=bold) for words in cells]
    needed.append(width_of(grid.columns[at].title, size=grid.size - 1, is_bold=True))
    return min(_WIDEST, max(needed) + 2 * _SIDE + 0.05)


def _heights(grid: Grid) -> list[float]:
    if grid.row_height is not None:
        return [grid.row_height] * len(grid.rows)
    return [_tall(grid, row) for row in grid.rows]


def _tall(grid: Grid, row: Row) -> float:
    most = max(
        (
            lines_of(_words(one), room, size=grid.size, is_bold=_is_bold(one))
            for one, room in zip(_shown(grid, row), _rooms(grid), strict=True)
        ),
        default=1,
    )
    return most * grid.size * LEADING / POINTS + 2 * _ABOVE


def _shown(grid: Grid, row: Row) -> Iterator[Cell]:
    """The cells with their words cut to the lines of their columns."""
    for one, column, room in zip(row, grid.columns, _rooms(grid), strict=True):
        words = cut(_words(one), room, size=grid.size, is_bold=_is_bold(one), lines=column.lines)
        yield replace(one, text=words if one.mark is None else words[2:])


def _rooms(grid: Grid) -> list[float]:
    return [one - 2 * _SIDE for one in grid.widths]


def _words(one: Cell) -> str:
    return one.text if one.mark is None else marked(one.mark, 1, one.text).text


def _is_bold(one: Cell) -> bool:
    return one.is_strong or one.mark is not None


def _plain(table: Table) -> None:
    """No style but ours: hairlines, and a header that says so to screen readers."""
    properties = table._tbl.tblPr  # noqa: SLF001 - no public way to the style
    style = properties.find(qn("a:tableStyleId"))
    style.text = _PLAIN_STYLE
    table.first_row, table.horz_banding = True, False


def _write_head(cell: _Cell, column: Column, grid: Grid) -> None:
    _prepare(cell, LIGHT.muted, GROUND)
    run = Run(column.title, grid.size - 1, is_bold=True, colour=MUTED)
    fill(cell.text_frame, [[run]], align=_align(column))


def _write(cell: _Cell, one: Cell, grid: Grid, column: Column) -> None:
    _prepare(cell, LIGHT.line, None)
    run = (
        Run(one.text, grid.size, is_bold=one.is_strong, colour=INK)
        if one.mark is None
        else marked(one.mark, grid.size, one.text)
    )
    fill(cell.text_frame, [[run]], align=_align(column))


def _align(column: Column) -> PP_ALIGN:
    return PP_ALIGN.RIGHT if column.is_number else PP_ALIGN.LEFT


def _prepare(cell: _Cell, edge: str, ground: Colour | None) -> None:
    cell.margin_left = cell.margin_right = Inches(_SIDE)
    cell.margin_top = cell.margin_bottom = Inches(_ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - no public way to the edges
    properties.append(parse_xml(_EDGE.format(namespaces=nsdecls("a"), colour=edge.lstrip("#"))))
    if ground is None:
        cell.fill.background()
    else:
        _fill(cell.fill, ground)


def _fill(ground: FillFormat, colour: Colour) -> None:
    ground.solid()
    tint(ground.fore_color, colour)
