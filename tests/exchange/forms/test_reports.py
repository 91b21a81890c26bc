"""Workbooks that go out to be filled in: what is known is locked, what is asked for is open."""

from dataclasses import replace
from datetime import date

import pytest

from charts.stamp import stamp
from exchange.forms.maker import FilledForm, FormMaker
from exchange.forms.reports import history_form, marked_form, report_form
from exchange.forms.writer import FormBook, FormColumn, FormSheet, form_book
from exchange.incoming.sheets.reader import read_sheets
from exchange.paper import Paper
from rules.sheets.addresses import column_letters
from rules.values import Moment
from rules.vocabulary import Basis, Plan, Status, label
from tests.builders import AS_OF, a_board, a_milestone, a_sentra, a_state
from tests.exchange.forms.filled import filled, hiding, row_of, written_into
from tests.exchange.sheets.workbooks import cells, part, rows, sheet, sheet_names
from tests.hostile import TEXTS
from words.reporting.forms import SHEETS
from words.sheets.guessing import guess
from words.workbooks import HISTORY, REPORTS, identity

OWN = (
    a_milestone("S01-M01", a_state(0.4, effective_on=date(2022, 5, 31)), title="Kajian"),
    a_milestone("S01-M02", title="Rumah produksi"),
)
BOARD = a_board([a_sentra("S01", OWN)])
MAKER = FormMaker(BOARD, Moment(AS_OF, Basis.REPORTED, Plan.CURRENT), "Operator")


def lap(maker: FormMaker = MAKER) -> bytes:
    return report_form(maker, OWN, "Laporan OPD")


def test_each_milestone_has_a_line_with_what_is_known_and_blank_cells_to_fill_in() -> None:
    found = rows(lap(), "Laporan", "Kode")
    assert [row["Kode"] for row in found] == ["S01-M01", "S01-M02"]
    assert found[0]["Terakhir dilaporkan"] == "berjalan 40%, 31 Mei 2022"
    assert found[1]["Terakhir dilaporkan"] == "belum pernah dilaporkan"
    asked = ("Status", "Capaian (%)", "Tanggal posisi", "Catatan", "Kendala", "Bukti dukung")
    assert not any(row[name] for row in found for name in asked)


def test_only_what_is_asked_for_can_be_typed_in_and_lists_offer_the_words() -> None:
    content = lap()
    written = sheet(content, "Laporan")
    assert written.find("{*}sheetProtection") is not None
    assert len(written.findall("{*}dataValidations/{*}dataValidation")) == 2
    offered = cells(content, "_Daftar").values()
    assert {label(status) for status in Status} <= set(offered)
    assert {one.label for one in BOARD.agencies.values()} <= set(offered)
    hidden = part(content, "xl/workbook.xml").findall("{*}sheets/{*}sheet[@state='hidden']")
    assert [one.attrib["name"] for one in hidden] == ["_Daftar", "_Pantau"]


def test_it_says_of_which_kind_and_state_it_is() -> None:
    found = cells(lap(), "_Pantau")
    assert (found["A1"], found["B1"]) == ("bentuk", "laporan")
    assert found["B3"] == BOARD.programme.code
    assert found["B4"] == str(BOARD.programme.version)


def test_it_is_printed_on_a4_or_on_folio() -> None:
    for paper in Paper:
        printed = sheet(lap(replace(MAKER, paper=paper)), "Laporan").find("{*}pageSetup")
        assert printed is not None
        assert printed.attrib["paperSize"] == str(paper.sheet_code)
        assert printed.attrib["orientation"] == "landscape"


def test_the_same_figures_give_the_same_bytes() -> None:
    assert lap() == lap()


def test_the_form_for_history_has_free_lines_and_offers_the_milestones() -> None:
    content = history_form(MAKER, "Riwayat")
    assert sheet_names(content) == ["Riwayat", "Petunjuk", "_Daftar", "_Pantau"]
    assert "S01-M01 Kajian" in cells(content, "_Daftar").values()
    assert cells(content, "_Pantau")["B1"] == "riwayat"
    assert len(sheet(content, "Riwayat").findall("{*}sheetData/{*}row")) > 300


@pytest.mark.parametrize("words", TEXTS)
def test_hostile_words_stay_words(words: str) -> None:
    hostile = a_milestone("S01-M01", title=words, unit=words)
    content = report_form(MAKER, [hostile], words)
    for name in sheet_names(content):
        assert not [one for one in sheet(content, name).iter() if one.tag.endswith("}f")]


def test_what_is_wrong_is_marked_at_its_cell_with_a_comment() -> None:
    columns = (FormColumn("Kode"), FormColumn("Capaian", is_open=True))
    form = FormSheet("Laporan", "Judul", columns, [("S01-M01", "banyak")], marks={(0, 1): "bukan"})
    book = FormBook("Judul", ("Isi",), FormSheet("", "Contoh", (), [()]), [form], {"bentuk": "x"})
    content = form_book(book, stamp(BOARD.programme, MAKER.moment))
    assert "bukan" in "".join(part(content, "xl/comments1.xml").itertext())


@pytest.mark.parametrize("kind", [REPORTS, HISTORY])
def test_a_form_that_goes_back_with_marks_is_a_form_again(kind: str) -> None:
    code = OWN[0].code
    if kind == REPORTS:
        answers = {"Capaian (%)": "banyak", "Catatan": "=1+1", "Tanggal posisi": 44742.0}
        content = filled(lap(), {code: answers})
        content = hiding(content, row_of(content, OWN[1].code))
    else:
        blank = history_form(MAKER, "Riwayat")
        at = next(at for at, value in cells(blank, "Riwayat").items() if value == "Tonggak")
        row = int(at[1:]) + 1
        answers = {f"A{row}": f"{code} Kajian", f"D{row}": "banyak", f"F{row}": "=1+1"}
        content = written_into(blank, answers, "Riwayat")
    name = SHEETS[kind]
    sheets = read_sheets(content)
    own = next(one for one in sheets if one.name == name)
    found = guess(own)
    assert found is not None
    wrong = next(
        f"{column_letters(column)}{row}"
        for row, line in enumerate(own.rows, 1)
        for column, raw in enumerate(line, 1)
        if raw == "banyak"
    )
    form = FilledForm(
        kind, own, found.layout.head_rows[-1], identity(sheets), {wrong: "bukan persen"}
    )

    again = marked_form(MAKER, form)

    (back,) = (one for one in read_sheets(again) if one.name == name)
    kept = [[raw for raw in line if raw not in {None, ""}] for line in own.rows]
    assert [[raw for raw in line if raw not in {None, ""}] for line in back.rows[3:]] == kept[3:]
    assert identity(read_sheets(again)) == identity(sheets)
    assert "bukan persen" in "".join(part(again, "xl/comments1.xml").itertext())
    written, before = sheet(again, name), sheet(content, name)
    assert len(back.hidden_rows) == len(own.hidden_rows) == (kind == REPORTS)
    assert written.find("{*}sheetProtection") is not None
    lists = "{*}dataValidations/{*}dataValidation"
    assert len(written.findall(lists)) == len(before.findall(lists)) > 0
    assert not [one for one in written.iter() if one.tag.endswith("}f")]
