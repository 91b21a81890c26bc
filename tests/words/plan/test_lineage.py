from datetime import date

import pytest

from rules.plan.lineage import Course, Stand
from rules.values import Lineage, MilestoneCode
from rules.vocabulary import Status
from tests.builders import a_milestone, a_plan_row, a_sentra, an_obstacle
from words.plan import lineage

M01, M02, M03, M04 = (MilestoneCode(f"S01-M0{number}") for number in range(1, 5))
DAY = date(2022, 4, 1)


def test_a_milestone_says_what_it_comes_from_and_what_it_became() -> None:
    def told(**fields: tuple[MilestoneCode, ...]) -> tuple[str, str]:
        own = a_milestone(lineage=Lineage(**fields))  # type: ignore[arg-type]
        return lineage.origin(own), lineage.became(own)

    assert told() == ("", "")
    assert told(origins=(M01,)) == ("bagian dari S01-M01", "")
    assert told(origins=(M01, M02)) == ("gabungan S01-M01 dan S01-M02", "")
    assert told(became=(M03, M04)) == ("", "dipecah menjadi S01-M03 dan S01-M04")
    assert told(became=(M03,)) == ("", "digabung ke S01-M03")


def test_what_is_carried_names_where_it_comes_from() -> None:
    assert lineage.carried_note([M01]) == "Terbawa dari S01-M01 yang dipecah."
    assert lineage.carried_note([M01, M02]) == "Terbawa dari S01-M01 dan S01-M02 yang digabung."
    assert lineage.report_of(M01, DAY) == "laporan S01-M01, 1 April 2022"
    assert [lineage.files_of(M01, count) for count in (0, 2)] == ["", "2 berkas bukti pada S01-M01"]


def test_a_split_is_told_before_it_is_recorded() -> None:
    before = [a_plan_row(M01, title="Lahan", weight=10.0), a_plan_row(M02)]
    rows = [
        a_plan_row(None, title="Lahan barat", weight=6.0, origins=(M01,)),
        a_plan_row(None, title="Lahan timur", weight=4.0, origins=(M01,)),
        before[1],
    ]
    known = {M01: Course((Stand(DAY, Status.OBSTRUCTED, 0.35),), obstacles=(an_obstacle(),))}
    assert list(lineage.effects(rows, before, known, DAY)) == [
        "S01-M01 Lahan dipecah menjadi Lahan barat (bobot 6) dan Lahan timur (bobot 4)",
        "Lahan barat: terbawa terkendala, 35,00%",
        "Kendala “Lahan” yang terbuka ikut ke “Lahan barat”: Lahan belum bebas",
        "Lahan timur: terbawa berjalan, 35,00%",
    ]
    assert "Lahan timur: belum ada laporan yang terbawa" in lineage.effects(rows, before, {}, DAY)


@pytest.mark.parametrize(
    ("progress", "told"),
    [
        (0.4, ["Lahan: terbawa berjalan, 40,00%"]),
        (
            0.1,
            [
                "Lahan: terbawa berjalan, 36,67%",
                "Pembulatan menggeser capaian sentra 0,0030 poin",
            ],
        ),
    ],
)
def test_a_merger_tells_what_rounding_leaves(progress: float, told: list[str]) -> None:
    before = [
        a_plan_row(M01, title="Barat", weight=60.0),
        a_plan_row(M02, title="Timur", weight=30.0),
    ]
    rows = [a_plan_row(None, title="Lahan", weight=90.0, origins=(M01, M02))]
    known = {M01: running(0.4 if progress == 0.4 else 0.5), M02: running(progress)}
    assert list(lineage.effects(rows, before, known, DAY)) == [
        "S01-M01 Barat dan S01-M02 Timur digabung menjadi Lahan (bobot 90)",
        *told,
    ]


def running(progress: float) -> Course:
    return Course((Stand(DAY, Status.IN_PROGRESS, progress),))


def test_others_are_told_by_their_titles_and_unknown_ones_by_their_codes() -> None:
    own = a_milestone("S01-M04", after=(M02, MilestoneCode("S02-M01")))
    every = (
        a_sentra("S01", (a_milestone(M02, title="Lahan, DED"), own), name="Batik"),
        a_sentra("S02", (a_milestone("S02-M01", title="Galangan"),), name="Kapal Rakyat"),
    )
    assert lineage.relations(own, every) == "sesudah “Lahan, DED” dan “Kapal Rakyat: Galangan”"
    made = a_milestone("S01-M05", after=(M02,), lineage=Lineage(origins=(M03,)))
    assert lineage.relations(made, every) == "sesudah “Lahan, DED”; bagian dari S01-M03"
    assert lineage.relations(a_milestone(), every) == ""
