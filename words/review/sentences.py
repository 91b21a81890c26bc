"""What the screens of review say: risks, ready reasons, how long something waits."""

from typing import Final

from rules.reporting.report import ReportEvent
from rules.review.queue import Decided, QueueTotals, Risk, Waiting, Worsening
from rules.review.ready_reasons import Reason
from rules.vocabulary import label
from words.formats import instant, number, percent, plain_number, points, short_day
from words.progress.sentences import flag_texts

_REASONS: Final = {
    Reason.EVIDENCE_MISSING: "Bukti dukung belum disebut; lengkapi nomor atau tempatnya.",
    Reason.EVIDENCE_DIFFERS: "Angka tidak sesuai dengan bukti; periksa dan perbaiki.",
    Reason.NOTE_UNCLEAR: "Catatan kurang jelas; uraikan hasil dan langkah berikutnya.",
    Reason.REOPENING_UNEXPLAINED: "Sebab dibuka kembali belum jelas; sebut dasar dan buktinya.",
    Reason.FALL_UNEXPLAINED: "Sebab capaian turun belum dijelaskan.",
    Reason.OBSTACLE_UNCLEAR: "Kendala belum jelas: siapa menyelesaikan apa, dan kapan?",
    Reason.DELAY_UNEXPLAINED: "Sebab terlambat dan perkiraan selesainya belum disebut.",
    Reason.OVERTAKEN: "Sudah didahului laporan yang lebih baru; tidak perlu dikirim ulang.",
    Reason.RISE_UNEXPLAINED: "Lonjakan capaian belum dijelaskan; uraikan yang diselesaikan.",
}
_PLAIN_RISKS: Final = {
    Risk.WITHOUT_EVIDENCE: "100% tanpa bukti",
    Risk.FINISHING: "dinyatakan selesai 100%",
    Risk.OVERTAKEN: "didahului laporan yang lebih baru",
}
_WORSENINGS: Final = {
    Worsening.CANCELLED: "dibatalkan",
    Worsening.FELL: "capaian turun",
    Worsening.OBSTRUCTED: "kendala baru",
}


def reason(value: Reason) -> str:
    """Return a ready reason as the author will read it."""
    return _REASONS[value]


def risk(value: Risk, waiting: Waiting) -> str:
    """Return a risk with its measure: memburuk: capaian turun, terlambat 45 hari."""
    match value:
        case Risk.REOPENED:
            was = ", ".join(label(status) for status in waiting.reopened)
            return f"dibuka kembali, semula {was}"
        case Risk.WORSENED:
            return "memburuk: " + ", ".join(
                _WORSENINGS[worsening] for worsening in waiting.worsenings
            )
        case Risk.LATE:
            return ", ".join(flag_texts(waiting.lateness))
        case Risk.STEEP:
            return f"melonjak {points(100 * waiting.submitted.rise, 0)}"
    return _PLAIN_RISKS[value]


def overtaken(newer: ReportEvent) -> str:
    """Return that a newer report was approved already, and what deciding on this one changes."""
    return (
        f"Laporan yang lebih baru sudah disetujui ({label(newer.status)} "
        f"{percent(newer.progress, 0)}, berlaku {short_day(newer.effective_on)}): menyetujui yang "
        "ini hanya mengisi hari-hari sebelumnya."
    )


def queue(totals: QueueTotals) -> str:
    """Return how much waits and since when."""
    if not totals.reports:
        return "Tidak ada laporan yang menunggu keputusan"
    return (
        f"{number(totals.reports)} laporan menunggu keputusan, "
        f"terlama {number(totals.longest_days)} hari"
    )


def for_leader(totals: QueueTotals) -> str:
    """Return how much waits for the reader."""
    return (
        f"{number(totals.reports)} laporan menunggu Anda, "
        f"terlama {number(totals.longest_days)} hari"
    )


def shares(totals: QueueTotals) -> str:
    """Return how much of a queue is ordinary and how much is at risk: 9 biasa, 6 berisiko."""
    at_risk = totals.reports - totals.ordinary
    return f"{number(totals.ordinary)} biasa, {number(at_risk)} berisiko"


def waited(days: int) -> str:
    """Return for how long something waits: menunggu 13 hari, dikirim hari ini."""
    return f"menunggu {number(days)} hari" if days else "dikirim hari ini"


def change(waiting: Waiting) -> str:
    """Return old and new in one line: berjalan 90% → selesai 100%, berjalan 30% → 45%."""
    report, before = waiting.submitted.report, waiting.submitted.approved
    share = percent(report.progress, 0)
    if before is None:
        return f"pertama: {label(report.status)} {share}"
    new = share if before.status is report.status else f"{label(report.status)} {share}"
    return f"{label(before.status)} {percent(before.progress, 0)} → {new}"


def realised(report: ReportEvent, waiting: Waiting) -> str:
    """Return the realised value against the target: 4 dari 10 pelaku; a dash for none."""
    if report.realised_value is None:
        return "–"  # noqa: RUF001 - an en dash
    milestone = waiting.milestone
    value, target = plain_number(report.realised_value), plain_number(milestone.target)
    return f"{value} dari {target} {milestone.unit}"


def verdict(value: Decided) -> str:
    """Return who decided when, and how long it took: Plt Kepala, 30 Jun 2022 14.05 WITA, ...."""
    decision = value.decision
    lasted = f"setelah {number(value.days)} hari" if value.days else "pada hari yang sama"
    return f"{decision.author}, {instant(decision.recorded_at)}, {lasted}"
