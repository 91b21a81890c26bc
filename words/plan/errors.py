"""Indonesian sentences for what can be wrong with plan files and changes of a plan."""

from typing import Final

from rules.plan.agency_legality import LABEL_LIMIT
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
from rules.plan.legality import MOST_ROWS, TEXT_LIMIT
from rules.plan.lineage import MOST_PARTS
from words.formats import enumeration, number
from words.plan import workbook

_SHOWN_ROWS: Final = 20

_PROBLEMS: Final = {
    PlanProblem.TITLE_NEEDED: "judul tonggak kosong; tuliskan apa yang harus tercapai",
    PlanProblem.TEXT_TOO_LONG: f"ada isian lebih dari {TEXT_LIMIT} huruf; pendekkan",
    PlanProblem.STAGE_UNKNOWN: "tahap tidak dikenal; tulis 1 sampai 7 atau nama tahapnya",
    PlanProblem.LEAD_UNKNOWN: "penanggung jawab tidak dikenal; tulis nama singkat atau kode OPD",
    PlanProblem.SUPPORT_UNKNOWN: (
        "ada pendukung yang tidak dikenal; tulis nama singkat OPD, dipisahkan titik koma"
    ),
    PlanProblem.SUPPORT_TWICE: (
        "satu OPD disebut dua kali; cukup sekali, sebagai penanggung jawab atau pendukung"
    ),
    PlanProblem.START_UNREADABLE: "tanggal mulai tidak terbaca; tulis seperti 01/04/2021",
    PlanProblem.FINISH_UNREADABLE: "tanggal selesai tidak terbaca; tulis seperti 30/06/2021",
    PlanProblem.SHAPE_UNREADABLE: (
        "bentuk tidak terbaca; tulis lurus, langkah, atau seperti TW I 2022: 40%; TW II 2022: 100%"
    ),
    PlanProblem.SHAPE_NOT_RISING: (
        "target triwulan harus berurutan dan tidak turun, dari 0 sampai 100%; urutkan atau perbaiki"
    ),
    PlanProblem.SHAPE_NOT_WHOLE: "target triwulan terakhir harus 100%; perbaiki target itu",
    PlanProblem.SHAPE_OUTSIDE: (
        "target triwulan terakhir harus pada triwulan tanggal selesai, yang lain berakhir di "
        "antara mulai dan selesai; sesuaikan triwulannya"
    ),
    PlanProblem.AFTER_UNKNOWN: (
        "sesudah menyebut tonggak yang tidak ada; tulis kode seperti S01-M02, dipisahkan titik koma"
    ),
    PlanProblem.AFTER_CIRCLE: (
        "sesudah berputar: tonggak ini akhirnya menunggu dirinya sendiri; hapus salah satu kodenya"
    ),
    PlanProblem.START_BEFORE_PROGRAMME: "mulai sebelum masa program; perbaiki tanggal mulainya",
    PlanProblem.FINISH_BEFORE_START: "selesai sebelum mulai; perbaiki salah satu tanggalnya",
    PlanProblem.WEIGHT_UNREADABLE: (
        "bobot tidak terbaca; tulis angka dengan paling banyak dua desimal, seperti 7,14"
    ),
    PlanProblem.WEIGHT_NOT_POSITIVE: "bobot harus paling sedikit 0,01; perbaiki bobotnya",
    PlanProblem.WEIGHTS_NOT_100: (
        "jumlah bobot satu sentra harus 100; sesuaikan, atau pakai Ratakan atau Seimbangkan"
    ),
    PlanProblem.UNIT_NEEDED: "satuan kosong; tulis misalnya dokumen, orang, atau unit",
    PlanProblem.TARGET_UNREADABLE: "target tidak terbaca; tulis angka, seperti 15 atau 1.250",
    PlanProblem.TARGET_OUT_OF_RANGE: "target di luar batas; tulis 0 sampai 9.999.999.999",
    PlanProblem.INDICATOR_UNKNOWN: "jenis indikator tidak dikenal; tulis kumulatif, nilai akhir",
    PlanProblem.EVIDENCE_NEEDED: "bukti yang diharapkan kosong; tulis dokumen yang membuktikannya",
    PlanProblem.SOURCE_UNKNOWN: (
        "jenis sumber tidak dikenal; tulis regulasi, artikel, berita, atau usulan"
    ),
    PlanProblem.CODE_TWICE: "kode ini dipakai dua kali; kosongkan kode pada baris yang baru",
    PlanProblem.CODE_UNKNOWN: "kode ini tidak ada di sentra; kosongkan kode pada baris yang baru",
    PlanProblem.ORIGIN_OF_OLD: (
        "asal hanya untuk tonggak baru; kosongkan kolom Asal, atau kosongkan kodenya"
    ),
    PlanProblem.ORIGIN_UNKNOWN: (
        "asal menyebut tonggak yang tidak ada di sentra ini; tulis kode seperti S01-M02"
    ),
    PlanProblem.ORIGIN_STAYS: (
        "tonggak asal masih ada di tabel; hapus barisnya, karena tonggak baru menggantikannya"
    ),
    PlanProblem.ORIGIN_TORN: (
        "satu tonggak dipecah dan digabung sekaligus; lakukan satu per satu, dalam dua perubahan"
    ),
    PlanProblem.ORIGIN_IN_TOO_MANY: (
        f"satu tonggak dipecah menjadi lebih dari {MOST_PARTS}; kurangi bagiannya"
    ),
    PlanProblem.ORIGIN_WAITS: (
        "ada laporan tonggak asal yang menunggu keputusan; putuskan dahulu di Verifikasi, lalu "
        "simpan lagi"
    ),
    PlanProblem.ORIGIN_CANCELLED: (
        "tonggak asal sudah batal dan tidak dihitung; buka kembali dahulu, atau biarkan batal"
    ),
    PlanProblem.EMPTY: "sentra tidak punya tonggak; isi paling sedikit satu",
    PlanProblem.TOO_MANY: f"lebih dari {MOST_ROWS} tonggak; gabungkan sebagian",
    PlanProblem.NOTHING_CHANGED: "rencana tidak berubah; ubah dulu isinya",
    PlanProblem.REMOVED_IN_USE: (
        "tonggak yang sudah ditetapkan atau sudah dilaporkan tidak dapat dihapus; kembalikan "
        "barisnya, lalu batalkan tonggak itu dengan laporan berstatus batal"
    ),
    PlanProblem.WAITED_FOR: (
        "sentra lain masih menunggu tonggak yang dihapus, dipecah, atau digabung; hapus dulu "
        "kodenya dari kolom Sesudah di sana, atau kembalikan barisnya"
    ),
    PlanProblem.NOT_ADOPTED: "rencana masih draf; simpan sebagai draf, tanpa nomor keputusan",
    PlanProblem.DECISION_NUMBER_NEEDED: (
        "nomor keputusan kosong; isi nomor surat yang mendasarinya"
    ),
    PlanProblem.REASON_NEEDED: "alasan perubahan kosong; tuliskan alasannya",
    PlanProblem.REASON_TOO_LONG: f"alasan atau nomor lebih dari {TEXT_LIMIT} huruf; pendekkan",
    PlanProblem.HOLDS_FROM_FUTURE: "tanggal berlaku sesudah hari ini; pilih yang lebih awal",
    PlanProblem.HOLDS_FROM_TOO_EARLY: (
        "tanggal berlaku sebelum rencana ditetapkan atau sebelum perubahan terakhirnya; "
        "pilih tanggal yang sama atau sesudahnya"
    ),
}


_AGENCY_PROBLEMS: Final = {
    AgencyProblem.LABEL_NEEDED: "nama singkat kosong; tulis seperti pada tabel dan bagan",
    AgencyProblem.LABEL_TOO_LONG: f"nama singkat lebih dari {LABEL_LIMIT} huruf; pendekkan",
    AgencyProblem.LABEL_WITHOUT_LETTERS: "nama singkat tidak punya huruf atau angka; perbaiki",
    AgencyProblem.LABEL_TAKEN: "nama singkat ini sudah dipakai OPD lain; pilih yang lain",
    AgencyProblem.NAME_NEEDED: "nama lengkap kosong; tulis seperti dalam peraturan kelembagaan",
    AgencyProblem.NAME_TOO_LONG: f"nama lengkap lebih dari {TEXT_LIMIT} huruf; pendekkan",
    AgencyProblem.ALIASES_TOO_LONG: f"sebutan lain lebih dari {TEXT_LIMIT} huruf; kurangi",
    AgencyProblem.VALID_TO_BEFORE_FROM: "berakhir sebelum mulai; perbaiki salah satu tanggalnya",
    AgencyProblem.SOURCE_NEEDED: "dasar kosong; tulis peraturan atau surat yang menyebutnya",
    AgencyProblem.SOURCE_TOO_LONG: f"dasar lebih dari {TEXT_LIMIT} huruf; pendekkan",
    AgencyProblem.NOTHING_CHANGED: "tidak ada yang berubah; ubah dulu isinya",
    AgencyProblem.MERGED_NEEDED: "belum ada OPD yang digabung; pilih paling sedikit satu",
    AgencyProblem.MERGED_GONE: (
        "ada OPD yang pada hari itu sudah digabung atau tidak berlaku; keluarkan dari pilihan"
    ),
    AgencyProblem.NOT_MERGED: "OPD ini tidak digabung; tidak ada yang dibatalkan",
    AgencyProblem.INTO_ITSELF: "penerus ada di antara yang digabung; pilih yang lain",
    AgencyProblem.INTO_GONE: "penerus tidak berlaku pada hari itu; pilih OPD lain atau hari lain",
    AgencyProblem.DECISION_NUMBER_NEEDED: (
        "nomor keputusan kosong; isi nomor peraturan atau surat yang mendasarinya"
    ),
    AgencyProblem.DECISION_NUMBER_TOO_LONG: (
        f"nomor keputusan lebih dari {TEXT_LIMIT} huruf; pendekkan"
    ),
    AgencyProblem.REASON_NEEDED: "alasan kosong; tuliskan alasannya",
    AgencyProblem.REASON_TOO_LONG: f"alasan lebih dari {TEXT_LIMIT} huruf; pendekkan",
    AgencyProblem.HOLDS_FROM_FUTURE: "tanggal berlaku sesudah hari ini; pilih yang lebih awal",
    AgencyProblem.HOLDS_FROM_TOO_EARLY: (
        "tanggal berlaku sebelum perubahan terakhir OPD itu; pilih tanggal yang sama atau "
        "sesudahnya"
    ),
}


def problem(value: PlanProblem) -> str:
    """Return what is wrong with a plan and what mends it, as a sentence."""
    told = _PROBLEMS[value]
    return f"{told[:1].upper()}{told[1:]}."


def told_problem(value: PlanRowProblem) -> str:
    """Return what is wrong and what mends it, with the milestones that it is about."""
    told = problem(value.problem)
    return f"{told} ({enumeration(value.names)})" if value.names else told


def agency_problem(value: AgencyProblem) -> str:
    """Return what is wrong with an act on agencies and what mends it, as a sentence."""
    told = _AGENCY_PROBLEMS[value]
    return f"{told[:1].upper()}{told[1:]}."


def illegal_agency(value: IllegalAgency) -> str:
    """Return all that is wrong with an act on agencies."""
    return " ".join(("OPD belum tersimpan.", *map(agency_problem, value.problems)))


def agencies_changed(value: AgenciesChanged) -> str:
    """Return that somebody else was quicker."""
    del value
    return (
        "Daftar OPD sudah diubah orang lain sesudah Anda membukanya. Isian Anda masih ada; "
        "cocokkan dengan daftar yang berlaku, lalu simpan lagi."
    )


def plan_row_problem(value: PlanRowProblem) -> str:
    """Return where in the table of a plan something is wrong: Baris 3: Judul tonggak kosong; …."""
    told = told_problem(value)
    return f"Baris {number(value.row)}: {told}" if value.row else told


def row_problem(value: RowProblem) -> str:
    """Return where in a plan file or workbook something is wrong: sentra.csv baris 3 kolom …."""
    if value.file in workbook.HEADS:
        return workbook.problem_line(value)
    column = f" kolom {value.column}" if value.column else ""
    return f"{value.file} baris {number(value.row)}{column}: {value.reason}"


def illegal_plan(value: IllegalPlan) -> str:
    """Return all that is wrong with a change of the plan, as far as one message can hold it."""
    told = [plan_row_problem(one) for one in value.problems[:_SHOWN_ROWS]]
    more = len(value.problems) - len(told)
    rest = (f"… dan {number(more)} lagi.",) if more else ()
    return " ".join(("Perubahan rencana belum tersimpan.", *told, *rest))


def plan_changed(value: PlanChanged) -> str:
    """Return that somebody else was quicker."""
    return (
        f"Rencana {value.sentra} sudah diubah orang lain sesudah Anda membukanya. Isian Anda masih "
        "ada; muat rencana yang berlaku, lalu cocokkan dan simpan lagi."
    )


def draft_changed(value: DraftChanged) -> str:
    """Return that somebody else works on the same table, and what to do with what was typed."""
    who = f"{value.author} sudah menyimpan" if value.author else "Orang lain sudah menyelesaikan"
    return (
        f"{who} tabel rencana {value.sentra} sesudah Anda membukanya. Salin isian Anda di bawah, "
        "tutup tabel lalu buka lagi, dan masukkan yang belum ada."
    )


def already_adopted(value: AlreadyAdopted) -> str:
    """Return that an adopted plan is revised, not adopted again."""
    del value
    return "Rencana sudah ditetapkan; perubahan berikutnya memakai nomor keputusan perubahan."


def unreadable_plan(value: UnreadablePlan) -> str:
    """Return what is wrong with plan files, a row a line."""
    rows = value.problems
    lines = [f"Berkas rencana tidak dimuat: {number(len(rows))} hal perlu diperbaiki."]
    lines += [row_problem(row) for row in rows[:_SHOWN_ROWS]]
    if len(rows) > _SHOWN_ROWS:
        lines.append(f"… dan {number(len(rows) - _SHOWN_ROWS)} lagi.")
    return "\n".join(lines)
