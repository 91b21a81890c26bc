"""The ways in which people type numbers, percentages, days and statuses: right, or asked about."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from rules.sheets.answers import Answer, Problem, Question, Taken
from rules.sheets.cells import Cell, Kind
from rules.vocabulary import Status, label
from tests.rules.sheets.builders import a_cell
from words.formats import number, plain_number
from words.sheets.days import Habit, habit, read_day
from words.sheets.numbers import read_amount, read_number, read_percent
from words.sheets.statuses import read_status

OLD_MACINTOSH = date(1904, 1, 1)
NBSP = "\u00a0"
JUNE_30 = date(2022, 6, 30)


def asked(*choices: object) -> tuple[object, ...]:
    """What is asked about, with its choices."""
    return choices


WRONG = "problem"
BLANK = None

PERCENT: list[tuple[Cell, object]] = [
    (a_cell("50%"), 50),
    (a_cell("100 %"), 100),
    (a_cell(f"{NBSP}80%{NBSP}"), 80),
    (a_cell("45,5%"), Decimal("45.5")),
    (a_cell("45.5%"), Decimal("45.5")),
    (a_cell("30 persen"), 30),
    (a_cell("60 prosen"), 60),
    (a_cell("0,5%"), Decimal("0.5")),
    (a_cell(0.5, percent=True), 50),
    (a_cell(1.0, percent=True), 100),
    (a_cell(0.57, percent=True), 57),
    (a_cell(75.0), 75),
    (a_cell("75"), 75),
    (a_cell(0.0), 0),
    (a_cell("0"), 0),
    (a_cell(0.55), asked(55, Decimal("0.55"))),
    (a_cell("0,35"), asked(35, Decimal("0.35"))),
    (a_cell("0.35"), asked(35, Decimal("0.35"))),
    (a_cell("1"), asked(100, 1)),
    (a_cell(1.0), asked(100, 1)),
    (a_cell("1.250%"), asked(1250, Decimal("1.25"))),
    (a_cell("1.250"), asked(1250, Decimal("1.25"))),
    (a_cell("separuh"), asked(50, None)),
    (a_cell("belum"), asked(0, None)),
    (a_cell("Selesai"), asked(100, None)),
    (a_cell("1/2"), asked(50, None)),
    (a_cell("±50%"), asked(50)),
    (a_cell("50%-60%"), asked(50, 60)),
    (a_cell("50 - 60 %"), asked(50, 60)),
    (a_cell("50% lihat BA"), asked(50)),
    (a_cell("-"), asked(None, 0)),
    (a_cell("n/a"), asked(None, 0)),
    (a_cell(""), BLANK),
    (a_cell(None), BLANK),
    (a_cell(" "), BLANK),
    (a_cell("banyak"), WRONG),
    (a_cell("%"), WRONG),
    (a_cell(True), WRONG),
    (a_cell(JUNE_30), WRONG),
    (a_cell("", error="#DIV/0!"), WRONG),
    (a_cell("", formula="A2/A3"), WRONG),
]
NUMBERS: list[tuple[Cell, object]] = [
    (a_cell("1.234,56"), Decimal("1234.56")),
    (a_cell("1,234.56"), Decimal("1234.56")),
    (a_cell("6,5"), Decimal("6.5")),
    (a_cell("6.5"), Decimal("6.5")),
    (a_cell(" -3 "), -3),
    (a_cell(2.0), 2),
    (a_cell("1.250"), asked(1250, Decimal("1.25"))),
    (a_cell("1,250"), asked(Decimal("1.25"), 1250)),
    (a_cell(0.07, percent=True), asked(7, Decimal("0.07"))),
    (a_cell("tidak ada"), asked(None, 0)),
    (a_cell(""), BLANK),
    (a_cell("dua"), WRONG),
    (a_cell("1.2.3"), WRONG),
    (a_cell(date(2022, 1, 2)), WRONG),
]
DAYS: list[tuple[Cell, object]] = [
    (a_cell("31-12-2021"), date(2021, 12, 31)),
    (a_cell("31/12/2021"), date(2021, 12, 31)),
    (a_cell("31.12.2021"), date(2021, 12, 31)),
    (a_cell("2021-12-31"), date(2021, 12, 31)),
    (a_cell("2021-12-31 00:00:00"), date(2021, 12, 31)),
    (a_cell("31 Des 2021"), date(2021, 12, 31)),
    (a_cell("31 Desember 2021"), date(2021, 12, 31)),
    (a_cell("28 Pebruari 2022"), date(2022, 2, 28)),
    (a_cell("17 Agt 2022"), date(2022, 8, 17)),
    (a_cell(f"30{NBSP}Juni{NBSP}2022"), JUNE_30),
    (a_cell("Kamis, 30 Juni 2022"), JUNE_30),
    (a_cell("Jum'at 1 Juli 2022"), date(2022, 7, 1)),
    (a_cell("tgl. 30/6/2022"), JUNE_30),
    (a_cell("s/d 30 Juni 2022"), JUNE_30),
    (a_cell("6/30/2022"), JUNE_30),
    (a_cell("4/4/2022"), date(2022, 4, 4)),
    (a_cell(JUNE_30), JUNE_30),
    (a_cell(44742.0), JUNE_30),
    (a_cell(44742.58), JUNE_30),
    (a_cell("3/4/2021"), asked(date(2021, 4, 3), date(2021, 3, 4))),
    (a_cell("28-06-22"), asked(date(2022, 6, 28), date(2028, 6, 22))),
    (a_cell("31/12/21"), asked(date(2021, 12, 31), date(2031, 12, 21))),
    (a_cell("30/12/99"), asked(date(2099, 12, 30))),
    (a_cell("Desember 2021"), asked(date(2021, 12, 31), date(2021, 12, 1))),
    (a_cell("06/2022"), asked(JUNE_30, date(2022, 6, 1))),
    (a_cell("TW II 2022"), asked(JUNE_30, date(2022, 4, 1))),
    (a_cell("Triwulan 2 tahun 2022"), asked(JUNE_30, date(2022, 4, 1))),
    (a_cell("44742"), asked(JUNE_30)),
    (a_cell("20220630"), asked(JUNE_30)),
    (a_cell("30062022"), asked(JUNE_30)),
    (a_cell("12345678"), WRONG),
    (a_cell("12062022"), asked(date(2022, 6, 12))),
    (a_cell("99999"), WRONG),
    (a_cell("30-Jun-22"), asked(JUNE_30)),
    (a_cell("30 Juni'22"), asked(JUNE_30)),
    (a_cell("30Juni2022"), JUNE_30),
    (a_cell("June 30, 2022"), JUNE_30),
    (a_cell("Foo 30, 2022"), WRONG),
    (a_cell("Jun-22"), asked(JUNE_30, date(2022, 6, 1))),
    (a_cell("-"), asked(None)),
    (a_cell(""), BLANK),
    (a_cell("kemarin"), WRONG),
    (a_cell("Foo 2022"), WRONG),
    (a_cell("31/02/2022"), WRONG),
    (a_cell("30/6/122"), WRONG),
    (a_cell(2022.0), WRONG),
    (a_cell(-1.0), WRONG),
    (a_cell(1e9), WRONG),
    (a_cell(True), WRONG),
    (a_cell("", error="#N/A"), WRONG),
]
STATUSES: list[tuple[Cell, object]] = [
    *((a_cell(label(status)), status) for status in Status),
    (a_cell(f"Selesai{NBSP}"), Status.FINISHED),
    (a_cell("SELESAI"), Status.FINISHED),
    (a_cell("sudah selesai"), Status.FINISHED),
    (a_cell("Selesai."), Status.FINISHED),
    (a_cell("on progress"), Status.IN_PROGRESS),
    (a_cell("blm mulai"), Status.NOT_STARTED),
    (a_cell("Belum   Mulai"), Status.NOT_STARTED),
    (a_cell("dibatalkan"), Status.CANCELLED),
    (a_cell("terhambat"), Status.OBSTRUCTED),
    (a_cell("belum"), asked(Status.NOT_STARTED, Status.IN_PROGRESS)),
    (
        a_cell("belum selesai"),
        asked(Status.IN_PROGRESS, Status.OBSTRUCTED, Status.NOT_STARTED),
    ),
    (a_cell("hampir selesai"), asked(Status.IN_PROGRESS)),
    (a_cell("tunda"), asked(Status.OBSTRUCTED, Status.NOT_STARTED, Status.CANCELLED)),
    (a_cell("selesia"), asked(Status.FINISHED)),
    (a_cell("tetap"), asked(None)),
    (a_cell("Tidak ada perubahan"), asked(None)),
    (a_cell("tidak selesai"), asked(Status.IN_PROGRESS, Status.OBSTRUCTED, Status.NOT_STARTED)),
    (a_cell("-"), asked(None, Status.NOT_STARTED)),
    (a_cell(""), BLANK),
    (a_cell("bagus"), WRONG),
    (a_cell(1.0), WRONG),
]


def told(answer: Answer[Any]) -> object:
    """Return an answer as the tables write it."""
    if isinstance(answer, Taken):
        return answer.value
    if isinstance(answer, Question):
        assert answer.why
        assert answer.value
        return answer.choices
    if isinstance(answer, Problem):
        assert answer.mend
        return WRONG
    return answer


@pytest.mark.parametrize(
    ("read", "cell", "expected"),
    [
        (read, cell, expected)
        for read, table in (
            (read_percent, PERCENT),
            (read_number, NUMBERS),
            (read_day, DAYS),
            (read_status, STATUSES),
        )
        for cell, expected in table
    ],
)
def test_what_people_type_is_read_rightly_or_asked_about(
    read: Callable[[Cell], Answer[Any]], cell: Cell, expected: object
) -> None:
    answer = read(cell)
    assert told(answer) == expected
    assert answer is None or isinstance(answer, Taken) or answer.where == cell.place


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("15 unit usaha", "unit usaha", 15),
        ("15 Unit  Usaha", "unit usaha", 15),
        ("40 orang", "", 40),
        ("Rp 1.250.000", "", 1_250_000),
        ("2", "dokumen", 2),
        ("1.250 orang", "orang", asked(1250, Decimal("1.25"))),
        ("15 orang", "unit", asked(15)),
        ("1.2.3 unit", "unit", WRONG),
        ("beberapa", "unit", WRONG),
        ("-", "unit", asked(None, 0)),
        ("", "unit", BLANK),
    ],
)
def test_an_amount_may_carry_its_unit(text: str, unit: str, expected: object) -> None:
    assert told(read_amount(a_cell(text), unit)) == expected


def test_an_amount_may_be_a_plain_number() -> None:
    assert told(read_amount(a_cell(2.0), "dokumen")) == 2


@pytest.mark.parametrize("read", [read_percent, read_number, read_day, read_status])
def test_what_is_endless_is_no_value(read: Callable[[Cell], Answer[Any]]) -> None:
    answer = read(a_cell("1" * 32_000 + "x"))
    assert isinstance(answer, Problem)
    assert "terlalu panjang" in answer.mend


def cells(*values: Any) -> list[Cell]:
    return [a_cell(value) for value in values]


def test_days_that_can_only_be_days_tell_how_a_column_is_typed() -> None:
    typed = habit(cells("30/6/2022", "3/4/2022", "kemarin", None, 44742.0))
    assert told(read_day(a_cell("3/4/2022"), typed)) == date(2022, 4, 3)


def test_a_column_typed_in_two_ways_tells_nothing() -> None:
    typed = habit(cells("30/6/2022", "6/30/2022"))
    assert told(read_day(a_cell("3/4/2022"), typed)) == (date(2022, 4, 3), date(2022, 3, 4))


def test_days_that_a_spreadsheet_may_have_turned_are_asked_about() -> None:
    # In American English 3/4 becomes 4 March, and 30/6 stays a text.
    typed = habit(cells(date(2022, 3, 4), date(2022, 5, 5), "30/6/2022"))
    assert told(read_day(a_cell(date(2022, 3, 4)), typed)) == (date(2022, 4, 3), date(2022, 3, 4))
    assert told(read_day(a_cell(date(2022, 5, 5)), typed)) == date(2022, 5, 5)


def test_a_column_with_true_dates_late_in_a_month_was_not_turned() -> None:
    typed = habit(cells(date(2022, 3, 4), JUNE_30, "30/6/2022"))
    assert told(read_day(a_cell(date(2022, 3, 4)), typed)) == date(2022, 3, 4)


def test_serial_numbers_of_an_old_macintosh_begin_in_1904() -> None:
    typed = habit([], OLD_MACINTOSH)
    assert typed == Habit(epoch=OLD_MACINTOSH)
    assert told(read_day(a_cell(43280.0), typed)) == JUNE_30


@given(value=st.decimals(-10_000, 10_000, places=2))
def test_a_number_that_we_write_is_read_again(value: Decimal) -> None:
    found = told(read_number(a_cell(plain_number(value))))
    assert value == found or (isinstance(found, tuple) and value in found)


@given(value=st.decimals(2, 100, places=1))
def test_a_percentage_that_we_write_is_read_again(value: Decimal) -> None:
    assert told(read_percent(a_cell(f"{number(value, 1)}%"))) == value


@given(text=st.text(max_size=20))
def test_no_text_makes_a_reader_stumble(text: str) -> None:
    for read in (read_percent, read_number, read_day, read_status):
        answer = read(a_cell(text))
        assert (answer is None) == (a_cell(text).kind is Kind.EMPTY)
    read_amount(a_cell(text), "unit")
