"""Pages that list: what changed, what is late, what past meetings left open, what is asked."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from charts.findings import sentence
from charts.palette import mark, mark_of_follow_up
from exchange.deck import grid
from exchange.deck.boxes import Box
from exchange.deck.content import changed, decisions
from exchange.deck.grid import FittedGrid, Grid, GridCell, GridColumn, GridRow
from exchange.deck.grid_widths import laid_out
from exchange.deck.pages import Pages, part_of
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp
from rules.periods import wita_day
from rules.progress.milestone_brief import MilestoneBrief
from rules.values import AgencyCode
from rules.vocabulary import Flag, Light
from words.formats import number, short_day
from words.meetings import sentences as meetings
from words.progress import needs

_NOTHING_BEFORE: Final = "Belum ada rapat atau akhir triwulan sebelumnya untuk dibandingkan."
_NOTHING_LATE: Final = "Tidak ada tonggak terlambat."
_NOTHING_ASKED: Final = "Tidak ada yang perlu diputuskan rapat dari angka posisi ini."
_CONTINUED: Final = "Lanjutan: catatan seluruh daftar ada pada slide pertamanya."
_SIZES: Final = (20, 18, 16, 15, 14)
# Words without an end go on so far and no further.
_MOST_LINES: Final = 10
_LATE: Final = (
    GridColumn("Sentra"),
    GridColumn("Tonggak", 1, lines=_MOST_LINES),
    GridColumn("Jatuh tempo", lines=1),
    GridColumn("Terlambat", lines=1),
    GridColumn("Menunggu"),
)


def all_of(pages: Pages, dossier: Dossier) -> list[str]:
    """Add the lists in the order of a meeting; return what is to be said of those left out."""
    lists = (_changed, _late, _follow_ups, _asked)
    return [words for add in lists if (words := add(pages, dossier))]


def _changed(pages: Pages, dossier: Dossier) -> str:
    """Add what changed since the last meeting: sentra, then milestones, gravest first.

    Like the other lists it returns what is to be said instead where it has nothing to list.
    """
    report = dossier.changes
    if report is None:
        return _NOTHING_BEFORE
    table = changed.table(report, dossier)
    return _listing(pages, table, changed.told(report, dossier), f"{table.alt}.")


def _late(pages: Pages, dossier: Dossier) -> str:
    """Add what is overdue, the longest first, with the light of its sentra."""
    briefing = dossier.briefing
    waiting = {need.milestone.code: need for need in briefing.needs}
    lights = {sentra.sentra.code: sentra.health.light for sentra in briefing.sentra}
    found = sorted(
        briefing.flagged({Flag.OVERDUE}),
        key=lambda milestone: (-milestone.flags.days_late, milestone.milestone.code),
    )
    rows = tuple(
        _late_row(
            milestone,
            dossier,
            lights[milestone.milestone.sentra],
            waiting[milestone.milestone.code].agency,
        )
        for milestone in found
    )
    title = needs.overdue(briefing)
    told = [needs.need(need, briefing) for need in briefing.needs]
    return _listing(pages, Grid("Terlambat", title, _LATE, rows), told, _NOTHING_LATE)


def _follow_ups(pages: Pages, dossier: Dossier) -> str:
    """Add what past meetings decided: all that is open, and what was closed since the last."""
    listed = [*dossier.open_follow_ups, *dossier.closed_follow_ups]
    columns = (
        GridColumn("Tindak lanjut", 1, lines=_MOST_LINES),
        GridColumn("OPD"),
        GridColumn("Diputuskan", lines=1),
        GridColumn("Tenggat", lines=1),
        GridColumn("Keadaan", is_tight=True),
    )
    title = meetings.follow_ups_finding(dossier)
    rows = tuple(_follow_up_row(follow_up, dossier) for follow_up in listed)
    told = [
        f"{follow_up.resolution.text} ({dossier.agency(follow_up.owner)}; "
        f"{follow_up.meeting_title}, {short_day(follow_up.decided_on)})"
        for follow_up in listed
    ]
    return _listing(pages, Grid("Tindak lanjut", title, columns, rows), told, f"{title}.")


def _asked(pages: Pages, dossier: Dossier) -> str:
    """Add all decisions that are asked for where page 2 has not room for them."""
    if len(dossier.asks) <= decisions.SHOWN:
        return "" if dossier.asks else _NOTHING_ASKED
    columns = (
        GridColumn("Sentra"),
        GridColumn("Yang diminta", 1, lines=_MOST_LINES),
        GridColumn("OPD"),
        GridColumn("Paling lambat", lines=1),
        GridColumn("Menunggu sejak"),
    )
    lights = {brief.sentra.code: brief.health.light for brief in dossier.briefing.sentra}
    rows = tuple(
        (
            GridCell(ask.sentra.name, mark(lights[ask.sentra.code])),
            GridCell(sentence(meetings.ask_deed(ask))),
            GridCell(dossier.agency(ask.need.agency), is_strong=True),
            GridCell(short_day(ask.due_on)),
            GridCell(f"{short_day(ask.need.since)} ({number(ask.need.days)} hari)"),
        )
        for ask in dossier.asks
    )
    title = meetings.asks_finding(dossier)
    told = [meetings.ask(ask, dossier) for ask in dossier.asks]
    return _listing(pages, Grid("Keputusan", title, columns, rows), told, _NOTHING_ASKED)


def _listing(pages: Pages, table: Grid, told: Sequence[str], empty: str) -> str:
    """Draw the table on as many pages as it takes; return `empty` where it has no rows."""
    if not table.rows:
        return empty
    body = pages.frame.body
    pieces = _legible(table, body)
    for at, piece in enumerate(pieces, start=1):
        notes = told if at == 1 else (_CONTINUED,)
        page = pages.page(table.alt, notes, part=part_of(at, len(pieces)))
        grid.draw(page.slide, piece, page.body)
    return ""


def _legible(table: Grid, body: Box) -> list[FittedGrid]:
    """The table on as few pages as the least letters take, in the largest that take no more."""
    tried = [laid_out(replace(table, size=size), body.width) for size in _SIZES]
    least = len(tried[-1].parts(body.height))
    fitting = (one for one in tried if one.is_whole and len(one.parts(body.height)) <= least)
    return next(fitting, tried[-1]).even_parts(body.height)


def _late_row(brief: MilestoneBrief, dossier: Dossier, light: Light, agency: AgencyCode) -> GridRow:
    milestone = brief.milestone
    return (
        GridCell(dossier.sentra_name(milestone.sentra), mark(light)),
        GridCell(milestone.title),
        GridCell(short_day(milestone.current.finish)),
        GridCell(f"{number(brief.flags.days_late)} hari", is_strong=True),
        GridCell(dossier.agency(agency), is_strong=True),
    )


def _follow_up_row(follow_up: FollowUp, dossier: Dossier) -> GridRow:
    day = dossier.as_of
    words = meetings.follow_up_state(follow_up, day)
    if follow_up.closed_at is not None:
        words = f"selesai {short_day(wita_day(follow_up.closed_at))}"
    state = GridCell(words, mark_of_follow_up(follow_up, day))
    return (
        GridCell(follow_up.resolution.text),
        GridCell(dossier.agency(follow_up.owner), is_strong=True),
        GridCell(short_day(follow_up.decided_on)),
        GridCell(short_day(follow_up.due_on)),
        state,
    )
