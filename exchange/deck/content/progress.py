"""Pages of the whole programme: the S-curve, all sentra, where they are, and the agencies."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from itertools import pairwise
from typing import Final, TypeVar

from pptx.util import Inches

from charts import agencies, bars, places, plot, s_curve
from charts.agencies import AgencyRow
from charts.bars import BarRow, BarsSpec
from charts.lettering import clean
from charts.palette import Mark, glyph, mark
from charts.plot import Plot
from exchange.deck import grid, native
from exchange.deck.boxes import Box
from exchange.deck.grid import FittedGrid, Grid, GridCell, GridColumn, GridRow
from exchange.deck.grid_widths import laid_out, legible
from exchange.deck.pages import Page, Pages, part_of, sentence
from exchange.deck.runs import MUTED, Line, Run
from exchange.deck.text import cut, length, width_of, write
from exchange.pictures.png import rasterized
from rules.meetings.dossier import Dossier
from rules.vocabulary import Flag, label
from words.formats import number
from words.progress import sentences

_SUBTITLE: Final = 0.34
# Rows a page with the lines of each: the longer the names, the fewer stand on one.
_PAGED: Final = ((12, 1), (8, 2), (5, 3))
_TALLEST_ROW: Final = 0.62
_SIZES: Final = (16, 14)
_WORD_SIZES: Final = (14, 13, 12, 11)
# What tables take of the room that they share with bars, and the least that bars need, in inches.
_SENTRA_SHARE: Final = 0.68
_AGENCY_SHARE: Final = 0.4
_LEAST_BARS: Final = 1.9
_GAP: Final = 0.1
_NO_SENTRA: Final = "Belum ada sentra dalam rencana program ini."
_NO_AGENCY: Final = "Belum ada tonggak yang dipimpin OPD."

_Row = TypeVar("_Row", BarRow, AgencyRow)


def curve(pages: Pages, dossier: Dossier, told: Sequence[str]) -> None:
    """Add the S-curve of the programme."""
    drawn = plot.of_curve(s_curve.spec(dossier.briefing))
    page = pages.page(drawn.title, (drawn.alt, *told))
    subtitle(page, drawn.subtitle)
    native.draw(page.slide, drawn, page.body.below(_SUBTITLE), size=14)


def sentra(pages: Pages, dossier: Dossier) -> None:
    """Add all sentra in order of need: a table with lights, and bars in line with its rows."""
    spec = bars.spec(dossier.briefing)
    if not spec.rows:
        sentence(pages.page(spec.title, (spec.alt,)), _NO_SENTRA)
        return
    drawn = plot.of_bars(spec)
    words = _compared(spec, dossier), _legend(drawn)
    rated: dict[str, Mark] = {
        brief.sentra.code: mark(dossier.ratings[brief.sentra.code].light)
        for brief in dossier.rated_otherwise
    }
    table = partial(_sentra_table, rated)
    _in_line(pages, spec.title, spec.alt, words, drawn, spec.rows, table)


def where(pages: Pages, dossier: Dossier) -> None:
    """Add the map of all sentra with their lights; no page where no place is known."""
    spec = places.spec(dossier.briefing)
    if not spec.points:
        return
    page = pages.page(spec.title, (spec.alt,))
    subtitle(page, spec.subtitle)
    content = rasterized(places.svg(replace(spec, stands_alone=False)), scale=1.25)
    room = page.body.below(_SUBTITLE + 0.05)
    shape = page.slide.shapes.add_picture(BytesIO(content), Inches(0), Inches(0))
    scale = min(room.width / shape.width.inches, room.height / shape.height.inches)
    wide, tall = scale * shape.width.inches, scale * shape.height.inches
    placed = Box(room.left + (room.width - wide) / 2, room.top, wide, tall)
    shape.left, shape.top, shape.width, shape.height = placed.place
    shape.name = "Peta sentra"
    shape._element.nvPicPr.cNvPr.set("descr", clean(spec.alt))  # noqa: SLF001 - no public way


def agency_status(pages: Pages, dossier: Dossier) -> None:
    """Add status by agency: a table with what is overdue, and stacked bars in line with it."""
    spec = agencies.spec(dossier.briefing, dossier.agencies)
    if not spec.rows:
        sentence(pages.page(spec.title, (spec.alt,)), _NO_AGENCY)
        return
    words = spec.subtitle, _statuses(spec.statuses)
    drawn = plot.of_agencies(spec)
    _in_line(pages, spec.title, spec.alt, words, drawn, spec.rows, _agency_table)


def subtitle(page: Page, words: str, legend: Line = ()) -> None:
    """Write under the title what its colours mean and what is shown, in two lines if it must."""
    used, room = sum(map(length, legend)), page.body.width
    size = next(
        (size for size in _WORD_SIZES if size * used + width_of(words, size=size) <= room), None
    )
    lines = [[*legend, Run(words, 1, colour=MUTED)]]
    if size is None:
        size = _WORD_SIZES[-1]
        lines = [[*legend], [Run(cut(words, room, size=size), 1, colour=MUTED)]]
    sized = [[replace(run, size=size) for run in line] for line in lines if line]
    write(page.slide, page.body.upper(_SUBTITLE), sized, name="Keterangan")


def _in_line(
    pages: Pages,
    title: str,
    alt: str,
    words: tuple[str, Line],
    drawn: Plot,
    rows: Sequence[_Row],
    table_of: Callable[[Sequence[_Row], int, Box], FittedGrid],
) -> None:
    """Add pages of a table with bars in line with its rows, as few as show all names whole."""
    room = pages.frame.body.below(_SUBTITLE + 0.08)
    for most, lines in _PAGED:
        count = -(-len(rows) // most)
        edges = [len(rows) * at // count for at in range(count + 1)]
        tables = [table_of(rows[start:stop], lines, room) for start, stop in pairwise(edges)]
        if all(table.is_whole for table in tables):
            break
    for at, (table, (start, stop)) in enumerate(zip(tables, pairwise(edges), strict=True), start=1):
        page = pages.page(title, (alt,), part=part_of(at, count))
        subtitle(page, *words)
        _draw_beside(page, table, drawn.part(start, stop), room)


def _draw_beside(page: Page, table: FittedGrid, drawn: Plot, room: Box) -> None:
    """Draw a table, and in what it leaves of `room` bars, each in line with its row."""
    grid.draw(page.slide, table, room)
    taken = sum(table.widths) + _GAP
    tall = (table.grid.row_height or 0) * len(table.rows)
    frame = Box(room.left + taken, room.top, room.width - taken, table.head + tall + 0.05)
    chart = native.draw(page.slide, drawn, frame, size=12)
    chart.category_axis.tick_label_position = native.NO_LABELS
    native.align_bars(chart, table.head / frame.height, tall / frame.height)


def _compared(spec: BarsSpec, dossier: Dossier) -> str:
    """What the bars are compared with, and how many sentra claim less than what is approved."""
    lower = sum(row.is_claimed_lower for row in spec.rows)
    words = f"; {number(lower)} sentra dilaporkan lebih rendah dari realisasi" if lower else ""
    note = sentences.rounding(dossier.briefing.sentra)
    words += f"; {note[:1].lower()}{note[1:]}" if note else ""
    return f"dibandingkan dengan {label(dossier.briefing.moment.plan)}{words}"


def _legend(drawn: Plot) -> Line:
    return [
        run
        for series in drawn.series
        for run in (Run("■ ", 1, colour=series.colour), Run(f"{series.name}   ", 1, colour=MUTED))
    ]


def _statuses(statuses: Sequence[Mark]) -> Line:
    return [
        Run(f"■ {glyph(status.shape)} {status.word}   ", 1, colour=status.colour)
        for status in statuses
    ]


def _sentra_table(
    rated: Mapping[str, Mark], rows: Sequence[BarRow], lines: int, room: Box
) -> FittedGrid:
    # A claim has its bar; one for less than what is approved is told as a figure, too.
    is_claimed = any(row.is_claimed_lower for row in rows)
    columns = (
        GridColumn("Sentra", 1, lines=lines),
        GridColumn("Keadaan", lines=1),
        *([GridColumn("Pimpinan", lines=1)] if rated else []),
        GridColumn("Capaian", is_number=True, lines=1),
        *([GridColumn("Dilaporkan", is_number=True, lines=1)] if is_claimed else []),
        GridColumn("Rencana", is_number=True, lines=1),
        GridColumn("Deviasi", is_number=True, lines=1),
    )
    listed = tuple(_sentra_row(row, rated, is_claimed=is_claimed) for row in rows)
    return _even(
        Grid("Capaian per sentra", "Capaian per sentra", columns, listed), room, _SENTRA_SHARE
    )


def _sentra_row(row: BarRow, rated: Mapping[str, Mark], *, is_claimed: bool) -> GridRow:
    leader = GridCell(mark=rated[row.code]) if row.code in rated else GridCell("-")
    return (
        GridCell(row.name, is_strong=True),
        GridCell(mark=row.mark),
        *([leader] if rated else []),
        GridCell(row.actual_text, is_strong=True),
        *([GridCell(row.claimed_text or "-")] if is_claimed else []),
        GridCell(row.planned_text),
        GridCell(row.deviation_text),
    )


def _even(table: Grid, room: Box, share: float) -> FittedGrid:
    """The table with rows of one height, so that bars can stand beside them, uncut if it can be.

    It takes its share of the room, or where that is too narrow all but the least of bars.
    """
    fitting = (room.height - grid.least_head(table) - 0.05) / max(1, len(table.rows))
    even = replace(table, row_height=min(_TALLEST_ROW, fitting))
    most = room.width - _GAP - _LEAST_BARS
    widths = (share * room.width, max(most, share * room.width))
    tried = (legible(even, width, _SIZES) for width in widths)
    smallest = replace(even, size=_SIZES[-1])
    return next((found for found in tried if found), laid_out(smallest, widths[-1]))


def _agency_table(rows: Sequence[AgencyRow], lines: int, room: Box) -> FittedGrid:
    columns = (
        GridColumn("OPD", lines=lines),
        GridColumn("Tonggak", is_number=True, lines=1),
        GridColumn("Terlambat", is_number=True, lines=1),
    )
    late = mark(Flag.OVERDUE)
    listed = tuple(
        (
            GridCell(row.label, is_strong=True),
            GridCell(number(row.total)),
            GridCell(number(row.overdue), late) if row.overdue else GridCell("-"),
        )
        for row in rows
    )
    return _even(Grid("Tonggak per OPD", "Tonggak per OPD", columns, listed), room, _AGENCY_SHARE)
