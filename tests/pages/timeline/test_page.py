from datetime import date
from functools import partial
from typing import Any

import pytest

from charts.grouping import Grouping
from charts.time_axis import Zoom
from pages.shell.catalogue import TIMELINE
from pages.widgets import lists
from rules.progress.briefing import brief
from rules.values import Moment
from rules.vocabulary import Basis, Flag, Plan
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, charts, explored, markup_of, menus, stands, unfold, widget

NOW = Moment(date(2022, 6, 30), Basis.APPROVED, Plan.FIRST)


def test_the_timeline_holds_every_milestone(desk: Desk) -> None:
    screen = desk.open(TIMELINE)

    drawn = charts(screen)[0]
    codes = [one.code for sentra in desk.board().sentra for one in sentra.milestones]
    assert len(codes) == 125
    assert all(code in drawn for code in codes)


@pytest.mark.parametrize(
    ("grouping", "heading"),
    [
        (Grouping.SENTRA, "Batik"),
        (Grouping.STAGE, "1. Penetapan"),
        (Grouping.AGENCY, "DISKUKMPERINDAG"),
    ],
)
def test_milestones_are_gathered_as_asked(desk: Desk, grouping: Grouping, heading: str) -> None:
    screen = desk.open(TIMELINE)

    widget(screen, "choice-Grouping").set_value(grouping).run()

    assert stands(screen)
    assert f"<h3>{heading}" in charts(screen)[0]
    assert f"<b>{heading}" in str(explored(screen, "linimasa")["data"])


@pytest.mark.parametrize("zoom", Zoom)
def test_every_scale_of_time_is_drawn(desk: Desk, zoom: Zoom) -> None:
    screen = desk.open(TIMELINE)

    widget(screen, "choice-Zoom").set_value(zoom).run()

    assert stands(screen)
    assert charts(screen)


def test_a_filter_leaves_the_milestones_with_that_flag(desk: Desk) -> None:
    screen = desk.open(TIMELINE)

    widget(screen, "wanted").set_value([Flag.OVERDUE]).run()

    wanted = {one.milestone.code for one in brief(desk.board(), NOW).flagged([Flag.OVERDUE])}
    drawn = charts(screen)[0]
    every = {one.code for sentra in desk.board().sentra for one in sentra.milestones}
    assert wanted
    assert {code for code in every if code in drawn} == wanted


def test_a_filter_that_leaves_nothing_is_told(plan_desk: Desk) -> None:
    screen = plan_desk.open(TIMELINE, posisi="2021-01-01")

    widget(screen, "wanted").set_value([Flag.OVERDUE]).run()

    assert alerts(screen) == [
        "Tidak ada tonggak dengan tanda itu pada posisi ini; hapus saringannya."
    ]
    assert not charts(screen)


def test_a_long_timeline_stands_by_pages_and_its_table_stays_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "shown", partial(_by_fifty, lists.shown))
    codes = {one.code for sentra in desk.board().sentra for one in sentra.milestones}
    screen = desk.open(TIMELINE)

    found: list[set[str]] = []
    for page in (1, 2, 3):
        widget(screen, "timeline-page").set_value(page).run()
        drawn = str(charts(screen)[0])
        found.append({code for code in codes if code in drawn})

    assert [len(one) for one in found] == [50, 50, 25]
    assert set().union(*found) == codes
    assert "25 dari 125 tonggak: " in markup_of(screen)
    widget(screen, "timeline-sought").set_value("S07").run()
    drawn = str(charts(screen)[0])
    assert {code for code in codes if code in drawn} == {one for one in codes if "S07" in one}
    widget(screen, "timeline-sought").set_value("tidak ada yang begini").run()
    assert not charts(screen)
    assert "Unduh tabel linimasa" in menus(screen)
    assert not alerts(screen)


def _by_fifty(shown: Any, *args: Any, **named: Any) -> Any:
    return shown(*args, **(named | {"size": 50}))


def test_the_address_names_the_milestones_to_show(desk: Desk) -> None:
    known = brief(desk.board(), NOW)
    agency, held = known.blocking_agencies[0]

    due = desk.open(TIMELINE, tanda="jatuh tempo")
    waiting = desk.open(TIMELINE, menunggu=agency)

    assert rows(due) == known.totals.flags[Flag.DUE_SOON]
    assert rows(waiting) == held
    widget(waiting, "waits-for").set_value(None).run()
    assert rows(unfold(waiting, "table")) == 125
    assert stands(desk.open(TIMELINE, tanda="<b>", menunggu="<b>"))


def rows(screen: Any) -> int:
    return markup_of(screen).count('data-head="Tonggak"')
