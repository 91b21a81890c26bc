"""Periode: the programmes of the office, and opening the next one; the frame tells them apart."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from models.accounts.queries import accounts
from models.plan import commands as planning
from models.programmes.commands import open_next_period
from models.programmes.queries import OpenedProgrammes, opened_programmes, period_ground
from models.progress import queries as progress_queries
from pages.programme.sections import ProgrammeSection
from pages.shell.catalogue import ENTRIES, OVERVIEW, PLAN, PROGRAMME
from rules.access import GRANTS
from rules.periods import WITA
from rules.plan.table import PlanDecision
from rules.programmes.next_period import suggested
from rules.progress.briefing import brief
from rules.values import Moment
from rules.vocabulary import Basis, Role
from tests.pages.conftest import HOLDERS, Desk, MakeDesk
from tests.pages.reading import alerts, markup_of, stands, widget, words

NOON = datetime(2022, 6, 30, 12, tzinfo=WITA)
TODAY = NOON.date()
FIRST, SECOND = "ppu-2021-2023", "ppu-2024-2028"
FORM = "period-field"


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The administrator of the example."""
    return desk.sit("admin")


@pytest.fixture
def opened(office: Desk) -> Desk:
    """The same, once the next programme is opened."""
    open_next(office)
    return office


def open_next(desk: Desk) -> None:
    with desk.store.write() as connection:
        admin = desk.people["admin"]
        ground = period_ground(connection, admin, TODAY)
        found = suggested(ground.board, ground.taken)
        wanted = replace(found, code=SECOND, said=replace(found.said, rpjmd="RPJMD berikut"))
        open_next_period(connection, admin, wanted, seen=ground.version, at=NOON)


def programmes(desk: Desk) -> OpenedProgrammes:
    with desk.store.read() as connection:
        return opened_programmes(connection, desk.people["pengamat"])


def section(desk: Desk, **parameters: str) -> AppTest:
    screen = desk.open(PROGRAMME, **parameters)
    widget(screen, "choice-ProgrammeSection").set_value(ProgrammeSection.PERIODS)
    return screen.run()


def click(screen: AppTest, key: str) -> AppTest:
    widget(screen, key).click()
    return screen.run()


def wrong(screen: AppTest) -> str:
    return "\n".join(alerts(screen))


def keys(screen: AppTest) -> set[str]:
    return {one.key for one in (*screen.button, *screen.selectbox) if one.key}


@pytest.mark.parametrize("role", Role)
def test_everybody_sees_the_programmes_and_only_the_administrator_opens_one(
    desk: Desk, role: Role
) -> None:
    screen = section(desk.sit(HOLDERS[role]))
    assert stands(screen)
    assert "1 Januari 2021 sampai 31 Desember 2023" in markup_of(screen)
    assert ("open-period" in keys(screen)) is (role is Role.ADMIN)
    assert "pick-programme" not in keys(screen)


def test_the_next_programme_is_opened_with_what_is_chosen(office: Desk) -> None:
    screen = click(section(office), "open-period")
    assert stands(screen)
    widget(screen, f"{FORM}-rpjmd").set_value("RPJMD 2025-2029")
    widget(screen, f"{FORM}-sentra").set_value(["S04", "S09"])
    screen.run()
    kept = widget(screen, f"{FORM}-milestones-S04").value
    widget(screen, f"{FORM}-milestones-S04").set_value(kept[:2])
    screen = click(screen.run(), "check-period")
    assert any("2024-2028" in one.value for one in screen.markdown)
    assert f"2 dari {len(kept)} tonggak yang belum selesai dilanjutkan" in words(screen)
    assert "Tetap terbuka di program ini: 4 kendala" in words(screen)
    assert programmes(office).adopted_on == {FIRST: date(2021, 1, 18)}

    screen = click(screen, "confirm-period")

    assert stands(screen)
    assert [own.code for own in programmes(office).every] == [FIRST, SECOND]
    with office.store.of(SECOND).read() as connection:
        board = progress_queries.board(connection, office.people["admin"], TODAY)
    assert {own.code: len(own.milestones) for own in board.sentra}.items() >= {("S04", 2)}
    assert f"{FORM}-rpjmd" not in {one.key for one in screen.text_input}
    assert widget(screen, "pick-programme").value == FIRST


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(office: Desk) -> None:
    screen = click(section(office), "open-period")
    widget(screen, f"{FORM}-code").set_value(FIRST)
    widget(screen, f"{FORM}-sentra").set_value([])
    widget(screen, f"{FORM}-start").set_value(date(2020, 1, 1))
    screen = click(screen, "check-period")

    told = wrong(screen)
    assert "Kode ini sudah dipakai program lain" in told
    assert "Isian ini kosong" in told
    assert "pilih paling sedikit satu" in told
    assert "harus mulai sesudah awal program ini" in told
    assert widget(screen, f"{FORM}-start").value == date(2020, 1, 1)
    assert len(programmes(office).every) == 1


def test_a_plan_changed_meanwhile_is_told_and_the_form_goes_on(office: Desk) -> None:
    screen = click(section(office), "open-period")
    widget(screen, f"{FORM}-rpjmd").set_value("RPJMD 2025-2029")
    widget(screen, f"{FORM}-code").set_value("yang-lain")
    open_next(office)
    screen = click(screen, "check-period")
    assert any("Isian Anda masih ada" in one for one in alerts(screen))

    screen = click(screen, "take-period")
    assert not alerts(screen)
    screen = click(click(screen, "check-period"), "confirm-period")
    assert [own.code for own in programmes(office).every] == [FIRST, SECOND, "yang-lain"]


def test_whoever_does_not_go_on_has_no_open_account_afterwards(office: Desk) -> None:
    screen = click(section(office), "open-period")
    widget(screen, f"{FORM}-rpjmd").set_value("RPJMD 2025-2029")
    staying = widget(screen, f"{FORM}-people")
    leaver = office.people["pengamat"].account_id
    staying.set_value([one for one in staying.value if one != leaver])
    screen = click(screen.run(), "check-period")
    assert "Akun yang dinonaktifkan" in words(screen)
    click(screen, "confirm-period")

    with office.store.read() as connection:
        lines = accounts(connection, office.people["admin"], at=NOON)
    assert {one.username for one in lines if not one.is_active} == {"pengamat"}


def test_going_back_keeps_the_form(office: Desk) -> None:
    screen = click(section(office), "open-period")
    widget(screen, f"{FORM}-rpjmd").set_value("RPJMD 2025-2029")
    screen = click(click(screen, "check-period"), "unask-period")
    assert widget(screen, f"{FORM}-rpjmd").value == "RPJMD 2025-2029"
    screen = click(screen, "cancel-period")
    assert "open-period" in keys(screen)


def test_an_address_of_a_day_alone_means_the_programme_that_ran_on_it(opened: Desk) -> None:
    screen = opened.open(OVERVIEW, posisi="2022-03-31")
    assert screen.query_params["program"] == FIRST
    assert "2021-2023" in markup_of(screen)


def test_an_address_names_its_programme(opened: Desk) -> None:
    screen = opened.open(OVERVIEW, program=SECOND)
    assert stands(screen)
    assert "2024-2028" in markup_of(screen)
    assert screen.query_params["program"] == SECOND
    assert "program belum dimulai" in words(screen)


def test_an_unknown_programme_in_an_address_is_told(opened: Desk) -> None:
    screen = opened.open(OVERVIEW, program="tidak-ada")
    assert any("Program “tidak-ada” di alamat tidak dikenali" in one for one in alerts(screen))


def test_switching_keeps_basis_and_plan_and_moves_the_day_into_the_other(opened: Desk) -> None:
    screen = opened.open(
        PLAN, posisi="2021-06-30", basis="termasuk-laporan", rencana="berjalan", sentra="S04"
    )
    widget(screen, "pick-programme").set_value(SECOND)
    screen = screen.run()

    assert stands(screen)
    found = dict(screen.query_params.items())
    # The next programme has not begun: it is looked at today.
    assert found | {"sentra": ""} == {
        "program": SECOND,
        "posisi": "2022-06-30",
        "basis": "termasuk-laporan",
        "rencana": "berjalan",
        "sentra": "",
    }


def test_what_is_typed_in_one_programme_is_not_in_the_other(opened: Desk) -> None:
    screen = click(opened.open(PROGRAMME), "open-programme")
    widget(screen, "programme-field-name").set_value("Nama yang baru diketik")
    screen = screen.run()
    widget(screen, "pick-programme").set_value(SECOND)
    screen = screen.run()
    assert "open-programme" in keys(screen)

    widget(screen, "pick-programme").set_value(FIRST)
    screen = screen.run()
    assert widget(screen, "programme-field-name").value == "Nama yang baru diketik"


def test_a_click_on_a_page_drawn_before_stays_in_its_programme(office: Desk) -> None:
    screen = click(section(office), "open-period")
    open_next(office)
    screen = click(screen, "cancel-period")
    assert screen.query_params["program"] == FIRST


def test_every_page_of_the_next_programme_stands(opened: Desk) -> None:
    for entry in ENTRIES:
        for who in HOLDERS.values():
            opened.sit(who)
            if entry.permission in GRANTS[opened.people[who].role]:
                assert stands(opened.open(entry, program=SECOND)), (entry.url_path, who)


def test_texts_of_any_kind_are_carried_and_shown_as_they_are(
    make_desk: MakeDesk, poisoned_file: Path
) -> None:
    desk = make_desk(poisoned_file).sit("admin")
    screen = click(section(desk), "open-period")
    assert stands(screen)
    widget(screen, f"{FORM}-rpjmd").set_value("<script>alert(1)</script> `x` [a](b)")
    widget(screen, f"{FORM}-code").set_value(SECOND)
    screen = click(screen.run(), "check-period")
    assert stands(screen)
    assert "<script>" not in markup_of(screen)
    screen = click(screen, "confirm-period")
    assert stands(screen)
    screen = section(desk, program=SECOND)
    assert stands(screen)
    assert "<script>" not in markup_of(screen)


def test_an_adopted_programme_is_extended_by_decision_and_its_curve_follows(
    plan_desk: Desk,
) -> None:
    desk = plan_desk.sit("admin")
    with desk.store.write() as connection:
        decision = PlanDecision("050/2/2021", date(2021, 1, 1), "")
        planning.adopt_plan(connection, desk.people["admin"], decision, at=NOON)
    screen = click(desk.open(PROGRAMME), "open-programme")
    for name, value in (
        ("finish", date(2024, 6, 30)),
        ("holds_from", TODAY),
        ("decision_number", "050/9/2022"),
        ("reason", "Perpanjangan masa program"),
    ):
        widget(screen, f"programme-field-{name}").set_value(value)
    click(screen, "programme-field-save")

    assert desk.board(TODAY).programme.finish == date(2024, 6, 30)
    assert desk.board(date(2022, 6, 29)).programme.finish == date(2023, 12, 31)
    assert "2021-2024" in markup_of(desk.open(OVERVIEW))
    curve = brief(desk.board(TODAY), Moment(TODAY, Basis.APPROVED)).curve
    assert curve[-1].day == date(2024, 6, 30)
