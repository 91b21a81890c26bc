"""Indonesian sentences for files of sheets that are not read."""

from typing import Final

from rules.sheets.errors import IllegalLayout, LayoutChanged, LayoutProblem, UnreadableSheets
from rules.sheets.kept import NAME_LIMIT
from rules.sheets.limits import (
    LARGEST_SHEETS,
    MEGABYTE,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    SheetsProblem,
)
from words.formats import number

_PROBLEMS: Final = {
    SheetsProblem.EMPTY: "berkasnya kosong; pilih berkas yang berisi",
    SheetsProblem.TOO_LARGE: (
        f"lebih dari {LARGEST_SHEETS // MEGABYTE} MB; hapus gambar dan lembar yang tidak perlu"
    ),
    SheetsProblem.UNPACKS_TOO_LARGE: (
        "isinya mengembang terlalu besar; salin tabelnya ke buku kerja baru, lalu unggah yang baru"
    ),
    SheetsProblem.TOO_MANY_SHEETS: (
        f"lebih dari {MOST_SHEETS} lembar; sisakan lembar yang hendak dimuat"
    ),
    SheetsProblem.TOO_MANY_CELLS: (
        f"terlalu luas; paling banyak {number(MOST_ROWS)} baris, {MOST_COLUMNS} kolom, dan "
        f"{number(MOST_CELLS)} sel; hapus isi yang jauh dari tabelnya"
    ),
    SheetsProblem.UNKNOWN_KIND: "bukan buku kerja Excel atau CSV; simpan sebagai .xlsx",
    SheetsProblem.OLD_OR_LOCKED: (
        "format Excel lama (.xls) atau terkunci sandi; simpan sebagai .xlsx tanpa sandi"
    ),
    SheetsProblem.OTHER_FORMAT: "format ini tidak dibaca; buka, lalu simpan sebagai .xlsx",
    SheetsProblem.DAMAGED: "berkasnya rusak; buka di Excel, simpan ulang, lalu unggah lagi",
    SheetsProblem.UNUSUAL: (
        "ditulis dengan cara yang tidak biasa; buka di Excel, simpan ulang, lalu unggah lagi"
    ),
    SheetsProblem.TOO_SLOW: (
        "terlalu lama dibaca; salin tabelnya saja ke buku kerja baru, lalu unggah yang baru"
    ),
    SheetsProblem.STOPPED: (
        "tidak dapat dibaca dengan aman; salin tabelnya ke buku kerja baru, lalu unggah yang baru"
    ),
}


def unreadable_sheets(value: UnreadableSheets) -> str:
    """Return why a file of sheets was not read, and what mends it."""
    return f"Berkas itu tidak dimuat: {value.detail or _PROBLEMS[value.problem]}."


_LAYOUTS: Final = {
    LayoutProblem.NAME_MISSING: "Nama susunan belum diisi; beri nama, misalnya Laporan Disnaker.",
    LayoutProblem.NAME_TOO_LONG: (
        f"Nama susunan terlalu panjang; ringkas menjadi paling banyak {NAME_LIMIT} huruf."
    ),
}


def layout_problem(value: LayoutProblem) -> str:
    """Return what is wrong with the name of a layout, and what mends it."""
    return _LAYOUTS[value]


def illegal_layout(value: IllegalLayout) -> str:
    """Return why a layout was not kept, and what mends it."""
    return layout_problem(value.problem)


def layout_changed(value: LayoutChanged) -> str:
    """Return that somebody was first."""
    del value
    return (
        "Susunan dengan nama itu baru saja disimpan atau dihapus orang lain; pakai nama lain, atau "
        "muat ulang halaman."
    )
