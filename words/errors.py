"""Indonesian sentences for everything that can go wrong: what happened, and what mends it."""

from functools import singledispatch
from types import MappingProxyType
from typing import Final

from rules.errors import (
    BackupRefused,
    DecidedMeanwhile,
    DecisionProblem,
    IllegalAccount,
    IllegalAccountChange,
    IllegalClosing,
    IllegalDecision,
    IllegalMeeting,
    IllegalPost,
    IllegalRating,
    IllegalReport,
    IllegalRevision,
    IllegalWithdrawal,
    InvalidSetting,
    LostEvidence,
    MeetingChanged,
    NewerSchema,
    NoProgramme,
    NotAllowed,
    NotSignedIn,
    Problem,
    QuarterClosed,
    RowProblem,
    SentraError,
    SpentLink,
    Stale,
    StoreInUse,
    StoreUnavailable,
    UnknownCode,
    UnreadableBoundary,
    UnreadablePlan,
    UnstorableText,
    UnusableBackup,
    UnusableTemplate,
)
from rules.evidence.files import MOST_FILES
from rules.reporting.legality import NOTE_LIMIT, VALUE_LIMIT
from rules.values import ReportEvent
from rules.vocabulary import EventKind, label
from words.accounts.errors import account_problem, post_problem
from words.backup.sentences import backup_problem, findings
from words.formats import instant, long_day, number, percent, quarter_label
from words.meetings.errors import meeting_changed, meeting_problem
from words.quarters.errors import (
    closing_problem,
    rating_problem,
    withdrawal_problem,
)

_SHOWN_ROWS: Final = 20

_PROBLEMS: Final = MappingProxyType(
    {
        Problem.EFFECTIVE_IN_FUTURE: (
            "Tanggal posisi belum tiba; pilih hari ini atau hari sebelumnya."
        ),
        Problem.EFFECTIVE_BEFORE_PROGRAMME: (
            "Tanggal posisi mendahului awal program; pilih tanggal sejak program dimulai."
        ),
        Problem.PROGRESS_OUT_OF_RANGE: "Capaian harus antara 0% dan 100%; perbaiki angkanya.",
        Problem.PROGRESS_NOT_FULL: (
            "Status selesai menuntut capaian 100%; isi 100% atau pilih status berjalan."
        ),
        Problem.PROGRESS_FULL_UNFINISHED: (
            "Capaian 100% berarti selesai; pilih status selesai atau turunkan capaiannya."
        ),
        Problem.PROGRESS_NOT_ZERO: (
            "Status belum mulai menuntut capaian 0%; isi 0% atau pilih status berjalan."
        ),
        Problem.NOTE_NEEDED_TO_FALL: (
            "Capaian turun dari laporan sebelumnya; jelaskan sebabnya di catatan."
        ),
        Problem.NOTE_NEEDED_TO_CANCEL: "Pembatalan perlu alasan; tuliskan di catatan.",
        Problem.NOTE_NEEDED_IN_CLOSED_QUARTER: (
            "Triwulan tanggal posisi itu sudah ditutup; jelaskan sebabnya di catatan."
        ),
        Problem.NOTE_TOO_LONG: (
            f"Catatan terlalu panjang; ringkas menjadi paling banyak {number(NOTE_LIMIT)} huruf."
        ),
        Problem.OBSTACLE_NEEDED: (
            "Status terkendala perlu kendala yang terbuka; tambahkan kendala atau ubah statusnya."
        ),
        Problem.OBSTACLE_WITHOUT_DESCRIPTION: "Kendala baru belum diuraikan; isi uraian kendala.",
        Problem.OBSTACLE_UNKNOWN: (
            "Kendala yang ditutup tidak terbuka lagi; muat ulang halaman dan pilih kembali."
        ),
        Problem.REALISED_NEGATIVE: "Nilai realisasi tidak boleh negatif; isi 0 atau lebih.",
        Problem.REALISED_TOO_LARGE: (
            "Nilai realisasi terlalu besar; periksa satuannya dan isi kurang dari "
            f"{number(VALUE_LIMIT)}."
        ),
        Problem.REALISED_UNREADABLE: "Nilai realisasi bukan angka; tulis seperti 12 atau 1.250,5.",
        Problem.FILES_TOO_MANY: (
            f"Berkas bukti terlalu banyak; lepaskan sampai paling banyak {number(MOST_FILES)}."
        ),
        Problem.REASON_NEEDED: "Alasan perubahan rencana masih kosong; tuliskan alasannya.",
        Problem.DECISION_NUMBER_NEEDED: (
            "Nomor keputusan masih kosong; isi nomor surat yang mendasari perubahan rencana."
        ),
        Problem.FINISH_BEFORE_START: (
            "Rencana selesai mendahului rencana mulai; perbaiki salah satu tanggalnya."
        ),
        Problem.WEIGHT_NOT_POSITIVE: "Bobot tonggak harus lebih dari 0; perbaiki bobotnya.",
        Problem.WEIGHTS_NOT_100: (
            "Jumlah bobot tonggak satu sentra harus 100; sesuaikan bobotnya."
        ),
        Problem.NOTHING_CHANGED: (
            "Rencana tidak berubah; ubah tanggal atau bobot sebelum menyimpan."
        ),
    }
)

_DECISIONS: Final = MappingProxyType(
    {
        DecisionProblem.NOT_A_REPORT: (
            "Yang dipilih bukan laporan; pilih laporan yang menunggu keputusan."
        ),
        DecisionProblem.ALREADY_DECIDED: (
            "Laporan ini sudah diputuskan; muat ulang untuk melihat keputusannya."
        ),
        DecisionProblem.OWN_REPORT: (
            "Laporan sendiri tidak dapat diputuskan; minta pimpinan lain memeriksanya."
        ),
        DecisionProblem.REASON_NEEDED: (
            "Pengembalian dan perubahan keputusan perlu alasan; tuliskan alasannya."
        ),
        DecisionProblem.WITHDRAWN: (
            "Laporan ini sudah ditarik pengirimnya; tunggu laporan yang baru."
        ),
    }
)


def problem(value: Problem) -> str:
    """Return one sentence that names the field and what mends it."""
    return _PROBLEMS[value]


def decision_problem(value: DecisionProblem) -> str:
    """Return one sentence that says why the decision was not recorded, and what to do."""
    return _DECISIONS[value]


def row_problem(value: RowProblem) -> str:
    """Return where in a plan file something is wrong: sentra.csv baris 3 kolom bobot: …."""
    return f"{value.file} baris {number(value.row)} kolom {value.column}: {value.reason}"


@singledispatch
def error(value: SentraError) -> str:
    """Return in Indonesian what happened and what to do; every error class has its sentence."""
    del value
    return "Permintaan tidak dapat dipenuhi; muat ulang halaman lalu coba lagi."


@error.register
def _not_allowed(value: NotAllowed) -> str:
    return value.explanation


@error.register
def _illegal_report(value: IllegalReport) -> str:
    return " ".join(("Laporan belum tersimpan.", *map(problem, value.problems)))


@error.register
def _illegal_revision(value: IllegalRevision) -> str:
    return " ".join(("Perubahan rencana belum tersimpan.", *map(problem, value.problems)))


@error.register
def _illegal_decision(value: IllegalDecision) -> str:
    return f"Keputusan belum tersimpan. {decision_problem(value.problem)}"


@error.register
def _illegal_account(value: IllegalAccount) -> str:
    return " ".join(("Akun belum dibuat.", *map(account_problem, value.problems)))


@error.register
def _illegal_account_change(value: IllegalAccountChange) -> str:
    return " ".join(("Perubahan akun belum tersimpan.", *map(account_problem, value.problems)))


@error.register
def _spent_link(value: SpentLink) -> str:
    del value
    return (
        "Tautan ini sudah dipakai atau lewat waktunya. Minta tautan baru kepada administrator, "
        "atau masuk dengan kata sandi Anda."
    )


@error.register
def _illegal_post(value: IllegalPost) -> str:
    return " ".join(("Jabatan belum tersimpan.", *map(post_problem, value.problems)))


@error.register
def _decided_meanwhile(value: DecidedMeanwhile) -> str:
    latest = value.latest
    return (
        f"Keputusan Anda belum tersimpan: laporan {value.milestone} sudah {label(latest.kind)} "
        f"oleh {latest.author} pada {instant(latest.recorded_at)}."
    )


@error.register
def _illegal_withdrawal(value: IllegalWithdrawal) -> str:
    return f"Laporan tidak ditarik. {withdrawal_problem(value.problem)}"


@error.register
def _illegal_rating(value: IllegalRating) -> str:
    return " ".join(("Penilaian belum tersimpan.", *map(rating_problem, value.problems)))


@error.register
def _illegal_closing(value: IllegalClosing) -> str:
    return f"{quarter_label(value.quarter)} tidak berubah. {closing_problem(value.problem)}"


@error.register
def _illegal_meeting(value: IllegalMeeting) -> str:
    return " ".join(("Belum tersimpan.", *map(meeting_problem, value.problems)))


@error.register
def _meeting_changed(value: MeetingChanged) -> str:
    return meeting_changed(value)


@error.register
def _unusable_template(value: UnusableTemplate) -> str:
    return f"Berkas itu tidak dapat dipakai sebagai templat PowerPoint: {value.reason}."


@error.register
def _quarter_closed(value: QuarterClosed) -> str:
    return (
        f"Laporan belum tersimpan. {quarter_label(value.quarter)} sudah ditutup; pilih tanggal "
        f"posisi sesudah {long_day(value.quarter.finish)}, atau minta operator DPMD melaporkannya "
        "dengan catatan."
    )


@error.register
def _stale(value: Stale) -> str:
    latest = value.latest
    return (
        f"{value.milestone} berubah lebih dahulu: {latest.author} {_act(latest)} pada "
        f"{instant(latest.recorded_at)}. Isian Anda masih ada; periksa lalu kirim lagi."
    )


@error.register
def _unknown_code(value: UnknownCode) -> str:
    return f"Tidak ada {value.kind} dengan kode {value.code}; periksa penulisannya."


@error.register
def _not_signed_in(value: NotSignedIn) -> str:
    del value
    return "Sesi Anda sudah berakhir. Isian masih ada di halaman ini; masuk kembali di tab lain."


@error.register
def _store_unavailable(value: StoreUnavailable) -> str:
    del value
    return (
        "Basis data sedang tidak dapat dipakai (cakram penuh, terkunci, atau servernya mati), jadi "
        "belum ada yang tersimpan. Isian Anda tetap ada; coba lagi, atau hubungi administrator."
    )


@error.register
def _lost_evidence(value: LostEvidence) -> str:
    return (
        f"Berkas bukti {value.digest[:12]} hilang atau berubah di cakram; "
        "minta administrator memulihkannya dari cadangan."
    )


@error.register
def _no_programme(value: NoProgramme) -> str:
    del value
    return "Basis data masih kosong; muat rencana program lebih dahulu."


@error.register
def _newer_schema(value: NewerSchema) -> str:
    return (
        f"Basis data ditulis oleh versi program yang lebih baru (skema {value.found}; program ini "
        f"mengenal {value.known}). Perbarui program, lalu buka lagi."
    )


@error.register
def _invalid_setting(value: InvalidSetting) -> str:
    shown = f" ({value.value})" if value.value else ""
    return f"Setelan {value.variable}{shown} tidak dapat dipakai; isi dengan {value.expected}."


@error.register
def _unreadable_boundary(value: UnreadableBoundary) -> str:
    return (
        f"Peta digambar tanpa batas wilayah: berkasnya tidak dapat dibaca ({value.reason}). "
        "Perbaiki berkas pada setelan SENTRA_BOUNDARY."
    )


@error.register
def _unreadable_plan(value: UnreadablePlan) -> str:
    rows = value.problems
    lines = [f"Berkas rencana tidak dimuat: {number(len(rows))} hal perlu diperbaiki."]
    lines += [row_problem(row) for row in rows[:_SHOWN_ROWS]]
    if len(rows) > _SHOWN_ROWS:
        lines.append(f"… dan {number(len(rows) - _SHOWN_ROWS)} lagi.")
    return "\n".join(lines)


@error.register
def _unstorable_text(value: UnstorableText) -> str:
    del value
    return (
        "Isian memuat tanda tersembunyi yang tidak dapat disimpan; hapus teks yang ditempel, lalu "
        "ketik sendiri."
    )


@error.register
def _store_in_use(value: StoreInUse) -> str:
    del value
    return (
        "Basis data sedang dipakai dasbor atau perintah lain; tutup dahulu semuanya, lalu ulangi. "
        "Tidak ada yang diubah."
    )


@error.register
def _backup_refused(value: BackupRefused) -> str:
    return backup_problem(value.problem, value.detail)


@error.register
def _unusable_backup(value: UnusableBackup) -> str:
    return findings(value.findings)


def _act(event: ReportEvent) -> str:
    if event.kind is EventKind.WITHDRAWN:
        return "menarik laporannya"
    if event.kind is not EventKind.REPORT:
        return f"memutuskan laporan ({label(event.kind)})"
    state = f"{label(event.status)}, capaian {percent(event.progress)}"
    return f"mengirim laporan ({state}, posisi {long_day(event.effective_on)})"
