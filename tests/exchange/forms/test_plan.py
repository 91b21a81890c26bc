"""The plan workbook as it goes out, and as it is handed back with its wrong cells marked."""

from datetime import date
from decimal import Decimal

from charts.stamp import stamp
from exchange.forms.plan import PlanBook, marked_book, plan_form, plan_rows
from exchange.incoming.sheets.reader import read_sheets
from exchange.paper import Paper
from rules.plan.errors import RowProblem
from rules.values import Moment
from rules.vocabulary import Basis, Plan
from tests.builders import AS_OF, a_board
from tests.exchange.sheets.workbooks import cells, part, rows, sheet, sheet_names
from words.plan import workbook as words
from words.plan.filled import filled

STAMP = stamp(a_board([]).programme, Moment(AS_OF, Basis.APPROVED, Plan.CURRENT))
MILESTONE: dict[str, str | Decimal] = {
    **dict.fromkeys(words.HEADS[words.MILESTONES], ""),
    "code": "S01-M01",
    "sentra": "S01",
    "sequence": "1",
    "title": "Kajian",
    "stage": "2",
    "lead": "DPMD",
    "support": "DISBUD; DPMD",
    "start": "2021-04-01",
    "weight": Decimal("6.5"),
}
WRITTEN: dict[str, list[dict[str, str | Decimal]]] = {
    words.MILESTONES: [MILESTONE],
    words.SENTRA: [{"code": "S01", "name": "Kopi", "product": "Kopi", "weight": "1"}],
    words.PLACES: [],
    words.AGENCIES: [
        {"code": "DPMD", "label": "Dinas Desa", "name": "Dinas Pemberdayaan Desa"},
        {"code": "DISBUD", "label": "Disbud", "name": "Dinas Kebudayaan"},
    ],
    words.PROGRAMME: [{"code": "uji", "name": "Program"}],
}
BOOK = PlanBook("Buku rencana", "uji", 7, plan_rows(WRITTEN, ["S02", "S03"]))


def test_codes_go_out_as_the_names_that_lists_offer() -> None:
    content = plan_form(BOOK, STAMP)

    (row,) = [one for one in rows(content, words.MILESTONES, "Kode") if one["Kode"]]
    assert row["Sentra"] == "S01 Kopi"
    assert row["Tahap"] == "2 Kelembagaan"
    assert (row["Penanggung jawab"], row["Pendukung"]) == ("Dinas Desa", "Disbud; Dinas Desa")
    offered = cells(content, "_Daftar").values()
    assert {"S01 Kopi", "Dinas Desa", "Disbud", "2 Kelembagaan", "langkah", "ya"} <= set(offered)


def test_it_has_a_sheet_for_each_part_and_tells_which_plan_it_is() -> None:
    content = plan_form(BOOK, STAMP)

    assert sheet_names(content)[: len(words.HEADS)] == list(words.HEADS)
    told = cells(content, words.IDENTITY)
    assert [told[f"B{row}"] for row in (1, 2, 3)] == ["rencana", "uji", "7"]
    assert [row["Kode"] for row in rows(content, words.SENTRA, "Kode")] == ["S01", "S02", "S03"]


def test_it_is_printed_on_a4_or_on_folio() -> None:
    for paper in Paper:
        printed = sheet(plan_form(BOOK, STAMP, paper), words.SENTRA).find("{*}pageSetup")
        assert printed is not None
        assert printed.attrib["paperSize"] == str(paper.sheet_code)


def test_what_was_typed_comes_back_with_its_wrong_cells_marked() -> None:
    typed = {name: filled(name, read_sheets(plan_form(BOOK, STAMP))).rows for name in words.HEADS}
    (row,) = typed[words.MILESTONES]
    problems = (
        RowProblem(words.MILESTONES, row.number, "weight", "bukan angka"),
        RowProblem(words.MILESTONES, row.number, "weight", "terlalu besar"),
        RowProblem(words.MILESTONES, row.number, "code", "kode ini tidak ada"),
        RowProblem(words.SENTRA, 1, "", "lembar ini tidak ada"),
    )

    content = plan_form(marked_book(BOOK, typed, problems), STAMP)

    comments = "".join(part(content, "xl/comments1.xml").itertext())
    for told in ("bukan angka", "terlalu besar", "kode ini tidak ada"):
        assert told in comments
    guide = " ".join(map(str, cells(content, "Petunjuk").values()))
    assert "Sentra baris 1: lembar ini tidak ada" in guide
    (again,) = filled(words.MILESTONES, read_sheets(content)).rows
    assert again.words == row.words
    assert again.words["start"] == date(2021, 4, 1).isoformat()
    assert [one["Kode"] for one in rows(content, words.SENTRA, "Kode")] == ["S01", "S02", "S03"]
