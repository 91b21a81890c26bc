from typing import Any

import pytest

from rules.sheets.answers import Answer, Problem, Question, Taken
from rules.sheets.cells import Place
from rules.sheets.layout import Field
from rules.sheets.rows import FoundRow, Heading
from rules.values import Agency, AgencyCode, Milestone, SentraCode
from tests.builders import a_milestone
from tests.words.sheets.offices import a_list, a_matrix, a_schedule
from words.sheets.applying import apply
from words.sheets.guessing import guess
from words.sheets.naming import Plan, agencies_of, milestone_of

PLACE = Place("Lembar1", 4, "A")
TITLES = {
    "S06-M01": "Pendataan perajin",
    "S06-M02": "Pelatihan pewarnaan",
    "S08-M01": "Pendataan perajin",
    "S08-M02": "Pelatihan menganyam",
    "S08-M03": "Rumah produksi siap pakai",
}
PLAN = Plan(
    {SentraCode("S06"): "Tenun", SentraCode("S08"): "Kerajinan Bambu"},
    {one.code: one for one in (a_milestone(code, title=title) for code, title in TITLES.items())},
)
AGENCIES = tuple(
    Agency(AgencyCode(code), label, name, aliases, None, None)
    for code, label, name, aliases in (
        ("DPMD", "DPMD", "Dinas Pemberdayaan Masyarakat dan Desa", ("Dinas PMD",)),
        ("BAPELITBANG", "Bapelitbang", "Badan Perencanaan", ()),
        ("KEMENDAG-ITPC", "Kemendag/ITPC", "Kemendag/ITPC", ()),
    )
)


def a_row(*headings: str, **fields: Any) -> FoundRow:
    answers = {
        Field[name]: Taken(value) if isinstance(value, str) else value
        for name, value in fields.items()
    }
    above = (Heading(words, Place("Lembar1", row, "A")) for row, words in enumerate(headings, 1))
    return FoundRow(PLACE, answers, tuple(above))


def told(answer: Answer[Any]) -> object:
    if isinstance(answer, Taken):
        return answer.value
    if isinstance(answer, Question):
        return answer.choices
    assert isinstance(answer, Problem)
    return answer.mend.split(";")[0]


PROBLEM = Problem(PLACE, "#REF!", "rumus ini galat; perbaiki")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (a_row(CODE="S06-M02"), "S06-M02"),
        (a_row(CODE="s06-m02 Pelatihan"), "S06-M02"),
        (a_row(CODE="S99-M01"), "kode ini tidak dikenal"),
        (a_row(TITLE="S06-M02 Pelatihan pewarnaan"), "S06-M02"),
        (a_row(CODE="3.31.02", TITLE="Pelatihan pewarnaan"), ("S06-M02",)),
        (a_row(CODE="3.31.02", TITLE="Ekspor"), "judul ini tidak mirip satu tonggak pun"),
        (a_row("RENCANA AKSI SENTRA TENUN 2022", TITLE="Pendataan perajin"), "S06-M01"),
        (a_row(CODE=PROBLEM), "rumus ini galat"),
        (a_row(TITLE=PROBLEM), "rumus ini galat"),
        (a_row(CODE=None, SENTRA="Tenun", TITLE="PENDATAAN PERAJIN"), "S06-M01"),
        (a_row(SENTRA="S08", TITLE="Pendataan perajin"), "S08-M01"),
        (a_row(SENTRA="Sentra IKM Kerajinan Bambu", TITLE="Pendataan perajin"), "S08-M01"),
        (a_row("A. Sentra Tenun", TITLE="Pendataan perajin"), "S06-M01"),
        (a_row("Tahap persiapan", "Sentra Tenun", TITLE="Pendataan perajin"), "S06-M01"),
        (
            a_row("B. Sentra Gamelan", "Sentra Tenun", TITLE="Pendataan perajin"),
            "sentra ini tidak dikenal",
        ),
        (
            a_row("Sentra IKM Kabupaten Penajam Paser Utara", TITLE="Pelatihan menganyam"),
            "S08-M02",
        ),
        (a_row("Tahap persiapan", TITLE="Pendataan perajin"), ("S06-M01", "S08-M01")),
        (a_row(TITLE="Pelatihan menganyam"), "S08-M02"),
        (a_row(SENTRA="Tenun", TITLE="Pelatihan pewarna alam"), ("S06-M02",)),
        (a_row(SENTRA="Kerajinan", TITLE="Pendataan perajin"), "S08-M01"),
        (a_row(SENTRA="Rotan", TITLE="Pendataan perajin"), "sentra ini tidak dikenal"),
        (a_row(SENTRA="Tenun", TITLE="Ekspor"), "judul ini tidak mirip satu tonggak pun"),
        (a_row(), "tidak menyebut tonggak"),
        (a_row("JADWAL", "Rumah produksi siap pakai"), "S08-M03"),
        (a_row("JADWAL RUMAH PRODUKSI"), ("S08-M03",)),
    ],
)
def test_a_row_names_a_milestone_or_is_asked_about(row: FoundRow, expected: object) -> None:
    assert told(milestone_of(row, PLAN)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Dpmd", ("DPMD",)),
        ("dinas  pmd", ("DPMD",)),
        ("Kemendag/ITPC", ("KEMENDAG-ITPC",)),
        ("DPMD, dpmd", ("DPMD",)),
        ("DPMD / Bapelitbang", (("DPMD", "BAPELITBANG"), ("BAPELITBANG", "DPMD"))),
        ("DPMD dan Bapelitbang", (("DPMD", "BAPELITBANG"), ("BAPELITBANG", "DPMD"))),
        ("Dinas Pemberdayaan Masyarakat", (("DPMD",),)),
        ("Dinas Perikanan Kelautan Provinsi", "OPD ini tidak dikenal"),
        ("/", "OPD ini tidak dikenal"),
    ],
)
def test_agencies_are_known_by_their_names_or_asked_about(words: str, expected: object) -> None:
    assert told(agencies_of(PLACE, words, AGENCIES)) == expected


def test_the_sheets_of_offices_name_their_milestones() -> None:
    named = []
    for sheet in (a_list(), a_matrix(), a_schedule()):
        found = guess(sheet)
        assert found is not None
        rows = apply(found.layout, sheet).rows
        named.append([told(milestone_of(row, PLAN)) for row in rows])
    assert named == [
        ["S08-M01", "S08-M02", "S08-M03", "S06-M01", "S06-M02"],
        ["S06-M01", "S06-M02", "S08-M02", "S08-M03", "S08-M01"],
        [("S08-M03",)] * 3,
    ]


def test_titles_are_sought_within_the_sentra_alone() -> None:
    assert set(PLAN.titles([SentraCode("S06")])) == {"S06-M01", "S06-M02"}
    assert isinstance(next(iter(PLAN.milestones.values())), Milestone)
