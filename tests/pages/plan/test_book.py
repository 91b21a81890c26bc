"""The plan workbook on Rencana: handed out to who may, taken in after a preview, never in part."""

import subprocess
import sys
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from models.plan.commands import adopt_plan
from models.plan.sentra_plans import sentra_plans
from pages.shell.catalogue import PLAN
from rules.access import Permission, allowed
from rules.plan.table import PlanRow
from rules.values import SentraCode
from rules.vocabulary import Role
from run import ROOT
from tests.caretaker.plan_book import FilledBook, a_book
from tests.hostile import TEXTS
from tests.pages.conftest import HOLDERS, Desk
from tests.pages.plan.test_page import ADOPTION, NOON
from tests.pages.reading import alerts, markup_of, stands, words
from words.plan.workbook import MILESTONES, SENTRA

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def office(plan_desk: Desk) -> Desk:
    """The administrator before a draft on which nobody has reported."""
    return plan_desk.sit("admin")


def book_of(desk: Desk) -> FilledBook:
    return a_book(desk.store, desk.people["admin"])


def dropped(desk: Desk, content: bytes) -> AppTest:
    screen = desk.open(PLAN)
    (uploader,) = screen.file_uploader
    return uploader.set_value([("rencana.xlsx", content, _XLSX)]).run()


def button(screen: AppTest, label: str) -> Any:
    return next(one for one in screen.button if one.label == label)


def first(desk: Desk) -> PlanRow:
    with desk.store.read() as connection:
        return sentra_plans(connection, desk.people["admin"])[SentraCode("S01")].rows[0]


@pytest.mark.parametrize("role", Role)
def test_who_may_export_takes_it_along_and_only_the_administrator_brings_it_back(
    desk: Desk, role: Role
) -> None:
    screen = desk.sit(HOLDERS[role]).open(PLAN)

    assert stands(screen)
    may = allowed(desk.people[HOLDERS[role]], Permission.EXPORT)
    assert ("Buku rencana (Excel)" in [one.label for one in screen.expander]) is may
    assert len(screen.file_uploader) == (role is Role.ADMIN)


def test_an_untouched_workbook_changes_nothing_and_says_so(office: Desk) -> None:
    screen = dropped(office, book_of(office).content())

    assert "Buku kerja ini sama dengan rencana yang berlaku" in " ".join(alerts(screen))
    assert not [one for one in screen.button if one.label == "Ya, muat"]


def test_a_draft_is_loaded_after_a_look_at_all_that_changes(office: Desk) -> None:
    book = book_of(office)
    book.rows[MILESTONES][0]["title"] = "Judul dari Excel"
    book.rows[SENTRA][1]["name"] = "Perahu"

    screen = dropped(office, book.content())
    before = first(office).title
    said = words(screen)
    button(screen, "Ya, muat").click()
    screen.run()

    assert "Judul dari Excel" in said
    assert "Kapal Rakyat → Perahu" in said
    assert before != "Judul dari Excel"
    assert first(office).title == "Judul dari Excel"
    assert stands(screen)
    again = dropped(office, book.content())
    assert not [one for one in again.button if one.label == "Ya, muat"]


def test_what_is_wrong_stands_at_its_cell_and_comes_back_marked(office: Desk) -> None:
    book = book_of(office)
    book.rows[MILESTONES][0]["weight"] = "banyak"
    book.rows[MILESTONES][1]["lead"] = "Dinas Sihir"

    screen = dropped(office, book.content())

    said = words(screen)
    assert "2 hal perlu diperbaiki" in " ".join(alerts(screen))
    assert "banyak" in said
    assert "Dinas Sihir" in said
    assert not [one for one in screen.button if one.label == "Ya, muat"]


def test_an_adopted_plan_asks_for_its_decision(office: Desk) -> None:
    with office.store.write() as connection:
        adopt_plan(connection, office.people["admin"], ADOPTION, at=NOON)
    book = book_of(office)
    book.rows[MILESTONES][0]["title"] = "Judul dari Excel"

    screen = dropped(office, book.content())
    button(screen, "Ya, muat").click()
    refused = screen.run()
    kept = first(office).title
    told = " ".join(alerts(refused))
    inputs = {one.label: one for one in refused.text_input}
    inputs["Nomor keputusan"].set_value("050/9/2022")
    inputs["Alasan perubahan"].set_value("Lahan")
    button(refused, "Ya, muat").click()
    refused.run()

    assert "Nomor keputusan" in told
    assert kept != "Judul dari Excel"
    assert first(office).title == "Judul dari Excel"


def test_a_plan_that_changed_meanwhile_is_told_before_it_is_loaded_over(office: Desk) -> None:
    book = book_of(office)
    book.rows[MILESTONES][0]["title"] = "Judul dari Excel"
    other = book_of(office)
    other.rows[MILESTONES][1]["title"] = "Judul orang lain"
    screen = dropped(office, other.content())
    button(screen, "Ya, muat").click()
    screen.run()

    screen = dropped(office, book.content())
    assert "Rencana berubah sesudah buku kerja ini diunduh" in " ".join(alerts(screen))
    assert button(screen, "Ya, muat").disabled
    (over,) = [one for one in screen.checkbox if one.label == "Muat di atas rencana terbaru"]
    over.check()
    screen.run()
    button(screen, "Ya, muat").click()
    screen.run()

    assert first(office).title == "Judul dari Excel"


def test_a_file_that_is_no_workbook_is_refused_in_a_sentence(office: Desk) -> None:
    screen = dropped(office, b"bukan buku kerja")

    assert stands(screen)
    assert "Kolom judul tonggak belum diketahui" in " ".join(alerts(screen))


def test_what_writes_workbooks_is_imported_with_the_first_one() -> None:
    code = "import sys, pages.plan.workbook.section; print('xlsxwriter' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert found.stdout.split() == [b"False"]


def test_hostile_words_stay_words(office: Desk) -> None:
    book = book_of(office)
    for line, text in zip(book.rows[MILESTONES], TEXTS, strict=False):
        line["lead"] = text
    book.rows[SENTRA][0]["weight"] = TEXTS[0]

    screen = dropped(office, book.content())

    assert stands(screen)
    assert "<script>" not in markup_of(screen)
