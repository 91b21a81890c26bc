"""What the workbooks for reports say: how to fill them in, and an example."""

from collections.abc import Iterable, Mapping
from typing import Final

from rules.sheets.cells import Sheet
from rules.vocabulary import Status, label
from words.formats import enumeration
from words.reporting.batch_lines import HEADS, Column

REPORTS: Final = "laporan"
HISTORY: Final = "riwayat"
"""What kind of workbook it is, as its hidden sheet says."""

SHEETS: Final[Mapping[str, str]] = {REPORTS: "Laporan", HISTORY: "Riwayat"}
"""The sheet of each kind on which people write."""

IDENTITY: Final = "_Pantau"
"""The hidden sheet that says of what kind a workbook is, and of which state of the data."""

SCHEMA: Final = "1"
KIND_NAME: Final = "bentuk"
SCHEMA_NAME: Final = "skema"
PROGRAMME_NAME: Final = "program"
LATEST_NAME: Final = "laporan terakhir"
"""What the hidden sheet tells: a name and its value a row."""

CODE: Final = "Kode"
"""The head of the column that says which milestone a row is about."""

_MOST_FACTS: Final = 20
_OTHER_KIND: Final = {
    REPORTS: "Berkas ini lembar riwayat; muat di halaman Data awal.",
    HISTORY: "Berkas ini lembar isian laporan; muat di halaman Tugas saya.",
}
_STATUSES: Final = enumeration([label(status) for status in Status])

_ANSWERS: Final = (
    (
        f"Status: {_STATUSES}, atau tetap bila tidak ada perubahan. Boleh kosong bila capaian "
        "diisi: 100 berarti selesai, 0 belum mulai, selain itu berjalan."
    ),
    "Capaian (%): angka 0 sampai 100, misalnya 40 atau 37,5.",
    "Tanggal posisi: hari, bulan, tahun empat angka, misalnya 21/04/2021.",
    (
        "Kendala: uraiannya, dan OPD yang harus menyelesaikan. Bukti dukung: nomor atau tempat "
        "dokumen; berkasnya dilampirkan di dasbor."
    ),
    "Jangan mengubah kolom kode. Baris boleh diurutkan, disaring, dan dihapus.",
)

REPORT_GUIDE: Final = (
    (
        "Isi sel berwarna pada baris yang dilaporkan; baris yang dibiarkan kosong berarti tidak "
        "dilaporkan dan tidak mengubah apa pun."
    ),
    "Tanggal posisi kosong berarti hari berkas ini dimuat.",
    *_ANSWERS,
    (
        "Kirim kembali berkas ini kepada pemberinya, atau muat sendiri di halaman Tugas saya. "
        "Sebelum dikirim, dasbor memperlihatkan apa yang berubah dan menyebut sel yang keliru."
    ),
)

HISTORY_GUIDE: Final = (
    (
        "Satu baris satu laporan dari masa lampau, dengan tanggal posisi yang sebenarnya. Satu "
        "tonggak boleh mempunyai banyak baris."
    ),
    *_ANSWERS,
    (
        "Muat berkas ini di halaman Data awal. Sebelum dikirim, dasbor memperlihatkan apa yang "
        "berubah dan menyebut sel yang keliru."
    ),
)

GUIDES: Final = {REPORTS: REPORT_GUIDE, HISTORY: HISTORY_GUIDE}
"""How to fill in each kind."""

EXAMPLE: Final[Mapping[Column, str]] = {
    Column.EFFECTIVE_ON: "30/06/2022",
    Column.STATUS: label(Status.OBSTRUCTED),
    Column.PROGRESS: "60",
    Column.REALISED: "9",
    Column.NOTE: "Dinding dan atap selesai; lantai menunggu material",
    Column.OBSTACLE: "Surat pelepasan lahan belum terbit",
    Column.OWNER: "BPKAD",
    Column.EVIDENCE: "BA 027/14/2022",
}
"""A row as somebody might fill it in."""

EXAMPLE_TITLE: Final = "Contoh isian satu baris"


def head(column: Column) -> str:
    """Return what stands above a column that is filled in."""
    return HEADS[column]


def identity(sheets: Iterable[Sheet]) -> Mapping[str, str]:
    """Return what a workbook says of itself on its hidden sheet; nothing where it is not ours."""
    own = next((one for one in sheets if one.name == IDENTITY), None)
    rows = () if own is None else own.rows[:_MOST_FACTS]
    return {str(row[0]): str(row[1]) for row in rows if len(row) > 1}


def misfit(told: Mapping[str, str], kind: str, programme: str) -> str:
    """Return why a workbook of ours cannot be taken in here; nothing where it can, or is not ours.

    `kind` is what is taken in, `programme` the code of the programme.
    """
    if not told:
        return ""
    if told.get(KIND_NAME) != kind:
        return _OTHER_KIND[kind]
    if told.get(SCHEMA_NAME) != SCHEMA:
        return "Lembar isian ini dari versi lain; unduh lembar baru, lalu salin isiannya ke sana."
    if told.get(PROGRAMME_NAME) != programme:
        return (
            f"Lembar isian ini milik program {told.get(PROGRAMME_NAME, '')}; unduh lembar dari "
            "program ini, lalu salin isiannya ke sana."
        )
    return ""
