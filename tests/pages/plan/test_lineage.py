"""Rencana: a row split into parts or merged with others, seen before it is recorded."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from models.plan.sentra_plans import sentra_plans
from pages.plan import table
from pages.shell.catalogue import PLAN, SENTRA, TASKS, TIMELINE
from rules.plan.table import PlanRow
from rules.values import SentraCode
from rules.vocabulary import Basis
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, markup_of, widget, words
from words.plan.lines import Column

S02 = SentraCode("S02")
FORM = table.form(S02)
HEIRS = "“Rumah produksi/UPI desa siap pakai” dan “Sarana air bersih terpasang”"


@pytest.fixture
def screen(desk: Desk) -> AppTest:
    """The table of an adopted plan on which much was reported."""
    found = desk.sit("admin").open(PLAN, sentra=S02)
    widget(found, f"plan-open-{S02}").click()
    return found.run()


def rows(desk: Desk) -> tuple[PlanRow, ...]:
    with desk.store.read() as connection:
        return sentra_plans(connection, desk.people["admin"])[S02].rows


def of_row(screen: AppTest, name: str, place: int = 0) -> Any:
    """The widget of a tool for the row at a place."""
    return widget(screen, FORM.field(f"{name}-{_round(screen)}-{place}"))


def _round(screen: AppTest) -> str:
    return str(screen.session_state[FORM.field("round")])


def press(screen: AppTest, name: str) -> AppTest:
    widget(screen, FORM.field(name)).click()
    return screen.run()


def decided(screen: AppTest) -> AppTest:
    widget(screen, FORM.field("decision")).input("050/7/2022")
    widget(screen, FORM.field("why")).input("Dikerjakan dua kali")
    return screen.run()


def test_a_row_is_split_with_what_was_reported_of_it(desk: Desk, screen: AppTest) -> None:
    before = rows(desk)
    of_row(screen, "parts").set_value(3).run()
    of_row(screen, "split").click()
    screen.run()

    (shown,) = screen.dataframe
    assert list(shown.value[Column.CODE][:4]) == ["", "", "", "S02-M02"]
    assert list(shown.value[Column.ORIGINS][:3]) == ["S02-M01"] * 3
    screen = press(decided(screen), "ask")
    said = words(screen)
    assert "S02-M01 " in said
    assert " dipecah menjadi " in said
    assert "terbawa selesai, 100,00%" in said
    assert "Dihapus" not in said
    press(screen, "record")

    after = rows(desk)
    assert [row.schedule.weight for row in after[:3]] == [2.0] * 3
    assert after[3:] == before[1:]
    for page in (PLAN, SENTRA):
        told = words(desk.open(page, sentra=S02))
        assert f"bagian dari “{before[0].title}”" in told
        assert f"dipecah menjadi “{after[0].title}”, “{after[1].title}”, dan" in told
    assert f"bagian dari “{before[0].title}”" in markup_of(desk.open(TIMELINE))
    first = desk.board().milestone(after[0].code or "")
    assert first is not None
    assert first.states[Basis.APPROVED].progress == 1


def test_rows_are_merged_under_a_title_of_their_own(desk: Desk, screen: AppTest) -> None:
    before = rows(desk)
    of_row(screen, "others").set_value([1]).run()
    of_row(screen, "merged").input("Pendataan dan kajian").run()
    of_row(screen, "merge").click()
    screen = press(decided(screen.run()), "ask")
    assert "digabung menjadi Pendataan dan kajian (bobot 18)" in words(screen)
    press(screen, "record")

    after = rows(desk)
    assert (after[0].title, after[0].schedule.weight) == ("Pendataan dan kajian", 18.0)
    assert (after[0].schedule.start, after[0].schedule.finish) == (
        before[0].schedule.start,
        before[1].schedule.finish,
    )
    merged = f"gabungan “{before[0].title}” dan “{before[1].title}”"
    assert merged in words(desk.open(SENTRA, sentra=S02))
    assert "digabung ke “Pendataan dan kajian”" in words(desk.open(PLAN, sentra=S02))


def test_nothing_is_merged_with_nothing(desk: Desk, screen: AppTest) -> None:
    before = rows(desk)
    of_row(screen, "merge").click()
    screen.run()
    assert "Belum ada yang berubah." in words(screen)
    assert rows(desk) == before


def test_what_waits_for_a_decision_is_told_at_its_column(desk: Desk, screen: AppTest) -> None:
    waiting = next(place for place, row in enumerate(rows(desk)) if row.code == "S02-M07")
    widget(screen, FORM.field("row")).set_value(waiting).run()
    of_row(screen, "split", waiting).click()
    said = words(decided(screen.run()))
    assert "laporan tonggak asal yang menunggu keputusan" in said
    assert widget(screen, FORM.field("ask")).disabled


def test_the_day_before_shows_what_was_planned_then(desk: Desk) -> None:
    day = date(2022, 6, 1)
    desk.sit("pengamat")
    before = words(desk.open(PLAN, sentra="S03", posisi=day.isoformat()))
    after = words(desk.open(PLAN, sentra="S03"))
    assert "S03-M07" in before
    assert "dipecah menjadi" not in before
    assert "S03-M07" in after
    assert f"dipecah menjadi {HEIRS}" in after


def test_a_link_to_what_was_split_leads_to_what_it_became(desk: Desk) -> None:
    screen = desk.sit("dpmd").open(TASKS, tonggak="S03-M07")
    assert f"dipecah menjadi {HEIRS}; laporkan penggantinya." in " ".join(alerts(screen))
