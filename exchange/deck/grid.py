"""Tables on slides: rows as high as their words, split over pages where they would not fit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.util import Inches

from charts.lettering import clean
from charts.palette import LIGHT, Mark
from exchange.deck.boxes import POINTS, Box
from exchange.deck.text import (
    GROUND,
    LEADING,
    MUTED,
    Run,
    cut,
    lines_of,
    marked,
    paragraph_xml,
    solid_xml,
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


@dataclass(frozen=True, slots=True)
class Column:
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
        """The height of the header in inches, as many lines as its titles take."""
        size = self.size - 1
        titles = zip(self.columns, _rooms(self), strict=False)
        lines = (lines_of(one.title, room, size=size, is_bold=True) for one, room in titles)
        more = max(lines, default=1) - 1
        return (self.size + more * size) * LEADING / POINTS + 2 * _ABOVE + 0.04


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
    """Whether no cell of a table that is laid out is cut, and no word of its titles parted."""
    titles = zip(grid.columns, _rooms(grid), strict=True)
    if not all(_stands(one.title, room, grid.size - 1) for one, room in titles):
        return False
    return all(
        clean(_words(one)) == _words(shown)
        for row in grid.rows
        for one, shown in zip(row, _shown(grid, row), strict=True)
    )


def _stands(title: str, room: float, size: float) -> bool:
    return all(width_of(word, size=size, is_bold=True) <= room for word in title.split())


def legible(grid: Grid, width: float, sizes: Sequence[float]) -> Grid | None:
    """Return the table laid out in the first of `sizes` in which nothing of it is cut, if any."""
    tried = (laid_out(replace(grid, size=size), width) for size in sizes)
    return next((one for one in tried if is_whole(one)), None)


def room_of(grid: Grid, at: int) -> float:
    """Return how many inches the words of a column have in a table that is laid out."""
    return _rooms(grid)[at]


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
    heights = (grid.head, *_heights(grid))
    shape = slide.shapes.add_table(1, 1, *box.upper(sum(heights)).place)
    shape.name = clean(grid.name)
    element = shape._element  # noqa: SLF001 - python-pptx writes cells one property at a time
    element.nvGraphicFramePr.cNvPr.set("descr", clean(grid.alt))
    element.graphic.graphicData.replace(shape.table._tbl, parse_xml(_table_xml(grid, heights)))  # noqa: SLF001 - the same


def _natural(grid: Grid, at: int) -> float:
    """The width of a column in which none of its words is cut, up to the widest allowed."""
    cells = {row[at] for row in grid.rows}
    bold = any(map(_is_bold, cells))
    column, size = grid.columns[at], grid.size
    needed = max((width_of(_words(one), size=size, is_bold=bold) for one in cells), default=0.0)
    if column.is_tight:
        needed = next(_tight(cells, column, size, needed), needed)
    title = width_of(column.title, size=size - 1, is_bold=True)
    return min(_WIDEST, max(needed, title) + 2 * _SIDE + 0.05)


def _tight(cells: Iterable[Cell], column: Column, size: float, widest: float) -> Iterator[float]:
    """Widths in which words that `widest` would hold in one line stand whole in the column's."""
    words = [_words(one) for one in cells]
    # The sign of a state stays on one line with the first of its words.
    signs = (" ".join(_words(one).split()[:2]) for one in cells if one.mark)
    whole = {*signs, *(word for text in words for word in text.split())}
    least = max((width_of(one, size=size, is_bold=True) for one in whole), default=0.0)
    for step in range(1 + 10 // column.lines, 10):
        room = max(least, widest * step / 10)
        if all(lines_of(one, room, size=size, is_bold=True) <= column.lines for one in words):
            yield room


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


def _table_xml(grid: Grid, heights: Sequence[float]) -> str:
    """No style but ours: hairlines, and a header that says so to screen readers."""
    columns = "".join(f'<a:gridCol w="{Inches(width)}"/>' for width in grid.widths)
    rows = (_head_xml(grid), *(_row_xml(grid, row) for row in grid.rows))
    written = "".join(
        f'<a:tr h="{Inches(tall)}">{row}</a:tr>' for tall, row in zip(heights, rows, strict=True)
    )
    return (
        f'<a:tbl {nsdecls("a")}><a:tblPr firstRow="1">'
        f"<a:tableStyleId>{_PLAIN_STYLE}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{columns}</a:tblGrid>{written}</a:tbl>"
    )


def _head_xml(grid: Grid) -> str:
    return "".join(
        _cell_xml(
            Run(column.title, grid.size - 1, is_bold=True, colour=MUTED),
            column,
            edge=LIGHT.muted,
            ground=solid_xml(GROUND),
        )
        for column in grid.columns
    )


def _row_xml(grid: Grid, row: Row) -> str:
    return "".join(
        _cell_xml(_looking(one, grid.size), column, edge=LIGHT.line, ground="<a:noFill/>")
        for one, column in zip(_shown(grid, row), grid.columns, strict=True)
    )


def _looking(one: Cell, size: float) -> Run:
    if one.mark is None:
        return Run(one.text, size, is_bold=one.is_strong)
    return marked(one.mark, size, one.text)


def _cell_xml(run: Run, column: Column, *, edge: str, ground: str) -> str:
    side, above = Inches(_SIDE), Inches(_ABOVE)
    words = paragraph_xml([run], align=PP_ALIGN.RIGHT if column.is_number else PP_ALIGN.LEFT)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody>"
        f'<a:tcPr marL="{side}" marR="{side}" marT="{above}" marB="{above}" anchor="ctr">'
        f'<a:lnB w="9525">{solid_xml(edge)}</a:lnB>{ground}</a:tcPr></a:tc>'
    )
