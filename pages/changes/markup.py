"""HTML of what changed: before beside after, opened to the reports that made it. All escaped."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from charts.palette import Mark, mark
from pages.evidence import markup as evidence_markup
from pages.shell.escaping import text
from pages.widgets import markup, ways
from rules.changes.change_report import (
    ChangeKind,
    ChangeReport,
    MilestoneChange,
    SentraChange,
)
from rules.evidence.files import EvidenceFile
from rules.meetings.dossier import Dossier
from rules.periods import wita_day
from rules.reporting.report import ReportEvent
from rules.values import EventId, Moment, Obstacle, Revision
from rules.vocabulary import Flag, Light, Status, label
from words.changes import sentences as words
from words.formats import instant, percent, points, short_day

_NONE: Final = "–"  # noqa: RUF001 - an en dash
_LOOKS: Final[Mapping[ChangeKind, Mark]] = {
    ChangeKind.WORSENED: mark(Light.CRITICAL),
    ChangeKind.OBSTRUCTED: mark(Status.OBSTRUCTED),
    ChangeKind.SLIPPED: mark(Flag.SLIPPED),
    ChangeKind.SILENT: mark(Flag.SILENT),
    ChangeKind.REVISED: mark(Status.NOT_STARTED),
    ChangeKind.REOPENED: mark(Status.IN_PROGRESS),
    ChangeKind.RESOLVED: mark(Light.ON_PLAN),
    ChangeKind.PROGRESSED: mark(Status.IN_PROGRESS),
    ChangeKind.FINISHED: mark(Status.FINISHED),
}


@dataclass(frozen=True, slots=True)
class Record:
    """What was recorded around changes: reports, what was decided on them, their files.

    With a `removable` moment each file has a way to its removal.
    """

    reports: Mapping[EventId, ReportEvent] = field(default_factory=dict)
    decisions: Mapping[EventId, Sequence[ReportEvent]] = field(default_factory=dict)
    files: Mapping[EventId, Sequence[EvidenceFile]] = field(default_factory=dict)
    removable: Moment | None = None


def sentra(found: ChangeReport) -> str:
    """Return sentra as a table: light, progress and deviation, each before and after."""
    heads = ("Sentra", "Kesehatan", "Capaian", "Deviasi")
    rows = [_sentra(change, found) for change in found.changed_sentra]
    return markup.table(heads, rows, caption="Sentra yang berubah")


def _sentra(change: SentraChange, found: ChangeReport) -> tuple[str, ...]:
    """One sentra; each figure leads to what it sums up, on its own day."""
    code, before, after = change.sentra.code, change.before, change.after
    old, new = (partial(ways.milestones, day, code) for day in (found.since, found.until))
    return (
        f"<b>{ways.sentra(found.until, code, text(change.sentra.name))}</b>",
        _lights(change, found),
        _moved(old(percent(before.actual)), new(percent(after.actual))),
        _moved(old(points(before.deviation)), new(points(after.deviation))),
    )


def kind(value: ChangeKind, count: str) -> str:
    """Return the heading of one kind of change, with how many there are."""
    name = words.kind_label(value)
    return f'<h3 class="kind">{markup.marked(_LOOKS[value], name.capitalize())}{count}</h3>'


def change(value: MilestoneChange, found: ChangeReport, dossier: Dossier, record: Record) -> str:
    """Return one of the changes `found` as a line that opens what made it."""
    milestone = value.milestone
    sentra_name = dossier.sentra_name(milestone.sentra)
    made_by = _revisions(value.revisions) + _obstacle(value.obstacle, dossier)
    return (
        f'<details class="change"><summary><b>{text(f"{sentra_name}: {milestone.title}")}</b>'
        f'<span class="what">{text(words.what(value, dossier))}</span>'
        f"<small>{text(milestone.code)}</small></summary>"
        f"{_history_of(value, dossier)}{made_by}{_pair(value, found, dossier, record)}</details>"
    )


def _history_of(value: MilestoneChange, dossier: Dossier) -> str:
    moment = dossier.briefing.moment
    way = ways.milestone(moment, value.milestone, "Semua laporan tonggak ini")
    return f'<p class="note">{way}</p>'


def _lights(value: SentraChange, found: ChangeReport) -> str:
    code = value.sentra.code
    after = ways.sentra(found.until, code, markup.badge(value.after.light))
    if not value.light_changed:
        return after
    return _moved(ways.sentra(found.since, code, markup.badge(value.before.light)), after)


def _moved(before: str, after: str) -> str:
    return f'<span class="moved">{before}<em>menjadi</em><b>{after}</b></span>'


def _pair(value: MilestoneChange, found: ChangeReport, dossier: Dossier, record: Record) -> str:
    """The reports in force before and after; one alone where it is the same."""
    old, new = (partial(ways.milestone, day, value.milestone) for day in (found.since, found.until))
    before, after = value.reports
    if before == after:
        alone = _report("Laporan terakhir", after, new, dossier, record)
        return f'<div class="compare one"><div>{alone}</div></div>'
    sides = (
        _report(name, report_id, way, dossier, record)
        for name, report_id, way in (("Sebelum", before, old), ("Sesudah", after, new))
    )
    return f'<div class="compare">{"".join(f"<div>{side}</div>" for side in sides)}</div>'


def _report(
    name: str,
    report_id: EventId | None,
    way: Callable[[str], str],
    dossier: Dossier,
    record: Record,
) -> str:
    """A report; its figure leads to all of its milestone by then."""
    found = None if report_id is None else record.reports.get(report_id)
    if found is None:
        return f"<b>{name}</b><p>Belum ada laporan yang dihitung.</p>"
    author = text(found.author)
    if found.author_agency is not None:
        author += f" ({text(dossier.agency(found.author_agency))})"
    state = way(f"{markup.badge(found.status)}{percent(found.progress, 0)}")
    files = evidence_markup.report_files(record.files.get(found.id, ()), record.removable)
    evidence = f"{text(found.evidence.strip())}{files}"
    return f"<b>{name}</b>" + markup.facts(
        (
            ("Keadaan", state),
            ("Berlaku", short_day(found.effective_on)),
            ("Dikirim", f"{instant(found.recorded_at)}<small>{author}</small>"),
            ("Catatan", text(found.note) or _NONE),
            *([("Nomor keputusan", text(found.decision_number))] if found.decision_number else []),
            ("Bukti dukung", evidence or _NONE),
            ("Keputusan", _decision(record.decisions.get(found.id, ()))),
        )
    )


def _decision(found: Sequence[ReportEvent]) -> str:
    if not found:
        return "belum diputuskan"
    last = found[-1]
    reason = f"<small>{text(last.note)}</small>" if last.note else ""
    day = short_day(wita_day(last.recorded_at))
    return f"{label(last.kind)}<small>{text(last.author)}, {day}</small>{reason}"


def _revisions(found: Iterable[Revision]) -> str:
    items = "".join(
        f"<li><time>{instant(revision.recorded_at)} · {text(revision.author)} · keputusan "
        f"{text(revision.decision_number)}</time>"
        f"<p>{text(words.schedule(revision.before, revision.after))}"
        f"<br>Alasan: {text(revision.reason)}</p></li>"
        for revision in found
    )
    return f'<ol class="history">{items}</ol>' if items else ""


def _obstacle(obstacle: Obstacle | None, dossier: Dossier) -> str:
    if obstacle is None:
        return ""
    closed = "" if obstacle.closed_on is None else f", selesai {short_day(obstacle.closed_on)}"
    return (
        f'<p class="note">Kendala: {text(obstacle.description)} · harus diselesaikan '
        f"{text(dossier.agency(obstacle.owner))} · dibuka "
        f"{short_day(obstacle.opened_on)}{closed}</p>"
    )
