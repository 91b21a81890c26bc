"""docs/formulas.md keeps up with the rules: each number has its section, each section its parts."""

import re
from importlib import import_module

import pytest

from run import ROOT

PROJECT = ROOT
PAPER = (PROJECT / "docs" / "formulas.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (F-\d\d) .*?\n(.*?)(?=^## )", PAPER, re.DOTALL | re.MULTILINE))
ROWS = re.findall(r"^\| (F-\d\d) \|.*\| `rules/([\w/]+)\.py`(?: `(\w+)`)? \|$", PAPER, re.MULTILINE)


def test_formulas_are_numbered_without_gap_and_listed_in_order() -> None:
    numbers = [f"F-{number:02}" for number in range(1, len(SECTIONS) + 1)]
    assert list(SECTIONS) == numbers
    assert [number for number, _, _ in ROWS] == numbers


@pytest.mark.parametrize("number", SECTIONS)
def test_each_formula_has_a_worked_example_and_a_source(number: str) -> None:
    assert "*Example.*" in SECTIONS[number]
    source = SECTIONS[number].partition("*Source.*")[2]
    assert re.search(r"text\)|\(practice\)|\bours?\b", source, re.IGNORECASE)


@pytest.mark.parametrize(("number", "module", "function"), ROWS)
def test_each_formula_names_code_that_exists(number: str, module: str, function: str) -> None:
    code = import_module(f"rules.{module.replace('/', '.')}")
    assert not function or callable(getattr(code, function)), number


def test_every_number_that_the_rules_mention_is_explained() -> None:
    mentioned = {
        number
        for file in (PROJECT / "rules").rglob("*.py")
        for number in re.findall(r"F-\d\d", file.read_text(encoding="utf-8"))
    }
    assert mentioned
    assert mentioned <= set(SECTIONS)
