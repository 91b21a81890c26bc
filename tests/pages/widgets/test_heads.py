"""A past day says what was recorded later, and leads to the view as known then and back."""

from datetime import date

import pytest

from models.progress.queries import recorded_later
from pages.shell.catalogue import CHANGES, OVERVIEW, SENTRA, TIMELINE, PageEntry
from rules.changes.hindsight import hindsight
from rules.progress.briefing import brief
from rules.values import Moment
from rules.vocabulary import Basis
from tests.pages.conftest import Desk
from tests.pages.reading import stands, widget, words
from words.progress import sentences

MARCH = date(2022, 3, 31)


@pytest.mark.parametrize(
    "entry", [OVERVIEW, SENTRA, TIMELINE, CHANGES], ids=lambda one: one.url_path
)
def test_the_other_reading_of_a_past_day_is_one_click_and_has_its_address(
    desk: Desk, entry: PageEntry
) -> None:
    screen = desk.open(entry, posisi=MARCH.isoformat())
    assert "diketahui" not in screen.query_params

    widget(screen, "other-reading").click().run()

    assert stands(screen)
    assert screen.query_params["diketahui"] == MARCH.isoformat()
    assert sentences.known_only(MARCH) in words(screen)

    widget(screen, "other-reading").click().run()

    assert "diketahui" not in screen.query_params
    assert sentences.known_only(MARCH) not in words(screen)


def test_the_sentence_tells_how_much_came_later_and_by_how_much_it_moves_the_figure(
    desk: Desk,
) -> None:
    screen = desk.open(OVERVIEW, posisi=MARCH.isoformat())

    now, then = (
        brief(desk.board(MARCH, known_on), Moment(MARCH, Basis.APPROVED, known_on=known_on))
        for known_on in (None, MARCH)
    )
    with desk.store.read() as connection:
        later = recorded_later(connection, desk.people["pengamat"], MARCH)
    found = hindsight(now, then, later)
    assert now.totals.actual > then.totals.actual
    assert sentences.hindsight(found) in words(screen)


def test_today_has_one_reading(desk: Desk) -> None:
    screen = desk.open(OVERVIEW)

    assert "dicatat sesudah" not in words(screen)
    assert not [one for one in screen.button if one.key == "other-reading"]


def test_another_day_is_seen_as_known_now(desk: Desk) -> None:
    screen = desk.open(OVERVIEW, posisi=MARCH.isoformat(), diketahui=MARCH.isoformat())

    widget(screen, "pick-as-of").set_value(date(2022, 2, 28)).run()

    assert screen.query_params["posisi"] == "2022-02-28"
    assert "diketahui" not in screen.query_params
