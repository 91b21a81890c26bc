"""Sheets as offices keep them, of many makes; made up."""

from datetime import date

from rules.sheets.cells import Merged, Raw, Sheet
from rules.sheets.formulas import calculated
from tests.rules.sheets.builders import a_sheet

NBSP = "\u00a0"
LIST = (
    ("LAPORAN PERKEMBANGAN s/d 30 Juni 2022",),
    (),
    ("NO.", "SENTRA", "KEGIATAN", "PROGRES", "KEADAAN", "TGL. UPDATE", "KETERANGAN"),
    ("1.", "Kerajinan Bambu", "PENDATAAN PERAJIN", "50%", "Berjalan", "30/6/2022", "BA 1"),
    (2.0, None, "Pelatihan menganyam", 0.55, f"berjalan{NBSP}", "3/4/2022", "sda"),
    (3.0, None, "Rumah produksi siap pakai", "belum", "tunda", "kemarin", "-"),
    (),
    ("4.", "Tenun", "Pendataan perajin", "100%", "SELESAI", 44742.0, None),
    (5.0, "sda", "Pelatihan pewarnaan", None, None, None, "sda"),
    (None, None, "JUMLAH", 5.0, None, None, None),
    (None, None, None, None, None, "Penajam, 30 Juni 2022", None),
    (None, None, "Mengetahui,", None, None, "Kepala Bidang", None),
    (None, None, "NIP. 19770101", None, None, "NIP. 19780101", None),
)
"""A progress list: the sentra only in its first row, a total, two signatures."""

MATRIX = (
    ("RENCANA AKSI TAHUN 2022",),
    ("No", "Uraian Kegiatan", "OPD Pelaksana", "Satuan", "Target", "Jadwal", *[None] * 11),
    (
        *[None] * 5,
        *["Jan", "Peb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nop", "Des"],
    ),
    ("(1)", "(2)", "(3)", "(4)", "(5)", *(f"({n})" for n in range(6, 18))),
    ("A.", "Sentra Tenun"),
    (None, "Tahap persiapan"),
    (1.0, "Pendataan perajin", "DPMD", "orang", "40 orang", "X", "X"),
    (2.0, "Pelatihan pewarnaan", "Dinas Tenun / DPMD", "orang", 20.0, None, "v", None, "v"),
    ("B.", "Sentra Kerajinan Bambu"),
    (1.0, "Pelatihan menganyam", "Bapelitbang", "orang", "15 paket", "25%"),
    (2.0, "Rumah produksi siap pakai", None, "unit", 1.0, *[None] * 11, "\u221a"),
    (None, None, "tambahan"),
    (3.0, "Pendataan perajin"),
    (*[None] * 11, "Penajam, Januari 2022"),
    (*[None] * 11, "Kepala Dinas"),
)
"""An action plan: two rows of heads, a row that counts columns, sections, marks below months."""

WEEKS = (
    ("JADWAL PELAKSANAAN",),
    ("Pekerjaan: rumah produksi",),
    ("No", "Uraian Pekerjaan", "Bobot (%)", "Minggu ke-", None, None, None),
    (None, None, None, 1.0, 2.0, 3.0, 4.0),
    ("A", "Pelaksanaan persiapan", 40.0, 20.0, 20.0, None, None),
    ("B", "Dinding", 60.0, None, None, 30.0, 30.0),
    (None, "RENCANA"),
    (None, "KUMULATIF RENCANA"),
    (None, "REALISASI", None, 15.0, 20.5, 25.0, None),
    (None, "REALISASI KUMULATIF"),
    (None, "DEVIASI"),
)
"""A weekly schedule, its sums by formulas without values."""


def a_list(*rows: tuple[Raw, ...]) -> Sheet:
    return a_sheet(*(rows or LIST), hidden_rows=frozenset({6}), is_filtered=True)


def a_matrix(*rows: tuple[Raw, ...]) -> Sheet:
    heads = (*(Merged(2, column, 3, column) for column in range(1, 6)), Merged(2, 6, 2, 17))
    return a_sheet(*(rows or MATRIX), merged=(Merged(1, 1, 1, 17), *heads, Merged(6, 2, 6, 17)))


def a_schedule(formulas: dict[str, str] | None = None, *rows: tuple[Raw, ...]) -> Sheet:
    columns = "DEFG"
    own = formulas or {
        **{f"{one}7": f"SUM({one}5:{one}6)" for one in columns},
        "D8": "D7",
        **{f"{one}8": f"{before}8+{one}7" for before, one in zip("DEF", "EFG", strict=True)},
        "D10": "D9",
        **{f"{one}10": f"{before}10+{one}9" for before, one in zip("DE", "EF", strict=True)},
        "D11": "D10-D8",
    }
    return calculated(a_sheet(*(rows or WEEKS), formulas=own))


SUNDAY = date(2022, 3, 6)
