"""Indonesian sentences for everything that can go wrong: what happened, and what mends it."""

from functools import singledispatch
from types import MappingProxyType
from typing import Final

from rules.changes import NOTE_LIMIT, REALISED_LIMIT
from rules.errors import (
    AccountProblem,
    DecisionProblem,
    IllegalAccount,
    IllegalDecision,
    IllegalReport,
    IllegalRevision,
    InvalidSetting,
    NewerSchema,
    NoProgramme,
    NotAllowed,
    NotSignedIn,
    Problem,
    RowProblem,
    SentraError,
    Stale,
    StoreUnavailable,
    UnknownCode,
    UnreadableBoundary,
    UnreadablePlan,
)
from rules.values import ReportEvent
from rules.vocabulary import EventKind, label
from words.formats import instant, long_day, number, percent

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
            "Nilai realisasi terlalu besar; isi paling banyak "
            f"{number(REALISED_LIMIT)} atau pakai satuan yang lebih besar."
        ),
        Problem.REALISED_UNREADABLE: "Nilai realisasi bukan angka; tulis seperti 12 atau 1.250,5.",
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
        DecisionProblem.REASON_NEEDED: "Pengembalian perlu alasan; tuliskan alasannya.",
    }
)


_ACCOUNTS: Final = MappingProxyType(
    {
        AccountProblem.USERNAME_MALFORMED: (
            "Nama pengguna hanya boleh berisi huruf kecil dan angka yang diawali huruf, "
            "dengan titik, garis bawah atau tanda hubung di antaranya; paling banyak 80 huruf."
        ),
        AccountProblem.USERNAME_TAKEN: "Nama pengguna sudah dipakai; pilih nama lain.",
        AccountProblem.NAME_MISSING: "Nama orang masih kosong; isi nama lengkapnya.",
        AccountProblem.AGENCY_NEEDED: "Peran operator perlu OPD; pilih OPD orang ini.",
        AccountProblem.AGENCY_UNKNOWN: "OPD tidak dikenal; pilih kode OPD yang terdaftar.",
        AccountProblem.PASSWORD_TOO_SHORT: (
            "Kata sandi terlalu pendek; pakai kalimat yang mudah diingat, paling sedikit 15 huruf."
        ),
        AccountProblem.PASSWORD_TOO_LONG: (
            "Kata sandi terlalu panjang; persingkat menjadi paling banyak 200 huruf."
        ),
        AccountProblem.PASSWORD_NAMES_USER: (
            "Kata sandi hanya mengulang nama pengguna; pilih kalimat yang lain."
        ),
    }
)


def problem(value: Problem) -> str:
    """Return one sentence that names the field and what mends it."""
    return _PROBLEMS[value]


def decision_problem(value: DecisionProblem) -> str:
    """Return one sentence that says why the decision was not recorded, and what to do."""
    return _DECISIONS[value]


def account_problem(value: AccountProblem) -> str:
    """Return one sentence that names the field of an account and what mends it."""
    return _ACCOUNTS[value]


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


def _act(event: ReportEvent) -> str:
    if event.kind is not EventKind.REPORT:
        return f"memutuskan laporan ({label(event.kind)})"
    state = f"{label(event.status)}, capaian {percent(event.progress)}"
    return f"mengirim laporan ({state}, posisi {long_day(event.effective_on)})"
