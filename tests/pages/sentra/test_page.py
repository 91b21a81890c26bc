from datetime import date
from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from models.reporting import queries as reporting_queries
from pages.sentra import sections
from pages.shell import address
from pages.shell.catalogue import SENTRA
from rules.progress.briefing import brief
from rules.progress.sentra_brief import SentraBrief
from rules.values import Moment, SentraCode
from rules.vocabulary import Basis, Plan
from tests.pages.conftest import Desk
from tests.pages.reading import (
    alerts,
    alts,
    charts,
    explored,
    markup_of,
    stands,
    unfold,
    unlinked,
    widget,
    words,
)
from words.formats import percent, points
from words.progress import reasons

NOW = Moment(date(2022, 6, 30), Basis.APPROVED, Plan.FIRST)
CODES = [f"S0{number}" for number in range(1, 10)]


def known(desk: Desk, code: str, moment: Moment = NOW) -> SentraBrief:
    found = brief(desk.board(moment.as_of), moment).of(code)
    assert found
    return found


@pytest.mark.parametrize("code", CODES)
def test_a_sentra_shows_its_own_figures_places_and_milestones(desk: Desk, code: str) -> None:
    screen = desk.open(SENTRA, sentra=code)

    one, shown = known(desk, code), words(screen)
    assert stands(screen)
    assert f"{one.sentra.name}. {reasons.health_reason(one)}" in shown
    assert f"{percent(one.actual)}, rencana {percent(one.planned)}" in shown
    assert points(one.deviation) in shown
    for place in one.sentra.places:
        assert place.name in shown
        assert not place.differs_from_source or place.note in shown
    for brief_ in one.milestones:
        assert brief_.milestone.title in shown
        assert f"{brief_.milestone.code} · " in shown


def test_the_curve_of_a_sentra_ends_at_its_actual(desk: Desk) -> None:
    moment = Moment(date(2022, 6, 30), Basis.REPORTED, Plan.CURRENT)
    screen = desk.open(SENTRA, **address.link(moment, sentra="S04"))

    share = known(desk, "S04", moment).actual
    assert f">realisasi {percent(share)}<" in charts(screen)[0]
    figure = explored(screen, "kurva-s")
    actual = next(one for one in figure["data"] if one["name"] == "realisasi")
    drawn = [value for value in actual["y"] if value is not None]
    assert drawn[-1] == pytest.approx(100 * share, abs=1e-9)


def test_charts_say_in_words_what_they_show(desk: Desk) -> None:
    screen = desk.open(SENTRA, sentra="S04")

    told = alts(screen)
    assert len(told) == 2
    assert all("Batik" in alt for alt in told)


@pytest.mark.parametrize("code", ["S99", "", "s04", "![x](http://example.org/x.png)"])
def test_an_unknown_sentra_is_told_and_the_one_in_greatest_need_shown(
    desk: Desk, code: str
) -> None:
    screen = desk.open(SENTRA, sentra=code)

    (sentence,) = alerts(screen)
    neediest = brief(desk.board(), NOW).sentra[0].sentra
    assert sentence.startswith(f"Sentra “{code}” tidak ada; yang dikenal S01, S02")
    assert screen.query_params["sentra"] == neediest.code
    assert neediest.name in words(screen)


def test_the_picker_changes_the_address(desk: Desk) -> None:
    screen = desk.open(SENTRA, sentra="S04")

    widget(screen, "pick-sentra").set_value("S07").run()

    assert screen.query_params["sentra"] == "S07"
    assert known(desk, "S07").sentra.name in words(screen)
    assert "S04-M01" not in words(screen)


def test_history_holds_every_report_and_decision(desk: Desk) -> None:
    screen = desk.open(SENTRA, sentra="S04")

    with desk.store.read() as connection:
        events = reporting_queries.events(
            connection, desk.people["pengamat"], NOW.as_of, sentra_code=SentraCode("S04")
        )
    assert len(events) > 20
    assert items(screen) == 20
    assert items(unfold(screen, "older-events")) == len(events)


def items(screen: AppTest) -> int:
    """Return how many reports and decisions are told."""
    return markup_of(screen).split('<ol class="history">', 1)[1].count("<li>")


def test_a_long_history_stands_by_pages_and_is_searched(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sections, "_ON_A_PAGE", 30)
    screen = unfold(desk.open(SENTRA, sentra="S04"), "older-events")
    assert items(screen) == 20 + 30
    assert "1-30 dari 56" in words(screen)

    widget(screen, "older-S04-page").set_value(2).run()
    assert items(screen) == 20 + 26
    widget(screen, "older-S04-sought").set_value("s04-m01").run()

    assert 20 < items(screen) < 20 + 26
    assert "yang cocok" in words(screen)


def test_history_can_be_read_for_one_milestone(desk: Desk) -> None:
    screen = desk.open(SENTRA, sentra="S04")

    widget(screen, "history-of").set_value("S04-M08").run()

    history = markup_of(screen).split('<ol class="history">', 1)[1]
    assert "S04-M08" in history
    assert "S04-M07" not in history


def test_a_milestone_of_one_sentra_is_not_looked_for_in_another(desk: Desk) -> None:
    screen = desk.open(SENTRA, sentra="S04")
    widget(screen, "history-of").set_value("S04-M08").run()

    widget(screen, "pick-sentra").set_value("S05").run()

    assert stands(screen)
    assert "Belum ada laporan" not in words(screen)


def test_history_ends_with_the_day(desk: Desk) -> None:
    then = {"posisi": "2021-12-31", "diketahui": "2021-12-31"}
    screen = desk.open(SENTRA, sentra="S04", **then)

    assert " 2022 " not in markup_of(screen).split('<ol class="history">', 1)[1]


def test_why_a_sentra_is_critical_stands_first(desk: Desk) -> None:
    screen = desk.open(SENTRA, sentra="S02")
    said = words(screen)

    first = said.index("Harus bertindak")
    assert first < said.index("Kesehatan")
    for told in (
        "sejak 9 Mei 2022 (52 hari)",
        "BPKAD menyelesaikan kendala, DISKUKMPERINDAG memimpin",
        "Langkah berikut",
    ):
        assert told in said
    (obstacle,) = known(desk, "S02").milestones[3].state.open_obstacles
    assert obstacle.description in said


def test_a_sentra_that_alarms_nobody_has_no_block(desk: Desk) -> None:
    assert "Langkah berikut" not in words(desk.open(SENTRA, sentra="S09"))


def test_an_address_names_a_stage_whose_milestones_stand_alone(desk: Desk) -> None:
    screen = desk.open(SENTRA, sentra="S04", tahap="3")

    own = [one.milestone for one in known(desk, "S04").milestones]
    staged = [one.title for one in own if one.stage == 3]
    told = f"{len(staged)} tonggak tahap Sarana-prasarana. Tampilkan semua tonggak"
    assert told in unlinked(markup_of(screen))
    table = markup_of(screen).partition("<caption>Tonggak capaian sentra")[2].split("</table>")[0]
    assert [one.title for one in own if f">{escape(one.title)}</a>" in table] == staged

    everything = markup_of(desk.open(SENTRA, sentra="S04", tahap="9"))
    assert "Tampilkan semua tonggak" not in everything
