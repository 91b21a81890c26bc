"""How an office writes, as Program tells it."""

from rules.meetings.office import Office
from words.meetings import office as words


def test_what_is_filled_in_is_told_and_what_is_not_is_said() -> None:
    office = Office(("PEMKAB", "DINAS"), "", "kepala", "dihapus")
    assert words.told(office, {"kepala": "Kepala DPMD"}) == (
        ("Kop surat", ("PEMKAB", "DINAS")),
        ("Pola nomor notula", ("belum diisi",)),
        ("Jabatan pimpinan rapat", ("Kepala DPMD",)),
        ("Jabatan notulis", ("dihapus",)),
    )
    assert words.told(Office(number="5/{nomor}"), {})[1:3] == (
        ("Pola nomor notula", ("5/{nomor}",)),
        ("Jabatan pimpinan rapat", ("belum diisi",)),
    )
