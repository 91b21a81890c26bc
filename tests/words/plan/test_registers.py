from datetime import UTC, date, datetime

import pytest

from rules.plan.acts import PlanAct, PlanActKind
from rules.plan.errors import PlanProblem
from rules.plan.registers import FieldProblem, RegisterProblem
from tests.builders import a_place, a_sentra
from words.plan import registers as words


@pytest.mark.parametrize("problem", RegisterProblem)
def test_each_problem_of_a_field_is_a_sentence(problem: RegisterProblem) -> None:
    told = words.field_problem(FieldProblem("name", problem))

    assert told[0].isupper()
    assert told.endswith(".")


def test_a_problem_of_the_decision_is_told_as_for_a_plan() -> None:
    found = FieldProblem("reason", PlanProblem.REASON_NEEDED)
    assert words.field_problem(found) == "Alasan perubahan kosong; tuliskan alasannya."


def test_what_an_act_changed_is_told_field_by_field() -> None:
    before = {"name": "Batik", "weight": 1.0, "finish": date(2023, 12, 31), "vision": ""}
    after = {"name": "Batik Tulis", "weight": 2.5, "finish": date(2025, 6, 30), "vision": "Maju"}

    assert words.changes(before, after) == [
        "Nama: Batik menjadi Batik Tulis",
        "Bobot: 1 menjadi 2,5",
        "Masa program sampai: 31 Desember 2023 menjadi 30 Juni 2025",
        "Visi: kosong menjadi Maju",
    ]


def test_limits_are_told_without_their_sign_and_places_with_their_pins() -> None:
    assert words.changes({"critical_below": -10.0}, {"critical_below": -12.5}) == [
        "Kritis: lebih dari … pp di bawah rencana: 10 menjadi 12,5"
    ]
    assert words.changes({"places": ()}, {"places": (a_place(),)}) == [
        "Lokasi: kosong menjadi Bangun Mulya, Kec. Waru (-1,36232; 116,58518)"
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"removed": True}, {"removed": False}, "Sentra ditambahkan"),
        ({"removed": False}, {"removed": True}, "Sentra dihapus dari draf"),
        ({"dissolved": False}, {"dissolved": True}, "Sentra dibubarkan"),
    ],
)
def test_a_sentra_that_comes_or_goes_is_told_in_words(
    before: dict[str, bool], after: dict[str, bool], told: str
) -> None:
    assert words.changes(before, after) == [told]


def test_the_weights_behind_the_figure_are_told_where_they_differ() -> None:
    even = [a_sentra("S01"), a_sentra("S02")]

    assert words.weights(even) == ("Angka program adalah rata-rata sentra dengan bobot yang sama.")
    assert words.weights([even[0], a_sentra("S02", weight=2.5)]) == (
        "Angka program adalah rata-rata sentra menurut bobotnya: Sentra S01 1, Sentra S02 2,5."
    )


def test_an_act_names_who_when_and_by_which_decision() -> None:
    at = datetime(2022, 3, 1, 1, tzinfo=UTC)
    act = PlanAct(
        1, PlanActKind.REVISION, None, date(2022, 2, 1), "Alasan", "050/7", "Siti", at, at.date()
    )
    assert (
        words.act_line(act) == "Siti, 1 Mar 2022 09.00 WITA dengan 050/7; berlaku sejak 1 Feb 2022"
    )
