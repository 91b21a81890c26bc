"""The presentation: large slides of a meeting or of a moment, step by step."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from models.meetings import commands
from pages.meetings.slides import slides
from pages.shell.catalogue import MEETINGS
from rules.meetings.resolutions import MeetingId
from rules.progress.briefing import brief
from rules.values import Moment
from rules.vocabulary import Basis
from tests.builders import (
    a_board,
    a_dossier,
    a_meeting,
    a_milestone,
    a_moment,
    a_resolution,
    a_schedule,
    a_sentra,
    a_state,
)
from tests.pages.conftest import Desk
from tests.pages.meetings.held import NOON, approve_one
from tests.pages.reading import markup_of, stands, widget, words
from words.formats import percent, points
from words.progress import sentences

TODAY = date(2022, 6, 30)
PLANNED = MeetingId(5)


@pytest.fixture
def held(desk: Desk) -> Desk:
    """The operator of DPMD in the meeting of June, just opened on the approved position."""
    with desk.store.write() as connection:
        moment = Moment(TODAY, Basis.APPROVED)
        commands.open_meeting(connection, desk.people["dpmd"], PLANNED, moment, at=NOON)
    return desk


def every_slide(screen: AppTest) -> str:
    """Press on until the last slide; return all that was shown."""
    said = [words(screen)]
    while not widget(screen, "slide-on").disabled:
        widget(screen, "slide-on").click().run()
        assert stands(screen)
        said.append(words(screen))
    return "\n".join(said)


def test_a_meeting_is_presented_with_one_click_and_left_with_one(held: Desk) -> None:
    screen = held.open(MEETINGS, rapat=str(PLANNED))

    widget(screen, "present").click().run()
    assert screen.query_params["tayang"] == "1"
    assert 'class="slide"' in markup_of(screen)
    assert "DATA CONTOH" in words(screen)
    assert widget(screen, "slide-leave").label == "Tutup tayangan"
    widget(screen, "slide-leave").click().run()

    assert "tayang" not in screen.query_params
    assert 'class="slide"' not in markup_of(screen)
    assert screen.query_params["rapat"] == str(PLANNED)


def test_the_slides_show_the_figures_of_the_frozen_position(held: Desk) -> None:
    known = brief(held.board(TODAY), Moment(TODAY, Basis.APPROVED, known_on=TODAY))

    screen = held.open(MEETINGS, rapat=str(PLANNED), tayang="1", basis="dilaporkan")

    said = every_slide(screen)
    assert sentences.headline(known) in said
    assert percent(known.totals.actual) in said
    for one in known.sentra[:2]:
        assert one.sentra.name in said
        assert points(one.deviation) in said
    for part in ("7 tindak lanjut belum selesai", "Sentra kritis", "OPD tanpa laporan"):
        assert part in said
    assert "5 keputusan diminta dari rapat" in said
    assert not re.search(r"S\d\d-M\d\d", said)
    assert "termasuk laporan" not in said


def test_what_is_approved_after_the_opening_moves_no_figure_of_the_meeting(held: Desk) -> None:
    seen = brief(held.board(TODAY), Moment(TODAY, Basis.APPROVED, known_on=TODAY))
    approve_one(held)
    now = brief(held.board(TODAY), Moment(TODAY, Basis.APPROVED, known_on=TODAY))
    assert percent(now.totals.actual) != percent(seen.totals.actual)

    opening, figures = (
        words(held.open(MEETINGS, rapat=str(PLANNED), tayang=step)) for step in "12"
    )

    assert sentences.headline(seen) in opening
    assert figures.count(percent(seen.totals.actual)) >= 1
    assert f"angka hari itu berubah: capaian program {percent(now.totals.actual)}" in figures


def test_a_moment_is_presented_without_any_meeting(plan_desk: Desk) -> None:
    screen = plan_desk.open(MEETINGS, tayang="1")

    assert "1 dari " in words(screen)
    assert widget(screen, "slide-back").disabled
    assert "belum ada laporan yang tercatat" in every_slide(screen)


@pytest.mark.parametrize(
    ("asked", "shown"), [("0", 1), ("x", 1), ("", 1), ("²", 1), ("2", 2), ("9" * 30, 1)]
)
def test_the_address_names_the_step_or_the_nearest_one(held: Desk, asked: str, shown: int) -> None:
    screen = held.open(MEETINGS, rapat=str(PLANNED), tayang=asked)

    assert f"\n{shown} dari " in words(screen)


def test_beyond_the_last_step_stands_the_last_one(held: Desk) -> None:
    screen = held.open(MEETINGS, rapat=str(PLANNED), tayang="999")

    assert widget(screen, "slide-on").disabled
    assert not widget(screen, "slide-back").disabled


def test_where_only_deviations_changed_a_slide_tells_them() -> None:
    year = a_schedule(start=date(2022, 1, 1), finish=date(2022, 12, 31), weight=100.0)
    still = a_milestone("S01-M01", a_state(0.45, effective_on=date(2022, 6, 15)), first=year)
    later, earlier = (
        brief(a_board([a_sentra("S01", [still])], as_of=day), a_moment(day))
        for day in (TODAY, date(2022, 3, 31))
    )

    found = slides(a_dossier(later, earlier), ())

    (told,) = [one for one in found if "hanya deviasi 1 sentra yang berubah" in one.title]
    assert "<b>Sentra S01</b>: Deviasi +20,5 pp menjadi" in told.body


def test_what_this_meeting_resolved_stands_at_the_end_and_not_among_the_old() -> None:
    made = tuple(a_resolution(number, text=f"Keputusan {number}") for number in range(1, 7))
    briefing = brief(a_board(), a_moment())

    found = slides(a_dossier(briefing, meeting=a_meeting(resolutions=made)), ())

    assert [one.title for one in found[-2:]] == ["6 keputusan rapat ini"] * 2
    assert [one.body.count("<li>") for one in found[-2:]] == [3, 3]
    assert "Keputusan 6" in found[-1].body
    assert "Keputusan 6" not in found[-2].body


def test_nothing_typed_is_alive_on_a_slide() -> None:
    briefing = brief(a_board(), a_moment())
    made = (a_resolution(text="<script>alert(1)</script>"),)

    found = slides(a_dossier(briefing, meeting=a_meeting(resolutions=made)), ())

    assert "&lt;script&gt;" in found[-1].body
    assert "<script" not in found[-1].body
