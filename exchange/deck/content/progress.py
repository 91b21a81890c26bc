"""Pages of the whole programme: the S-curve, all sentra, and the agencies with what they hold."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Final

from charts import agencies, bars, plot, s_curve
from charts.agencies import AgencyRow
from charts.bars import BarRow, BarsSpec
from charts.palette import Mark, glyph, mark
from charts.plot import Plot
from exchange.deck import grid, native
from exchange.deck.boxes import Box
from exchange.deck.content import holders
from exchange.deck.grid import FittedGrid, Grid, GridCell, GridColumn, GridRow
from exchange.deck.grid_widths import laid_out, legible
from exchange.deck.pages import Page, Pages, part_of, sentence
from exchange.deck.runs import MUTED, Line, Run
from exchange.deck.text import cut, length, width_of, write
from rules.meetings.dossier import Dossier
from rules.vocabulary import Flag, label
from words.formats import number

_SUBTITLE: Final = 0.32
_MOST_ROWS: Final = 10
_MOST_AGENCIES: Final = 14
_TALLEST_ROW: Final = 0.5
_SIZES: Final = (12, 11, 10)
_WORD_SIZES: Final = (13, 12, 11, 10)
# What tables take of the room that they share with bars, and the least that bars need, in inches.
_SENTRA_SHARE: Final = 0.635
_AGENCY_SHARE: Final = 0.535
_LEAST_BARS: Final = 1.9
_GAP: Final = 0.1
_NO_SENTRA: Final = "Belum ada sentra dalam rencana program ini."
_NOTHING_HELD: Final = "Tidak ada tonggak terlambat yang menunggu OPD."
_NO_AGENCY: Final = "Belum ada tonggak yang dipimpin OPD."


def curve(pages: Pages, dossier: Dossier, told: Sequence[str]) -> None:
    """Add the S-curve of the programme."""
    drawn = plot.of_curve(s_curve.spec(dossier.briefing))
    page = pages.page(drawn.title, (drawn.alt, *told))
    subtitle(page, drawn.subtitle)
    native.draw(page.slide, drawn, page.body.below(_SUBTITLE), size=13)


def sentra(pages: Pages, dossier: Dossier) -> None:
    """Add all sentra in order of need: a table with lights, and bars in line with its rows."""
    spec = bars.spec(dossier.briefing)
    drawn = plot.of_bars(spec)
    if not spec.rows:
        sentence(pages.page(spec.title, (spec.alt,)), _NO_SENTRA)
        return
    compared = _compared(spec, dossier)
    count = ceil(len(spec.rows) / _MOST_ROWS)
    for at in range(count):
        start, stop = at * _MOST_ROWS, (at + 1) * _MOST_ROWS
        page = pages.page(spec.title, (spec.alt,), part=part_of(at + 1, count))
        subtitle(page, compared, _legend(drawn))
        room = page.body.below(_SUBTITLE + 0.08)
        table = _sentra_table(spec, spec.rows[start:stop], room)
        _draw_beside(page, table, drawn.part(start, stop), room)


def agency_status(pages: Pages, dossier: Dossier) -> None:
    """Add status by agency as stacked bars, and who holds what is overdue: beside them or after."""
    spec = agencies.spec(dossier.briefing, dossier.agencies)
    drawn = plot.of_agencies(spec)
    if not spec.rows:
        sentence(pages.page(spec.title, (spec.alt,)), _NO_AGENCY)
        return
    count = ceil(len(spec.rows) / _MOST_AGENCIES)
    room = pages.frame.body.below(_SUBTITLE + 0.08)
    left, right = room.columns(7.1, 4.8, gap=0.25)
    beside = [] if pages.frame.is_narrow else holders.pieces(dossier, right)
    after: list[FittedGrid] = []
    if not beside or len(beside) > count:
        beside, after, left = [], holders.pieces(dossier, room), room
    words = spec.subtitle if beside or after else f"{spec.subtitle}. {_NOTHING_HELD}"
    for at in range(count):
        start, stop = at * _MOST_AGENCIES, (at + 1) * _MOST_AGENCIES
        page = pages.page(spec.title, (spec.alt,), part=part_of(at + 1, count + len(after)))
        subtitle(page, words, _statuses(spec.statuses))
        table = _agency_table(spec.rows[start:stop], left)
        _draw_beside(page, table, drawn.part(start, stop), left)
        for piece in beside[at : at + 1]:
            grid.draw(page.slide, piece, right)
    for at, piece in enumerate(after, start=count + 1):
        page = pages.page(spec.title, (spec.alt,), part=part_of(at, count + len(after)))
        subtitle(page, piece.grid.alt)
        grid.draw(page.slide, piece, room)


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


def _draw_beside(page: Page, table: FittedGrid, drawn: Plot, room: Box) -> None:
    """Draw a table, and in what it leaves of `room` bars, each in line with its row."""
    grid.draw(page.slide, table, room)
    taken = sum(table.widths) + _GAP
    tall = (table.grid.row_height or 0) * len(table.rows)
    frame = Box(room.left + taken, room.top, room.width - taken, table.head + tall + 0.05)
    chart = native.draw(page.slide, drawn, frame, size=11)
    chart.category_axis.tick_label_position = native.NO_LABELS
    native.align_bars(chart, table.head / frame.height, tall / frame.height)


def _compared(spec: BarsSpec, dossier: Dossier) -> str:
    """What the bars are compared with, and how many sentra claim less than what is approved."""
    lower = sum(row.is_claimed_lower for row in spec.rows)
    words = f"; {number(lower)} sentra dilaporkan lebih rendah dari realisasi" if lower else ""
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


def _sentra_table(spec: BarsSpec, rows: Sequence[BarRow], room: Box) -> FittedGrid:
    columns = (
        GridColumn("Sentra", 1, lines=1),
        GridColumn("Keadaan", lines=1),
        GridColumn("Capaian", is_number=True, lines=1),
        GridColumn("Dilaporkan", is_number=True, lines=1),
        GridColumn("Rencana", is_number=True, lines=1),
        GridColumn("Deviasi", is_number=True, lines=1),
    )
    table = Grid("Capaian per sentra", spec.alt, columns, tuple(map(_sentra_row, rows)))
    return _even(table, room, share=_SENTRA_SHARE)


def _sentra_row(row: BarRow) -> GridRow:
    return (
        GridCell(row.name, is_strong=True),
        GridCell(mark=row.mark),
        GridCell(row.actual_text, is_strong=True),
        GridCell(row.claimed_text or "-"),
        GridCell(row.planned_text),
        GridCell(row.deviation_text),
    )


def _even(table: Grid, room: Box, *, share: float) -> FittedGrid:
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


def _agency_table(rows: Sequence[AgencyRow], room: Box) -> FittedGrid:
    columns = (
        GridColumn("OPD", lines=1),
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
    table = Grid("Tonggak per OPD", "Tonggak per OPD", columns, listed)
    return _even(table, room, share=_AGENCY_SHARE)
