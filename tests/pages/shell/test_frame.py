import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from models.accounts import identity
from models.progress import queries as progress_queries
from models.reporting import commands
from models.store.store import Store, close_stores, open_store
from pages.shell import frame, header, notices
from pages.shell.catalogue import ENTRIES, OVERVIEW, SENTRA, TIMELINE, PageEntry
from pages.shell.visit import Session
from rules.periods import WITA
from rules.reporting.report import Draft
from rules.values import Actor, MilestoneCode
from rules.vocabulary import Basis, Plan, Status
from settings import sqlite_url
from tests.builders import a_programme
from tests.pages.conftest import Desk, MakeDesk
from tests.pages.reading import (
    FAILED,
    alerts,
    charts,
    explored,
    is_shown,
    markup_of,
    stands,
    unfold,
    widget,
    words,
)

MOST_STATEMENTS = 73
SQUARE = "[[[116.5, -1.2], [116.6, -1.2], [116.6, -1.1], [116.5, -1.2]]]"


def test_an_example_is_recorded_on_its_pinned_day() -> None:
    assert frame.now(a_programme(pinned_on=date(2022, 6, 30))).date() == date(2022, 6, 30)


def test_a_real_programme_is_recorded_in_the_time_of_penajam() -> None:
    at = frame.now(a_programme())

    assert at.tzinfo is WITA
    assert frame.now() >= at


@pytest.mark.parametrize(
    ("key", "value", "name", "written"),
    [
        ("pick-as-of", date(2021, 12, 31), "posisi", "2021-12-31"),
        ("pick-basis", Basis.REPORTED, "basis", Basis.REPORTED.value),
        ("pick-plan", Plan.CURRENT, "rencana", Plan.CURRENT.value),
    ],
)
def test_a_picker_changes_the_address_and_what_is_shown(
    desk: Desk, key: str, value: object, name: str, written: str
) -> None:
    screen = desk.open(OVERVIEW)
    before = words(screen)

    widget(screen, key).set_value(value).run()

    assert screen.query_params[name] == written
    assert words(screen) != before
    assert stands(screen)


def test_the_moment_stays_over_a_change_of_page(desk: Desk) -> None:
    screen = desk.open(OVERVIEW, posisi="2021-12-31", basis=Basis.REPORTED.value)

    screen.query_params.clear()
    screen.switch_page(TIMELINE.script).run()

    assert "Posisi per 31 Desember 2021" in words(screen)
    assert screen.query_params["basis"] == Basis.REPORTED.value


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.url_path)
def test_an_example_says_so_on_every_page(desk: Desk, entry: PageEntry) -> None:
    assert "DATA CONTOH" in words(desk.open(entry))


@pytest.fixture(scope="module")
def reported_file(example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example in which 30 more reports were made, to be copied."""
    folder = tmp_path_factory.mktemp("laporan")
    file = Path(shutil.copy(example_file, folder / "contoh.db"))
    store = open_store(sqlite_url(file), backups=folder)
    with store.read() as connection:
        people = {one.username: one for one in identity.example_actors(connection)}
    _report_often(store, people["dpmd"], times=30)
    store.engine.dispose()
    return file


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.url_path)
def test_statements_do_not_grow_with_what_was_recorded(
    make_desk: MakeDesk, example_file: Path, reported_file: Path, entry: PageEntry
) -> None:
    before, after = [_statements(make_desk(file), entry) for file in (example_file, reported_file)]

    assert len(after) == len(before) <= MOST_STATEMENTS


def test_a_page_seen_before_asks_the_store_little(desk: Desk) -> None:
    screen = desk.open(OVERVIEW)

    with desk.counted() as said:
        screen.run()

    assert len(said) <= 8


def test_frame_and_page_ask_once_together_who_is_here(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask = frame.session

    def noted() -> Session:
        asked.append("session")
        return ask()

    monkeypatch.setattr(frame, "session", noted)
    screen = desk.open(TIMELINE)
    assert asked == ["session"]

    with desk.counted() as said:
        screen.run()

    assert asked == ["session", "session"]
    assert len([one for one in said if "FROM programme" in one]) == 1


def test_who_was_taken_out_meanwhile_sees_nothing_on_the_next_run(desk: Desk) -> None:
    screen = desk.open(TIMELINE)
    desk.who = None

    screen.run()

    assert not is_shown(screen)
    assert "Sesi Anda sudah berakhir" in words(screen)


def test_who_it_is_stands_in_a_menu_drawn_once_it_is_opened(desk: Desk) -> None:
    screen = desk.open(TIMELINE)
    assert "/keluar" not in markup_of(screen)

    unfold(screen, "person")

    assert 'href="/keluar"' in markup_of(screen)
    assert "Hari ini: 30 Juni 2022" in words(screen)


def test_the_pages_of_one_run_are_no_other_ones(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Streamlit notes on a page while one person's run goes on must not reach another's."""
    taken: list[st.Page] = []
    navigation = st.navigation

    def noted(pages: list[st.Page], **named: Any) -> st.Page:
        taken.extend(pages)
        return navigation(pages, **named)

    monkeypatch.setattr(st, "navigation", noted)
    desk.open(TIMELINE).run()

    assert len(taken) == 2 * len(ENTRIES)
    assert len({id(page) for page in taken}) == len(taken)


def test_a_report_shows_at_once_although_boards_are_kept(desk: Desk) -> None:
    screen = desk.open(OVERVIEW, basis=Basis.REPORTED.value)
    before = words(screen)

    _report_often(desk.store, desk.people["dpmd"], times=1)
    screen.run()

    assert words(screen) != before


def test_a_boundary_is_drawn_under_the_places(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "batas.geojson"
    # With the mark that Windows' editor writes before UTF-8.
    outline = f'{{"type": "Polygon", "coordinates": {SQUARE}}}'
    file.write_text(outline, encoding="utf-8-sig")
    monkeypatch.setenv("SENTRA_BOUNDARY", str(file))

    screen = desk.open(OVERVIEW)

    assert "batas" in [one["name"] for one in explored(screen, "peta")["data"]]


@pytest.mark.parametrize("content", [b'{"type": "Polygon"}', b"\xff\xfe\x00", None])
def test_an_unreadable_boundary_is_told_and_the_map_drawn_without(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    file = tmp_path / "batas.geojson"
    file.write_bytes(content or b"")
    monkeypatch.setenv("SENTRA_BOUNDARY", str(file))
    frame._settings()
    if content is None:
        file.unlink()

    screen = desk.open(OVERVIEW)

    (sentence,) = alerts(screen)
    assert sentence.startswith("Peta digambar tanpa batas wilayah")
    assert len(charts(screen)) == 3
    assert "Perlu keputusan" in words(screen)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.url_path)
def test_a_store_that_does_not_answer_is_told(desk: Desk, entry: PageEntry) -> None:
    for table in ("milestone", "account", "audit_event"):
        desk.tamper(f"ALTER TABLE {table} RENAME TO {table}_elsewhere")

    screen = desk.sit_for(entry).open(entry)

    assert "Basis data sedang tidak dapat dipakai" in alerts(screen)[0]
    assert not is_shown(screen)
    assert not screen.exception


def test_a_file_that_is_no_store_is_told(desk: Desk) -> None:
    desk.file.write_bytes(b"bukan basis data" * 1000)

    screen = desk.open(OVERVIEW)

    assert "Basis data sedang tidak dapat dipakai" in alerts(screen)[0]
    assert not screen.exception


def test_what_nobody_foresaw_is_a_sentence_and_a_line_in_the_log(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise LookupError("rahasia dapur")

    monkeypatch.setattr(progress_queries, "board", broken)

    screen = desk.open(SENTRA)

    (sentence,) = alerts(screen)
    assert sentence.startswith(FAILED)
    assert "rahasia dapur" not in words(screen)
    assert "rahasia dapur" in caplog.text
    assert not screen.exception


def _statements(desk: Desk, entry: PageEntry) -> list[str]:
    """What a page asks of a store that was just opened, and is closed again."""
    with desk.sit_for(entry).counted() as said:
        desk.open(entry)
    close_stores()
    st.cache_resource.clear()
    return said


def _report_often(store: Store, actor: Actor, *, times: int) -> None:
    code, day = MilestoneCode("S04-M08"), date(2022, 6, 30)
    for time in range(times):
        with store.write() as connection:
            draft = Draft(
                milestone=code,
                effective_on=day,
                status=Status.IN_PROGRESS,
                progress=0.81 + time / 1000,
                note="Lagi",
                seen=progress_queries.milestone(connection, actor, code, day).version,
                key=f"lagi-{time}",
            )
            at = datetime(2022, 6, 30, 12, tzinfo=WITA)
            commands.report(connection, actor, draft, at=at)


def test_what_was_recorded_is_told_even_where_the_page_then_fails(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        notices.recorded("Tersimpan.")
        raise RuntimeError

    monkeypatch.setattr(header, "draw", fail)
    screen = desk.open(OVERVIEW)

    assert FAILED in words(screen)
    assert "data Anda tidak berubah" not in words(screen)
    assert [one.value for one in screen.toast] == ["Tersimpan."]


def test_what_was_recorded_where_the_page_then_stops_is_told_by_the_next_run(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        notices.recorded("Tersimpan.")
        st.stop()

    with monkeypatch.context() as patch:
        patch.setattr(header, "draw", stop)
        screen = desk.open(OVERVIEW)
    assert not screen.toast

    assert [one.value for one in screen.run().toast] == ["Tersimpan."]
    assert not screen.run().toast


def test_an_administrator_is_told_of_what_was_changed_behind_the_program(desk: Desk) -> None:
    assert not any("riwayat" in one for one in alerts(desk.sit("admin").open(OVERVIEW)))
    desk.tamper("UPDATE milestone SET first_finish_on = '2023-11-30' WHERE code = 'S05-M03'")
    st.cache_resource.clear()

    (told,) = [one for one in alerts(desk.open(OVERVIEW)) if "riwayat" in one]
    assert "PERHATIAN" in told
    assert not any("riwayat" in one for one in alerts(desk.sit("pimpinan").open(OVERVIEW)))
