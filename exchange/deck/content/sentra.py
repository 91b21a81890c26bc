"""One page a sentra: its light and figures, its S-curve, what is late, and who must act."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from charts import plot, s_curve
from charts.palette import mark
from exchange.deck import grid, native
from exchange.deck.boxes import Box
from exchange.deck.grid import FittedGrid, Grid, GridCell, GridColumn
from exchange.deck.grid_widths import laid_out
from exchange.deck.pages import Page, Pages, part_of
from exchange.deck.runs import MUTED, Run, marked
from exchange.deck.template import Frame
from exchange.deck.text import cut, lines_of, story, width_of, write
from rules.meetings.dossier import Dossier
from rules.progress.milestone_brief import MilestoneBrief
from rules.progress.sentra_brief import SentraBrief
from rules.vocabulary import Flag, Status
from words.formats import number, percent, short_day
from words.meetings import narrative
from words.progress.sentences import flag, gap

_FACTS: Final = 0.72
# Room that the table leaves for the story under it.
_SIZES: Final = (14, 13, 12, 11, 10)
_FACT_SIZES: Final = (18, 16, 14, 12)
_NEXT_SIZES: Final = (12, 11, 10, 9)
_NEXT_LINES: Final = 2
_STORY: Final = 1.3
# What the words over the curve take, where they say what its dotted line means, and their letters.
_TOLD: Final = 0.25
_TOLD_SIZE: Final = 11
# What the curve takes of the height where the table stands under it.
_CURVE: Final = 0.6
_NOTHING_LATE: Final = "Tidak ada tonggak yang terlambat, terkendala, atau tanpa laporan."
_WORRYING: Final = frozenset({Flag.OVERDUE, Flag.SILENT})


def page_of(pages: Pages, sentra: SentraBrief, dossier: Dossier) -> None:
    """Add the page of a sentra; what is late and does not fit goes on on further pages."""
    drawn = plot.of_curve(s_curve.spec_of(sentra, dossier.briefing))
    told = narrative.sentra(sentra, dossier)
    worrying = [milestone for milestone in sentra.milestones if _worries(milestone)]
    facts, beside, below, listed = _areas(pages.frame, has_table=bool(worrying))
    table = _table(sentra, worrying, dossier)
    first, later = _split(table, listed, pages.frame.body)
    count = 1 + len(later)
    page = pages.page(drawn.title, told, part=part_of(1, count))
    _facts(page, facts, sentra)
    if drawn.told:
        words = [[Run(drawn.told, _TOLD_SIZE, colour=MUTED)]]
        write(page.slide, beside.upper(_TOLD), words, name="Keterangan")
        beside = beside.below(_TOLD)
    native.draw(page.slide, drawn, beside, size=10 if pages.frame.is_narrow else 11)
    if worrying:
        grid.draw(page.slide, first, listed)
    if worrying and not pages.frame.is_narrow:
        below = below.below(first.height + 0.25)
    _story(page, below, told if worrying else (*told, _NOTHING_LATE))
    for at, piece in enumerate(later, start=2):
        more = pages.page(drawn.title, told, part=part_of(at, count))
        grid.draw(more.slide, piece, more.body)


def _areas(frame: Frame, *, has_table: bool) -> tuple[Box, Box, Box, Box]:
    """Where facts, curve, story and table stand: the table over the story, or under the curve."""
    facts, room = frame.body.upper(_FACTS), frame.body.below(_FACTS + 0.15)
    if not frame.is_narrow:
        left, right = room.columns(1, 1.05, gap=0.3)
        return facts, left, right, right.upper(right.height - _STORY)
    upper = room.upper(room.height * _CURVE) if has_table else room
    left, right = upper.columns(1.15, 1, gap=0.3)
    return facts, left, right, room.below(upper.height + 0.1)


def _split(table: Grid, box: Box, body: Box) -> tuple[FittedGrid, list[FittedGrid]]:
    """The rows beside the curve or under it, and the others as wide as a page."""
    wide = replace(
        table, columns=tuple(replace(column, is_tight=False) for column in table.columns)
    )
    beside = wide if box.width == body.width else table
    first = laid_out(beside, box.width).parts(box.height)[0]
    rest = replace(wide, rows=table.rows[len(first.rows) :])
    later = laid_out(rest, body.width).parts(body.height) if rest.rows else []
    return first, later


def _worries(milestone: MilestoneBrief) -> bool:
    is_stuck = bool(milestone.state.open_obstacles) or milestone.state.status is Status.OBSTRUCTED
    return is_stuck or not _WORRYING.isdisjoint(milestone.flags.raised)


def _facts(page: Page, box: Box, sentra: SentraBrief) -> None:
    """Light and figures beside each other, a name over each."""
    due = sentra.next_due
    light = mark(sentra.health.light)
    facts = {
        "Keadaan": marked(light, 1),
        "Capaian": Run(percent(sentra.actual), 1, is_bold=True),
        "Rencana": Run(percent(sentra.planned), 1, is_bold=True),
        "Deviasi": Run(gap(sentra), 1, is_bold=True),
    }
    *places, place = box.columns(2.6, 1.2, 1.2, 1.4, 5.6, gap=0.15)
    needed = [width_of(run.text, size=1, is_bold=True) for run in facts.values()]
    most = min(box.width / width for box, width in zip(places, needed, strict=True))
    size = next((size for size in _FACT_SIZES if size <= most), _FACT_SIZES[-1])
    for (name, run), cell in zip(facts.items(), places, strict=True):
        lines = [[Run(name, 12, colour=MUTED)], [replace(run, size=size)]]
        write(page.slide, cell, lines, name=name)
    words = "tidak ada yang tersisa"
    if due is not None:
        milestone = due.milestone
        words = f"{milestone.code} {milestone.title} ({short_day(milestone.current.finish)})"
    lines_at = {size: lines_of(words, place.width, size=size, is_bold=True) for size in _NEXT_SIZES}
    size = next((size for size in _NEXT_SIZES if lines_at[size] <= _NEXT_LINES), _NEXT_SIZES[-1])
    shown = cut(words, place.width, size=size, is_bold=True, lines=_NEXT_LINES)
    following = [[Run("Tonggak berikutnya", 12, colour=MUTED)], [Run(shown, size, is_bold=True)]]
    write(page.slide, place, following, name="Tonggak berikutnya")


def _story(page: Page, box: Box, told: Sequence[str]) -> None:
    lines = story(told, box, sizes=_SIZES, gap=5)
    write(page.slide, box, lines, name="Uraian", gap=5)


def _table(sentra: SentraBrief, worrying: Sequence[MilestoneBrief], dossier: Dossier) -> Grid:
    columns = (
        GridColumn("Tonggak", 2.6, lines=4),
        GridColumn("Keadaan", is_tight=True),
        GridColumn("Sebab, dan yang bertindak", 2.5, lines=4),
    )
    rows = tuple(
        (
            GridCell(f"{_named(brief)} ({percent(brief.state.progress)})"),
            _state(brief),
            GridCell(_why(brief, dossier)),
        )
        for brief in worrying
    )
    name = f"Tonggak bermasalah Sentra {sentra.sentra.name}"
    return Grid(name, f"{name}: {number(len(rows))} tonggak", columns, rows, size=11)


def _state(milestone: MilestoneBrief) -> GridCell:
    raised = [kind for kind in milestone.flags.raised if kind in _WORRYING]
    if milestone.state.open_obstacles and not raised:
        return GridCell(mark=mark(Status.OBSTRUCTED))
    if not raised:
        return GridCell(mark=mark(milestone.state.status))
    return GridCell(flag(raised[0], milestone.flags), mark(raised[0]))


def _why(milestone: MilestoneBrief, dossier: Dossier) -> str:
    """The oldest open obstacle with its owner; without one, the agency that leads."""
    if not milestone.state.open_obstacles:
        due = short_day(milestone.milestone.current.finish)
        return f"{dossier.agency(milestone.milestone.lead)}; jatuh tempo {due}"
    obstacle = milestone.state.open_obstacles[0]
    since = short_day(obstacle.opened_on)
    return f"{dossier.agency(obstacle.owner)}: {obstacle.description} (sejak {since})"


def _named(brief: MilestoneBrief) -> str:
    return f"{brief.milestone.code} {brief.milestone.title}"
