"""Indonesian sentences for what can be wrong with a report."""

from typing import Final

from rules.evidence.files import MOST_FILES
from rules.reporting.errors import IllegalReport, ReportProblem, Stale
from rules.reporting.legality import NOTE_LIMIT, VALUE_LIMIT
from rules.reporting.report import ReportEvent
from rules.vocabulary import EventKind, label
from words.formats import instant, long_day, number, percent

_PROBLEMS: Final = {
    ReportProblem.EFFECTIVE_IN_FUTURE: (
        "Tanggal posisi belum tiba; pilih hari ini atau hari sebelumnya."
    ),
    ReportProblem.EFFECTIVE_BEFORE_PROGRAMME: (
        "Tanggal posisi mendahului awal program; pilih tanggal sejak program dimulai."
    ),
    ReportProblem.PROGRESS_OUT_OF_RANGE: "Capaian harus antara 0% dan 100%; perbaiki angkanya.",
    ReportProblem.PROGRESS_NOT_FULL: (
        "Status selesai menuntut capaian 100%; isi 100% atau pilih status berjalan."
    ),
    ReportProblem.PROGRESS_FULL_UNFINISHED: (
        "Capaian 100% berarti selesai; pilih status selesai atau turunkan capaiannya."
    ),
    ReportProblem.PROGRESS_NOT_ZERO: (
        "Status belum mulai menuntut capaian 0%; isi 0% atau pilih status berjalan."
    ),
    ReportProblem.NOTE_NEEDED_TO_FALL: (
        "Capaian turun dari laporan sebelumnya; jelaskan sebabnya di catatan."
    ),
    ReportProblem.NOTE_NEEDED_TO_CANCEL: "Pembatalan perlu alasan; tuliskan di catatan.",
    ReportProblem.NOTE_NEEDED_IN_CLOSED_QUARTER: (
        "Triwulan tanggal posisi itu sudah ditutup; jelaskan sebabnya di catatan."
    ),
    ReportProblem.NOTE_TOO_LONG: (
        f"Catatan terlalu panjang; ringkas menjadi paling banyak {number(NOTE_LIMIT)} huruf."
    ),
    ReportProblem.OBSTACLE_NEEDED: (
        "Status terkendala perlu kendala yang terbuka; tambahkan kendala atau ubah statusnya."
    ),
    ReportProblem.OBSTACLE_WITHOUT_DESCRIPTION: (
        "Kendala baru belum diuraikan; isi uraian kendala."
    ),
    ReportProblem.OBSTACLE_UNKNOWN: (
        "Kendala yang ditutup tidak terbuka lagi; muat ulang halaman dan pilih kembali."
    ),
    ReportProblem.REALISED_NEGATIVE: "Nilai realisasi tidak boleh negatif; isi 0 atau lebih.",
    ReportProblem.REALISED_TOO_LARGE: (
        "Nilai realisasi terlalu besar; periksa satuannya dan isi kurang dari "
        f"{number(VALUE_LIMIT)}."
    ),
    ReportProblem.REALISED_UNREADABLE: (
        "Nilai realisasi bukan angka; tulis seperti 12 atau 1.250,5."
    ),
    ReportProblem.FILES_TOO_MANY: (
        f"Berkas bukti terlalu banyak; lepaskan sampai paling banyak {number(MOST_FILES)}."
    ),
}


def problem(value: ReportProblem) -> str:
    """Return one sentence that names the field of a report and what mends it."""
    return _PROBLEMS[value]


def illegal_report(value: IllegalReport) -> str:
    """Return all that is wrong with a report."""
    return " ".join(("Laporan belum tersimpan.", *map(problem, value.problems)))


def stale(value: Stale) -> str:
    """Return who acted on the milestone first, how and when."""
    latest = value.latest
    return (
        f"{value.milestone} berubah lebih dahulu: {latest.author} {_act(latest)} pada "
        f"{instant(latest.recorded_at)}. Isian Anda masih ada; periksa lalu kirim lagi."
    )


def _act(event: ReportEvent) -> str:
    if event.kind is EventKind.WITHDRAWN:
        return "menarik laporannya"
    if event.kind is not EventKind.REPORT:
        return f"memutuskan laporan ({label(event.kind)})"
    state = f"{label(event.status)}, capaian {percent(event.progress)}"
    return f"mengirim laporan ({state}, posisi {long_day(event.effective_on)})"
