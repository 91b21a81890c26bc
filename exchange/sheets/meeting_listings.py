"""The tables that a coordination meeting works with: figures, changes, follow-ups, decisions."""

from dataclasses import dataclass

from exchange.sheets.tables import (
    ColumnKind,
    SheetCell,
    SheetColumn,
    SheetTable,
)
from rules.changes.change_report import MilestoneChange, SentraChange
from rules.changes.comparison import in_need
from rules.meetings.dossier import Dossier
from rules.meetings.values import FollowUp, FollowUpKind
from rules.periods import wita_day
from rules.vocabulary import Flag, Light, label
from words.changes import sentences as change_words
from words.formats import number, points, short_day, signed
from words.meetings import sentences as meeting_words
from words.progress.sentences import need_since
from words.progress.totals import changed

_FIRST_TIME = "Belum ada posisi sebelumnya sebagai pembanding."


@dataclass(frozen=True, slots=True)
class MeetingFigure:
    """One figure of the programme with what stands beside it; shares are in [0, 1]."""

    name: str
    value: float
    kind: ColumnKind
    note: str = ""


def figures(dossier: Dossier) -> tuple[MeetingFigure, ...]:
    """Return the figures that a meeting begins with, in reading order."""
    totals, since = dossier.briefing.totals, dossier.comparison
    day = "" if since is None else f" sejak {short_day(since.since)}"
    actual = "" if since is None else changed(points, since.actual) + day
    needy = "" if since is None else f"; {changed(signed, since.in_need)}{day}"
    waiting = dossier.open_follow_ups
    late = sum(1 for follow_up in waiting if follow_up.days_late(dossier.as_of))
    return (
        MeetingFigure("Capaian", totals.actual, ColumnKind.PERCENT, actual),
        MeetingFigure(
            "Rencana", totals.planned, ColumnKind.PERCENT, label(dossier.briefing.moment.plan)
        ),
        MeetingFigure(
            "Deviasi (poin)",
            totals.deviation,
            ColumnKind.POINTS,
            "" if since is None else changed(points, since.deviation) + day,
        ),
        MeetingFigure(
            "Dilaporkan", totals.reported, ColumnKind.PERCENT, "termasuk yang belum disetujui"
        ),
        MeetingFigure(
            "Sentra kritis atau perlu perhatian",
            in_need(dossier.briefing),
            ColumnKind.NUMBER,
            _lights(dossier) + needy,
        ),
        MeetingFigure("Tonggak terlambat", totals.flags[Flag.OVERDUE], ColumnKind.NUMBER),
        MeetingFigure(
            "Tonggak jatuh tempo 30 hari", totals.flags[Flag.DUE_SOON], ColumnKind.NUMBER
        ),
        MeetingFigure(
            "Tindak lanjut belum selesai",
            len(waiting),
            ColumnKind.NUMBER,
            f"{number(late)} terlambat" if late else "",
        ),
        MeetingFigure("Keputusan diminta", len(dossier.asks), ColumnKind.NUMBER),
    )


def changes(dossier: Dossier) -> SheetTable:
    """Return how milestones changed since the moment compared with, gravest first."""
    columns = (
        SheetColumn("Kode", width=10),
        SheetColumn("Sentra", width=22),
        SheetColumn("Tonggak capaian", width=38),
        SheetColumn("Perubahan", width=18),
        SheetColumn("Penjelasan", width=44),
        SheetColumn("Capaian sebelumnya", ColumnKind.PERCENT),
        SheetColumn("Capaian kini", ColumnKind.PERCENT),
        SheetColumn("Penanggung jawab", width=20),
        SheetColumn("Laporan sebelumnya (nomor)", ColumnKind.NUMBER, width=12),
        SheetColumn("Laporan kini (nomor)", ColumnKind.NUMBER, width=12),
    )
    report = dossier.changes
    if report is None:
        return SheetTable("Perubahan tonggak", columns, (), (_FIRST_TIME,))
    rows = tuple(_change(change, dossier) for change in report.milestones)
    return SheetTable("Perubahan tonggak", columns, rows, (f"{change_words.finding(report)}.",))


def sentra_changes(dossier: Dossier) -> SheetTable:
    """Return each sentra before and now, in the briefing's order: by need."""
    columns = (
        SheetColumn("Sentra", width=26),
        SheetColumn("Keadaan sebelumnya", width=18),
        SheetColumn("Keadaan kini", width=18),
        SheetColumn("Capaian sebelumnya", ColumnKind.PERCENT),
        SheetColumn("Capaian kini", ColumnKind.PERCENT),
        SheetColumn("Deviasi sebelumnya (poin)", ColumnKind.POINTS),
        SheetColumn("Deviasi kini (poin)", ColumnKind.POINTS),
        SheetColumn("Perubahan deviasi (poin)", ColumnKind.POINTS),
    )
    report = dossier.changes
    if report is None:
        return SheetTable("Perubahan sentra", columns, (), (_FIRST_TIME,))
    rows = tuple(_sentra_change(change) for change in report.sentra)
    return SheetTable("Perubahan sentra", columns, rows, (f"{change_words.finding(report)}.",))


def follow_ups(dossier: Dossier) -> SheetTable:
    """Return all follow-ups of meetings, those that still wait first."""
    columns = (
        SheetColumn("Nomor", ColumnKind.NUMBER, width=8),
        SheetColumn("Tindak lanjut", width=44),
        SheetColumn("Penanggung jawab", width=20),
        SheetColumn("Tenggat", ColumnKind.DAY),
        SheetColumn("Keadaan", width=24),
        SheetColumn("Terlambat (hari)", ColumnKind.NUMBER, width=11),
        SheetColumn("Sentra", width=17),
        SheetColumn("Tonggak", width=10),
        SheetColumn("Rapat", width=24),
        SheetColumn("Diputuskan", ColumnKind.DAY, width=12),
        SheetColumn("Kabar terakhir", width=36),
        SheetColumn("Tanggal kabar", ColumnKind.DAY, width=12),
    )
    waiting = dossier.open_follow_ups
    done = [follow_up for follow_up in dossier.follow_ups if not follow_up.is_open]
    rows = tuple(_follow_up(follow_up, dossier) for follow_up in (*waiting, *done))
    note = f"{meeting_words.follow_ups_finding(dossier)}."
    return SheetTable("Tindak lanjut rapat", columns, rows, (note,))


def asks(dossier: Dossier) -> SheetTable:
    """Return the decisions that the meeting is asked for, gravest sentra first."""
    columns = (
        SheetColumn("Sentra", width=24),
        SheetColumn("Keputusan yang diminta", width=64),
        SheetColumn("Penanggung jawab", width=20),
        SheetColumn("Sebab", width=44),
        SheetColumn("Tenggat", ColumnKind.DAY),
    )
    rows = tuple(
        (
            ask.sentra.name,
            meeting_words.ask(ask, dossier),
            dossier.agency(ask.need.agency),
            need_since(ask.need),
            ask.due_on,
        )
        for ask in dossier.asks
    )
    note = f"{meeting_words.asks_finding(dossier)}."
    return SheetTable("Keputusan yang diminta", columns, rows, (note,))


def _lights(dossier: Dossier) -> str:
    counts = dossier.briefing.totals.lights
    grave = (Light.CRITICAL, Light.ATTENTION)
    return ", ".join(f"{number(counts[light])} {label(light)}" for light in grave)


def _change(change: MilestoneChange, dossier: Dossier) -> tuple[SheetCell, ...]:
    milestone, (before, after) = change.milestone, change.reports
    return (
        milestone.code,
        dossier.sentra_name(milestone.sentra),
        milestone.title,
        change_words.kind_label(change.kind),
        change_words.what(change, dossier),
        change.before.progress,
        change.after.progress,
        dossier.agency(milestone.lead),
        None if before is None else int(before),
        None if after is None else int(after),
    )


def _sentra_change(change: SentraChange) -> tuple[SheetCell, ...]:
    return (
        change.sentra.name,
        label(change.before.light),
        label(change.after.light),
        change.before.actual,
        change.after.actual,
        change.before.deviation,
        change.after.deviation,
        change.deviation_change,
    )


def _follow_up(follow_up: FollowUp, dossier: Dossier) -> tuple[SheetCell, ...]:
    resolution = follow_up.resolution
    last = follow_up.history[-1] if follow_up.history else None
    told = {FollowUpKind.NOTED: "", FollowUpKind.CLOSED: "", FollowUpKind.REOPENED: "dibuka lagi: "}
    return (
        int(resolution.id),
        resolution.text,
        dossier.agency(follow_up.owner),
        follow_up.due_on,
        meeting_words.follow_up_state(follow_up, dossier.as_of),
        follow_up.days_late(dossier.as_of),
        None if resolution.sentra is None else dossier.sentra_name(resolution.sentra),
        resolution.milestone,
        follow_up.meeting_title,
        follow_up.decided_on,
        None if last is None else told[last.kind] + last.note,
        None if last is None else wita_day(last.recorded_at),
    )
