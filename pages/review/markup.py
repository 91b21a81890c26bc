"""HTML of the review: old beside new, risks, one line a report. Every text is escaped here."""

from collections.abc import Iterable, Mapping
from typing import Final

from charts import cells, screen
from charts.palette import Mark, mark
from pages.evidence import markup as evidence_markup
from pages.shell.escaping import text
from pages.widgets import markup
from rules.periods import wita_day
from rules.reporting.report import NewObstacle, ReportEvent
from rules.review.queue import Decided, Risk, Waiting
from rules.values import Agency, AgencyCode, agency_label
from rules.vocabulary import EventKind, Flag, Light, Status, label
from words.formats import number, percent, points, quarter, short_day
from words.review import sentences as review

_NONE: Final = "–"  # noqa: RUF001 - an en dash
_LOOKS: Final[Mapping[Risk, Mark]] = {
    Risk.REOPENED: mark(Light.CRITICAL),
    Risk.WORSENED: mark(Light.CRITICAL),
    Risk.LATE: mark(Flag.OVERDUE),
    Risk.STEEP: mark(Light.ATTENTION),
    Risk.WITHOUT_EVIDENCE: mark(Flag.WITHOUT_EVIDENCE),
    Risk.FINISHING: mark(Light.FINISHED),
    Risk.OVERTAKEN: mark(Status.NOT_STARTED),
}
_VERDICTS: Final[Mapping[EventKind, Light]] = {
    EventKind.APPROVED: Light.ON_PLAN,
    EventKind.RETURNED: Light.ATTENTION,
}

Agencies = Mapping[AgencyCode, Agency]


def risks(waiting: Waiting) -> str:
    """Return the risks with their measures, gravest first; or that there are none."""
    if not waiting.risks:
        return '<span class="usual">biasa</span>'
    return " ".join(
        markup.marked(_look(risk, waiting), review.risk(risk, waiting)) for risk in waiting.risks
    )


def position(current: int, total: int) -> str:
    """Return where the reviewer stands: 3 dari 20."""
    return f'<b class="position">{number(current)} dari {number(total)}</b>'


def head(waiting: Waiting, sentra: str, agencies: Agencies) -> str:
    """Return what the report is about, who sent it, and for how long it waits."""
    milestone, report = waiting.milestone, waiting.submitted.report
    agency = (
        f" ({text(agency_label(agencies, report.author_agency))})" if report.author_agency else ""
    )
    return (
        f'<div class="case"><h2>{text(sentra)}: {text(milestone.title)}</h2>'
        f"<small>{text(milestone.code)} · penanggung jawab "
        f"{text(agency_label(agencies, milestone.lead))}</small>"
        f"<small>Dikirim {text(report.author)}{agency}, "
        f"{short_day(wita_day(report.recorded_at))} · "
        f"<b>{text(review.waited(waiting.days))}</b></small>"
        f"<div>{risks(waiting)}</div></div>"
    )


def change(waiting: Waiting) -> str:
    """Return old beside new as a table; what differs stands out."""
    report, before = waiting.submitted.report, waiting.submitted.approved
    rows = (
        ("Status", _status(before), _status(report)),
        ("Capaian", _progress(before), f"{_progress(report)} {_rise(waiting)}"),
        ("Realisasi", _realised(before, waiting), _realised(report, waiting)),
        ("Berlaku sejak", _effective(before), _effective(report)),
    )
    body = "".join(
        f'<tr><th scope="row">{name}</th><td>{old}</td>'
        f'<td class="{"same" if old == new else "new"}">{new}</td></tr>'
        for name, old, new in rows
    )
    former = "Terakhir disetujui" if before is not None else "Belum ada yang disetujui"
    return (
        '<table class="change"><thead><tr><td></td>'
        f'<th scope="col">{former}</th><th scope="col">Dilaporkan</th></tr></thead>'
        f"<tbody>{body}</tbody></table>{_overtaken(waiting)}"
    )


def claim(waiting: Waiting, agencies: Agencies) -> str:
    """Return what stands beside the figures: planned finish, note, obstacles, evidence."""
    report, milestone = waiting.submitted.report, waiting.milestone
    first, finish = milestone.first.finish, milestone.current.finish
    moved = "" if first == finish else f"<small>semula {short_day(first)}</small>"
    return markup.facts(
        [
            ("Rencana selesai", f"{short_day(finish)} ({quarter(finish)}){moved}"),
            ("Catatan", text(report.note) or _NONE),
            *(
                [("Nomor keputusan", text(report.decision_number))]
                if report.decision_number
                else []
            ),
            *_obstacles(waiting, agencies),
            ("Bukti dukung", _evidence(waiting)),
        ]
    )


def listed(queue: Iterable[Waiting], names: Mapping[str, str]) -> str:
    """Return reports as a list, one line each."""
    items = "".join(
        f'<li><span class="who">{text(review.change(waiting))}</span>'
        f"<b>{text(names[waiting.milestone.sentra])}: {text(waiting.milestone.title)}</b>"
        f"<small>{text(waiting.milestone.code)} · "
        f"{text(waiting.submitted.report.author)} · "
        f"{text(review.waited(waiting.days))}</small></li>"
        for waiting in queue
    )
    return f'<ul class="needs">{items}</ul>'


def decided(value: Decided, subject: str) -> str:
    """Return a decided report: what it claimed, who decided what, after how many days."""
    report = value.report
    reason = f"<small>Alasan: {text(value.decision.note)}</small>" if value.decision.note else ""
    verdict = mark(_VERDICTS[value.decision.kind])
    return (
        f'<div class="task-head">{markup.marked(verdict, label(value.decision.kind))}'
        f"{subject}"
        f"<small>{text(report.milestone)} · {label(report.status)} {percent(report.progress, 0)} · "
        f"{text(report.author)} · {text(review.verdict(value))}</small>{reason}</div>"
    )


def returned(value: Decided, subject: str) -> str:
    """Return a report that came back: what it claimed, and the reason with its author."""
    report, decision = value.report, value.decision
    day = short_day(wita_day(decision.recorded_at))
    return (
        f'<div class="task-head">{subject}'
        f"<small>{text(report.milestone)} · dilaporkan {percent(report.progress, 0)} pada "
        f"{short_day(wita_day(report.recorded_at))} · dikembalikan {text(decision.author)}, "
        f"{day}</small>"
        f'<p class="reason">{text(decision.note)}</p></div>'
    )


def sent(report: ReportEvent, subject: str, days: int) -> str:
    """Return a report of one's own that nobody has decided on yet."""
    return (
        f'<div class="task-head">{subject}'
        f"<small>{text(report.milestone)} · {text(review.waited(days))}</small>"
        f"{_status(report)}{percent(report.progress, 0)}</div>"
    )


def _look(risk: Risk, waiting: Waiting) -> Mark:
    """A plan that was moved and is not overdue alarms nobody."""
    is_moved = risk is Risk.LATE and not waiting.lateness.days_late
    return mark(Flag.SLIPPED) if is_moved else _LOOKS[risk]


def _status(report: ReportEvent | None) -> str:
    return _NONE if report is None else markup.badge(report.status)


def _progress(report: ReportEvent | None) -> str:
    if report is None:
        return percent(0, 0)
    bar = screen.image(cells.progress(report.progress), "", "small-bar")
    return f'<span class="cell-bar">{bar} {percent(report.progress, 0)}</span>'


def _rise(waiting: Waiting) -> str:
    rise = 100 * waiting.submitted.rise
    kind = "fall" if rise < 0 else "rise"
    return f'<span class="{kind}">{points(rise, 0)}</span>'


def _realised(report: ReportEvent | None, waiting: Waiting) -> str:
    return _NONE if report is None else text(review.realised(report, waiting))


def _effective(report: ReportEvent | None) -> str:
    return _NONE if report is None else short_day(report.effective_on)


def _overtaken(waiting: Waiting) -> str:
    """Say that a newer one was approved, or that an earlier one waits, which this overtakes."""
    newer, earlier = waiting.submitted.newer, waiting.submitted.overtaken
    if newer is not None:
        return markup.quiet(review.overtaken(newer))
    if earlier is None:
        return ""
    return (
        f'<p class="note">Laporan sebelumnya ({percent(earlier.progress, 0)}, berlaku '
        f"{short_day(earlier.effective_on)}) juga belum diputuskan.</p>"
    )


def _evidence(waiting: Waiting) -> str:
    """The evidence that the report brings and names, beside what the plan expects."""
    files = evidence_markup.report_files(waiting.submitted.files)
    lacking = "" if waiting.submitted.has_evidence else '<span class="lacking">belum ada</span>'
    expected = f"<small>Diharapkan: {text(waiting.milestone.expected_evidence)}</small>"
    return f"{text(waiting.submitted.report.evidence.strip())}{files}{lacking}{expected}"


def _obstacles(waiting: Waiting, agencies: Agencies) -> list[tuple[str, str]]:
    submitted = waiting.submitted
    opened = [
        ("Kendala baru", "".join(_opened(obstacle, agencies) for obstacle in submitted.opens))
    ]
    closed = [
        (
            "Kendala selesai",
            "".join(f"<div>{text(obstacle)}</div>" for obstacle in submitted.closes),
        )
    ]
    return (opened if submitted.opens else []) + (closed if submitted.closes else [])


def _opened(obstacle: NewObstacle, agencies: Agencies) -> str:
    owner = text(agency_label(agencies, obstacle.owner))
    return f"<div>{text(obstacle.description)} <small>diselesaikan {owner}</small></div>"
