"""Follow-ups: who tells about them, what closes them, and what is known of them on a day."""

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from models.audit.verification import verify
from models.evidence.queries import hashes
from models.meetings import queries
from models.store.store import Store
from rules.errors import NotAllowed, UnknownCode
from rules.evidence.files import MOST_FILES, FileKind, KeptFile
from rules.meetings.errors import IllegalMeeting, MeetingProblem
from rules.meetings.follow_ups import FollowUp, FollowUpKind
from rules.meetings.legality import TEXT_LIMIT
from rules.meetings.resolutions import ResolutionId
from rules.values import AgencyCode
from tests.meeting_room import BPKAD, MeetingRoom, on
from tests.people import THE_END, Office

NOTED, CLOSED, REOPENED = FollowUpKind.NOTED, FollowUpKind.CLOSED, FollowUpKind.REOPENED
PHOTO = KeptFile("Foto.jpg", FileKind.JPG, "ab" * 32, 1200, "cd" * 32)
SCAN = KeptFile("Surat.pdf", FileKind.PDF, "ef" * 32, 900)


@pytest.fixture
def room(store: Store) -> MeetingRoom:
    return MeetingRoom(Office(store))


@pytest.fixture
def owed(room: MeetingRoom) -> ResolutionId:
    """A follow-up of DISKUKMPERINDAG, decided on 3 May 2021 and due on 1 June."""
    number = room.opened(on(5, 3))
    resolution = room.assign(number)
    room.close(number)
    return resolution


def one(room: MeetingRoom, as_of: date = THE_END) -> FollowUp:
    (found,) = room.follow_ups(as_of)
    return found


def refused(room: MeetingRoom, *told: Any, **how: Any) -> tuple[MeetingProblem, ...]:
    with pytest.raises(IllegalMeeting) as refusal:
        room.tell(*told, **how)
    return refusal.value.problems


def test_a_follow_up_knows_its_meeting_and_waits(room: MeetingRoom, owed: ResolutionId) -> None:
    found = one(room)

    assert (found.resolution.id, found.owner, found.due_on) == (
        owed,
        "DISKUKMPERINDAG",
        date(2021, 6, 1),
    )
    assert (found.meeting_title, found.decided_on) == ("Rapat koordinasi", date(2021, 5, 3))
    assert (found.is_open, found.history) == (True, ())


def test_a_resolution_without_an_owner_is_no_follow_up(room: MeetingRoom) -> None:
    plain = room.resolve(room.opened())

    assert room.follow_ups() == ()
    with pytest.raises(UnknownCode) as caught:
        room.tell(plain)
    assert caught.value.kind == "tindak lanjut"


def test_follow_ups_come_oldest_first(room: MeetingRoom) -> None:
    first = room.opened(on(5, 3))
    early = [room.assign(first), room.assign(first, BPKAD)]
    room.close(first)
    second = room.opened(on(6, 1))
    late = room.assign(second, due_on=date(2021, 6, 30))

    assert [found.resolution.id for found in room.follow_ups()] == [*early, late]


def test_what_is_told_stands_in_its_history_in_order(room: MeetingRoom, owed: ResolutionId) -> None:
    operator = room.office.people.operator_perindag
    room.tell(owed, NOTED, " Surat dikirim ", by=operator, at=on(5, 10))
    room.tell(owed, CLOSED, "Selesai", evidence="Arsip 7", files=[PHOTO, SCAN, PHOTO], at=on(5, 20))

    noted, closed = one(room).history
    assert (noted.kind, noted.note, noted.author) == (NOTED, "Surat dikirim", operator.name)
    assert (closed.kind, closed.evidence) == (CLOSED, "Arsip 7")
    assert [file.kept for file in closed.files] == [PHOTO, SCAN]
    assert not one(room).is_open
    assert one(room).closed_at == closed.recorded_at


def test_a_follow_up_is_read_as_it_was_on_a_day(room: MeetingRoom, owed: ResolutionId) -> None:
    room.tell(owed, CLOSED, at=on(5, 20))
    room.tell(owed, REOPENED, "Belum tuntas", at=on(5, 25))

    assert room.follow_ups(date(2021, 5, 2)) == ()
    states = [one(room, date(2021, 5, day)).is_open for day in (19, 20, 24, 25)]
    assert states == [True, False, False, True]
    assert [len(one(room, date(2021, 5, day)).history) for day in (19, 20, 25)] == [0, 1, 2]


def test_a_corrected_follow_up_keeps_what_was_told_before(room: MeetingRoom) -> None:
    number = room.opened(on(5, 3))
    first = room.assign(number)
    room.tell(first, NOTED, "Surat dikirim")
    better = room.assign(number, text="Lebih jelas", replaces=first)
    room.tell(better, CLOSED)

    found = one(room)
    assert found.resolution.id == better
    assert [told.kind for told in found.history] == [NOTED, CLOSED]
    with pytest.raises(UnknownCode):
        room.tell(first, NOTED)


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    ("kind", "note", "problem"),
    [
        (NOTED, " ", MeetingProblem.NOTE_MISSING),
        (CLOSED, " ", MeetingProblem.NOTE_MISSING),
        (NOTED, "x" * (TEXT_LIMIT + 1), MeetingProblem.TEXT_TOO_LONG),
        (CLOSED, "x" * (TEXT_LIMIT + 1), MeetingProblem.TEXT_TOO_LONG),
        (REOPENED, "Belum tuntas", MeetingProblem.NOT_CLOSED),
    ],
)
def test_what_breaks_a_rule_is_refused(
    room: MeetingRoom, owed: ResolutionId, kind: FollowUpKind, note: str, problem: MeetingProblem
) -> None:
    assert refused(room, owed, kind, note) == (problem,)
    assert one(room).history == ()


def test_a_closed_follow_up_takes_only_a_reason_to_reopen_it(
    room: MeetingRoom, owed: ResolutionId
) -> None:
    room.tell(owed)

    assert refused(room, owed, CLOSED) == (MeetingProblem.ALREADY_CLOSED,)
    assert refused(room, owed, NOTED) == (MeetingProblem.ALREADY_CLOSED,)
    assert refused(room, owed, REOPENED, "") == (MeetingProblem.REASON_MISSING,)
    room.tell(owed, REOPENED, "Belum tuntas", by=room.office.people.pimpinan)
    assert one(room).is_open
    room.tell(owed)
    assert not one(room).is_open


def test_a_follow_up_that_demands_evidence_is_closed_with_some(room: MeetingRoom) -> None:
    number = room.opened()
    by_words = room.assign(number, needs_evidence=True)
    by_file = room.assign(number, needs_evidence=True)

    assert refused(room, by_words) == (MeetingProblem.EVIDENCE_MISSING,)
    room.tell(by_words, NOTED)
    room.tell(by_words, evidence="Arsip 7")
    room.tell(by_file, files=[SCAN])
    assert not any(found.is_open for found in room.follow_ups())


def test_no_more_files_are_taken_than_by_a_report(room: MeetingRoom, owed: ResolutionId) -> None:
    many = [
        KeptFile(f"{number}.pdf", FileKind.PDF, f"{number:064x}", 8)
        for number in range(MOST_FILES + 1)
    ]

    for kind in (NOTED, CLOSED):
        assert refused(room, owed, kind, files=many) == (MeetingProblem.FILES_TOO_MANY,)
    room.tell(owed, files=many[1:])
    assert len(one(room).history[0].files) == MOST_FILES


def test_files_are_found_by_number_and_named_to_whoever_keeps_the_bytes(
    room: MeetingRoom, owed: ResolutionId
) -> None:
    room.tell(owed, files=[PHOTO, SCAN])
    reader = room.office.people.pengamat

    with room.office.store.read() as connection:
        for file in one(room).history[0].files:
            assert queries.follow_up_file(connection, reader, file.id) == file
        assert hashes(connection) == {PHOTO.sha256, PHOTO.thumbnail, SCAN.sha256}
        for unknown in (0, 99, 2**40):
            with pytest.raises(UnknownCode):
                queries.follow_up_file(connection, reader, unknown)


@pytest.mark.parametrize("name", ["operator_dinkes", "pimpinan", "pengamat", "evaluator", "admin"])
def test_only_its_owner_and_dpmd_tell_about_a_follow_up(
    room: MeetingRoom, owed: ResolutionId, name: str
) -> None:
    other = getattr(room.office.people, name)

    for kind in (NOTED, CLOSED):
        with pytest.raises(NotAllowed):
            room.tell(owed, kind, by=other)
    assert one(room).history == ()


@pytest.mark.parametrize("name", ["operator_perindag", "pengamat", "evaluator", "admin"])
def test_only_whoever_holds_meetings_reopens(
    room: MeetingRoom, owed: ResolutionId, name: str
) -> None:
    room.tell(owed)

    with pytest.raises(NotAllowed):
        room.tell(owed, REOPENED, "Belum", by=getattr(room.office.people, name))
    assert not one(room).is_open


def test_an_unknown_follow_up_is_named(room: MeetingRoom) -> None:
    for unknown in (0, 99, 2**40):
        with pytest.raises(UnknownCode):
            room.tell(ResolutionId(unknown))


def test_each_act_is_told_under_the_follow_up(room: MeetingRoom, owed: ResolutionId) -> None:
    room.tell(owed, NOTED, "Surat dikirim")
    room.tell(owed, CLOSED, "Selesai", evidence="Arsip 7", files=[SCAN])
    room.tell(owed, REOPENED, "Belum tuntas")

    with room.office.store.read() as connection:
        assert verify(connection) == ()
        rows = connection.execute(
            text(
                "SELECT action, subject, detail FROM audit_event "
                "WHERE action LIKE 'follow_up%' ORDER BY id"
            )
        ).all()
    assert [row.action for row in rows] == [
        "follow_up.noted",
        "follow_up.closed",
        "follow_up.reopened",
    ]
    assert {row.subject for row in rows} == {f"tindak lanjut {owed}"}
    assert json.loads(rows[1].detail)["after"] == {
        "note": "Selesai",
        "evidence": "Arsip 7",
        "files": "Surat.pdf",
    }


def test_an_agency_without_an_operator_is_spoken_for_by_dpmd(room: MeetingRoom) -> None:
    number = room.opened()
    theirs = room.assign(number, AgencyCode("BPKAD"))
    room.tell(theirs, NOTED)

    assert one(room).history[0].author == room.office.people.operator_dpmd.name
