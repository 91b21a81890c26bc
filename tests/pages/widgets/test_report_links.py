"""*Laporkan* in the tables of Sentra and Linimasa: for whom, where it leads, what it costs."""

from html import unescape
from re import findall
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from pages.shell.catalogue import SENTRA, TASKS, TIMELINE
from rules.access import may_report
from rules.vocabulary import Flag, Role
from tests.pages.conftest import HOLDERS, Desk
from tests.pages.reading import markup_of, stands, unfold, widget, words
from tests.pages.reporting.test_form import Form

LINK = r'<a class="way" href="([^"]*)" target="_self" aria-label="Laporkan [^:]+: '


def links(screen: AppTest) -> list[str]:
    """Where each link of the page's tables leads."""
    return [unescape(href) for href in findall(LINK, markup_of(screen))]


def codes(screen: AppTest) -> list[str]:
    return [parse_qs(urlsplit(href).query)["tonggak"][0] for href in links(screen)]


@pytest.mark.parametrize("role", Role)
def test_each_row_leads_to_the_form_for_those_who_may(desk: Desk, role: Role) -> None:
    who = desk.sit(HOLDERS[role]).who
    assert who
    board = desk.board()
    every = [one for sentra in board.sentra for one in sentra.milestones]

    sentra = desk.open(SENTRA, sentra="S04")
    timeline = unfold(desk.open(TIMELINE), "table")

    assert codes(sentra) == [
        one.code for one in every if one.sentra == "S04" and may_report(who, one)
    ]
    assert set(codes(timeline)) == {one.code for one in every if may_report(who, one)}
    assert all(one.code in words(timeline) for one in every)
    assert ('data-head="Laporan"' in markup_of(sentra)) is bool(codes(sentra))


@pytest.mark.parametrize("day", ["2022-06-30", "2021-12-31"])
def test_a_link_opens_the_form_on_the_view_of_today(desk: Desk, day: str) -> None:
    href = links(desk.open(SENTRA, sentra="S04", posisi=day, basis="termasuk-laporan"))[0]

    parts = urlsplit(href)
    asked = {name: found[0] for name, found in parse_qs(parts.query).items()}
    assert parts.path == f"/{TASKS.url_path}"
    assert (asked["posisi"], asked["basis"]) == ("2022-06-30", "termasuk-laporan")
    assert Form(desk.open(TASKS, **asked), asked["tonggak"]).is_open


def test_the_table_of_the_timeline_follows_its_filter(desk: Desk) -> None:
    screen = desk.open(TIMELINE)
    widget(screen, "wanted").set_value([Flag.OVERDUE]).run()
    before = len(markup_of(screen))

    unfold(screen, "table")

    assert stands(screen)
    # Only once it is opened it is drawn.
    assert len(markup_of(screen)) > before
    assert 0 < len(links(screen)) < 125
