import pytest
from streamlit.testing.v1 import AppTest

from pages.shell.catalogue import ENTRIES, OVERVIEW, SENTRA, TASKS, TIMELINE, PageEntry
from pages.shell.frame import now
from tests.pages.conftest import PAGES, Desk
from tests.pages.reading import alerts, charts, is_shown, stands, words


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.url_path)
def test_a_session_that_ended_shows_no_more_of_an_open_page(
    warm_desk: Desk, entry: PageEntry
) -> None:
    screen = warm_desk.sit_for(entry).open(entry)
    assert is_shown(screen)
    warm_desk.who = None

    screen.run()

    assert alerts(screen) == ["Sesi Anda sudah berakhir."]
    assert not is_shown(screen)


@pytest.mark.parametrize("entry", [SENTRA, TIMELINE, TASKS], ids=lambda entry: entry.url_path)
def test_a_page_that_runs_alone_asks_who_is_there(desk: Desk, entry: PageEntry) -> None:
    desk.who = None
    alone = AppTest.from_file(str(PAGES / entry.script), default_timeout=60).run()

    assert not is_shown(alone)
    assert alerts(alone) == ["Sesi Anda sudah berakhir."]


def test_an_empty_store_is_told_in_a_sentence(desk: Desk) -> None:
    desk.tamper("DELETE FROM programme")

    screen = desk.open(OVERVIEW)

    assert stands(screen)
    assert alerts(screen) == ["Basis data masih kosong; muat rencana program lebih dahulu."]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.url_path)
def test_every_page_opens_on_a_plan_without_reports(warm_plan_desk: Desk, entry: PageEntry) -> None:
    screen = warm_plan_desk.sit_for(entry).open(entry)

    assert stands(screen)
    assert is_shown(screen)
    assert "DATA CONTOH" not in words(screen)


def test_a_plan_without_reports_says_so(plan_desk: Desk) -> None:
    overview = plan_desk.open(OVERVIEW, posisi="2022-06-30")
    sentra = plan_desk.open(SENTRA, posisi="2022-06-30", sentra="S04")

    assert "belum ada laporan yang tercatat" in words(overview)
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

    for entry in ENTRIES:
        screen = desk.sit_for(entry).open(entry, sentra="S04")

        assert stands(screen), entry.title
        assert is_shown(screen), entry.title


def test_a_programme_without_a_sentra_breaks_no_page(desk: Desk) -> None:
    tables = ("obstacle", "progress_entry", "report_event", "milestone", "place", "sentra")
    desk.tamper(*(f"DELETE FROM {table}" for table in tables))

    for entry in ENTRIES:
        screen = desk.open(entry)

        assert stands(screen), entry.title
        assert words(screen).strip(), entry.title
