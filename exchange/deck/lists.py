"""Pages that list: what changed, what is late, what past meetings left open, what is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from charts.palette import mark, mark_of_follow_up
from exchange.deck import grid
from exchange.deck.boxes import Box
from exchange.deck.grid import Cell, Column, Grid, Row
from exchange.deck.pages import Pages, part_of, sentence
from rules.briefing import MilestoneBrief
from rules.change_report import ChangeKind, ChangeReport, MilestoneChange, SentraChange
from rules.dossier import Dossier
from rules.meetings import FollowUp, closed_since
from rules.periods import wita_day
from rules.values import AgencyCode
from rules.vocabulary import Flag, Light
from words import changes, meetings, overdue, sentences
from words.formats import number, percent, points, short_day

_NOTHING_BEFORE: Final = "Belum ada rapat atau akhir triwulan sebelumnya untuk dibandingkan."
_NO_CHANGE: Final = "Tidak ada sentra atau tonggak yang berubah."
_NOTHING_LATE: Final = "Tidak ada tonggak terlambat dan tidak ada sentra kritis."
_NO_FOLLOW_UP: Final = "Tidak ada tindak lanjut dari rapat sebelumnya yang perlu dibahas."
_NOTHING_ASKED: Final = "Tidak ada yang perlu diputuskan rapat dari angka posisi ini."
_SIZES: Final = (14, 12, 11, 10)
# The letters of lists that take more than a page.
_LISTED: Final = 11
_GOOD: Final = frozenset({ChangeKind.RESOLVED, ChangeKind.PROGRESSED, ChangeKind.FINISHED})


def changed(pages: Pages, dossier: Dossier) -> None:
    """Add what changed since the last meeting: sentra whose light changed, then milestones."""
    report = dossier.changes
    if report is None:
        page = pages.page("Perubahan sejak rapat terakhir", (_NOTHING_BEFORE,))
        sentence(page, _NOTHING_BEFORE)
        return
    order = list(ChangeKind)
    found = sorted(report.milestones, key=lambda one: order.index(one.kind))
    rows: list[Row] = [_sentra_row(one) for one in report.changed_sentra if one.light_changed]
    rows += _milestone_rows(found, dossier)
    columns = (
        Column("Perubahan", lines=1),
        Column("Sentra"),
        Column("Tonggak", 1.1, lines=3),
        Column("Dari dan ke", 1.1, lines=8),
        Column("OPD"),
    )
    title = changes.finding(report)
    table = Grid("Perubahan", title, columns, tuple(rows))
    _listing(pages, title, table, _told(report), _NO_CHANGE)


def late(pages: Pages, dossier: Dossier) -> None:
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
        Column("Tonggak", 1, lines=4),
        Column("Jatuh tempo", lines=1),
        Column("Terlambat", is_number=True, lines=1),
        Column("Capaian", is_number=True, lines=1),
        Column("Menunggu"),
    )
    title = overdue.finding(briefing)
    told = [sentences.need(one, dossier.agencies) for one in briefing.needs]
    _listing(pages, title, Grid("Terlambat", title, columns, rows), told, _NOTHING_LATE)


def follow_ups(pages: Pages, dossier: Dossier) -> None:
    """Add what past meetings decided: all that is open, and what was closed since the last."""
    since = None if dossier.changes is None else dossier.changes.since.as_of
    listed = [*dossier.open_follow_ups, *closed_since(dossier.follow_ups, since)]
    columns = (
        Column("Tindak lanjut", 2, lines=4),
        Column("OPD"),
        Column("Dari rapat", 1, lines=3),
        Column("Tenggat", lines=1),
        Column("Keadaan"),
    )
    title = meetings.follow_ups_finding(dossier)
    rows = tuple(_follow_up_row(one, dossier) for one in listed)
    told = [f"{one.resolution.text} ({dossier.agency(one.owner)})" for one in listed]
    _listing(pages, title, Grid("Tindak lanjut", title, columns, rows), told, _NO_FOLLOW_UP)


def asked(pages: Pages, dossier: Dossier) -> None:
    """Add the decisions that the meeting is asked for: who, what, until when."""
    columns = (
        Column("No.", is_number=True, lines=1),
        Column("Sentra"),
        Column("Yang diminta", 1, lines=4),
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
    _listing(pages, title, Grid("Keputusan", title, columns, rows), told, _NOTHING_ASKED)


def _listing(pages: Pages, title: str, table: Grid, told: list[str], empty: str) -> None:
    """Draw the table on as many pages as it takes, or say that there is nothing to list."""
    if not table.rows:
        sentence(pages.page(title, (empty,)), empty)
        return
    body = pages.frame.body
    pieces = grid.parts(_legible(table, body), body.height)
    for at, piece in enumerate(pieces, start=1):
        page = pages.page(title, told, part=part_of(at, len(pieces)))
        grid.draw(page.slide, piece, page.body)


def _legible(table: Grid, body: Box) -> Grid:
    """The table in the largest letters that fit one page uncut, else in small ones."""
    tried = [grid.laid_out(replace(table, size=size), body.width) for size in _SIZES]
    whole = [one for one in tried if grid.is_whole(one)]
    fitting = [one for one in whole if grid.height(one) <= body.height]
    small = [one for one in whole if one.size <= _LISTED]
    return next(iter([*fitting, *small]), tried[-1])


def _told(report: ChangeReport) -> list[str]:
    own = [changes.sentra_change(one) for one in report.changed_sentra]
    return [*own, *(changes.change(one) for one in report.milestones)]


def _sentra_row(one: SentraChange) -> Row:
    before, after = one.before, one.after
    figures = f"deviasi {points(before.deviation)} menjadi {points(after.deviation)}"
    return (
        Cell(mark=mark(after.light)),
        Cell(one.sentra.name, is_strong=True),
        Cell(f"Keadaan sentra, sebelumnya {mark(before.light).word}"),
        Cell(figures),
        Cell("-"),
    )


def _milestone_rows(found: Sequence[MilestoneChange], dossier: Dossier) -> Iterator[Row]:
    """A row a change; what only progressed, as planned, stands together by sentra."""
    for (kind, code), group in groupby(found, key=lambda one: (one.kind, one.milestone.sentra)):
        own = list(group)
        if kind is ChangeKind.PROGRESSED:
            yield _progress_row(own, dossier)
            continue
        for one in own:
            yield (
                Cell(changes.kind_label(kind), is_strong=kind not in _GOOD),
                Cell(dossier.sentra_name(code)),
                Cell(f"{one.milestone.code} {one.milestone.title}"),
                Cell(changes.what(one)),
                Cell(dossier.agency(one.milestone.lead)),
            )


def _progress_row(own: Sequence[MilestoneChange], dossier: Dossier) -> Row:
    steps = (
        f"{one.milestone.code} {percent(one.before.progress)} ke {percent(one.after.progress)}"
        for one in own
    )
    leads = dict.fromkeys(dossier.agency(one.milestone.lead) for one in own)
    return (
        Cell(changes.kind_label(ChangeKind.PROGRESSED)),
        Cell(dossier.sentra_name(own[0].milestone.sentra)),
        Cell(f"{number(len(own))} tonggak"),
        Cell("; ".join(steps)),
        Cell(", ".join(leads)),
    )


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
    if one.closed_on is not None:
        words = f"selesai {short_day(wita_day(one.closed_on))}"
    state = Cell(words, mark_of_follow_up(one, day))
    return (
        Cell(one.resolution.text),
        Cell(dossier.agency(one.owner), is_strong=True),
        Cell(f"{one.meeting_title}, {short_day(one.decided_on)}"),
        Cell(short_day(one.due_on)),
        state,
    )
