"""What the plan workbook says: its sheets, what stands above their columns, how to fill them in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from rules.plan.errors import RowProblem
from rules.sheets.addresses import column_letters
from rules.vocabulary import STAGES
from words.formats import enumeration, number
from words.plan.lines import HEADS as LINE_HEADS, Column

PLAN: Final = "rencana"
"""What kind of workbook it is, as its hidden sheet says."""

TITLE: Final = "Buku rencana"

IDENTITY: Final = "_Pantau"
"""The hidden sheet that says of what kind a workbook is, and of which state of the data."""

KIND, PROGRAMME_CODE, VERSION = "bentuk", "program", "versi rencana"
"""What its hidden sheet tells."""

MILESTONES, SENTRA, PLACES, AGENCIES, PROGRAMME = "Tonggak", "Sentra", "Lokasi", "OPD", "Program"
"""The sheets, in their order."""

REMOVE: Final = "remove"
YES: Final = "ya"
_REMOVE_HEAD: Final = "Hapus"

HEADS: Final[Mapping[str, Mapping[str, str]]] = {
    MILESTONES: {
        "code": LINE_HEADS[Column.CODE],
        "sentra": "Sentra",
        "sequence": "Urutan",
        "title": LINE_HEADS[Column.TITLE],
        "stage": LINE_HEADS[Column.STAGE],
        "lead": LINE_HEADS[Column.LEAD],
        "support": LINE_HEADS[Column.SUPPORTING],
        "start": LINE_HEADS[Column.START],
        "finish": LINE_HEADS[Column.FINISH],
        "shape": LINE_HEADS[Column.SHAPE],
        "weight": LINE_HEADS[Column.WEIGHT],
        "target": LINE_HEADS[Column.TARGET],
        "unit": LINE_HEADS[Column.UNIT],
        "indicator": LINE_HEADS[Column.INDICATOR],
        "after": LINE_HEADS[Column.AFTER],
        "expected_evidence": LINE_HEADS[Column.EVIDENCE],
        "source_kind": LINE_HEADS[Column.SOURCE_KIND],
        "source": LINE_HEADS[Column.SOURCE],
        "renstra_code": LINE_HEADS[Column.RENSTRA_CODE],
        "renja_code": LINE_HEADS[Column.RENJA_CODE],
        "sipd_code": LINE_HEADS[Column.SIPD_CODE],
        REMOVE: _REMOVE_HEAD,
    },
    SENTRA: {
        "code": "Kode",
        "name": "Nama sentra",
        "product": "Produk",
        "weight": "Bobot sentra",
        "legal_basis": "Dasar hukum",
        REMOVE: _REMOVE_HEAD,
    },
    PLACES: {
        "sentra": "Sentra",
        "village_code": "Kode wilayah",
        "name": "Nama resmi",
        "kind": "Jenis",
        "district": "Kecamatan",
        "source_name": "Nama dalam sumber",
        "source_kind": "Jenis dalam sumber",
        "source_district": "Kecamatan dalam sumber",
        "latitude": "Lintang",
        "longitude": "Bujur",
        "note": "Catatan",
    },
    AGENCIES: {
        "code": "Kode",
        "label": "Nama singkat",
        "name": "Nama lengkap",
        "aliases": "Nama lain",
        "valid_from": "Berlaku dari",
        "valid_to": "Berlaku sampai",
        "source": "Sumber",
    },
    PROGRAMME: {
        "code": "Kode",
        "start": "Mulai",
        "name": "Nama program",
        "region": "Nama daerah",
        "finish": "Selesai",
        "rpjmd": "RPJMD",
        "rpjmd_number": "Nomor peraturan RPJMD",
        "letter": "Surat penetapan",
        "vision": "Visi",
    },
}
"""What stands above the columns of each sheet, in their order."""

LOCKED: Final = {
    MILESTONES: ("code",),
    SENTRA: ("code",),
    PLACES: (),
    AGENCIES: ("code",),
    PROGRAMME: ("code", "start"),
}

GUIDE: Final = (
    "Ubah sel berwarna. Baris kosong di bawah menambah tonggak, sentra, lokasi, atau OPD.",
    (
        "Kode tidak diisi: kode tonggak diberi saat dimuat, kode OPD mengikuti nama singkatnya, "
        "dan baris sentra yang kosong sudah berkode."
    ),
    (
        "Tonggak: sentra ditulis dengan kode atau namanya, OPD dengan nama singkatnya; beberapa "
        "pendukung dipisahkan titik koma. Urutan kosong berarti paling bawah di sentranya. "
        "Jumlah bobot tiap sentra 100."
    ),
    f"Tahap: {enumeration([f'{at} {name}' for at, name in STAGES.items()])}.",
    "Tanggal: hari, bulan, tahun empat angka, misalnya 21/04/2021.",
    (
        "Bentuk: lurus, langkah (sekaligus pada hari selesai), atau target kumulatif seperti "
        "TW I 2022: 40%; TW II 2022: 100%. Sesudah: kode tonggak yang harus selesai dahulu."
    ),
    (
        "Menghapus dari draf: isi kolom Hapus dengan ya; menghapus sentra juga menghapus tonggak "
        "dan lokasinya. Sesudah rencana ditetapkan, tonggak dibatalkan dan sentra dibubarkan di "
        "dasbor; OPD digabung di halaman OPD."
    ),
    (
        "Muat kembali buku kerja ini di halaman Rencana. Sebelum dimuat, dasbor memperlihatkan "
        "semua yang berubah dan menyebut setiap sel yang keliru."
    ),
)

EXAMPLE_TITLE: Final = "Contoh satu tonggak baru"
EXAMPLE: Final[Mapping[str, str]] = {
    "sentra": "S01",
    "title": "Rumah produksi berdiri",
    "stage": "3",
    "lead": "DPMD",
    "start": "01/04/2021",
    "finish": "30/06/2021",
    "weight": "7,5",
    "target": "1",
    "unit": "unit",
    "expected_evidence": "Berita acara serah terima",
}

TO_MEND: Final = "Yang perlu diperbaiki"


@dataclass(frozen=True, slots=True)
class WrittenBook:
    """The plan in force as a workbook says it: rows by sheet, and the codes that new sentra get."""

    programme: str
    version: int
    rows: Mapping[str, Sequence[Mapping[str, str | Decimal]]]
    spare_sentra: tuple[str, ...]


def head(sheet: str, column: str) -> str:
    """Return what stands above a column; a column that the workbook has not by its own name."""
    return HEADS[sheet].get(column, column)


def letters(sheet: str, column: str) -> str:
    """Return the letters of a column of the workbook as it goes out; empty for none."""
    columns = list(HEADS[sheet])
    return column_letters(columns.index(column) + 1) if column in columns else ""


def problem_line(value: RowProblem) -> str:
    """Return where in the workbook something is wrong: Tonggak sel K7 (Bobot): …."""
    where = letters(value.file, value.column)
    if not where:
        return f"{value.file} baris {number(value.row)}: {value.reason}"
    cell = f"sel {where}{value.row} ({head(value.file, value.column)})"
    return f"{value.file} {cell}: {value.reason}"


HINT: Final = (
    "Seluruh rencana dalam satu buku kerja Excel: tonggak, sentra, lokasi, OPD, dan program. "
    "Buku yang tidak diubah tidak mengubah apa pun."
)
SAME: Final = "Buku kerja ini sama dengan rencana yang berlaku; tidak ada yang perlu dimuat."
UPLOAD: Final = "Muat buku rencana yang sudah diubah, atau lembar rencana OPD"
ASKED: Final = "Muat isi buku rencana ini?"
LOADED: Final = "Buku rencana dimuat."
PLAN_MOVED: Final = (
    "Rencana berubah sesudah buku kerja ini diunduh. Bila dimuat, isinya menggantikan perubahan "
    "itu juga: periksa daftarnya, atau unduh buku yang baru dan salin isian Anda ke sana."
)


def to_mend(count: int) -> str:
    """Return that nothing was loaded, and how much is to be mended."""
    return f"Belum dimuat: {number(count)} hal perlu diperbaiki. Rencana tidak berubah."
