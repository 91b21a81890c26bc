import pytest

from rules.plan.beginning import BeginningStep, Gap, Missing, StepState
from tests.builders import a_plan_row
from words.plan import beginning as words

TOLD = {
    Gap.NO_REGION: (Missing(Gap.NO_REGION), "nama daerah belum diisi"),
    Gap.NO_REGULATION: (Missing(Gap.NO_REGULATION), "nomor peraturan RPJMD belum diisi"),
    Gap.NO_AGENCY: (Missing(Gap.NO_AGENCY), "belum ada OPD"),
    Gap.UNNAMED_AGENCIES: (
        Missing(Gap.UNNAMED_AGENCIES, 2, ("PUPR", "DLH")),
        "2 OPD penanggung jawab tanpa nama lengkap: PUPR dan DLH",
    ),
    Gap.NO_SENTRA: (Missing(Gap.NO_SENTRA), "belum ada sentra"),
    Gap.WITHOUT_PLACE: (
        Missing(Gap.WITHOUT_PLACE, 1, ("S01",)),
        "1 sentra tanpa lokasi: S01",
    ),
    Gap.WITHOUT_MILESTONES: (
        Missing(Gap.WITHOUT_MILESTONES, 6, ("S01", "S02", "S03", "S04", "S05", "S06")),
        "6 sentra tanpa tonggak: S01, S02, S03, S04, dan 2 lagi",
    ),
    Gap.WITHOUT_LEAD: (
        Missing(Gap.WITHOUT_LEAD, 12),
        "12 tonggak tanpa penanggung jawab yang berlaku",
    ),
    Gap.WEIGHTS_NOT_100: (
        Missing(Gap.WEIGHTS_NOT_100, 1, ("S03",), 96.0),
        "bobot S03 berjumlah 96",
    ),
    Gap.TO_MEND: (
        Missing(Gap.TO_MEND, 3, ("S01", "S02")),
        "3 hal perlu diperbaiki di S01 dan S02",
    ),
    Gap.NO_LEADER: (Missing(Gap.NO_LEADER), "belum ada pimpinan, yang menyetujui laporan"),
    Gap.NO_OPERATOR: (Missing(Gap.NO_OPERATOR), "belum ada operator, yang mengirim laporan"),
    Gap.AGENCIES_WITHOUT_OPERATOR: (
        Missing(Gap.AGENCIES_WITHOUT_OPERATOR, 1, ("DPMD",)),
        "1 OPD penanggung jawab tanpa operator: DPMD",
    ),
}


@pytest.mark.parametrize("gap", Gap)
def test_each_gap_is_told_with_how_many_and_where(gap: Gap) -> None:
    missing, told = TOLD[gap]
    assert words.missing(StepState(BeginningStep.SENTRA, (missing,))) == (told,)


def test_of_many_gaps_the_first_are_told_and_the_rest_counted() -> None:
    weights = tuple(Missing(Gap.WEIGHTS_NOT_100, 1, (f"S0{one}",), 90.0) for one in range(1, 7))
    told = words.missing(StepState(BeginningStep.MILESTONES, weights))
    assert told[0] == "bobot S01 berjumlah 90"
    assert told[-1] == "2 hal lagi"
    assert len(told) == 5


def test_the_headline_counts_the_steps_that_are_done() -> None:
    states = [StepState(step, ()) for step in list(BeginningStep)[:2]]
    states += [StepState(step, (Missing(Gap.NO_SENTRA),)) for step in list(BeginningStep)[2:]]
    assert words.headline(states) == "Mulai program: 2 dari 5 langkah selesai"


def test_every_step_has_a_title() -> None:
    assert words.TITLES.keys() == set(BeginningStep)


def test_what_is_taken_out_is_counted_and_what_was_reported_on_stays() -> None:
    assert words.taken_out(12, 0) == "12 tonggak draf dikeluarkan."
    assert words.taken_out(12, 2) == (
        "12 tonggak draf dikeluarkan; 2 yang sudah dilaporkan tetap ada."
    )


def test_copies_of_another_programme_are_told_with_their_days() -> None:
    (told,) = words.copies([a_plan_row(title="Galeri")])
    assert told.startswith("Galeri: ")
    assert words.moved_by(3).startswith("Jadwalnya digeser 3 tahun lebih lambat;")
    assert words.moved_by(-1).startswith("Jadwalnya digeser 1 tahun lebih awal;")
    assert words.moved_by(0).startswith("Jadwalnya tetap;")
