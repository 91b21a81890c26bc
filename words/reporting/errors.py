"""Indonesian sentences for what can be wrong with a report."""

from typing import Final

from rules.evidence.files import MOST_FILES
from rules.reporting.batch import MOST_ROWS
from rules.reporting.errors import (
    AlreadyLoaded,
    BatchProblem,
    BatchRowProblem,
    IllegalBatch,
    IllegalReport,
    LineProblem,
    ReportProblem,
    SameOrigin,
    Stale,
    TableChanged,
)
from rules.reporting.legality import DECISION_LIMIT, NOTE_LIMIT, VALUE_LIMIT
from rules.reporting.report import ReportEvent
from rules.vocabulary import EventKind, label
from words.formats import instant, long_day, number, percent

_TOLD: Final = 5

_PROBLEMS: Final = {
    ReportProblem.LEFT_PLAN: (
        "Tonggak ini sudah dipecah atau digabung; laporkan tonggak yang menggantikannya."
    ),
    ReportProblem.EFFECTIVE_IN_FUTURE: (
        "Tanggal posisi belum tiba; pilih hari ini atau hari sebelumnya."
    ),
    ReportProblem.EFFECTIVE_BEFORE_PROGRAMME: (
        "Tanggal posisi mendahului awal program; pilih tanggal sejak program dimulai."
    ),
    ReportProblem.EFFECTIVE_BEFORE_CLOSED: (
        "Tanggal posisi mendahului hari tonggak ini selesai atau batal; pilih hari itu atau "
        "sesudahnya."
    ),
    ReportProblem.PROGRESS_MISSING: "Capaian belum diisi; tulis persennya, misalnya 40.",
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
    ReportProblem.NOTE_NEEDED_TO_REOPEN: (
        "Tonggak yang sudah selesai atau batal dibuka kembali; jelaskan sebabnya di catatan."
    ),
    ReportProblem.NOTE_NEEDED_IN_CLOSED_QUARTER: (
        "Triwulan tanggal posisi itu sudah ditutup; jelaskan sebabnya di catatan."
    ),
    ReportProblem.NOTE_TOO_LONG: (
        f"Catatan terlalu panjang; ringkas menjadi paling banyak {number(NOTE_LIMIT)} huruf."
    ),
    ReportProblem.DECISION_NEEDED_TO_REOPEN: (
        "Nomor keputusan yang membuka kembali tonggak batal belum diisi; sebut nomornya."
    ),
    ReportProblem.DECISION_TOO_LONG: (
        "Nomor keputusan terlalu panjang; ringkas menjadi paling banyak "
        f"{number(DECISION_LIMIT)} huruf."
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

_LINES: Final = {
    LineProblem.MILESTONE_MISSING: "Tonggak belum diisi; tulis kodenya, misalnya S01-M01.",
    LineProblem.MILESTONE_UNKNOWN: "Tonggak itu tidak dikenal; tulis kode atau judulnya tepat.",
    LineProblem.MAY_NOT_REPORT: (
        "Tonggak ini dilaporkan penanggung jawab atau pendukungnya; lewati barisnya."
    ),
    LineProblem.TWICE: (
        "Tonggak dan tanggal ini sudah ada pada baris di atasnya; hapus salah satu."
    ),
    LineProblem.ALREADY_RECORDED: ("Laporan ini sudah tercatat persis begitu; kosongkan barisnya."),
    LineProblem.DAY_MISSING: "Tanggal posisi belum diisi; tulis seperti 21/04/2021.",
    LineProblem.DAY_UNREADABLE: (
        "Tanggal posisi tidak terbaca; tulis hari, bulan, lalu tahun empat angka: 21/04/2021."
    ),
    LineProblem.QUARTER_CLOSED: (
        "Triwulan tanggal itu sudah ditutup; minta operator DPMD memasukkan baris ini."
    ),
    LineProblem.STATUS_UNREADABLE: (
        "Status tidak dikenal; tulis belum mulai, berjalan, terkendala, selesai, atau batal."
    ),
    LineProblem.MAY_NOT_CANCEL: (
        "Pembatalan dan pembukaan kembali dimasukkan operator DPMD; ubah status baris ini."
    ),
    LineProblem.PROGRESS_MISSING: "Capaian belum diisi; tulis persennya, misalnya 40.",
    LineProblem.PROGRESS_UNREADABLE: "Capaian bukan angka; tulis persennya, misalnya 40 atau 37,5.",
    LineProblem.OBSTACLE_WITHOUT_STATUS: (
        "Kendala hanya untuk status terkendala; ubah statusnya atau kosongkan kendalanya."
    ),
    LineProblem.OWNER_MISSING: (
        "OPD yang harus menyelesaikan kendala belum diisi; tulis singkatannya."
    ),
    LineProblem.OWNER_UNKNOWN: "OPD itu tidak dikenal; tulis singkatannya seperti di daftar OPD.",
}

_BATCHES: Final = {
    BatchProblem.SOURCE_MISSING: "Sumber data belum diisi; sebut dokumen asal angkanya.",
    BatchProblem.SOURCE_TOO_LONG: (
        f"Sumber data terlalu panjang; ringkas menjadi paling banyak {number(NOTE_LIMIT)} huruf."
    ),
    BatchProblem.EMPTY: "Belum ada baris; isi paling sedikit satu baris.",
    BatchProblem.TOO_MANY: (
        f"Baris terlalu banyak; kirim paling banyak {number(MOST_ROWS)} sekali kirim."
    ),
}


def problem(value: ReportProblem) -> str:
    """Return one sentence that names the field of a report and what mends it."""
    return _PROBLEMS[value]


def place(row: int, column: str = "") -> str:
    """Return where one of several reports stands: Baris 7, or Sel F13 where a row holds several."""
    return f"Sel {column}{row}" if column else f"Baris {number(row)}"


def row_problem(value: BatchRowProblem) -> str:
    """Return one sentence that says what is wrong in a row of a batch and what mends it."""
    found = value.problem
    return _PROBLEMS[found] if isinstance(found, ReportProblem) else _LINES[found]


def batch_problem(value: BatchProblem) -> str:
    """Return one sentence that says what is wrong with a batch as a whole."""
    return _BATCHES[value]


def illegal_batch(value: IllegalBatch) -> str:
    """Return all that is wrong with a batch: as a whole, and in its first rows."""
    first = value.rows[:_TOLD]
    rows = (f"Baris {number(one.row)}: {row_problem(one)}" for one in first)
    rest = len(value.rows) - len(first)
    more = [f"Masih ada {number(rest)} masalah lain."] if rest else []
    whole = map(batch_problem, value.problems)
    return " ".join(("Data awal belum tersimpan.", *whole, *rows, *more))


def table_changed(value: TableChanged) -> str:
    """Return that a table was changed elsewhere."""
    del value
    return (
        "Tabel ini juga dibuka di tab atau komputer lain dan sudah berubah di sana. Salin isian di "
        "bawah, muat ulang halaman, lalu tempelkan yang kurang."
    )


def already_loaded(value: AlreadyLoaded) -> str:
    """Return who loaded the rows of a file before, and when."""
    return (
        f"Berkas ini sudah dimuat oleh {value.by} pada {instant(value.at)} "
        f"({number(value.rows)} baris); tidak ada yang berubah."
    )


def same_origin(value: SameOrigin) -> str:
    """Return that two reports name one cell as theirs."""
    del value
    return "Dua laporan berasal dari sel yang sama; muat ulang berkasnya, lalu kirim lagi."


def illegal_report(value: IllegalReport) -> str:
    """Return all that is wrong with a report."""
    return " ".join(("Laporan belum tersimpan.", *map(problem, value.problems)))


def stale(value: Stale) -> str:
    """Return who acted on the milestone first, how and when."""
    latest = value.latest
    return (
        f"Tonggak ini berubah lebih dahulu: {latest.author} {_act(latest)} pada "
        f"{instant(latest.recorded_at)}. Isian Anda masih ada; periksa lalu kirim lagi."
    )


def _act(event: ReportEvent) -> str:
    if event.kind is EventKind.WITHDRAWN:
        return "menarik laporannya"
    if event.kind is not EventKind.REPORT:
        return f"memutuskan laporan ({label(event.kind)})"
    state = f"{label(event.status)}, capaian {percent(event.progress)}"
    return f"mengirim laporan ({state}, posisi {long_day(event.effective_on)})"
