from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest

from models.identity import LEAST_PASSWORD, LONGEST_PASSWORD
from rules.access import Permission, explain
from rules.changes import NOTE_LIMIT
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
from rules.values import AccountId, Actor, AgencyCode, EventId, MilestoneCode, ReportEvent
from rules.vocabulary import EventKind, Role, Status
from words import errors
from words.formats import number

EVENT = ReportEvent(
    id=EventId(7),
    kind=EventKind.REPORT,
    milestone=MilestoneCode("S04-M02"),
    report_id=EventId(7),
    effective_on=date(2022, 6, 30),
    status=Status.IN_PROGRESS,
    progress=0.455,
    realised_value=Decimal(3),
    evidence="",
    note="",
    author="Operator Perindag",
    author_agency=AgencyCode("DISKUKMPERINDAG"),
    recorded_at=datetime(2022, 6, 30, 6, 5, tzinfo=UTC),
)
ROWS = tuple(RowProblem("sentra.csv", row, "bobot", "isi angka") for row in range(2, 27))
SENTENCES: dict[type[SentraError], tuple[SentraError, str]] = {
    NotAllowed: (NotAllowed(Role.VIEWER, "Tidak boleh."), "Tidak boleh."),
    IllegalReport: (
        IllegalReport((Problem.REALISED_NEGATIVE,)),
        "Laporan belum tersimpan. Nilai realisasi tidak boleh negatif; isi 0 atau lebih.",
    ),
    IllegalRevision: (
        IllegalRevision((Problem.WEIGHT_NOT_POSITIVE,)),
        "Perubahan rencana belum tersimpan. Bobot tonggak harus lebih dari 0; perbaiki bobotnya.",
    ),
    IllegalDecision: (
        IllegalDecision(DecisionProblem.REASON_NEEDED),
        "Keputusan belum tersimpan. Pengembalian perlu alasan; tuliskan alasannya.",
    ),
    IllegalAccount: (
        IllegalAccount((AccountProblem.USERNAME_TAKEN,)),
        "Akun belum dibuat. Nama pengguna sudah dipakai; pilih nama lain.",
    ),
    Stale: (
        Stale(MilestoneCode("S04-M02"), EVENT),
        (
            "S04-M02 berubah lebih dahulu: Operator Perindag mengirim laporan (berjalan, capaian "
            "45,5%, posisi 30 Juni 2022) pada 30 Jun 2022 14.05 WITA. Isian Anda masih ada; "
            "periksa lalu kirim lagi."
        ),
    ),
    UnknownCode: (
        UnknownCode("sentra", "S10"),
        "Tidak ada sentra dengan kode S10; periksa penulisannya.",
    ),
    NotSignedIn: (
        NotSignedIn(),
        "Sesi Anda sudah berakhir. Isian masih ada di halaman ini; masuk kembali di tab lain.",
    ),
    StoreUnavailable: (
        StoreUnavailable(),
        (
            "Basis data sedang tidak dapat dipakai (cakram penuh, terkunci, atau servernya mati), "
            "jadi belum ada yang tersimpan. Isian Anda tetap ada; coba lagi, atau hubungi "
            "administrator."
        ),
    ),
    NoProgramme: (
        NoProgramme(),
        "Basis data masih kosong; muat rencana program lebih dahulu.",
    ),
    NewerSchema: (
        NewerSchema("0009", "0001"),
        (
            "Basis data ditulis oleh versi program yang lebih baru (skema 0009; program ini "
            "mengenal 0001). Perbarui program, lalu buka lagi."
        ),
    ),
    InvalidSetting: (
        InvalidSetting("SENTRA_PORT", "abc", "angka 1 sampai 65535"),
        "Setelan SENTRA_PORT (abc) tidak dapat dipakai; isi dengan angka 1 sampai 65535.",
    ),
    UnreadableBoundary: (
        UnreadableBoundary("bukan JSON yang sah (baris 3)"),
        (
            "Peta digambar tanpa batas wilayah: berkasnya tidak dapat dibaca (bukan JSON yang sah "
            "(baris 3)). Perbaiki berkas pada setelan SENTRA_BOUNDARY."
        ),
    ),
    UnreadablePlan: (
        UnreadablePlan(ROWS[:2]),
        (
            "Berkas rencana tidak dimuat: 2 hal perlu diperbaiki.\n"
            "sentra.csv baris 2 kolom bobot: isi angka\n"
            "sentra.csv baris 3 kolom bobot: isi angka"
        ),
    ),
}


def test_every_error_class_has_its_sentence_and_its_example_here() -> None:
    every = set(SentraError.__subclasses__())
    assert every == set(SENTENCES)
    assert every <= set(errors.error.registry)


@pytest.mark.parametrize("kind", SENTENCES)
def test_an_error_says_what_happened_and_what_mends_it(kind: type[SentraError]) -> None:
    value, text = SENTENCES[kind]
    assert isinstance(value, kind)
    assert errors.error(value) == text


def test_an_error_without_a_class_of_its_own_still_has_a_sentence() -> None:
    assert errors.error(SentraError()).endswith("coba lagi.")


@pytest.mark.parametrize("words", [Problem, DecisionProblem, AccountProblem])
def test_every_problem_has_one_clear_sentence_of_its_own(words: type[StrEnum]) -> None:
    say = {
        Problem: errors.problem,
        DecisionProblem: errors.decision_problem,
        AccountProblem: errors.account_problem,
    }[words]
    texts = [say(word) for word in words]  # type: ignore[operator]
    assert len(set(texts)) == len(texts)
    for text in texts:
        assert text[0].isupper()
        assert text.endswith(".")
        assert ". " not in text
        assert ";" in text


FIELDS = {
    "effective_on": "Tanggal posisi",
    "progress": "apaian",
    "note": "atatan",
    "obstacle": "endala",
    "realised_value": "Nilai realisasi",
    "reason": "Alasan",
    "decision_number": "Nomor keputusan",
    "finish": "Rencana selesai",
    "weight": "obot",
    "revision": "Rencana",
}


@pytest.mark.parametrize("problem", Problem)
def test_a_problem_names_its_field(problem: Problem) -> None:
    field = problem.value.partition(".")[0]
    assert FIELDS[field] in errors.problem(problem)


def test_limits_in_sentences_are_those_that_hold() -> None:
    assert number(NOTE_LIMIT) in errors.problem(Problem.NOTE_TOO_LONG)
    assert f" {LEAST_PASSWORD} " in errors.account_problem(AccountProblem.PASSWORD_TOO_SHORT)
    assert f" {LONGEST_PASSWORD} " in errors.account_problem(AccountProblem.PASSWORD_TOO_LONG)


def test_all_problems_of_a_report_are_told_together() -> None:
    text = errors.error(IllegalReport((Problem.NOTE_NEEDED_TO_FALL, Problem.OBSTACLE_NEEDED)))
    assert errors.problem(Problem.NOTE_NEEDED_TO_FALL) in text
    assert errors.problem(Problem.OBSTACLE_NEEDED) in text


@pytest.mark.parametrize("kind", [EventKind.APPROVED, EventKind.RETURNED])
def test_a_stale_form_is_told_of_a_decision(kind: EventKind) -> None:
    decided = replace(EVENT, kind=kind, author="Pimpinan")
    text = errors.error(Stale(MilestoneCode("S04-M02"), decided))
    word = "disetujui" if kind is EventKind.APPROVED else "dikembalikan"
    assert f"Pimpinan memutuskan laporan ({word}) pada 30 Jun 2022 14.05 WITA" in text


def test_a_secret_setting_is_not_shown() -> None:
    text = errors.error(InvalidSetting("SENTRA_SECRET", "", "paling sedikit 32 huruf"))
    assert text == "Setelan SENTRA_SECRET tidak dapat dipakai; isi dengan paling sedikit 32 huruf."


def test_a_long_list_of_row_problems_is_cut_and_counted() -> None:
    text = errors.error(UnreadablePlan(ROWS))
    assert text.startswith("Berkas rencana tidak dimuat: 25 hal perlu diperbaiki.")
    assert text.endswith("… dan 5 lagi.")
    assert text.count("\n") == 21


def test_a_refusal_keeps_the_reason_of_the_access_table() -> None:
    actor = Actor(AccountId(1), "pengamat", "Pengamat", Role.VIEWER, None)
    reason = explain(actor, Permission.DECIDE)
    assert errors.error(NotAllowed(actor.role, reason)) == reason
