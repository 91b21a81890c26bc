from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
from streamlit.testing.v1 import AppTest

from exchange.products import Product, file_name, products
from models.meetings import queries as meetings
from pages.exports import menu
from pages.shell import data
from pages.shell.catalogue import OVERVIEW
from rules.access import Permission, allowed
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import still_open
from rules.meetings.meeting import Meeting
from rules.values import Moment
from rules.vocabulary import Basis
from tests.pages.conftest import HOLDERS, Desk
from tests.pages.meetings.held import NOON, close, decide, hold, tell
from tests.pages.reading import stands, unfold
from tests.pages.shell.test_commands import ADDRESS, a_visit, traces
from words.meetings.messages import messages, wa_link


def dossier_of(desk: Desk, who: str = "dpmd", meeting: Meeting | None = None) -> Dossier:
    return data.dossier(a_visit(desk, who), meeting)


def meeting_of(desk: Desk, number: int) -> Meeting:
    with desk.store.read() as connection:
        return meetings.meeting(connection, desk.people["dpmd"], number)


class Counting:
    """A product that tells how often it was made, each time with other bytes."""

    def __init__(self) -> None:
        self.made = 0

    def make(self, dossier: Dossier) -> bytes:
        self.made += 1
        return f"{self.made} {dossier.made_by} {dossier.as_of}".encode()

    @property
    def product(self) -> Product:
        return replace(products()[0], load=lambda: self.make)


@pytest.mark.parametrize("who", HOLDERS.values())
def test_everybody_is_offered_the_files_of_the_moment_the_deck_first(desk: Desk, who: str) -> None:
    screen = desk.sit(who).open(OVERVIEW)
    assert not screen.get("download_button")

    screen = unfold(screen, "files")

    assert stands(screen)
    wanted = [one for one in products() if not one.needs_meeting]
    offered = [one for one in screen.get("download_button") if one.proto.label in _labels(wanted)]
    assert [one.proto.label for one in offered] == _labels(wanted)
    assert wanted[0].ending == "pptx"


def _labels(found: Sequence[Product]) -> list[str]:
    return [one.label for one in found]


def test_minutes_are_offered_for_a_meeting_alone(desk: Desk) -> None:
    meeting = meeting_of(desk, hold(desk, date(2022, 5, 31)))

    without = menu.offered(dossier_of(desk))
    within = menu.offered(dossier_of(desk, meeting=meeting))

    assert not [one for one in without if one.needs_meeting]
    assert _labels(within) == _labels(products())


def test_the_dossier_of_a_meeting_is_of_its_frozen_moment(desk: Desk) -> None:
    meeting = meeting_of(desk, hold(desk, date(2022, 5, 31)))

    found = dossier_of(desk, meeting=meeting)

    assert found.briefing.moment == Moment(
        date(2022, 5, 31), Basis.APPROVED, known_on=date(2022, 6, 30)
    )
    assert found.meeting == meeting
    assert dossier_of(desk).as_of == date(2022, 6, 30)


def test_the_dossier_of_a_meeting_has_its_follow_ups_as_it_left_them(desk: Desk) -> None:
    number = hold(desk, date(2022, 5, 31))
    owed = decide(desk, number, "Menuntaskan lahan")
    other = still_open(dossier_of(desk).follow_ups, date(2022, 6, 30))[0].resolution.id
    tell(desk, other, who="dpmd", evidence="BA 1")
    close(desk, number)
    tell(desk, owed)

    found = dossier_of(desk, meeting=meeting_of(desk, number))

    told = {one.resolution.id: one.is_open for one in found.follow_ups}
    assert (told[owed], told[other]) == (True, False)
    assert not next(one for one in dossier_of(desk).follow_ups if one.resolution.id == owed).is_open


def test_a_meeting_is_handed_out_as_it_stood_on_the_day_looked_from(desk: Desk) -> None:
    number = hold(desk, date(2022, 5, 31))
    still, today = meeting_of(desk, number), a_visit(desk, "dpmd")
    before = replace(today, moment=replace(today.moment, as_of=date(2022, 6, 29)))
    assert data.dossier(before, still).meeting == still

    ended = replace(still, closed_at=NOON)

    assert data.dossier(today, ended).meeting == ended


def test_a_dossier_says_who_made_it_and_where_the_dashboard_is(desk: Desk) -> None:
    found = dossier_of(desk, "pengamat")

    assert found.made_by == desk.people["pengamat"].name
    assert found.address == ADDRESS
    assert dossier_of(desk).made_by == desk.people["dpmd"].name


def test_a_dossier_is_assembled_once_until_something_changes(desk: Desk) -> None:
    meeting = hold(desk, date(2022, 5, 31))
    before = dossier_of(desk)
    assert dossier_of(desk) is before

    decide(desk, meeting, "Menuntaskan lahan")

    after = dossier_of(desk)
    new = {one.resolution.text for one in set(after.follow_ups) - set(before.follow_ups)}
    assert new == {"Menuntaskan lahan"}


def test_two_clicks_at_once_make_one_file_and_are_handed_the_same_bytes(desk: Desk) -> None:
    counting, visit = Counting(), a_visit(desk, "dpmd")
    before, together = len(traces(desk)), Barrier(2)
    dossier = dossier_of(desk)

    def click() -> bytes:
        together.wait()
        return menu._making(visit, dossier, counting.product)()

    with ThreadPoolExecutor(2) as pool:
        first, second = (one.result() for one in [pool.submit(click), pool.submit(click)])

    assert first == second
    assert counting.made == 1
    assert len(traces(desk)) == before


def test_nobody_is_handed_the_file_of_somebody_else_or_of_another_moment(desk: Desk) -> None:
    counting = Counting()
    meeting = meeting_of(desk, hold(desk, date(2022, 5, 31)))
    made = [
        menu._making(a_visit(desk, who), dossier_of(desk, who, held), counting.product)()
        for who in ("dpmd", "pengamat")
        for held in (None, meeting)
    ]

    assert len(set(made)) == 4
    assert made[1].endswith(b"Operator DPMD (contoh) 2022-05-31")
    assert desk.people["pengamat"].name.encode() in made[2]


def test_a_file_is_made_anew_once_something_changed(desk: Desk) -> None:
    counting, visit = Counting(), a_visit(desk, "dpmd")
    first = menu._making(visit, dossier_of(desk), counting.product)()
    close(desk, hold(desk, date(2022, 5, 31)))

    later = menu._making(a_visit(desk, "dpmd"), dossier_of(desk), counting.product)()

    assert first != later


def test_the_files_bear_the_moment_and_the_mark_of_the_example(desk: Desk) -> None:
    deck = products()[0]

    assert file_name(deck, dossier_of(desk)) == "contoh_paparan_2022-06-30_disetujui.pptx"


def _message_page() -> None:
    from pages.exports import menu
    from pages.shell import data, frame
    from rules.access import Permission

    visit = frame.enter(Permission.VIEW)
    menu.messages(visit, data.dossier(visit))


def test_each_agency_that_owes_something_has_a_text_to_copy_and_to_send(desk: Desk) -> None:
    screen = AppTest.from_function(_message_page, default_timeout=60).run()

    assert stands(screen)
    wanted = list(messages(replace(dossier_of(desk), address="")).values())
    assert len(wanted) > 2
    assert [one.value for one in screen.code] == wanted
    links = [one.proto.url for one in screen.get("link_button")]
    assert links == [wa_link(one) for one in wanted]


@pytest.mark.parametrize("who", HOLDERS.values())
def test_who_holds_meetings_opens_the_texts_from_the_first_screen(desk: Desk, who: str) -> None:
    screen = desk.sit(who).open(OVERVIEW)
    assert desk.who
    offered = [one for one in screen.button if one.key == "reminders"]
    assert bool(offered) is allowed(desk.who, Permission.HOLD_MEETING)

    if offered:
        offered[0].click().run()
        assert stands(screen)
        assert len(screen.code) == len(messages(dossier_of(desk, who))) > 2
