"""A layout in words: its columns on screen, and the heads by which it is known again."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rules.sheets.answers import Problem, Question
from rules.sheets.cells import Place
from rules.sheets.errors import LayoutProblem
from rules.sheets.kept import NAME_LIMIT, KeptLayout, fitting, problem_of_name
from rules.sheets.layout import Field, Layout
from rules.vocabulary import Status
from tests.rules.sheets.builders import a_sheet
from tests.words.sheets.offices import a_list, a_matrix
from words.sheets.guessing import guess
from words.sheets.mapping import (
    LEFT,
    asked,
    cell_words,
    checking,
    choice,
    column_words,
    comment,
    heads_of,
    known,
    reading,
)

AT = Place("Lembar1", 6, "D")


def guessed() -> Layout:
    found = guess(a_list())
    assert found is not None
    return found.layout


def test_columns_are_told_by_letter_and_head() -> None:
    told = column_words(a_list(), (3,))
    assert (told["C"], told["D"]) == ("C · KEGIATAN", "D · PROGRES")
    assert column_words(a_list(), ())["A"] == "A"
    assert cell_words(a_list(), range(3, 4))[0][:3] == ["NO.", "SENTRA", "KEGIATAN"]


def test_a_sheet_with_the_same_heads_is_known_again_and_another_is_not() -> None:
    layout = guessed()
    kept = KeptLayout("Disnaker", layout, heads_of(layout, a_list()), 1)
    assert kept.heads["D"] == "progres"
    small = replace(kept, name="Kecil", heads={"D": "progres"})
    assert fitting([small, kept], known([small, kept], a_list())) == kept
    assert fitting([kept], known([kept], a_matrix())) is None
    assert fitting([replace(kept, heads={})], known([kept], a_list())) is None
    assert heads_of(replace(layout, columns={Field.NOTE: "ZZ"}), a_sheet(("x",))) == {}


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", LayoutProblem.NAME_MISSING),
        ("x" * (NAME_LIMIT + 1), LayoutProblem.NAME_TOO_LONG),
        ("x" * NAME_LIMIT, None),
    ],
)
def test_a_name_is_there_and_short(name: str, problem: LayoutProblem | None) -> None:
    assert problem_of_name(name) is problem


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (Field.STATUS, None, LEFT),
        (Field.STATUS, Status.FINISHED, "selesai"),
        (Field.EFFECTIVE_ON, date(2022, 4, 3), "3 April 2022"),
        (Field.PROGRESS, Decimal(50), "50%"),
        (Field.REALISED, Decimal("1250.5"), "1.250,5"),
        (Field.OWNER, ("DPMD", "DLH"), "<DPMD>, <DLH>"),
        (Field.CODE, "S01-M01", "<S01-M01>"),
    ],
)
def test_an_answer_is_told_in_words(field: Field, value: object, words: str) -> None:
    assert choice(field, value, lambda code: f"<{code}>") == words


def test_a_question_names_its_cell_and_a_mark_says_what_to_do() -> None:
    question: Question[None] = Question(AT, "belum", (None,), "ditulis dengan kata")
    assert asked(question) == "D6 “belum”: ditulis dengan kata"
    long = replace(question, value="belum" * 20)
    assert asked(long).endswith("belum…”: ditulis dengan kata")
    assert comment(question) == "?: ditulis dengan kata"
    assert comment(Problem(AT, "x", "isi angka")) == "Perlu diperbaiki: isi angka"


def test_how_far_a_file_is_taken_in_is_told_in_rows() -> None:
    assert reading(4000, 20_000) == "Membaca 4.000 dari 20.000 baris"
    assert checking(4000, 20_000) == "Memeriksa 4.000 dari 20.000 baris"
