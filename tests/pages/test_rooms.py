import pytest
from streamlit.testing.v1 import AppTest

from pages.frame import now
from pages.rooms import OVERVIEW, ROOMS, SENTRA, TASKS, TIMELINE, Room
from tests.pages.conftest import PAGES, Desk
from tests.pages.reading import alerts, charts, is_shown, stands, words


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.url_path)
def test_a_session_that_ended_shows_no_more_of_an_open_page(warm_desk: Desk, room: Room) -> None:
    screen = warm_desk.sit_for(room).open(room)
    assert is_shown(screen)
    warm_desk.who = None

    screen.run()

    assert alerts(screen) == ["Sesi Anda sudah berakhir. Yang belum dikirim tidak tersimpan."]
    assert not is_shown(screen)


@pytest.mark.parametrize("room", [SENTRA, TIMELINE, TASKS], ids=lambda room: room.url_path)
def test_a_page_that_runs_alone_asks_who_is_there(desk: Desk, room: Room) -> None:
    desk.who = None
    alone = AppTest.from_file(str(PAGES / room.script), default_timeout=60).run()

    assert not is_shown(alone)
    assert alerts(alone) == ["Sesi Anda sudah berakhir. Yang belum dikirim tidak tersimpan."]


def test_an_empty_store_is_told_in_a_sentence(desk: Desk) -> None:
    desk.tamper("DELETE FROM programme")

    screen = desk.open(OVERVIEW)

    assert stands(screen)
    assert alerts(screen) == ["Basis data masih kosong; muat rencana program lebih dahulu."]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.url_path)
def test_every_page_opens_on_a_plan_without_reports(warm_plan_desk: Desk, room: Room) -> None:
    screen = warm_plan_desk.sit_for(room).open(room)

    assert stands(screen)
    assert is_shown(screen)
    assert "DATA CONTOH" not in words(screen)


def test_a_plan_without_reports_says_so(plan_desk: Desk) -> None:
    overview = plan_desk.open(OVERVIEW, posisi="2022-06-30")
    sentra = plan_desk.open(SENTRA, posisi="2022-06-30", sentra="S04")

    assert "belum ada laporan yang disetujui" in words(overview)
    assert "Belum ada laporan sampai posisi ini." in words(sentra)
    assert "Tidak ada kendala yang dilaporkan sampai posisi ini." in words(sentra)
    assert charts(overview)


def test_a_real_programme_follows_the_calendar(plan_desk: Desk) -> None:
    before = now().date()
    screen = plan_desk.open(OVERVIEW)

    # Twice, since the test may run at midnight.
    days = {before.isoformat(), now().date().isoformat()}
    assert screen.query_params["posisi"] in days


def test_weights_that_do_not_sum_to_100_break_no_page(desk: Desk) -> None:
    desk.tamper("UPDATE milestone SET first_weight = 9000 WHERE code = 'S04-M03'")

    for room in ROOMS:
        screen = desk.sit_for(room).open(room, sentra="S04")

        assert stands(screen), room.title
        assert is_shown(screen), room.title


def test_a_programme_without_a_sentra_breaks_no_page(desk: Desk) -> None:
    tables = ("obstacle", "state_entry", "report_event", "milestone", "place", "sentra")
    desk.tamper(*(f"DELETE FROM {table}" for table in tables))

    for room in ROOMS:
        screen = desk.open(room)

        assert stands(screen), room.title
        assert words(screen).strip(), room.title
