"""What a meeting resolves: corrected, withdrawn and restored, and what is told of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert

from models.schema.meetings import follow_up_event
from models.store.store import Store
from rules.errors import UnknownCode
from rules.meetings.errors import MeetingProblem
from rules.meetings.follow_ups import FollowUpKind
from rules.meetings.legality import TEXT_LIMIT
from rules.meetings.resolutions import MeetingId, ResolutionId
from rules.values import AgencyCode, MilestoneCode, SentraCode
from tests.meeting_room import BPKAD, DPMD, MeetingRoom, on, refused, trail
from tests.people import BATIK, Office


@pytest.fixture
def room(store: Store) -> MeetingRoom:
    return MeetingRoom(Office(store))


def test_a_resolution_is_kept_with_what_it_is_about(room: MeetingRoom) -> None:
    room.office.report(at=on(5, 2))
    number = room.opened(on(5, 3))
    item = room.meeting(number).agenda[0].key
    plain = room.resolve(number, " Laporan bulanan ")
    owed = room.assign(
        number,
        BPKAD,
        date(2021, 6, 1),
        item=item,
        milestone=MilestoneCode(BATIK),
        needs_evidence=True,
    )

    first, second = room.meeting(number).resolutions
    assert (first.id, first.text, first.is_follow_up) == (plain, "Laporan bulanan", False)
    assert (second.id, second.item, second.owner) == (owed, item, BPKAD)
    assert (second.sentra, second.milestone) == ("S04", BATIK)
    assert (second.due_on, second.needs_evidence) == (date(2021, 6, 1), True)
    assert second.author == room.office.people.operator_dpmd.name


def test_sending_the_same_resolution_twice_records_it_once(room: MeetingRoom) -> None:
    number = room.opened()
    first = room.resolve(number, key="sama")
    once = trail(room)

    assert room.resolve(number, "Lain", key="sama") == first
    assert trail(room) == once


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"text": "  "}, MeetingProblem.TEXT_MISSING),
        ({"text": "x" * (TEXT_LIMIT + 1)}, MeetingProblem.TEXT_TOO_LONG),
        ({"owner": DPMD}, MeetingProblem.DUE_MISSING),
        ({"due_on": date(2021, 6, 1)}, MeetingProblem.OWNER_MISSING),
        ({"needs_evidence": True}, MeetingProblem.OWNER_MISSING),
        ({"owner": DPMD, "due_on": date(2021, 5, 2)}, MeetingProblem.DUE_BEFORE_MEETING),
    ],
)
def test_a_resolution_that_breaks_a_rule_is_refused(
    room: MeetingRoom, fields: dict[str, Any], problem: MeetingProblem
) -> None:
    number = room.opened(on(5, 3))

    assert refused(room.resolve, number, **fields) == (problem,)
    assert room.meeting(number).resolutions == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"item": "critical-S99"},
        {"sentra": SentraCode("S99")},
        {"milestone": MilestoneCode("S99-M01")},
        {"owner": AgencyCode("DINAS LAIN"), "due_on": date(2021, 6, 1)},
        {"replaces": ResolutionId(99)},
        {"meeting": MeetingId(99)},
        {"meeting": MeetingId(2**40)},
    ],
)
def test_what_a_resolution_names_must_be_there(room: MeetingRoom, fields: dict[str, Any]) -> None:
    number = room.opened()

    with pytest.raises(UnknownCode):
        room.resolve(number, **fields)
    assert room.meeting(number).resolutions == ()


def test_a_correction_takes_the_place_of_what_it_replaces(room: MeetingRoom) -> None:
    number = room.opened(on(5, 3))
    first = room.assign(number, text="Lahan dipastikn")
    room.resolve(number, "Kedua")
    better = room.assign(number, text="Lahan dipastikan", replaces=first, at=on(5, 4))

    assert room.meeting(number).resolutions[0].id == better
    assert [one.resolution.id for one in room.follow_ups()] == [better]
    (before,) = room.meetings(date(2021, 5, 3))
    assert before.resolutions[0].id == first
    assert refused(room.resolve, number, replaces=first) == (MeetingProblem.REPLACED_ALREADY,)
    action, _, detail = trail(room)[-1]
    assert action == "meeting.resolution_replaced"
    assert (detail["before"]["text"], detail["after"]["text"]) == (
        "Lahan dipastikn",
        "Lahan dipastikan",
    )


def test_a_withdrawn_resolution_is_none_but_stays_in_the_record(room: MeetingRoom) -> None:
    number = room.opened(on(5, 3))
    wrong = room.assign(number)
    kept = room.resolve(number)
    room.withdraw(wrong, at=on(5, 4))

    assert [one.id for one in room.meeting(number).resolutions] == [kept]
    assert room.follow_ups() == ()
    assert [one.resolution.id for one in room.follow_ups(date(2021, 5, 3))] == [wrong]
    assert refused(room.withdraw, wrong) == (MeetingProblem.REPLACED_ALREADY,)
    assert trail(room)[-1][0] == "meeting.resolution_withdrawn"
    for unknown in (99, 0, 2**40):
        with pytest.raises(UnknownCode):
            room.withdraw(ResolutionId(unknown))


def test_what_was_told_about_a_follow_up_keeps_its_owner_and_its_evidence(
    room: MeetingRoom,
) -> None:
    number = room.opened(on(5, 3))
    noted, closed = room.assign(number), room.assign(number)
    room.tell(noted, FollowUpKind.NOTED)
    room.tell(closed)
    before = room.follow_ups()

    for one in noted, closed:
        told = (MeetingProblem.ANSWERED_ALREADY,)
        assert refused(room.assign, number, BPKAD, replaces=one) == told
        assert refused(room.assign, number, needs_evidence=True, replaces=one) == told
        assert refused(room.resolve, number, "Keputusan saja", replaces=one) == told
        assert refused(room.withdraw, one) == told
    assert room.follow_ups() == before
    better = room.assign(number, due_on=date(2021, 7, 1), text="Lebih jelas", replaces=closed)
    found = next(one for one in room.follow_ups() if one.resolution.id == better)
    assert (found.resolution.text, found.due_on) == ("Lebih jelas", date(2021, 7, 1))
    assert not found.is_open


def test_a_follow_up_about_which_nothing_was_told_gets_another_owner(room: MeetingRoom) -> None:
    number = room.opened()
    first = room.assign(number)
    other = room.assign(number, BPKAD, needs_evidence=True, replaces=first)
    room.withdraw(other)

    assert room.follow_ups() == ()


def test_a_restored_resolution_goes_on_in_its_place(room: MeetingRoom) -> None:
    number = room.opened(on(5, 3))
    first = room.assign(number, milestone=MilestoneCode(BATIK), needs_evidence=True)
    last = room.resolve(number)
    gone = room.meeting(number).resolutions[0]
    room.withdraw(first)
    again = room.restore(first)
    once = trail(room)

    found, other = room.meeting(number).resolutions
    assert (found.id, other.id) == (again, last)
    assert replace(found, id=gone.id, recorded_at=gone.recorded_at) == gone
    action, _, detail = once[-1]
    assert (action, detail["before"]) == ("meeting.resolved", {})
    assert detail["after"]["text"] == gone.text
    assert room.restore(first) == again
    assert trail(room) == once
    room.withdraw(again)
    assert room.meeting(number).resolutions == (other,)


def test_what_was_told_before_a_withdrawal_is_told_of_what_was_restored(
    room: MeetingRoom,
) -> None:
    number = room.opened(on(5, 3))
    first = room.assign(number)
    room.withdraw(first)
    # As earlier versions allowed it: the withdrawn one had been told about.
    with room.office.store.write() as connection:
        connection.execute(
            insert(follow_up_event).values(
                resolution_id=first,
                kind="noted",
                note="Surat dikirim",
                evidence="",
                author_id=room.office.people.operator_dpmd.account_id,
                recorded_at=on(5, 3, 10),
                recorded_on=date(2021, 5, 3),
            )
        )
    room.restore(first)

    (found,) = room.follow_ups()
    assert [one.note for one in found.history] == ["Surat dikirim"]


def test_only_what_was_withdrawn_from_an_open_meeting_is_restored(room: MeetingRoom) -> None:
    number = room.opened()
    kept, gone = room.resolve(number), room.resolve(number)
    room.withdraw(gone)

    assert refused(room.restore, kept) == (MeetingProblem.REPLACED_ALREADY,)
    room.close(number)
    assert refused(room.restore, gone) == (MeetingProblem.NOT_OPEN,)
    for unknown in (99, 0, 2**40):
        with pytest.raises(UnknownCode):
            room.restore(ResolutionId(unknown))
