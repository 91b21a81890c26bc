"""The tables that a coordination meeting works with: figures, changes, follow-ups, decisions."""

from dataclasses import dataclass
from datetime import date

from exchange.sheets.tables import ColumnKind, SheetTable, Told, listed
from rules.changes.change_report import MilestoneChange, SentraChange
from rules.meetings.agenda import Ask
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp, FollowUpKind
from rules.periods import wita_day
from rules.progress.briefing import Totals
from rules.progress.key_figures import key_figures
from rules.progress.sentra_brief import SentraBrief
from rules.rounding import rounded
from rules.vocabulary import Flag, Light, label
from words.changes import sentences as change_words
from words.formats import number, points, short_day, signed
from words.meetings import sentences as meeting_words
from words.progress.needs import need_since
from words.progress.thresholds import due_soon
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
    totals, thresholds = dossier.briefing.totals, dossier.briefing.programme.thresholds
    actual, deviation, in_need = _changes_of_figures(dossier)
    late = sum(1 for waiting in dossier.open_follow_ups if waiting.days_late(dossier.as_of))
    percent, pp, count = ColumnKind.PERCENT, ColumnKind.POINTS, ColumnKind.NUMBER
    rows: tuple[tuple[str, float, ColumnKind, str], ...] = (
        ("Capaian", totals.actual, percent, actual),
        ("Rencana", totals.planned, percent, label(dossier.briefing.moment.plan)),
        ("Deviasi (poin)", totals.deviation, pp, deviation),
        ("Dilaporkan", totals.reported, percent, _claim(totals)),
        (
            "Sentra kritis atau perlu perhatian",
            key_figures(dossier.briefing).in_need,
            count,
            "; ".join(filter(None, (_lights(dossier), in_need))),
        ),
        ("Tonggak terlambat", totals.flags[Flag.OVERDUE], count, ""),
        (f"Tonggak {due_soon(thresholds)}", totals.flags[Flag.DUE_SOON], count, ""),
        (
            "Tindak lanjut belum selesai",
            len(dossier.open_follow_ups),
            count,
            f"{number(late)} terlambat" if late else "",
        ),
        ("Keputusan diminta", len(dossier.asks), count, ""),
    )
    return tuple(MeetingFigure(*row) for row in rows)


def _claim(totals: Totals) -> str:
    lower = "; lebih rendah dari yang disetujui" if totals.is_claimed_lower else ""
    return f"termasuk yang belum disetujui{lower}"


def _changes_of_figures(dossier: Dossier) -> tuple[str, str, str]:
    """Tell how progress, deviation and the sentra in need changed; nothing where none is known."""
    since = dossier.comparison
    if since is None:
        return "", "", ""
    day = f" sejak {short_day(since.since)}"
    learnt = f"; {points(since.learnt)} baru dilaporkan" if rounded(since.learnt, 1) else ""
    return (
        changed(points, since.actual) + day + learnt,
        changed(points, since.deviation) + day,
        changed(signed, since.in_need) + day,
    )


def changes(dossier: Dossier) -> SheetTable:
    """Return how milestones changed since the moment compared with, gravest first."""
    report = dossier.changes

    late = () if report is None or report.learnt is None else report.learnt.milestones
    learnt = {id(change) for change in late}

    def when(change: MilestoneChange) -> str:
        return change_words.when(is_learnt=id(change) in learnt)

    columns: tuple[Told[MilestoneChange], ...] = (
        Told("Kode", lambda change: change.milestone.code, width=10),
        Told("Sentra", lambda change: dossier.sentra_name(change.milestone.sentra), width=22),
        Told("Tonggak capaian", lambda change: change.milestone.title, width=38),
        Told("Perubahan", lambda change: change_words.kind_label(change.kind), width=18),
        Told("Kapan", when, width=16),
        Told("Penjelasan", lambda change: change_words.what(change, dossier), width=44),
        Told("Capaian sebelumnya", lambda change: change.before.progress, ColumnKind.PERCENT),
        Told("Capaian kini", lambda change: change.after.progress, ColumnKind.PERCENT),
        Told("Penanggung jawab", lambda change: dossier.agency(change.milestone.lead), width=20),
        Told(
            "Laporan sebelumnya (nomor)", lambda change: _report(change, 0), ColumnKind.NUMBER, 12
        ),
        Told("Laporan kini (nomor)", lambda change: _report(change, 1), ColumnKind.NUMBER, 12),
    )
    if report is None:
        return listed("Perubahan tonggak", columns, (), _FIRST_TIME)
    parts = (change_words.finding(report), change_words.learnt(report))
    told = " ".join(f"{part}." for part in parts if part)
    return listed("Perubahan tonggak", columns, report.news, told)


def sentra_changes(dossier: Dossier) -> SheetTable:
    """Return each sentra before and now, in the briefing's order: by need."""
    share, pp = ColumnKind.PERCENT, ColumnKind.POINTS
    columns: tuple[Told[SentraChange], ...] = (
        Told("Sentra", lambda change: change.sentra.name, width=26),
        Told("Keadaan sebelumnya", lambda change: label(change.before.light), width=18),
        Told("Keadaan kini", lambda change: label(change.after.light), width=18),
        Told("Capaian sebelumnya", lambda change: change.before.actual, share),
        Told("Capaian kini", lambda change: change.after.actual, share),
        Told("Deviasi sebelumnya (poin)", lambda change: change.before.deviation, pp),
        Told("Deviasi kini (poin)", lambda change: change.after.deviation, pp),
        Told("Perubahan deviasi (poin)", lambda change: change.deviation_change, pp),
    )
    report = dossier.changes
    if report is None:
        return listed("Perubahan sentra", columns, (), _FIRST_TIME)
    told = f"{change_words.finding(report)}."
    return listed("Perubahan sentra", columns, report.sentra, told)


def follow_ups(dossier: Dossier) -> SheetTable:
    """Return all follow-ups of meetings, those that still wait first."""
    day, today = ColumnKind.DAY, dossier.as_of
    columns: tuple[Told[FollowUp], ...] = (
        Told("Nomor", lambda found: int(found.resolution.id), ColumnKind.NUMBER, 8),
        Told("Tindak lanjut", lambda found: found.resolution.text, width=44),
        Told("Penanggung jawab", lambda found: dossier.agency(found.owner), width=20),
        Told("Tenggat", lambda found: found.due_on, day),
        Told("Keadaan", lambda found: meeting_words.follow_up_state(found, today), width=24),
        Told("Terlambat (hari)", lambda found: found.days_late(today), ColumnKind.NUMBER, 11),
        Told("Sentra", lambda found: _sentra_of(found, dossier), width=17),
        Told("Tonggak", lambda found: found.resolution.milestone, width=10),
        Told("Rapat", lambda found: found.meeting_title, width=24),
        Told("Diputuskan", lambda found: found.decided_on, day, 12),
        Told("Kabar terakhir", _last_told, width=36),
        Told("Tanggal kabar", _last_told_on, day, 12),
    )
    done = [follow_up for follow_up in dossier.follow_ups if not follow_up.is_open]
    note = f"{meeting_words.follow_ups_finding(dossier)}."
    return listed("Tindak lanjut rapat", columns, (*dossier.open_follow_ups, *done), note)


def ratings(dossier: Dossier) -> SheetTable:
    """Return the leader's rating of each rated sentra beside what the figures say."""
    own = dossier.ratings

    def recovery(brief: SentraBrief) -> str | None:
        plan = own[brief.sentra.code].recovery
        return None if plan is None else dossier.agency(plan.owner)

    def due_on(brief: SentraBrief) -> date | None:
        plan = own[brief.sentra.code].recovery
        return None if plan is None else plan.due_on

    columns: tuple[Told[SentraBrief], ...] = (
        Told("Sentra", lambda brief: brief.sentra.name, width=24),
        Told("Hitungan", lambda brief: label(brief.health.light), width=16),
        Told("Pimpinan", lambda brief: label(own[brief.sentra.code].light), width=16),
        Told("Alasan", lambda brief: own[brief.sentra.code].reason, width=54),
        Told("Pemulihan dipimpin", recovery, width=20),
        Told("Tenggat pemulihan", due_on, ColumnKind.DAY),
        Told("Dinilai oleh", lambda brief: own[brief.sentra.code].author, width=20),
    )
    rated = [brief for brief in dossier.briefing.sentra if brief.sentra.code in own]
    return listed("Penilaian pimpinan", columns, rated)


def asks(dossier: Dossier) -> SheetTable:
    """Return the decisions that the meeting is asked for, gravest sentra first."""

    def deed(ask: Ask) -> str:
        return meeting_words.ask(ask, dossier)

    columns: tuple[Told[Ask], ...] = (
        Told("Sentra", lambda ask: ask.sentra.name, width=24),
        Told("Keputusan yang diminta", deed, width=64),
        Told("Penanggung jawab", lambda ask: dossier.agency(ask.need.agency), width=20),
        Told("Sebab", lambda ask: need_since(ask.need), width=44),
        Told("Tenggat", lambda ask: ask.due_on, ColumnKind.DAY),
    )
    note = f"{meeting_words.asks_finding(dossier)}."
    return listed("Keputusan yang diminta", columns, dossier.asks, note)


def _lights(dossier: Dossier) -> str:
    counts = dossier.briefing.totals.lights
    grave = (Light.CRITICAL, Light.ATTENTION)
    return ", ".join(f"{number(counts[light])} {label(light)}" for light in grave)


def _report(change: MilestoneChange, at: int) -> int | None:
    """The number of the report before (0) or after (1) the change, where there was one."""
    report = change.reports[at]
    return None if report is None else int(report)


def _sentra_of(follow_up: FollowUp, dossier: Dossier) -> str | None:
    code = follow_up.resolution.sentra
    return None if code is None else dossier.sentra_name(code)


def _last_told(follow_up: FollowUp) -> str | None:
    if not follow_up.history:
        return None
    last = follow_up.history[-1]
    return f"dibuka lagi: {last.note}" if last.kind is FollowUpKind.REOPENED else last.note


def _last_told_on(follow_up: FollowUp) -> date | None:
    return wita_day(follow_up.history[-1].recorded_at) if follow_up.history else None
