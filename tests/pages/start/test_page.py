"""Mulai program: what is missing, the forms that fill it in, the look at the whole, adopting."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from models.plan.registers.queries import plan_register
from models.plan.sentra_plans import sentra_plans
from models.programmes.commands import open_next_period
from models.programmes.queries import period_ground
from pages.shell.catalogue import (
    CHANGES,
    OVERVIEW,
    PLAN,
    PROGRAMME,
    SENTRA,
    START,
    TASKS,
    TIMELINE,
    PageEntry,
)
from rules.periods import WITA
from rules.plan.table import SentraPlan
from rules.programmes.next_period import suggested
from rules.values import SentraCode
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, markup_of, widget, words

NOON = datetime(2021, 3, 1, 12, tzinfo=WITA)
TODAY = NOON.date()
S04, S09 = SentraCode("S04"), SentraCode("S09")


@pytest.fixture
def office(plan_desk: Desk) -> Desk:
    """The administrator before a draft on which nobody has reported."""
    return plan_desk.sit("admin")


def step(desk: Desk, slug: str) -> AppTest:
    return desk.open(START, langkah=slug)


def click(screen: AppTest, key: str) -> AppTest:
    widget(screen, key).click()
    return screen.run()


def plans(desk: Desk) -> dict[SentraCode, SentraPlan]:
    assert desk.who
    with desk.store.read() as connection:
        return sentra_plans(connection, desk.who)


def sentra(desk: Desk) -> list[str]:
    assert desk.who
    with desk.store.read() as connection:
        return [own.code for own in plan_register(connection, desk.who).sentra]


def test_the_steps_say_what_is_missing_and_the_first_of_them_is_open(office: Desk) -> None:
    screen = office.open(START)

    assert "Mulai program: 3 dari 5 langkah selesai" in markup_of(screen)
    assert "nomor peraturan RPJMD belum diisi" in markup_of(screen)
    assert widget(screen, "open-step-1").disabled
    assert widget(screen, "open-programme")


def test_a_step_leads_to_the_next_one_and_is_kept_in_the_address(office: Desk) -> None:
    screen = click(office.open(START), "next-step")
    assert screen.query_params["langkah"] == "2"
    for slug in ("3", "4", "5", "tinjau"):
        screen = click(screen, "next-step")
        assert screen.query_params["langkah"] == slug
    assert widget(screen, "adopt-plan-number")


def test_what_one_step_fills_in_is_missing_no_more(office: Desk) -> None:
    screen = click(step(office, "1"), "open-programme")
    widget(screen, "programme-field-rpjmd_number").set_value("Perda 3/2018")
    screen = click(screen, "programme-field-save")

    assert "Mulai program: 4 dari 5 langkah selesai" in markup_of(screen)


def test_an_unknown_step_shows_the_first_that_lacks_something(office: Desk) -> None:
    assert widget(step(office, "77"), "open-step-1").disabled


def test_the_sentra_that_are_ticked_stay(office: Desk) -> None:
    screen = click(step(office, "3"), "open-keeping")
    screen = click(screen, "keep-field-save")
    assert "Program tidak dapat tanpa sentra" in words(screen)
    for code in ("S03", "S04", "S09"):
        widget(screen, f"keep-field-{code}").check()
    screen = screen.run()
    assert "3 sentra dipakai, 6 dikeluarkan dari draf." in words(screen)
    click(screen, "keep-field-save")

    assert sentra(office) == ["S03", "S04", "S09"]


def test_all_milestones_go_and_what_was_shipped_comes_back(office: Desk) -> None:
    before = {code: len(plan.rows) for code, plan in plans(office).items()}
    screen = step(office, "4")
    assert f"{sum(before.values())} tonggak draf dikeluarkan." in words(screen)
    screen = click(screen, "whole-tables-empty")
    assert not any(plan.rows for plan in plans(office).values())
    assert "9 sentra tanpa tonggak: Kelapa dan Kerajinannya, Kapal Rakyat, " in markup_of(screen)

    click(screen, "whole-tables-restore")
    assert {code: len(plan.rows) for code, plan in plans(office).items()} == before


def test_milestones_are_copied_from_another_sentra(office: Desk) -> None:
    screen = step(office, "4")
    widget(screen, "whole-tables-source").set_value(S04)
    screen = screen.run()
    widget(screen, "whole-tables-target").set_value(S09)
    screen = screen.run()
    own = len(plans(office)[S09].rows)
    click(screen, "whole-tables-copy")

    assert len(plans(office)[S09].rows) == own + len(plans(office)[S04].rows)


def test_a_table_that_somebody_changed_meanwhile_is_told(office: Desk) -> None:
    screen = step(office, "4")
    widget(step(office, "4"), "whole-tables-copy").click().run()
    screen = click(screen, "whole-tables-empty")

    assert any("sudah diubah orang lain" in one for one in alerts(screen))


def test_the_whole_plan_is_looked_at_and_adopted(office: Desk) -> None:
    screen = step(office, "tinjau")
    widget(screen, "adopt-plan-number").set_value("050/1/2021")
    screen = click(screen, "adopt-plan-adopt")

    assert "Program sudah mulai" in markup_of(screen)
    assert "Mulai program" not in markup_of(office.open(PLAN))


def test_without_milestones_there_is_nothing_to_look_at_yet(office: Desk) -> None:
    click(step(office, "4"), "whole-tables-empty")

    assert any("Belum ada tonggak" in one for one in alerts(step(office, "tinjau")))


def test_an_earlier_day_leads_back_to_today(office: Desk) -> None:
    screen = office.open(START, posisi="2022-06-30")

    assert any("Program disiapkan pada posisi hari ini" in one for one in alerts(screen))


@pytest.mark.parametrize("entry", [OVERVIEW, PLAN, PROGRAMME, TIMELINE])
def test_pages_lead_who_may_to_the_beginning_as_long_as_the_plan_is_a_draft(
    entry: PageEntry, office: Desk
) -> None:
    def ways(desk: Desk) -> list[str]:
        return [one.proto.label for one in desk.open(entry).get("page_link")]

    assert "Mulai program" in ways(office)
    assert "Mulai program" not in ways(office.sit("pengamat"))


def test_where_nobody_has_reported_pages_guide_and_accuse_nobody(office: Desk) -> None:
    day = date(2026, 11, 29).isoformat()
    for entry in (OVERVIEW, TIMELINE, SENTRA, CHANGES):
        told = markup_of(office.open(entry, posisi=day)) + words(office.open(entry, posisi=day))
        assert "belum ada laporan yang tercatat: isi riwayatnya" in told
        assert "terlambat 1" not in told
        assert "sentra kritis" not in told
    told = markup_of(office.sit("operator.dpmd").open(TASKS, posisi=day))
    assert "terlambat" not in told


def test_a_period_that_ended_without_a_report_leads_who_may_to_the_next_one(office: Desk) -> None:
    way = "Buka periode berikut di Program"

    def ways(desk: Desk) -> list[str]:
        return [one.proto.label for one in desk.open(OVERVIEW).get("page_link")]

    assert way in ways(office)
    assert way not in ways(office.sit("operator.dpmd"))


def test_milestones_are_copied_from_another_programme_years_later(office: Desk) -> None:
    assert office.who
    with office.store.write() as connection:
        ground = period_ground(connection, office.who, TODAY)
        found = suggested(ground.board, ground.taken)
        wanted = replace(found, code="kedua", said=replace(found.said, rpjmd="RPJMD berikut"))
        open_next_period(connection, office.who, wanted, seen=ground.version, at=NOON)

    screen = office.open(START, langkah="4", program="kedua")
    moved, said = markup_of(screen), words(screen)
    screen = click(screen, "kedua-whole-tables-copy-over")

    assert "digeser 3 tahun lebih lambat" in said
    assert "2024" in moved
    with office.store.of("kedua").read() as connection:
        after = sentra_plans(connection, office.who)[SentraCode("S01")]
    assert [row.title for row in after.rows].count(after.rows[0].title) == 2
