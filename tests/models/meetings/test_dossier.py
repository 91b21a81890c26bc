"""The dossier of a meeting: what it froze, and its follow-ups as the meeting left them."""

from datetime import date

import pytest

from exchange.calendar import calendar
from exchange.minutes.content import minutes_content
from models.meetings.dossier import dossier
from models.store.store import Store
from rules.meetings.agenda_item import AgendaKind
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUpKind
from rules.values import Moment
from rules.vocabulary import Basis, Status
from tests.meeting_room import PERINDAG, MeetingRoom, on
from tests.people import BATIK, Office, an_obstacle
from words.meetings.messages import message

NEXT_DAY = "Diketik esok paginya"
PLANNED_DAY = date(2021, 5, 3)


@pytest.fixture
def room(store: Store) -> MeetingRoom:
    return MeetingRoom(Office(store))


def of_meeting(room: MeetingRoom, number: int) -> Dossier:
    meeting = room.meeting(number)
    assert meeting.moment is not None
    with room.office.store.read() as connection:
        reader = room.office.people.operator_dpmd
        return dossier(connection, reader, meeting.moment, meeting=meeting)


def of_day(room: MeetingRoom, day: date) -> Dossier:
    with room.office.store.read() as connection:
        return dossier(connection, room.office.people.pengamat, Moment(day, Basis.APPROVED))


def in_calendar(found: Dossier) -> str:
    return calendar(found).decode().replace("\r\n ", "")


def test_what_was_resolved_a_day_later_is_in_every_file_of_the_meeting(room: MeetingRoom) -> None:
    number = room.opened(on(6, 7))
    room.assign(number, text=NEXT_DAY, due_on=date(2021, 6, 21), at=on(6, 8, 8))
    while_open = of_meeting(room, number)
    room.close(number, at=on(6, 8))

    closed = of_meeting(room, number)
    for found in (while_open, closed):
        assert found.as_of == date(2021, 6, 7)
        assert NEXT_DAY in message(PERINDAG, found)
        assert NEXT_DAY in in_calendar(found)
        assert NEXT_DAY in str(minutes_content(found).blocks)
    assert of_day(room, date(2021, 6, 7)).follow_ups == ()


def test_a_follow_up_closed_before_the_meeting_ended_waits_in_none_of_its_files(
    room: MeetingRoom,
) -> None:
    first = room.opened(on(5, 3))
    owed = room.assign(first, text="Lahan dipastikan")
    room.close(first, at=on(5, 3, 11))
    second = room.opened(on(6, 7))
    room.tell(owed, at=on(6, 8, 9))
    room.close(second, at=on(6, 8, 10))
    room.tell(owed, FollowUpKind.REOPENED, "Belum tuntas", at=on(6, 8, 11))

    found = of_meeting(room, second)
    assert found.open_follow_ups == ()
    assert "Lahan dipastikan" not in in_calendar(found)
    waiting = str(minutes_content(found).blocks).partition("rapat sebelumnya yang belum selesai")
    assert "Lahan dipastikan" not in waiting[2]


def test_what_was_closed_on_the_day_of_the_last_meeting_but_after_it_is_told(
    room: MeetingRoom,
) -> None:
    first = room.opened(on(5, 3))
    before, within, after = (room.assign(first, text=text) for text in ("Satu", "Dua", "Tiga"))
    room.close(first, at=on(5, 3, 13))
    room.tell(before, at=on(6, 6))
    second = room.opened(on(6, 7))
    room.tell(within, at=on(6, 7, 10))
    room.close(second, at=on(6, 7, 11))
    room.tell(after, at=on(6, 7, 15))

    later = of_day(room, date(2021, 7, 5))
    assert [one.resolution.id for one in later.closed_follow_ups] == [after]
    third = room.opened(on(7, 5))
    found = of_meeting(room, third)
    assert [one.resolution.id for one in found.closed_follow_ups] == [after]
    ids = {one.resolution for one in room.meeting(third).agenda}
    assert after not in ids


def test_nothing_that_happens_after_the_closing_changes_the_minutes(room: MeetingRoom) -> None:
    office = room.office
    office.decide(office.report(BATIK, 0.5, at=on(3, 30)), at=on(3, 31))
    room.close(room.opened(on(4, 1)), at=on(4, 1, 11))
    number = room.opened(on(5, 3))
    owed = room.assign(number)
    room.close(number, at=on(5, 3, 11))
    minutes = minutes_content(of_meeting(room, number)).blocks
    # Another holder and the same figures, then other figures too, all on the meeting's day.
    obstacle = an_obstacle(owner="BPKAD")
    hindered = office.report(BATIK, 0.5, status=Status.OBSTRUCTED, opens=obstacle, at=on(5, 3, 12))
    office.decide(hindered, at=on(5, 3, 13))
    assert minutes_content(of_meeting(room, number)).blocks == minutes

    office.decide(office.report("S04-M02", 1, at=on(5, 3, 14)), at=on(5, 3, 15))
    room.tell(owed, at=on(5, 3, 16))
    room.plan(at=on(5, 3, 17), held_on=date(2021, 6, 7))
    assert minutes_content(of_meeting(room, number)).blocks == minutes


def test_the_agenda_that_is_frozen_is_the_one_that_was_previewed(room: MeetingRoom) -> None:
    office = room.office
    first = room.opened(on(4, 1))
    room.assign(first)
    room.close(first)
    obstacle = an_obstacle()
    office.decide(office.report(status=Status.OBSTRUCTED, opens=obstacle, at=on(4, 5)))
    number = room.plan()
    preview = of_day(room, PLANNED_DAY)
    room.begin(number, at=on(5, 3))

    found = room.meeting(number)
    assert found.agenda == preview.agenda
    assert found.previous == preview.previous == date(2021, 4, 1)
    assert AgendaKind.FOLLOW_UP in {one.kind for one in found.agenda}
