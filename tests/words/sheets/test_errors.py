import pytest

from rules.sheets.errors import UnreadableSheets
from rules.sheets.limits import SheetsProblem
from words.errors import error


@pytest.mark.parametrize("problem", SheetsProblem)
def test_each_refusal_says_what_mends_it(problem: SheetsProblem) -> None:
    told = error(UnreadableSheets(problem))
    assert told.startswith("Berkas itu tidak dimuat: ")
    assert ";" in told


def test_a_known_cause_is_told_instead() -> None:
    told = error(UnreadableSheets(SheetsProblem.DAMAGED, "susunan CSV rusak; periksa tanda kutip"))
    assert told == "Berkas itu tidak dimuat: susunan CSV rusak; periksa tanda kutip."
