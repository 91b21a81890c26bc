"""HTML of batches: what one changes, its rows, and what is wrong in a table. All is escaped."""

from collections.abc import Mapping, Sequence
from typing import Final

from charts.palette import mark
from pages.shell.escaping import text
from pages.widgets import markup
from rules.reporting.batch import Batch
from rules.reporting.batch_preview import BatchPreview
from rules.reporting.errors import BatchRowProblem
from rules.reporting.report import NewObstacle, ReportEvent
from rules.values import EventId, Milestone, MilestoneCode
from rules.vocabulary import Light
from words.formats import number, percent, plain_number, short_day
from words.reporting import batches as words
from words.reporting.batch_lines import HEADS, Column
from words.reporting.errors import row_problem

_TOLD: Final = 50


def head(batch: Batch) -> str:
    """Return what a batch is, where it comes from, and what became of it."""
    reason = batch.verdict_event.note if batch.verdict_event else ""
    return (
        f'<div class="task-head"><b>{text(words.title(batch))}</b>'
        f"<small>{text(words.sent(batch))} · {text(words.standing(batch))}</small>"
        f"<small>Sumber: {text(batch.source)}</small>"
        f"{_reason(reason)}</div>"
    )


def reopened(codes: Sequence[MilestoneCode]) -> str:
    """Return which milestones a batch opens again, as alarming as a report that does."""
    told = markup.marked(mark(Light.CRITICAL), words.reopened(codes))
    return f'<div class="case">{told}</div>'


def effects(previews: Sequence[BatchPreview]) -> str:
    """Return what a batch changes of each sentra at its last day, on both bases."""
    last = previews[-1]
    rows = (
        (
            f"<b>{text(step.sentra.name)}</b><small>{text(step.sentra.code)}</small>",
            number(step.reports),
            text(words.step(step.approved)),
            text(words.step(step.reported)),
        )
        for step in last.sentra
    )
    heads = ("Sentra", "Laporan", "Disetujui", "Termasuk laporan")
    return markup.table(heads, rows, caption=f"Perubahan per {short_day(last.day)}")


def course(previews: Sequence[BatchPreview]) -> str:
    """Return what a batch changes of the programme at each quarter's end and on its last day."""
    rows = (
        (
            short_day(found.day),
            text(words.step(found.approved)),
            text(words.step(found.reported)),
        )
        for found in previews
    )
    heads = ("Posisi per", "Disetujui", "Termasuk laporan")
    return markup.table(heads, rows, caption="Perubahan capaian program")


def reports(
    events: Sequence[ReportEvent],
    obstacles: Mapping[EventId, NewObstacle],
    milestones: Mapping[MilestoneCode, Milestone],
) -> str:
    """Return the reports of a batch as a table, in their order."""
    rows = (
        (
            f"{text(milestones[event.milestone].title)}<small>{text(event.milestone)}</small>",
            short_day(event.effective_on),
            f"{markup.badge(event.status)} {percent(event.progress, 0)}",
            "" if event.realised_value is None else text(plain_number(event.realised_value)),
            _said(event, obstacles.get(event.id)),
        )
        for event in events
    )
    heads = ("Tonggak", "Tanggal posisi", "Capaian", "Realisasi", "Catatan dan bukti")
    return markup.table(heads, rows, caption="Laporan dalam kiriman ini")


def problems(found: Sequence[BatchRowProblem]) -> str:
    """Return what is wrong in a table by row and column, the first of them."""
    rows = (
        (number(one.row), text(HEADS[Column(one.field)]), text(row_problem(one)))
        for one in found[:_TOLD]
    )
    rest = len(found) - _TOLD
    more = f'<p class="note">dan {number(rest)} masalah lagi</p>' if rest > 0 else ""
    return markup.table(("Baris", "Kolom", "Yang perlu diperbaiki"), rows, caption="Masalah") + more


def _said(event: ReportEvent, obstacle: NewObstacle | None) -> str:
    """The note of a report, the obstacle that it brought in, and its evidence."""
    lines = [] if obstacle is None else [f"Kendala: {obstacle.description} ({obstacle.owner})"]
    if event.decision_number:
        lines.append(f"Keputusan: {event.decision_number}")
    below = "".join(f"<small>{text(line)}</small>" for line in (*lines, event.evidence))
    return f"{text(event.note)}{below}"


def _reason(words_of_reviewer: str) -> str:
    return f'<p class="reason">{text(words_of_reviewer)}</p>' if words_of_reviewer else ""
