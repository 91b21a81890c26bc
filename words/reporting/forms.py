"""What the workbooks for reports say: how to fill them in, and an example."""

from collections.abc import Iterable, Mapping
from typing import Final

from rules.sheets.cells import Sheet
from rules.vocabulary import Status, label
from words.formats import enumeration
from words.reporting.batch_lines import HEADS, Column
from words.workbooks import HISTORY, REPORTS

SHEETS: Final[Mapping[str, str]] = {REPORTS: "Laporan", HISTORY: "Riwayat"}
"""The sheet of each kind on which people write."""

LATEST_NAME: Final = "laporan terakhir"
"""What the hidden sheet tells too: the latest report that its maker knew."""

CODE: Final = "Kode"
"""The head of the column that says which milestone a row is about."""

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


def own_sheet(sheets: Iterable[Sheet], kind: str) -> Sheet | None:
    """Return the sheet of a workbook of ours on which people write."""
    return next((one for one in sheets if one.name == SHEETS[kind]), None)
