import csv
from io import StringIO

import pytest

from exchange.sheets import tables
from exchange.sheets.tables import SheetColumn, SheetTable
from tests.exchange.sheets.tabled import HOSTILE, KINDS, a_stamp, a_table


def _rows(text: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_becomes_a_command_in_csv(words: str) -> None:
    table = SheetTable(words, (SheetColumn(words),), ((words,),), (words,))
    commands = tuple("=+-@\t\r\n\uff1d")
    for row in _rows(tables.csv(table, a_stamp())):
        assert not any(cell.startswith(commands) for cell in row)


def test_a_text_stays_as_it_was_behind_its_apostrophe() -> None:
    table = SheetTable("T", (SheetColumn("Catatan"),), (("=1+1",), ("aman",)), ())
    assert _rows(tables.csv(table, a_stamp()))[-2:] == [["'=1+1"], ["aman"]]


def test_csv_writes_numbers_as_an_indonesian_excel_reads_them() -> None:
    row = _rows(tables.csv(a_table(), a_stamp()))[-1]
    assert row == ["Batik", "14", "12,5", "41,2%", "-7,7", "2022-06-30"]


def test_binary_noise_does_not_reach_csv() -> None:
    noisy = a_table(("Batik", 0, 0.1 + 0.2, 0.07 * 3, -0.0000000001, None))
    assert _rows(tables.csv(noisy, a_stamp()))[-1] == ["Batik", "0", "0,3", "21%", "0", ""]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_becomes_a_command_in_exact_csv(words: str) -> None:
    header, row = _rows(tables.exact_csv(SheetTable("T", (SheetColumn("Catatan"),), ((words,),))))
    assert header == ["Catatan"]
    assert not row[0].startswith(tuple("=+-@\t\r\n\uff1d"))


def test_exact_csv_keeps_every_digit() -> None:
    noisy = a_table(("Batik", 0, 0.1 + 0.2, 1e-7, -0.5, None))
    expected = ["Batik", "0", "0,30000000000000004", "0,0000001", "-0,5", ""]
    assert _rows(tables.exact_csv(noisy))[-1] == expected


def test_csv_begins_with_a_byte_order_mark() -> None:
    assert tables.csv(a_table(), a_stamp()).startswith(b"\xef\xbb\xbf")


def test_a_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        tables.csv(a_table(("Batik",)), a_stamp())


def test_day_basis_source_and_example_mark_stand_above_the_rows() -> None:
    text = tables.csv(a_table(), a_stamp()).decode()
    for words in ("30 Juni 2022", "disetujui", "rencana awal", "R&D", "DATA CONTOH"):
        assert words in text


def test_real_data_never_say_example() -> None:
    assert "CONTOH" not in tables.csv(a_table(), a_stamp(is_example=False)).decode()


def test_the_same_table_is_the_same_bytes() -> None:
    assert tables.csv(a_table(), a_stamp()) == tables.csv(a_table(), a_stamp())


def test_a_table_without_rows_keeps_its_header() -> None:
    empty = SheetTable("Kosong", KINDS, (), ())
    assert _rows(tables.csv(empty, a_stamp()))[-1][0] == "Sentra"
