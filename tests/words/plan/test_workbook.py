"""The words of a plan workbook: sheets read cell by cell, names for codes, what is told of it."""

from datetime import date
from decimal import Decimal

import pytest

from rules.plan.errors import RowProblem
from rules.sheets.cells import Raw, Sheet
from words.plan import workbook as words
from words.plan.errors import row_problem
from words.plan.files import entry_lines, size_of
from words.plan.filled import filled, identity, is_plan_workbook
from words.plan.named import Names, sentra_choice, stage_choice

HEADS = list(words.HEADS[words.MILESTONES].values())
COLUMNS = list(words.HEADS[words.MILESTONES])


def a_sheet(*rows: dict[str, Raw], **marks: object) -> Sheet:
    """Return the sheet of milestones with these rows below two lines above its heads."""
    lines: list[list[Raw]] = [["Buku rencana"], ["Status"], list(HEADS)]
    lines += [[row.get(column) for column in COLUMNS] for row in rows]
    return Sheet(words.MILESTONES, lines, **marks)  # type: ignore[arg-type]


def cell_of(column: str, row: int = 4) -> str:
    return f"{words.letters(words.MILESTONES, column)}{row}"


def test_cells_are_read_by_their_columns_wherever_the_heads_stand() -> None:
    found = filled(
        words.MILESTONES,
        [
            a_sheet(
                {"title": " Kajian ", "start": date(2021, 4, 1), "weight": 6.5, "stage": 2.0}, {}
            )
        ],
    )

    (row,) = found.rows
    assert row.number == 4
    assert row.words["title"] == "Kajian"
    assert row.words["start"] == "2021-04-01"
    assert (row.words["weight"], row.words["stage"]) == (Decimal("6.5"), Decimal(2))
    assert row.words["finish"] == ""


@pytest.mark.parametrize(
    ("column", "value", "mend"),
    [
        ("start", "3/4/2021", "hari dan bulannya dapat tertukar"),
        ("start", "besok", "bukan tanggal"),
        ("title", True, "benar atau salah"),
        ("title", date(2021, 1, 2), "mengubah isian ini menjadi tanggal"),
        ("renja_code", 2.1, "kehilangan nol"),
    ],
)
def test_a_cell_that_its_column_cannot_have_is_a_problem(
    column: str, value: Raw, mend: str
) -> None:
    (found,) = filled(words.MILESTONES, [a_sheet({column: value})]).problems

    assert (found.file, found.row, found.column) == (words.MILESTONES, 4, column)
    assert mend in found.reason


def test_a_weight_in_percent_is_points_and_any_other_percent_is_asked_about() -> None:
    percents = frozenset({cell_of("weight"), cell_of("target")})
    found = filled(words.MILESTONES, [a_sheet({"weight": 0.065, "target": 0.5}, percents=percents)])

    assert found.rows[0].words["weight"] == Decimal("6.500")
    assert [one.column for one in found.problems] == ["target"]


def test_a_formula_without_a_value_and_an_error_are_problems() -> None:
    sheet = a_sheet(
        {"title": "Kajian"},
        formulas={cell_of("weight"): "A1+1"},
        errors={cell_of("target"): "#REF!"},
    )

    found = filled(words.MILESTONES, [sheet]).problems

    assert {one.column for one in found} == {"weight", "target"}


def test_a_sheet_without_heads_or_that_misses_is_a_problem() -> None:
    for sheets in ([], [Sheet(words.MILESTONES, [["Catatan"]])]):
        (found,) = filled(words.MILESTONES, sheets).problems
        assert (found.file, found.row, found.column) == (words.MILESTONES, 1, "")


def test_columns_that_are_missing_are_named() -> None:
    found = filled(words.SENTRA, [Sheet(words.SENTRA, [["Kode", "Nama sentra"]])])

    assert [one.column for one in found.problems] == ["product", "weight", "legal_basis", "remove"]
    assert not found.rows


def test_lists_offer_codes_with_their_names() -> None:
    assert sentra_choice("S01", "Kopi") == "S01 Kopi"
    assert stage_choice(2) == "2 Kelembagaan"


def test_a_spare_line_of_sentra_says_nothing() -> None:
    heads: list[Raw] = list(words.HEADS[words.SENTRA].values())
    sheet = Sheet(words.SENTRA, [heads, ["S02", None], ["S03", "Kopi"]])

    assert [row.words["code"] for row in filled(words.SENTRA, [sheet]).rows] == ["S03"]


def test_the_hidden_sheet_tells_of_the_workbook() -> None:
    own = Sheet(words.IDENTITY, [[words.KIND, words.PLAN], [words.VERSION, "7"]])

    assert identity([own]) == {words.KIND: words.PLAN, words.VERSION: "7"}
    assert identity([]) == {}


def test_names_become_codes_and_what_nobody_knows_stays() -> None:
    agency = {"code": "DPMD", "label": "Dinas Desa", "name": "", "aliases": "PMD"}
    names = Names.of([agency], [{"code": "S01", "name": "Kopi"}])
    cells = {
        **dict.fromkeys(COLUMNS, ""),
        "sentra": "s01 Kopi lama",
        "lead": "pmd",
        "support": "dinas desa; Lain",
        "stage": "Kelembagaan",
        "indicator": "Kumulatif",
        "code": "s01-m01",
    }

    found = names.named(cells)

    assert (found["sentra"], found["lead"], found["support"]) == ("S01", "DPMD", "DPMD; Lain")
    assert (found["stage"], found["indicator"], found["code"]) == ("2", "kumulatif", "S01-M01")
    place = names.named({"sentra": "Teh", "kind": "Desa"})
    assert place == {"sentra": "Teh", "kind": "desa"}


def test_a_problem_is_told_at_its_cell_or_at_its_sheet() -> None:
    at_cell = RowProblem(words.MILESTONES, 7, "weight", "bukan angka")
    at_sheet = RowProblem(words.PLACES, 1, "", "lembar ini tidak ada")

    assert row_problem(at_cell) == f"Tonggak sel {cell_of('weight', 7)} (Bobot): bukan angka"
    assert row_problem(at_sheet) == "Lokasi baris 1: lembar ini tidak ada"
    assert words.head(words.PLACES, "lain") == "lain"
    assert words.to_mend(1250).startswith("Belum dimuat: 1.250 hal")


def test_what_becomes_of_an_entry_is_told_line_by_line() -> None:
    assert list(entry_lines({"name": "Batik"}, {"name": "Batik Tulis"})) == [
        "Nama: Batik → Batik Tulis"
    ]
    assert list(entry_lines({}, {"label": "Dinsos", "valid_from": None})) == [
        "Ditambah",
        "Nama singkat: Dinsos",
    ]
    assert list(entry_lines({"S02": "Kapal"}, {})) == ["Dihapus dari draf: Kapal"]


def test_how_much_changes_names_only_what_does() -> None:
    assert size_of([1, 2], []) == "2 data program, OPD, atau sentra berubah"
    assert size_of([], [1]) == "tonggak 1 sentra berubah"
    assert size_of([1], [1]) == "1 data program, OPD, atau sentra dan tonggak 1 sentra berubah"


def test_a_workbook_of_ours_is_known_by_what_it_hides_or_by_most_of_its_sheets() -> None:
    hidden = Sheet(words.IDENTITY, (("bentuk", "rencana"),))
    named = [Sheet(name, ()) for name in (words.SENTRA, words.PLACES, words.AGENCIES)]
    assert is_plan_workbook([hidden])
    assert is_plan_workbook(named)
    assert not is_plan_workbook([Sheet(words.PROGRAMME, ())])
