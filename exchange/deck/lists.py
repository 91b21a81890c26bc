"""Pages that list: what changed, what is late, what past meetings left open, what is asked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from charts.palette import mark, mark_of_follow_up
from exchange.deck import grid
from exchange.deck.boxes import Box
from exchange.deck.grid import Cell, Column, Grid, Row
from exchange.deck.pages import Pages, part_of
from exchange.deck.text import paragraphs, write
from rules.changes.change_report import (
    ChangeKind,
    ChangeReport,
    MilestoneChange,
    SentraChange,
)
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp
from rules.periods import wita_day
from rules.progress.milestone_brief import MilestoneBrief
from rules.values import AgencyCode
from rules.vocabulary import Flag, Light
from words.changes import sentences as changes
from words.formats import number, percent, points, short_day
from words.meetings import sentences as meetings
from words.progress import overdue, sentences

_NOTHING_BEFORE: Final = "Belum ada rapat atau akhir triwulan sebelumnya untuk dibandingkan."
_NOTHING_LATE: Final = "Tidak ada tonggak terlambat dan tidak ada sentra kritis."
_NOTHING_ASKED: Final = "Tidak ada yang perlu diputuskan rapat dari angka posisi ini."
_NOTHING_TITLE: Final = "Yang tidak ada pada posisi ini"
_CONTINUED: Final = "Lanjutan: catatan seluruh daftar ada pada slide pertamanya."
_SIZES: Final = (14, 12, 11, 10)
# The letters of lines about lists that have nothing to tell, and the gap between them.
_UNTOLD: Final = 18
# As many milestones as stand together in one row.
_TOGETHER: Final = 10
# The letters of lists that take more than a page.
_LISTED: Final = 11
_GOOD: Final = frozenset({ChangeKind.RESOLVED, ChangeKind.PROGRESSED, ChangeKind.FINISHED})


def all_of(pages: Pages, dossier: Dossier) -> None:
    """Add the lists in the order of a meeting; those with nothing to tell share the last page."""
    lists = (_changed, _late, _follow_ups, _asked)
    untold = [words for one in lists if (words := one(pages, dossier))]
    if untold:
        page = pages.page(_NOTHING_TITLE, untold)
        lines = paragraphs(untold, page.body, size=_UNTOLD, gap=_UNTOLD)
        write(page.slide, page.body, lines, name="Keterangan", gap=_UNTOLD)


def _changed(pages: Pages, dossier: Dossier) -> str:
    """Add what changed since the last meeting: sentra, then milestones, gravest first.

    Like the other lists it returns what is to be said instead where it has nothing to list.
    """
    report = dossier.changes
    if report is None:
        return _NOTHING_BEFORE
    order = list(ChangeKind)
    found = sorted(report.milestones, key=lambda one: order.index(one.kind))
    rows: list[Row] = [_sentra_row(one) for one in report.shown_sentra]
    rows += _milestone_rows(found, dossier)
    columns = (
        Column("Perubahan", lines=1),
        Column("Sentra", is_tight=True),
        Column("Tonggak", 1.1, lines=6),
        Column("Dari dan ke", 1.1, lines=12),
        Column("OPD", is_tight=True),
    )
    title = changes.finding(report)
    table = Grid("Perubahan", title, columns, tuple(rows))
    return _listing(pages, table, _told(report, dossier), f"{title}.")


def _late(pages: Pages, dossier: Dossier) -> str:
    """Add what is overdue, the longest first, with the light of its sentra."""
    briefing = dossier.briefing
    needs = {one.milestone.code: one for one in briefing.needs}
    lights = {one.sentra.code: one.health.light for one in briefing.sentra}
    found = sorted(
        briefing.flagged({Flag.OVERDUE}),
        key=lambda one: (-one.flags.days_late, one.milestone.code),
    )
    rows = tuple(
        _late_row(one, dossier, lights[one.milestone.sentra], needs[one.milestone.code].agency)
        for one in found
    )
    rows += tuple(
        (
            Cell(one.sentra.name),
            Cell(mark=mark(one.health.light)),
            Cell(sentences.health_reason(one)),
            Cell("-"),
            Cell("-"),
            Cell(percent(one.actual)),
            Cell("-"),
        )
        for one in briefing.sentra
        if one.health.light is Light.CRITICAL and not one.count(Flag.OVERDUE)
    )
    columns = (
        Column("Sentra"),
        Column("Keadaan sentra", lines=1),
        Column("Tonggak", 1, lines=6),
        Column("Jatuh tempo", lines=1),
        Column("Terlambat", is_number=True, lines=1),
        Column("Capaian", is_number=True, lines=1),
        Column("Menunggu"),
    )
    title = overdue.finding(briefing)
    told = [sentences.need(one, dossier.agencies) for one in briefing.needs]
    return _listing(pages, Grid("Terlambat", title, columns, rows), told, _NOTHING_LATE)


def _follow_ups(pages: Pages, dossier: Dossier) -> str:
    """Add what past meetings decided: all that is open, and what was closed since the last."""
    listed = [*dossier.open_follow_ups, *dossier.closed_follow_ups]
    columns = (
        Column("Tindak lanjut", 2, lines=6),
        Column("OPD"),
        Column("Dari rapat", 1, lines=6),
        Column("Tenggat", lines=1),
        Column("Keadaan", is_tight=True),
    )
    title = meetings.follow_ups_finding(dossier)
    rows = tuple(_follow_up_row(one, dossier) for one in listed)
    told = [f"{one.resolution.text} ({dossier.agency(one.owner)})" for one in listed]
    return _listing(pages, Grid("Tindak lanjut", title, columns, rows), told, f"{title}.")


def _asked(pages: Pages, dossier: Dossier) -> str:
    """Add the decisions that the meeting is asked for: who, what, until when."""
    columns = (
        Column("No.", is_number=True, lines=1),
        Column("Sentra"),
        Column("Yang diminta", 1, lines=6),
        Column("OPD"),
        Column("Paling lambat", lines=1),
        Column("Menunggu sejak"),
    )
    rows = tuple(
        (
            Cell(number(at)),
            Cell(one.sentra.name, is_strong=True),
            Cell(meetings.ask_deed(one)),
            Cell(dossier.agency(one.need.agency), is_strong=True),
            Cell(short_day(one.due_on)),
            Cell(f"{short_day(one.need.since)} ({number(one.need.days)} hari)"),
        )
        for at, one in enumerate(dossier.asks, start=1)
    )
    title = meetings.asks_finding(dossier)
    told = [meetings.ask(one, dossier) for one in dossier.asks]
    return _listing(pages, Grid("Keputusan", title, columns, rows), told, _NOTHING_ASKED)


def _listing(pages: Pages, table: Grid, told: Sequence[str], empty: str) -> str:
    """Draw the table on as many pages as it takes; return `empty` where it has no rows."""
    if not table.rows:
        return empty
    body = pages.frame.body
    pieces = grid.parts(_legible(table, body), body.height)
    for at, piece in enumerate(pieces, start=1):
        notes = told if at == 1 else (_CONTINUED,)
        page = pages.page(table.alt, notes, part=part_of(at, len(pieces)))
        grid.draw(page.slide, piece, page.body)
    return ""


def _legible(table: Grid, body: Box) -> Grid:
    """The table in the largest letters that fit one page uncut, else in small ones."""
    small = None
    for size in _SIZES:
        tried = grid.laid_out(replace(table, size=size), body.width)
        if not grid.is_whole(tried):
            continue
        if grid.height(tried) <= body.height:
            return tried
        if size <= _LISTED and small is None:
            small = tried
    return small or tried


def _told(report: ChangeReport, dossier: Dossier) -> list[str]:
    own = [changes.sentra_change(one) for one in report.changed_sentra]
    return [*own, *(changes.change(one, dossier) for one in report.milestones)]


def _sentra_row(one: SentraChange) -> Row:
    before, after = one.before, one.after
    figures = f"deviasi {points(before.deviation)} menjadi {points(after.deviation)}"
    was = f"sebelumnya {mark(before.light).word}" if one.light_changed else "tetap"
    return (
        Cell(mark=mark(after.light)),
        Cell(one.sentra.name, is_strong=True),
        Cell(f"Keadaan sentra, {was}"),
        Cell(figures),
        Cell("-"),
    )


def _milestone_rows(found: Sequence[MilestoneChange], dossier: Dossier) -> Iterator[Row]:
    """A row a change; where kind and sentra say it all, milestones stand together."""
    for (kind, code), group in groupby(found, key=lambda one: (one.kind, one.milestone.sentra)):
        own = list(group)
        if kind in _STEPS and len(own) >= _STEPS[kind].least:
            for at in range(0, len(own), _TOGETHER):
                yield _joint_row(own[at : at + _TOGETHER], dossier)
            continue
        for one in own:
            yield (
                Cell(changes.kind_label(kind), is_strong=kind not in _GOOD),
                Cell(dossier.sentra_name(code)),
                Cell(f"{one.milestone.code} {one.milestone.title}"),
                Cell(changes.what(one, dossier)),
                Cell(dossier.agency(one.milestone.lead)),
            )


def _joint_row(own: Sequence[MilestoneChange], dossier: Dossier) -> Row:
    kind = own[0].kind
    steps = (f"{one.milestone.code} {_STEPS[kind].words(one)}" for one in own)
    leads = dict.fromkeys(dossier.agency(one.milestone.lead) for one in own)
    return (
        Cell(changes.kind_label(kind), is_strong=kind not in _GOOD),
        Cell(dossier.sentra_name(own[0].milestone.sentra)),
        Cell(f"{number(len(own))} tonggak"),
        Cell("; ".join(steps)),
        Cell(", ".join(leads)),
    )


def _step(one: MilestoneChange) -> str:
    return f"{percent(one.before.progress)} ke {percent(one.after.progress)}"


def _silence(one: MilestoneChange) -> str:
    return f"{number(one.days)} hari"


@dataclass(frozen=True, slots=True)
class _Steps:
    """What is said of each of at least so many milestones that stand together."""

    words: Callable[[MilestoneChange], str]
    least: int


_STEPS: Final = {ChangeKind.PROGRESSED: _Steps(_step, 1), ChangeKind.SILENT: _Steps(_silence, 3)}


def _late_row(one: MilestoneBrief, dossier: Dossier, light: Light, agency: AgencyCode) -> Row:
    milestone = one.milestone
    return (
        Cell(dossier.sentra_name(milestone.sentra), is_strong=True),
        Cell(mark=mark(light)),
        Cell(f"{milestone.code} {milestone.title}"),
        Cell(short_day(milestone.current.finish)),
        Cell(f"{number(one.flags.days_late)} hari", is_strong=True),
        Cell(percent(one.state.progress)),
        Cell(dossier.agency(agency), is_strong=True),
    )


def _follow_up_row(one: FollowUp, dossier: Dossier) -> Row:
    day = dossier.as_of
    words = meetings.follow_up_state(one, day)
    if one.closed_at is not None:
        words = f"selesai {short_day(wita_day(one.closed_at))}"
    state = Cell(words, mark_of_follow_up(one, day))
    return (
        Cell(one.resolution.text),
        Cell(dossier.agency(one.owner), is_strong=True),
        Cell(f"{one.meeting_title}, {short_day(one.decided_on)}"),
        Cell(short_day(one.due_on)),
        state,
    )
