"""One page a sentra: its light and figures, its S-curve, what is late, and who must act."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from charts import plot, s_curve
from charts.palette import mark
from exchange.deck import grid, native
from exchange.deck.boxes import Box
from exchange.deck.grid import Cell, Column, Grid
from exchange.deck.pages import Page, Pages, part_of
from exchange.deck.text import MUTED, Line, Run, cut, is_told, marked, paragraphs, write
from rules.briefing import MilestoneBrief, SentraBrief
from rules.dossier import Dossier
from rules.vocabulary import Flag, Status
from words import narrative
from words.formats import number, percent, points, short_day
from words.sentences import flag

_FACTS: Final = 0.72
# Room that the table leaves for the story under it.
_SIZES: Final = (14, 13, 12, 11)
_STORY: Final = 1.3
_NOTHING_LATE: Final = "Tidak ada tonggak yang terlambat, terkendala, atau tanpa laporan."
_WORRYING: Final = frozenset({Flag.OVERDUE, Flag.SILENT})


def page_of(pages: Pages, one: SentraBrief, dossier: Dossier) -> None:
    """Add the page of a sentra; what is late and does not fit goes on on further pages."""
    drawn = plot.of_curve(s_curve.spec_of(one, dossier.briefing))
    told = narrative.sentra(one, dossier)
    worrying = [each for each in one.milestones if _worries(each)]
    room = pages.frame.body.below(_FACTS + 0.15)
    left, right = room.columns(1, 1.05, gap=0.3)
    table = _table(one, worrying, dossier, width=right.width)
    first, later = _split(table, right.height - _STORY, pages.frame.body)
    count = 1 + len(later)
    page = pages.page(drawn.title, told, part=part_of(1, count))
    _facts(page, page.body.upper(_FACTS), one)
    native.draw(page.slide, drawn, left, size=11)
    used = 0.0
    if worrying:
        grid.draw(page.slide, first, right)
        used = grid.height(first) + 0.25
    _story(page, right.below(used), told if worrying else (*told, _NOTHING_LATE))
    for at, piece in enumerate(later, start=2):
        more = pages.page(drawn.title, told, part=part_of(at, count))
        grid.draw(more.slide, piece, more.body)


def _split(table: Grid, room: float, body: Box) -> tuple[Grid, list[Grid]]:
    """The rows beside the curve, and the others as wide as a page."""
    first = grid.parts(table, room)[0]
    rest = replace(table, rows=table.rows[len(first.rows) :])
    later = grid.parts(grid.laid_out(rest, body.width), body.height) if rest.rows else []
    return first, later


def _worries(one: MilestoneBrief) -> bool:
    is_stuck = bool(one.state.open_obstacles) or one.state.status is Status.OBSTRUCTED
    return is_stuck or not _WORRYING.isdisjoint(one.flags.raised)


def _facts(page: Page, box: Box, one: SentraBrief) -> None:
    """Light and figures beside each other, a name over each."""
    due = one.next_due
    light = mark(one.health.light)
    facts: list[tuple[str, Run]] = [
        ("Keadaan", marked(light, 18)),
        ("Capaian", Run(percent(one.actual), 18, is_bold=True)),
        ("Rencana", Run(percent(one.planned), 18, is_bold=True)),
        ("Deviasi", Run(points(one.deviation), 18, is_bold=True)),
    ]
    *places, place = box.columns(2.6, 1.2, 1.2, 1.4, 5.6, gap=0.15)
    for (name, value), each in zip(facts, places, strict=True):
        write(page.slide, each, [[Run(name, 12, colour=MUTED)], [value]], name=name)
    words = "tidak ada yang tersisa"
    if due is not None:
        milestone = due.milestone
        words = f"{milestone.code} {milestone.title} ({short_day(milestone.current.finish)})"
    shown = cut(words, place.width, size=12, is_bold=True, lines=2)
    lines: list[Line] = [
        [Run("Tonggak berikutnya", 12, colour=MUTED)],
        [Run(shown, 12, is_bold=True)],
    ]
    write(page.slide, place, lines, name="Tonggak berikutnya")


def _story(page: Page, box: Box, told: Sequence[str]) -> None:
    size = next((size for size in _SIZES if is_told(told, box, size=size, gap=5)), _SIZES[-1])
    lines = paragraphs(told, box, size=size, gap=5, bold_first=True)
    write(page.slide, box, lines, name="Uraian", gap=5)


def _table(
    one: SentraBrief, worrying: Sequence[MilestoneBrief], dossier: Dossier, *, width: float
) -> Grid:
    columns = (
        Column("Tonggak", 2.6, lines=4),
        Column("Keadaan", 1.5, lines=2),
        Column("Sebab, dan yang bertindak", 2.5, lines=4),
    )
    rows = tuple(
        (
            Cell(f"{each.milestone.code} {each.milestone.title} ({percent(each.state.progress)})"),
            _state(each),
            Cell(_why(each, dossier)),
        )
        for each in worrying
    )
    name = f"Tonggak bermasalah Sentra {one.sentra.name}"
    table = Grid(name, f"{name}: {number(len(rows))} tonggak", columns, rows, size=11)
    return grid.laid_out(table, width)


def _state(one: MilestoneBrief) -> Cell:
    raised = [each for each in one.flags.raised if each in _WORRYING]
    if one.state.open_obstacles and not raised:
        return Cell(mark=mark(Status.OBSTRUCTED))
    if not raised:
        return Cell(mark=mark(one.state.status))
    return Cell(flag(raised[0], one.flags), mark(raised[0]))


def _why(one: MilestoneBrief, dossier: Dossier) -> str:
    """The oldest open obstacle with its owner; without one, the agency that leads."""
    if not one.state.open_obstacles:
        due = short_day(one.milestone.current.finish)
        return f"{dossier.agency(one.milestone.lead)}; jatuh tempo {due}"
    obstacle = one.state.open_obstacles[0]
    since = short_day(obstacle.opened_on)
    return f"{dossier.agency(obstacle.owner)}: {obstacle.description} (sejak {since})"
