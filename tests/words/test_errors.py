from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from importlib import import_module
from typing import Any

import pytest

from rules.access import Permission, explain
from rules.accounts.errors import (
    AccountProblem,
    IllegalAccount,
    IllegalAccountChange,
    IllegalPost,
    PostProblem,
    SpentLink,
)
from rules.accounts.passwords import LEAST, LONGEST
from rules.audit.clock import Doubt
from rules.backup.errors import BackupProblem, BackupRefused, LostStore, NotCopied, UnusableBackup
from rules.backup.findings import Damage, Finding
from rules.errors import (
    ClockDiffers,
    ClockInDoubt,
    InvalidSetting,
    NewerSchema,
    NoProgramme,
    NotAllowed,
    NotSignedIn,
    SentraError,
    ServerAway,
    StoreInUse,
    StoreUnavailable,
    UnknownCode,
    UnreadableBoundary,
    UnstorableText,
    UnusableTemplate,
)
from rules.evidence.errors import (
    IllegalRemoval,
    LostEvidence,
    RemainingBytes,
    RemovalProblem,
    WithheldEvidence,
)
from rules.evidence.files import MOST_FILES, FileKind, KeptFile, Removal
from rules.feed.errors import IllegalToken, TokenProblem
from rules.meetings.errors import IllegalMeeting, MeetingChanged, MeetingPart, MeetingProblem
from rules.periods import Quarter
from rules.plan.errors import (
    AgenciesChanged,
    AgencyProblem,
    AlreadyAdopted,
    DraftChanged,
    IllegalAgency,
    IllegalPlan,
    PlanChanged,
    PlanProblem,
    PlanRowProblem,
    RowProblem,
    UnreadablePlan,
)
from rules.plan.registers import (
    FieldProblem,
    IllegalRegister,
    RegisterChanged,
    RegisterProblem,
)
from rules.programmes.errors import IllegalPeriod, PeriodChanged, PeriodProblem
from rules.quarters.errors import ClosingProblem, IllegalClosing, QuarterClosed
from rules.ratings.errors import IllegalRating, RatingProblem
from rules.reporting.batch import MOST_ROWS
from rules.reporting.errors import (
    AlreadyLoaded,
    BatchProblem,
    BatchRowProblem,
    IllegalBatch,
    IllegalReport,
    LineProblem,
    RefusedRow,
    ReportProblem,
    ReportsRefused,
    SameOrigin,
    Stale,
    TableChanged,
)
from rules.reporting.legality import NOTE_LIMIT
from rules.reporting.report import ReportEvent
from rules.review.errors import (
    DecidedMeanwhile,
    DecisionProblem,
    IllegalDecision,
    IllegalWithdrawal,
    WithdrawalProblem,
)
from rules.sheets.errors import IllegalLayout, LayoutChanged, LayoutProblem, UnreadableSheets
from rules.sheets.limits import SheetsProblem
from rules.values import AccountId, Actor, AgencyCode, EventId, MilestoneCode
from rules.vocabulary import EventKind, Role, Status
from run import ROOT
from tests.builders import every_error
from words import errors
from words.accounts import errors as accounts
from words.evidence import errors as evidence
from words.feed import errors as feed
from words.formats import number
from words.meetings import errors as meetings
from words.plan import errors as plan
from words.programmes import errors as programmes
from words.quarters import errors as quarters
from words.ratings import errors as ratings
from words.reporting import errors as reporting
from words.review import errors as review
from words.sheets import errors as sheets

FOLDERS = [file.parent.name for file in (ROOT / "rules").glob("*/errors.py")]
MODULES = [import_module(f"rules.{folder}.errors") for folder in FOLDERS]
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
GONE = Removal("Siti", date(2022, 6, 30), "Memuat KTP")
ROWS = tuple(RowProblem("sentra.csv", row, "bobot", "isi angka") for row in range(2, 27))
BATCH_ROWS = tuple(BatchRowProblem(row, LineProblem.MILESTONE_MISSING) for row in range(1, 8))
SENTENCES: dict[type[SentraError], tuple[SentraError, str]] = {
    NotAllowed: (NotAllowed(Role.VIEWER, "Tidak boleh."), "Tidak boleh."),
    ClockInDoubt: (
        ClockInDoubt(
            Doubt.BEHIND,
            datetime(2022, 6, 30, 6, 5, tzinfo=UTC),
            datetime(2031, 1, 1, tzinfo=UTC),
        ),
        (
            "Belum ada yang tersimpan. Jam komputer server menunjukkan 30 Jun 2022 14.05 WITA, "
            "lebih awal daripada catatan terakhir (1 Jan 2031 08.00 WITA). Bila jam itu salah, "
            "betulkan jamnya. Bila jam itu benar, catatanlah yang bertanggal salah, dan pengelola "
            "meluruskannya dengan: python run.py admin clock --today TANGGAL-HARI-INI"
        ),
    ),
    ClockDiffers: (
        ClockDiffers(date(2022, 6, 30), datetime(2022, 7, 1, tzinfo=UTC)),
        (
            "Anda menyebut hari ini 30 Juni 2022, tetapi jam komputer menunjukkan 1 Jul 2022 "
            "08.00 WITA. Betulkan jam komputer, atau tanggal yang disebut, lalu ulangi."
        ),
    ),
    SameOrigin: (
        SameOrigin(),
        "Dua laporan berasal dari sel yang sama; muat ulang berkasnya, lalu kirim lagi.",
    ),
    AlreadyLoaded: (
        AlreadyLoaded("Operator Perindag", datetime(2022, 6, 30, 6, 5, tzinfo=UTC), 3),
        (
            "Berkas ini sudah dimuat oleh Operator Perindag pada 30 Jun 2022 14.05 WITA (3 baris); "
            "tidak ada yang berubah."
        ),
    ),
    IllegalLayout: (
        IllegalLayout(LayoutProblem.NAME_MISSING),
        "Nama susunan belum diisi; beri nama, misalnya Laporan Disnaker.",
    ),
    LayoutChanged: (
        LayoutChanged(),
        (
            "Susunan dengan nama itu baru saja disimpan atau dihapus orang lain; pakai nama lain, "
            "atau muat ulang halaman."
        ),
    ),
    UnreadableSheets: (
        UnreadableSheets(SheetsProblem.EMPTY),
        "Berkas itu tidak dimuat: berkasnya kosong; pilih berkas yang berisi.",
    ),
    IllegalReport: (
        IllegalReport((ReportProblem.REALISED_NEGATIVE,)),
        "Laporan belum tersimpan. Nilai realisasi tidak boleh negatif; isi 0 atau lebih.",
    ),
    IllegalBatch: (
        IllegalBatch((BatchProblem.SOURCE_MISSING,), BATCH_ROWS),
        (
            "Data awal belum tersimpan. Sumber data belum diisi; sebut dokumen asal angkanya. "
            "Baris 1: Tonggak belum diisi; tulis kodenya, misalnya S01-M01. Baris 2: Tonggak belum "
            "diisi; tulis kodenya, misalnya S01-M01. Baris 3: Tonggak belum diisi; tulis kodenya, "
            "misalnya S01-M01. Baris 4: Tonggak belum diisi; tulis kodenya, misalnya S01-M01. "
            "Baris 5: Tonggak belum diisi; tulis kodenya, misalnya S01-M01. Masih ada 2 masalah "
            "lain."
        ),
    ),
    ReportsRefused: (
        ReportsRefused(
            (
                RefusedRow(
                    3,
                    "Batik: Pelatihan membatik",
                    IllegalReport((ReportProblem.REALISED_NEGATIVE,)),
                ),
            )
        ),
        (
            "Tidak ada laporan yang tersimpan. Baris 3 (Batik: Pelatihan membatik): Laporan "
            "belum tersimpan. Nilai realisasi tidak boleh negatif; isi 0 atau lebih."
        ),
    ),
    TableChanged: (
        TableChanged(),
        (
            "Tabel ini juga dibuka di tab atau komputer lain dan sudah berubah di sana. Salin "
            "isian di bawah, muat ulang halaman, lalu tempelkan yang kurang."
        ),
    ),
    IllegalPlan: (
        IllegalPlan(
            (
                PlanRowProblem(2, PlanProblem.WEIGHT_NOT_POSITIVE),
                PlanRowProblem(0, PlanProblem.EMPTY),
            )
        ),
        (
            "Perubahan rencana belum tersimpan. Baris 2: Bobot harus paling sedikit 0,01; perbaiki "
            "bobotnya. Sentra tidak punya tonggak; isi paling sedikit satu."
        ),
    ),
    IllegalPeriod: (
        IllegalPeriod((PeriodProblem.CODE_TAKEN, FieldProblem("rpjmd", RegisterProblem.NEEDED))),
        (
            "Periode berikut belum dibuka. Kode: Kode ini sudah dipakai program lain; tulis kode "
            "lain. RPJMD: Isian ini kosong; tuliskan isinya."
        ),
    ),
    PeriodChanged: (
        PeriodChanged(),
        (
            "Rencana sudah diubah, atau periode lain dibuka, sesudah Anda membuka isian ini; belum "
            "ada yang tersimpan. Isian Anda masih ada; periksa ringkasannya, lalu buka lagi."
        ),
    ),
    IllegalRegister: (
        IllegalRegister(
            (
                FieldProblem("name", RegisterProblem.NEEDED),
                FieldProblem("village_code", RegisterProblem.VILLAGE_TWICE, 2),
                FieldProblem("reason", PlanProblem.REASON_NEEDED),
                FieldProblem("", RegisterProblem.LAST_ONE),
            )
        ),
        (
            "Perubahan belum tersimpan. Nama: Isian ini kosong; tuliskan isinya. "
            "Kode desa baris 2: Desa ini disebut dua kali; hapus satu barisnya. "
            "Alasan: Alasan perubahan kosong; tuliskan alasannya. "
            "Program tidak dapat tanpa sentra; sisakan paling sedikit satu."
        ),
    ),
    RegisterChanged: (
        RegisterChanged("bobot sentra"),
        (
            "Bobot sentra sudah diubah orang lain sesudah Anda membukanya. Isian Anda masih ada; "
            "bandingkan dengan yang berlaku sekarang, lalu simpan lagi."
        ),
    ),
    PlanChanged: (
        PlanChanged("Batik"),
        (
            "Rencana Batik sudah diubah orang lain sesudah Anda membukanya. Isian Anda masih ada; "
            "muat rencana yang berlaku, lalu cocokkan dan simpan lagi."
        ),
    ),
    IllegalAgency: (
        IllegalAgency((AgencyProblem.NAME_NEEDED, AgencyProblem.HOLDS_FROM_FUTURE)),
        (
            "OPD belum tersimpan. Nama lengkap kosong; tulis seperti dalam peraturan kelembagaan. "
            "Tanggal berlaku sesudah hari ini; pilih yang lebih awal."
        ),
    ),
    AgenciesChanged: (
        AgenciesChanged(),
        (
            "Daftar OPD sudah diubah orang lain sesudah Anda membukanya. Isian Anda masih ada; "
            "cocokkan dengan daftar yang berlaku, lalu simpan lagi."
        ),
    ),
    DraftChanged: (
        DraftChanged("Batik", "Sari"),
        (
            "Sari sudah menyimpan tabel rencana Batik sesudah Anda membukanya. Salin isian Anda di "
            "bawah, tutup tabel lalu buka lagi, dan masukkan yang belum ada."
        ),
    ),
    AlreadyAdopted: (
        AlreadyAdopted(),
        "Rencana sudah ditetapkan; perubahan berikutnya memakai nomor keputusan perubahan.",
    ),
    IllegalDecision: (
        IllegalDecision(DecisionProblem.REASON_NEEDED),
        (
            "Keputusan belum tersimpan. Pengembalian dan perubahan keputusan perlu alasan; "
            "tuliskan alasannya."
        ),
    ),
    IllegalAccount: (
        IllegalAccount((AccountProblem.USERNAME_TAKEN,)),
        "Akun belum dibuat. Nama pengguna sudah dipakai; pilih nama lain.",
    ),
    IllegalAccountChange: (
        IllegalAccountChange((AccountProblem.EMAIL_TAKEN,)),
        "Perubahan akun belum tersimpan. Alamat surel sudah dipakai akun lain; periksa kembali.",
    ),
    SpentLink: (
        SpentLink(),
        (
            "Tautan ini sudah dipakai atau lewat waktunya. Minta tautan baru kepada administrator, "
            "atau masuk dengan kata sandi Anda."
        ),
    ),
    WithheldEvidence: (
        WithheldEvidence(KeptFile("KTP.jpg", FileKind.JPG, "a" * 64, 8, removal=GONE)),
        "Berkas “KTP.jpg” sudah dihapus Siti, 30 Jun 2022 (Memuat KTP); lampirkan berkas lain.",
    ),
    RemainingBytes: (
        RemainingBytes(),
        (
            "Berkas sudah dihapus dari catatan dan tidak dibagikan lagi, tetapi isinya belum dapat "
            "dibuang dari folder bukti. Minta pengelola memeriksa hak tulis folder itu; "
            "penghapusan berikutnya membuang juga yang tertinggal."
        ),
    ),
    IllegalRemoval: (
        IllegalRemoval(RemovalProblem.REASON_MISSING),
        "Alasan penghapusan masih kosong; tulis mengapa berkas ini dihapus.",
    ),
    IllegalToken: (
        IllegalToken((TokenProblem.PURPOSE_MISSING, TokenProblem.AGENCY_UNKNOWN)),
        (
            "Daftar token tidak berubah. Keperluan token masih kosong; tulis siapa yang "
            "memakainya, misalnya Power BI Bapelitbang. OPD tidak dikenal; pilih kode OPD "
            "yang terdaftar."
        ),
    ),
    IllegalPost: (
        IllegalPost((PostProblem.CODE_TAKEN,)),
        "Jabatan belum tersimpan. Kode jabatan sudah dipakai; pilih kode lain.",
    ),
    IllegalWithdrawal: (
        IllegalWithdrawal(WithdrawalProblem.NOT_OWN),
        (
            "Laporan tidak ditarik. Laporan hanya dapat ditarik pengirimnya; minta orang itu "
            "menariknya."
        ),
    ),
    IllegalRating: (
        IllegalRating((RatingProblem.REASON_NEEDED,)),
        "Penilaian belum tersimpan. Alasan penilaian masih kosong; tuliskan alasannya.",
    ),
    IllegalClosing: (
        IllegalClosing(Quarter(2022, 1), ClosingProblem.ALREADY_CLOSED),
        "TW I 2022 tidak berubah. Triwulan ini sudah ditutup; koreksi bila angkanya perlu berubah.",
    ),
    IllegalMeeting: (
        IllegalMeeting((MeetingProblem.TITLE_MISSING, MeetingProblem.ANOTHER_OPEN)),
        (
            "Belum tersimpan. Judul rapat masih kosong; isi judulnya. Rapat lain masih "
            "berlangsung; tutup rapat itu lebih dahulu."
        ),
    ),
    MeetingChanged: (
        MeetingChanged(MeetingPart.ATTENDANCE, "Operator DPMD", EVENT.recorded_at),
        (
            "Daftar hadir belum tersimpan: Operator DPMD lebih dahulu mengubahnya pada 30 Jun 2022 "
            "14.05 WITA. Isian Anda masih ada; cocokkan dengan yang tercatat, lalu simpan lagi."
        ),
    ),
    UnusableTemplate: (
        UnusableTemplate("tidak punya tata letak kosong"),
        (
            "Berkas itu tidak dapat dipakai sebagai templat PowerPoint: tidak punya tata letak "
            "kosong."
        ),
    ),
    QuarterClosed: (
        QuarterClosed(Quarter(2022, 1)),
        (
            "Laporan belum tersimpan. TW I 2022 sudah ditutup; pilih tanggal posisi sesudah "
            "31 Maret 2022, atau minta operator DPMD melaporkannya dengan catatan."
        ),
    ),
    DecidedMeanwhile: (
        DecidedMeanwhile("Batik: Pelatihan membatik", replace(EVENT, kind=EventKind.RETURNED)),
        (
            "Keputusan Anda belum tersimpan: laporan Batik: Pelatihan membatik sudah dikembalikan "
            "oleh Operator Perindag pada 30 Jun 2022 14.05 WITA."
        ),
    ),
    Stale: (
        Stale(MilestoneCode("S04-M02"), EVENT),
        (
            "Tonggak ini berubah lebih dahulu: Operator Perindag mengirim laporan (berjalan, "
            "capaian 45,5%, posisi 30 Juni 2022) pada 30 Jun 2022 14.05 WITA. Isian Anda masih "
            "ada; periksa lalu kirim lagi."
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
    UnstorableText: (
        UnstorableText(),
        (
            "Isian memuat tanda tersembunyi yang tidak dapat disimpan; hapus teks yang ditempel, "
            "lalu ketik sendiri."
        ),
    ),
    LostEvidence: (
        LostEvidence("0123456789abcdef" * 4),
        (
            "Berkas bukti 0123456789ab hilang atau berubah di cakram; minta administrator "
            "memulihkannya dari cadangan."
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
    StoreInUse: (
        StoreInUse(),
        (
            "Basis data sedang dipakai dasbor atau perintah lain; tutup dahulu semuanya, lalu "
            "ulangi. Tidak ada yang diubah."
        ),
    ),
    BackupRefused: (
        BackupRefused(BackupProblem.NO_STORE, "pantau.db"),
        "Belum ada basis data di sini; tidak ada yang dapat dicadangkan: pantau.db",
    ),
    NotCopied: (
        NotCopied("0016", "0017", BackupRefused(BackupProblem.NO_TOOL, "pg_dump")),
        (
            "Basis data belum diperbarui (skema 0016 ke 0017), karena salinan sebelum itu tidak "
            "dapat dibuat. Program PostgreSQL tidak ditemukan; pasang klien PostgreSQL atau isi "
            "SENTRA_PG_TOOLS: pg_dump. Bila salinan lain sudah ada di tangan: python run.py admin "
            "prepare --without-copy"
        ),
    ),
    ServerAway: (
        ServerAway("127.0.0.1:5432/sentra", "connection refused"),
        (
            "Server basis data di 127.0.0.1:5432/sentra tidak dapat dimasuki: connection refused. "
            "Nyalakan servernya dan periksa jaringannya, atau betulkan nama, kata sandi, dan "
            "alamat pada SENTRA_DATABASE_URL, lalu jalankan lagi. Tidak ada yang diubah."
        ),
    ),
    LostStore: (
        LostStore("pantau.db", ("bukti", "secret.key"), "c.zip", "cadangan"),
        (
            "Basis data pantau.db tidak ada atau kosong, padahal ada jejak data nyata: bukti dan "
            "secret.key. Tidak ada yang dibuka atau dibuat. Cadangan terbaru: c.zip. Pulihkan "
            'dengan: python run.py admin restore "c.zip" --yes (yang ada dipindahkan, tidak '
            "dihapus). Bila basis datanya berada di tempat lain, betulkan SENTRA_DATABASE_URL atau "
            "SENTRA_DATA_DIR. Bila memang mulai dari awal, pindahkan dahulu jejak itu ke folder "
            "lain."
        ),
    ),
    UnusableBackup: (
        UnusableBackup((Finding(Damage.BROKEN_SEAL),)),
        "Cadangan tidak utuh (1 hal):\n- berkas berubah sejak ditulis",
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
    every = set(every_error())
    assert every == set(SENTENCES)
    assert every <= set(errors.error.registry)


@pytest.mark.parametrize("kind", SENTENCES)
def test_an_error_says_what_happened_and_what_mends_it(kind: type[SentraError]) -> None:
    value, text = SENTENCES[kind]
    assert isinstance(value, kind)
    assert errors.error(value) == text


def test_an_error_without_a_class_of_its_own_still_has_a_sentence() -> None:
    assert errors.error(SentraError()).endswith("coba lagi.")


PROBLEMS: dict[type[StrEnum], Callable[[Any], str]] = {
    AccountProblem: accounts.account_problem,
    BatchProblem: reporting.batch_problem,
    ClosingProblem: quarters.problem,
    DecisionProblem: review.decision_problem,
    LineProblem: lambda word: reporting.row_problem(BatchRowProblem(1, word)),
    MeetingProblem: meetings.problem,
    PostProblem: accounts.post_problem,
    TokenProblem: feed.token_problem,
    RemovalProblem: lambda word: evidence.illegal_removal(IllegalRemoval(word)),
    RatingProblem: ratings.problem,
    ReportProblem: reporting.problem,
    LayoutProblem: lambda word: sheets.illegal_layout(IllegalLayout(word)),
    SheetsProblem: lambda word: sheets.unreadable_sheets(UnreadableSheets(word)),
    PeriodProblem: programmes.problem,
    PlanProblem: plan.problem,
    AgencyProblem: plan.agency_problem,
    WithdrawalProblem: review.withdrawal_problem,
}


def test_no_problem_of_any_capability_is_left_out_here() -> None:
    found = {kind for module in MODULES for kind in vars(module).values() if _is_problem(kind)}
    # Those of backups stand beside what a tool said: tests/words/backup/test_errors.py.
    assert found == {*PROBLEMS, BackupProblem}


def _is_problem(found: object) -> bool:
    is_enum = isinstance(found, type) and issubclass(found, StrEnum) and bool(list(found))
    return is_enum and "Problem" in getattr(found, "__name__", "")


@pytest.mark.parametrize("words", PROBLEMS)
def test_every_problem_has_one_clear_sentence_of_its_own(words: type[StrEnum]) -> None:
    texts = [PROBLEMS[words](word) for word in words]
    assert len(set(texts)) == len(texts)
    for text in texts:
        assert text[0].isupper()
        assert text.endswith(".")
        assert ". " not in text
        assert ";" in text


FIELDS = {
    "milestone": "Tonggak",
    "origins": "onggak",
    "effective_on": "Tanggal posisi",
    "progress": "apaian",
    "note": "atatan",
    "obstacle": "endala",
    "closes": "endala",
    "realised_value": "Nilai realisasi",
    "files": "Berkas bukti",
    "reason": "lasan",
    "decision_number": "",
    "title": "",
    "stage": "Tahap",
    "lead": "Penanggung jawab",
    "supporting": "",
    "start": "ulai",
    "finish": "elesai",
    "weight": "obot",
    "shape": "",
    "after": "Sesudah",
    "unit": "Satuan",
    "target": "Target",
    "indicator": "Jenis indikator",
    "expected_evidence": "Bukti",
    "source_kind": "Jenis sumber",
    "code": "ode",
    "table": "",
    "holds_from": "Tanggal berlaku",
}


@pytest.mark.parametrize("problem", [*ReportProblem, *PlanProblem])
def test_a_problem_names_its_field(problem: ReportProblem | PlanProblem) -> None:
    field = problem.value.partition(".")[0]
    assert FIELDS[field] in PROBLEMS[type(problem)](problem)


def test_limits_in_sentences_are_those_that_hold() -> None:
    assert number(NOTE_LIMIT) in reporting.problem(ReportProblem.NOTE_TOO_LONG)
    assert number(MOST_ROWS) in reporting.batch_problem(BatchProblem.TOO_MANY)
    assert f" {MOST_FILES}." in reporting.problem(ReportProblem.FILES_TOO_MANY)
    assert f" {LEAST} " in accounts.account_problem(AccountProblem.PASSWORD_TOO_SHORT)
    assert f" {LONGEST} " in accounts.account_problem(AccountProblem.PASSWORD_TOO_LONG)


def test_all_problems_of_a_report_are_told_together() -> None:
    text = errors.error(
        IllegalReport((ReportProblem.NOTE_NEEDED_TO_FALL, ReportProblem.OBSTACLE_NEEDED))
    )
    assert reporting.problem(ReportProblem.NOTE_NEEDED_TO_FALL) in text
    assert reporting.problem(ReportProblem.OBSTACLE_NEEDED) in text


@pytest.mark.parametrize("kind", [EventKind.APPROVED, EventKind.RETURNED])
def test_a_stale_form_is_told_of_a_decision(kind: EventKind) -> None:
    decided = replace(EVENT, kind=kind, author="Pimpinan")
    text = errors.error(Stale(MilestoneCode("S04-M02"), decided))
    word = "disetujui" if kind is EventKind.APPROVED else "dikembalikan"
    assert f"Pimpinan memutuskan laporan ({word}) pada 30 Jun 2022 14.05 WITA" in text


def test_a_stale_form_is_told_of_a_withdrawal() -> None:
    withdrawn = replace(EVENT, kind=EventKind.WITHDRAWN)
    text = errors.error(Stale(MilestoneCode("S04-M02"), withdrawn))
    assert "Operator Perindag menarik laporannya pada 30 Jun 2022 14.05 WITA" in text


def test_a_secret_setting_is_not_shown() -> None:
    text = errors.error(InvalidSetting("SENTRA_SECRET", "", "paling sedikit 32 huruf"))
    assert text == "Setelan SENTRA_SECRET tidak dapat dipakai; isi dengan paling sedikit 32 huruf."


def test_a_problem_of_a_whole_file_names_no_column() -> None:
    text = errors.error(UnreadablePlan((RowProblem("places.csv", 1, "", "berkas tidak ada"),)))

    assert text.endswith("places.csv baris 1: berkas tidak ada")


def test_a_long_list_of_row_problems_is_cut_and_counted() -> None:
    text = errors.error(UnreadablePlan(ROWS))
    assert text.startswith("Berkas rencana tidak dimuat: 25 hal perlu diperbaiki.")
    assert text.endswith("… dan 5 lagi.")
    assert text.count("\n") == 21


def test_a_refusal_keeps_the_reason_of_the_access_table() -> None:
    actor = Actor(AccountId(1), "pengamat", "Pengamat", Role.VIEWER, None)
    reason = explain(actor, Permission.DECIDE)
    assert errors.error(NotAllowed(actor.role, reason)) == reason
