from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from rules.sheets.addresses import (
    address_parts,
    column_letters,
    column_number,
    columns_between,
)
from rules.sheets.cells import Kind, Raw, exact
from tests.rules.sheets.builders import a_cell, a_sheet


@given(number=st.integers(1, 20_000))
def test_a_column_is_named_and_known_again(number: int) -> None:
    assert column_number(column_letters(number)) == number


def test_columns_go_on_after_z() -> None:
    assert list(columns_between("Y", "AB")) == ["Y", "Z", "AA", "AB"]
    assert column_letters(16_384) == "XFD"
    assert address_parts("XFD1048576") == ("XFD", 1_048_576)


@pytest.mark.parametrize(
    ("raw", "kind", "value"),
    [
        (None, Kind.EMPTY, None),
        ("", Kind.EMPTY, None),
        (" \u00a0", Kind.EMPTY, None),
        ("Selesai\u00a0", Kind.TEXT, "Selesai\u00a0"),
        (0.1 + 0.2, Kind.NUMBER, Decimal("0.3")),
        (True, Kind.BOOL, True),
        (date(2022, 6, 30), Kind.DATE, date(2022, 6, 30)),
    ],
)
def test_a_cell_tells_what_it_holds(raw: Raw, kind: Kind, value: object) -> None:
    cell = a_cell(raw)
    assert (cell.kind, cell.value) == (kind, value)


def test_an_error_and_a_formula_without_value_are_no_empty_cells() -> None:
    assert a_cell("", error="#DIV/0!").kind is Kind.ERROR
    missing = a_cell("", formula="A2/A3")
    assert (missing.kind, missing.formula, missing.text) == (Kind.FORMULA, "A2/A3", "")


def test_noise_of_binary_fractions_is_no_change() -> None:
    assert exact(0.08990000000000001) == exact(0.0899) == Decimal("0.0899")


def test_cells_beyond_the_end_are_empty() -> None:
    sheet = a_sheet(["a"], ["b", 2.0, "c"])
    assert (sheet.height, sheet.width, a_sheet().width) == (2, 3, 0)
    assert [sheet.cell(*place).kind for place in ((1, "C"), (9, "A"), (0, "A"))] == [Kind.EMPTY] * 3
    cell = sheet.cell(2, "C")
    assert (cell.place.address, cell.own, cell.place.sheet) == ("C2", "C2", "Lembar1")
