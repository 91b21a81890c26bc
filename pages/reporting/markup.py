"""HTML of reports: what is owed, what was reported and decided, what clashes. All is escaped."""

from collections.abc import Iterable, Mapping, Sequence

from pages.evidence import markup as evidence_markup
from pages.shell.escaping import text
from pages.widgets import markup
from rules.evidence.files import EvidenceFile
from rules.periods import wita_day
from rules.progress.milestone_brief import MilestoneBrief
from rules.reporting.intake import Conflict
from rules.reporting.many import ReportChange
from rules.reporting.report import ReportEvent
from rules.values import EventId, Moment
from rules.vocabulary import EventKind, Flag, Status, label
from words.formats import instant, percent, short_day
from words.reporting import errors, intake, many_lines


def duty(brief: MilestoneBrief, sentra: str) -> str:
    """Return what is owed: the milestone, its sentra, its due day and what was last known."""
    milestone, state = brief.milestone, brief.state
    last = (
        "belum pernah dilaporkan"
        if state.effective_on is None
        else f"terakhir {percent(state.progress, 0)} pada {short_day(state.effective_on)}"
    )
    return (
        f'<div class="task-head">{markup.subject(sentra, milestone.title)}'
        f"<small>{text(milestone.code)} · jatuh tempo "
        f"{short_day(milestone.current.finish)} · {last}</small>"
        f"{markup.badge(state.status)}"
        f"{markup.flags(brief.flags, without=(Flag.SLIPPED, Flag.WITHOUT_EVIDENCE))}</div>"
    )


def history(
    events: Iterable[ReportEvent],
    files: Mapping[EventId, Sequence[EvidenceFile]],
    removable: Moment | None = None,
) -> str:
    """Return reports and decisions as a list, in the order given; reports with their files."""
    items = "".join(
        f"<li><time>{instant(event.recorded_at)} · {text(event.milestone)} · {text(event.author)}"
        f"{_effective(event)}</time><p>{_event_words(event)}</p>"
        f"{evidence_markup.report_files(files.get(event.id, ()), removable)}</li>"
        for event in events
    )
    return f'<ol class="history">{items}</ol>'


def changes(found: Iterable[ReportChange]) -> str:
    """Return what reports handed in together would make of their milestones."""
    rows = (
        (
            text(errors.place(one.row.number, one.row.column)),
            markup.with_note(one.milestone.title, one.milestone.code),
            *map(text, many_lines.change(one.before, one.draft)),
            text(one.draft.note),
        )
        for one in found
    )
    heads = ("Dari", "Tonggak", "Terakhir", "Menjadi", "Catatan")
    return markup.table(heads, rows, caption="Yang akan dikirim")


def clash(found: Conflict) -> str:
    """Return what was recorded of a milestone beside the row of a file that knew nothing of it."""
    recorded, own = intake.clash(found)
    state, draft = found.recorded, found.row.draft
    stands = errors.place(found.row.number, found.row.column)
    author = f"<small> {text(state.author)}</small>" if state.author else ""
    return (
        f"<b>{text(found.milestone.code)} {text(found.milestone.title)}</b>"
        f'<div class="compare"><div><b>Tercatat</b>{author}<p>{text(recorded)}<br>'
        f"{text(state.note)}</p></div><div><b>Berkas · {text(stands)}</b>"
        f"<p>{text(own)}<br>{text(draft.note)}</p></div></div>"
    )


def conflict(latest: ReportEvent, status: Status, note: str) -> str:
    """Return what was recorded meanwhile beside what was typed."""
    recorded = (
        f"<b>Tercatat</b><small> {text(latest.author)}, {instant(latest.recorded_at)}</small>"
        f"<p>{_event_words(latest)}</p>"
    )
    own = f"<b>Isian Anda</b><p>{markup.badge(status)}<br>{text(note) or '(tanpa catatan)'}</p>"
    return f'<div class="compare"><div>{recorded}</div><div>{own}</div></div>'


def _event_words(event: ReportEvent) -> str:
    """Return what an event says: a report's state and note, or a decision and its reason."""
    note = f"<br>{text(event.note)}" if event.note else ""
    if event.decision_number:
        note += f"<br>Keputusan: {text(event.decision_number)}"
    if event.kind is not EventKind.REPORT:
        return f"Laporan {label(event.kind)}{note}"
    evidence = f"<br>Bukti: {text(event.evidence)}" if event.evidence else ""
    return f"{markup.badge(event.status)} {percent(event.progress, 0)}{note}{evidence}"


def _effective(event: ReportEvent) -> str:
    if event.kind is not EventKind.REPORT or event.effective_on == wita_day(event.recorded_at):
        return ""
    return f" · berlaku {short_day(event.effective_on)}"
