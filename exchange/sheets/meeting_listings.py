"""The tables that a coordination meeting works with: figures, changes, follow-ups, decisions."""

from dataclasses import dataclass

from exchange.sheets.tables import (
    Cell,
    Column,
    Kind,
    Table,
)
from rules.changes.change_report import MilestoneChange, SentraChange
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp, FollowUpKind
from rules.periods import wita_day
from rules.progress.key_figures import key_figures
from rules.vocabulary import Flag, Light, label
from words.changes import sentences as change_words
from words.formats import number, points, short_day, signed
from words.meetings import sentences as meeting_words
from words.progress.sentences import need_since
from words.progress.totals import changed

_FIRST_TIME = "Belum ada posisi sebelumnya sebagai pembanding."


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the programme with what stands beside it; shares are in [0, 1]."""

    name: str
    value: float
    kind: Kind
    note: str = ""


def figures(dossier: Dossier) -> tuple[Figure, ...]:
    """Return the figures that a meeting begins with, in reading order."""
    totals, since = dossier.briefing.totals, dossier.comparison
    day = "" if since is None else f" sejak {short_day(since.since)}"
    waiting = dossier.open_follow_ups
    late = sum(1 for one in waiting if one.days_late(dossier.as_of))
    return (
        Figure(
            "Capaian",
            totals.actual,
            Kind.PERCENT,
            "" if since is None else changed(points, since.actual) + day,
        ),
        Figure("Rencana", totals.planned, Kind.PERCENT, label(dossier.briefing.moment.plan)),
        Figure(
            "Deviasi (poin)",
            totals.deviation,
            Kind.POINTS,
            "" if since is None else changed(points, since.deviation) + day,
        ),
        Figure("Dilaporkan", totals.reported, Kind.PERCENT, "termasuk yang belum disetujui"),
        Figure(
            "Sentra kritis atau perlu perhatian",
            key_figures(dossier.briefing).in_need,
            Kind.NUMBER,
            _lights(dossier)
            + ("" if since is None else f"; {changed(signed, since.in_need)}{day}"),
        ),
        Figure("Tonggak terlambat", totals.flags[Flag.OVERDUE], Kind.NUMBER),
        Figure("Tonggak jatuh tempo 30 hari", totals.flags[Flag.DUE_SOON], Kind.NUMBER),
        Figure(
            "Tindak lanjut belum selesai",
            len(waiting),
            Kind.NUMBER,
            f"{number(late)} terlambat" if late else "",
        ),
        Figure("Keputusan diminta", len(dossier.asks), Kind.NUMBER),
    )


def changes(dossier: Dossier) -> Table:
    """Return how milestones changed since the moment compared with, gravest first."""
    columns = (
        Column("Kode", width=10),
        Column("Sentra", width=22),
        Column("Tonggak capaian", width=38),
        Column("Perubahan", width=18),
        Column("Penjelasan", width=44),
        Column("Capaian sebelumnya", Kind.PERCENT),
        Column("Capaian kini", Kind.PERCENT),
        Column("Penanggung jawab", width=20),
        Column("Laporan sebelumnya (nomor)", Kind.NUMBER, width=12),
        Column("Laporan kini (nomor)", Kind.NUMBER, width=12),
    )
    report = dossier.changes
    if report is None:
        return Table("Perubahan tonggak", columns, (), (_FIRST_TIME,))
    rows = tuple(_change(one, dossier) for one in report.milestones)
    return Table("Perubahan tonggak", columns, rows, (f"{change_words.finding(report)}.",))


def sentra_changes(dossier: Dossier) -> Table:
    """Return each sentra before and now, in the briefing's order: by need."""
    columns = (
        Column("Sentra", width=26),
        Column("Keadaan sebelumnya", width=18),
        Column("Keadaan kini", width=18),
        Column("Capaian sebelumnya", Kind.PERCENT),
        Column("Capaian kini", Kind.PERCENT),
        Column("Deviasi sebelumnya (poin)", Kind.POINTS),
        Column("Deviasi kini (poin)", Kind.POINTS),
        Column("Perubahan deviasi (poin)", Kind.POINTS),
    )
    report = dossier.changes
    if report is None:
        return Table("Perubahan sentra", columns, (), (_FIRST_TIME,))
    rows = tuple(_sentra_change(one) for one in report.sentra)
    return Table("Perubahan sentra", columns, rows, (f"{change_words.finding(report)}.",))


def follow_ups(dossier: Dossier) -> Table:
    """Return all follow-ups of meetings, those that still wait first."""
    columns = (
        Column("Nomor", Kind.NUMBER, width=8),
        Column("Tindak lanjut", width=44),
        Column("Penanggung jawab", width=20),
        Column("Tenggat", Kind.DAY),
        Column("Keadaan", width=24),
        Column("Terlambat (hari)", Kind.NUMBER, width=11),
        Column("Sentra", width=17),
        Column("Tonggak", width=10),
        Column("Rapat", width=24),
        Column("Diputuskan", Kind.DAY, width=12),
        Column("Kabar terakhir", width=36),
        Column("Tanggal kabar", Kind.DAY, width=12),
    )
    waiting = dossier.open_follow_ups
    done = [one for one in dossier.follow_ups if not one.is_open]
    rows = tuple(_follow_up(one, dossier) for one in (*waiting, *done))
    note = f"{meeting_words.follow_ups_finding(dossier)}."
    return Table("Tindak lanjut rapat", columns, rows, (note,))


def asks(dossier: Dossier) -> Table:
    """Return the decisions that the meeting is asked for, gravest sentra first."""
    columns = (
        Column("Sentra", width=24),
        Column("Keputusan yang diminta", width=64),
        Column("Penanggung jawab", width=20),
        Column("Sebab", width=44),
        Column("Tenggat", Kind.DAY),
    )
    rows = tuple(
        (
            one.sentra.name,
            meeting_words.ask(one, dossier),
            dossier.agency(one.need.agency),
            need_since(one.need),
            one.due_on,
        )
        for one in dossier.asks
    )
    note = f"{meeting_words.asks_finding(dossier)}."
    return Table("Keputusan yang diminta", columns, rows, (note,))


def _lights(dossier: Dossier) -> str:
    counts = dossier.briefing.totals.lights
    grave = (Light.CRITICAL, Light.ATTENTION)
    return ", ".join(f"{number(counts[light])} {label(light)}" for light in grave)


def _change(one: MilestoneChange, dossier: Dossier) -> tuple[Cell, ...]:
    milestone, (before, after) = one.milestone, one.reports
    return (
        milestone.code,
        dossier.sentra_name(milestone.sentra),
        milestone.title,
        change_words.kind_label(one.kind),
        change_words.what(one, dossier),
        one.before.progress,
        one.after.progress,
        dossier.agency(milestone.lead),
        None if before is None else int(before),
        None if after is None else int(after),
    )


def _sentra_change(one: SentraChange) -> tuple[Cell, ...]:
    return (
        one.sentra.name,
        label(one.before.light),
        label(one.after.light),
        one.before.actual,
        one.after.actual,
        one.before.deviation,
        one.after.deviation,
        one.deviation_change,
    )


def _follow_up(one: FollowUp, dossier: Dossier) -> tuple[Cell, ...]:
    resolution = one.resolution
    last = one.history[-1] if one.history else None
    told = {FollowUpKind.NOTED: "", FollowUpKind.CLOSED: "", FollowUpKind.REOPENED: "dibuka lagi: "}
    return (
        int(resolution.id),
        resolution.text,
        dossier.agency(one.owner),
        one.due_on,
        meeting_words.follow_up_state(one, dossier.as_of),
        one.days_late(dossier.as_of),
        None if resolution.sentra is None else dossier.sentra_name(resolution.sentra),
        resolution.milestone,
        one.meeting_title,
        one.decided_on,
        None if last is None else told[last.kind] + last.note,
        None if last is None else wita_day(last.recorded_at),
    )
