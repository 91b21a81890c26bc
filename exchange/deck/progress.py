"""Pages of the whole programme: the S-curve, all sentra, and the agencies with what they hold."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Final

from charts import agencies, bars, plot, s_curve
from charts.palette import Mark, glyph, mark
from charts.plot import Plot
from charts.spec import AgencyRow, BarRow, BarsSpec
from exchange.deck import grid, native
from exchange.deck.boxes import Box
from exchange.deck.grid import Cell, Column, Grid
from exchange.deck.pages import Page, Pages, part_of, sentence
from exchange.deck.text import MUTED, Line, Run, cut, write
from rules.briefing import Need, NeedKind
from rules.dossier import Dossier
from rules.vocabulary import Flag, label
from words import narrative
from words.formats import number

_SUBTITLE: Final = 0.32
_MOST_ROWS: Final = 10
_MOST_AGENCIES: Final = 14
_TALLEST_ROW: Final = 0.5
_SIZES: Final = (12, 11, 10)
_NO_SENTRA: Final = "Belum ada sentra dalam rencana program ini."
_NO_AGENCY: Final = "Belum ada tonggak yang dipimpin OPD."
_NOTHING_HELD: Final = "Tidak ada tonggak terlambat yang menunggu OPD."


def curve(pages: Pages, dossier: Dossier) -> None:
    """Add the S-curve of the programme."""
    drawn = plot.of_curve(s_curve.spec(dossier.briefing))
    page = pages.page(drawn.title, (drawn.alt, *narrative.programme(dossier)))
    subtitle(page, drawn.subtitle)
    native.draw(page.slide, drawn, page.body.below(_SUBTITLE), size=13)


def sentra(pages: Pages, dossier: Dossier) -> None:
    """Add all sentra in order of need: a table with lights, and bars in line with its rows."""
    spec = bars.spec(dossier.briefing)
    drawn = plot.of_bars(spec)
    if not spec.rows:
        sentence(pages.page(spec.title, (spec.alt,)), _NO_SENTRA)
        return
    compared = f"dibandingkan dengan {label(dossier.briefing.moment.plan)}"
    count = ceil(len(spec.rows) / _MOST_ROWS)
    for at in range(count):
        start, stop = at * _MOST_ROWS, (at + 1) * _MOST_ROWS
        page = pages.page(spec.title, (spec.alt,), part=part_of(at + 1, count))
        subtitle(page, compared, _legend(drawn))
        room = page.body.below(_SUBTITLE + 0.08)
        left, right = room.columns(7.8, 4.4, gap=0.1)
        table = _sentra_table(spec, spec.rows[start:stop], left)
        grid.draw(page.slide, table, left)
        _beside(page, drawn.part(start, stop), table, right)


def agency_status(pages: Pages, dossier: Dossier) -> None:
    """Add status by agency as stacked bars, and beside them who holds what is overdue."""
    spec = agencies.spec(dossier.briefing, dossier.agencies)
    drawn = plot.of_agencies(spec)
    if not spec.rows:
        sentence(pages.page(spec.title, (spec.alt,)), _NO_AGENCY)
        return
    count = ceil(len(spec.rows) / _MOST_AGENCIES)
    for at in range(count):
        start, stop = at * _MOST_AGENCIES, (at + 1) * _MOST_AGENCIES
        page = pages.page(spec.title, (spec.alt,), part=part_of(at + 1, count))
        subtitle(page, spec.subtitle, _statuses(spec.statuses))
        room = page.body.below(_SUBTITLE + 0.08)
        names, middle, right = room.columns(3.8, 3.3, 4.8, gap=0.25)
        table = _agency_table(spec.rows[start:stop], names)
        grid.draw(page.slide, table, names)
        _beside(page, drawn.part(start, stop), table, middle)
        _holders(page, right, dossier)


def subtitle(page: Page, words: str, legend: Line = ()) -> None:
    """Write under the title what is shown, and what its colours mean."""
    runs = [*legend, Run(words, 13, colour=MUTED)]
    used = "".join(run.text for run in legend)
    shown = cut(used + words, page.body.width, size=13)
    if not shown.startswith(used):
        runs = [*legend]
    else:
        runs[-1] = Run(shown[len(used) :], 13, colour=MUTED)
    write(page.slide, page.body.upper(_SUBTITLE), [runs], name="Keterangan")


def _beside(page: Page, drawn: Plot, table: Grid, box: Box) -> None:
    """Draw bars so that each stands in line with its row of the table."""
    tall = (table.row_height or 0) * len(table.rows)
    frame = box.upper(table.head + tall + 0.05)
    chart = native.draw(page.slide, drawn, frame, size=11)
    chart.category_axis.tick_label_position = native.NO_LABELS
    native.align_bars(chart, table.head / frame.height, tall / frame.height)


def _legend(drawn: Plot) -> Line:
    return [
        run
        for one in drawn.series
        for run in (Run("■ ", 13, colour=one.colour), Run(f"{one.name}   ", 13, colour=MUTED))
    ]


def _statuses(statuses: Sequence[Mark]) -> Line:
    return [Run(f"■ {glyph(one.shape)} {one.word}   ", 13, colour=one.colour) for one in statuses]


def _sentra_table(spec: BarsSpec, rows: Sequence[BarRow], room: Box) -> Grid:
    columns = (
        Column("Sentra", 1, lines=1),
        Column("Keadaan", lines=1),
        Column("Capaian", is_number=True, lines=1),
        Column("Dilaporkan", is_number=True, lines=1),
        Column("Rencana", is_number=True, lines=1),
        Column("Deviasi", is_number=True, lines=1),
    )
    table = Grid("Capaian per sentra", spec.alt, columns, tuple(map(_sentra_row, rows)))
    return _even(table, room)


def _sentra_row(row: BarRow) -> grid.Row:
    return (
        Cell(row.name, is_strong=True),
        Cell(mark=row.mark),
        Cell(row.actual_text, is_strong=True),
        Cell(row.claimed_text or "-"),
        Cell(row.planned_text),
        Cell(row.deviation_text),
    )


def _even(table: Grid, room: Box) -> Grid:
    """The table with rows of one height, so that bars can stand beside them, uncut if it can be."""
    fitting = (room.height - table.head - 0.05) / max(1, len(table.rows))
    even = replace(table, row_height=min(_TALLEST_ROW, fitting))
    tried = [grid.laid_out(replace(even, size=size), room.width) for size in _SIZES]
    return next((one for one in tried if grid.is_whole(one)), tried[-1])


def _agency_table(rows: Sequence[AgencyRow], room: Box) -> Grid:
    columns = (
        Column("OPD", lines=1),
        Column("Tonggak", is_number=True, lines=1),
        Column("Terlambat", is_number=True, lines=1),
    )
    late = mark(Flag.OVERDUE)
    listed = tuple(
        (
            Cell(row.label, is_strong=True),
            Cell(number(row.total)),
            Cell(number(row.overdue), late) if row.overdue else Cell("-"),
        )
        for row in rows
    )
    return _even(Grid("Tonggak per OPD", "Tonggak per OPD", columns, listed), room)


def _holders(page: Page, box: Box, dossier: Dossier) -> None:
    """Write which agency holds which overdue milestones, as far as there is room."""
    held: defaultdict[str, list[Need]] = defaultdict(list)
    for need in dossier.briefing.needs:
        if need.kind is not NeedKind.SILENT:
            held[need.agency].append(need)
    if not held:
        write(page.slide, box, [[Run(_NOTHING_HELD, 14, colour=MUTED)]], name="Yang menahan")
        return
    columns = (Column("Menahan"), Column("Tonggak", 1, lines=4))
    rows = tuple(
        (
            Cell(f"{dossier.agency(agency)} ({number(count)})", is_strong=True),
            Cell(", ".join(_held(need, dossier) for need in held[agency])),
        )
        for agency, count in dossier.briefing.holding
    )
    table = Grid("Yang menahan", "OPD yang menahan tonggak terlambat", columns, rows)
    pieces = grid.parts(grid.laid_out(table, box.width), box.height)
    grid.draw(page.slide, pieces[0], box)


def _held(need: Need, dossier: Dossier) -> str:
    name = dossier.sentra_name(need.milestone.sentra)
    return f"{need.milestone.code} {name} ({number(need.days)} hari)"
