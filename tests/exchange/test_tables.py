import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from charts.stamp import Stamp, stamp
from exchange import tables
from exchange.tables import Cell, Column, Kind, Table
from tests.builders import a_moment, a_programme

HOSTILE = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+62 812 3456",
    "-7",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\uff1d1+1",
    'https://example.org;"=1+1"',
    "<v>&amp;</v>\x00\x07",
    "x" * 40_000,
)
_KINDS = (
    Column("Sentra", Kind.TEXT, 24),
    Column("Tonggak", Kind.NUMBER),
    Column("Bobot", Kind.DECIMAL),
    Column("Capaian", Kind.PERCENT),
    Column("Deviasi", Kind.POINTS),
    Column("Tenggat", Kind.DAY),
)
_ROW: tuple[Cell, ...] = ("Batik", 14, Decimal("12.5"), 0.412, -7.7, date(2022, 6, 30))


def _stamp(*, is_example: bool = True) -> Stamp:
    return stamp(a_programme(is_example=is_example, source="R&D =1+1"), a_moment())


def _table(*rows: tuple[Cell, ...]) -> Table:
    return Table("Capaian per sentra", _KINDS, rows or (_ROW,), ("Bobot dari rencana.",))


def _rows(text: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_becomes_a_command_in_csv(words: str) -> None:
    table = Table(words, (Column(words),), ((words,),), (words,))
    commands = tuple("=+-@\t\r\n\uff1d")
    for row in _rows(tables.csv(table, _stamp())):
        assert not any(cell.startswith(commands) for cell in row)


def test_a_text_stays_as_it_was_behind_its_apostrophe() -> None:
    table = Table("T", (Column("Catatan"),), (("=1+1",), ("aman",)), ())
    assert _rows(tables.csv(table, _stamp()))[-2:] == [["'=1+1"], ["aman"]]


def test_csv_writes_numbers_as_an_indonesian_excel_reads_them() -> None:
    row = _rows(tables.csv(_table(), _stamp()))[-1]
    assert row == ["Batik", "14", "12,5", "41,2%", "-7,7", "2022-06-30"]


def test_binary_noise_does_not_reach_csv() -> None:
    noisy = _table(("Batik", 0, 0.1 + 0.2, 0.07 * 3, -0.0000000001, None))
    assert _rows(tables.csv(noisy, _stamp()))[-1] == ["Batik", "0", "0,3", "21%", "0", ""]


def test_csv_begins_with_a_byte_order_mark() -> None:
    assert tables.csv(_table(), _stamp()).startswith(b"\xef\xbb\xbf")


def test_a_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        tables.csv(_table(("Batik",)), _stamp())


def test_day_basis_source_and_example_mark_stand_above_the_rows() -> None:
    text = tables.csv(_table(), _stamp()).decode()
    for words in ("30 Juni 2022", "disetujui", "rencana awal", "R&D", "DATA CONTOH"):
        assert words in text


def test_real_data_never_say_example() -> None:
    assert "CONTOH" not in tables.csv(_table(), _stamp(is_example=False)).decode()


def test_the_same_table_is_the_same_bytes() -> None:
    assert tables.csv(_table(), _stamp()) == tables.csv(_table(), _stamp())


def test_a_table_without_rows_keeps_its_header() -> None:
    empty = Table("Kosong", _KINDS, (), ())
    assert _rows(tables.csv(empty, _stamp()))[-1][0] == "Sentra"
