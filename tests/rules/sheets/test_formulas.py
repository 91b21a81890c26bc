from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from rules.sheets.addresses import column_letters
from rules.sheets.cells import Kind
from rules.sheets.formulas import calculated
from tests.rules.sheets.builders import a_sheet

ROW = (1.0, 2.0, 0.5, "kata", None)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("SUM(A1:C1)", "3.5"),
        ("=sum( A1 , C1 )", "1.5"),
        ("SUM(A1;B1)", "3"),
        ("A1", "1"),
        ("$A$1+B$1-C1", "2.5"),
        ("-A1+B1", "1"),
        ("A1+E1", "1"),
        ("SUM(A1:B1)-SUM(C1)", "2.5"),
    ],
)
def test_plain_sums_are_computed(formula: str, value: str) -> None:
    sheet = calculated(a_sheet(ROW, (None,), formulas={"A2": formula}))
    cell = sheet.cell(2, "A")
    assert (cell.kind, cell.value, cell.formula) == (Kind.NUMBER, Decimal(value), formula)


@pytest.mark.parametrize(
    "formula",
    [
        *(
            "A1*2",
            "A1 B1",
            "IF(A1>0,1,0)",
            "SUM(A1:C1)/2",
            "Lembar2!A1",
            "SUM(A:A)",
            "",
            "A1+",
            "+",
        ),
        *(
            "SUM(A1:XFD9999)",
            "D1",
            "SUM(A1:D1)",
            "A1+[1]Lain!B2",
            "LOG10(A1)",
            "A2",
            "SUM(A1:B1:C1)",
        ),
    ],
)
def test_anything_else_stays_unknown(formula: str) -> None:
    sheet = calculated(a_sheet(ROW, (None,), formulas={"A2": formula}))
    assert sheet.cell(2, "A").kind is Kind.FORMULA


def test_formulas_that_need_each_other_stay_unknown() -> None:
    circle = {"A1": "B1", "B1": "C1+D1", "C1": "A1", "D1": "E1", "F1": "D1"}
    sheet = calculated(a_sheet((None, None, None, None, 4.0, None), formulas=circle))
    assert sheet.calculated == {"D1": Decimal(4), "F1": Decimal(4)}


def test_an_error_in_a_sum_makes_it_unknown() -> None:
    sheet = a_sheet((1.0, ""), errors={"B1": "#REF!"}, formulas={"C1": "A1+B1"})
    assert not calculated(sheet).calculated


def test_a_sheet_without_formulas_is_left_as_it_is() -> None:
    sheet = a_sheet(ROW)
    assert calculated(sheet) is sheet


@given(weeks=st.lists(st.integers(-100, 100), min_size=1, max_size=400))
def test_cumulative_rows_of_any_length_are_computed(weeks: list[int]) -> None:
    letters = [column_letters(place) for place in range(1, len(weeks) + 1)]
    before = dict(zip(letters[1:], letters, strict=False))
    formulas = {
        f"{column}2": f"{before[column]}2+{column}1" if column in before else f"{column}1"
        for column in reversed(letters)
    }
    sheet = calculated(a_sheet([float(one) for one in weeks], formulas=formulas))
    totals = [sheet.calculated[f"{column}2"] for column in letters]
    assert totals == [sum(weeks[: place + 1]) for place in range(len(weeks))]


def test_sums_of_more_cells_than_a_sheet_may_add_up_stay_unknown() -> None:
    formulas = {f"B{row}": "SUM(A1:A2000)" for row in range(1, 61)}
    assert len(calculated(a_sheet(*[(1.0,)] * 2000, formulas=formulas)).calculated) == 50
