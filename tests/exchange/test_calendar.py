from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from exchange.calendar import calendar
from rules.meetings.dossier import Dossier
from rules.meetings.resolutions import MeetingId
from rules.progress.briefing import brief
from rules.values import Milestone
from rules.vocabulary import Status
from tests.builders import (
    AS_OF,
    a_board,
    a_dossier,
    a_follow_up,
    a_meeting,
    a_meeting_plan,
    a_milestone,
    a_moment,
    a_programme,
    a_schedule,
    a_sentra,
    a_state,
)
from tests.hostile import TEXTS


def due_in(days: int, code: str = "S01-M01", **fields: Any) -> Milestone:
    return a_milestone(code, first=a_schedule(finish=AS_OF + timedelta(days)), **fields)


def with_due(
    *milestones: Milestone, name: str = "Batik", is_example: bool = False, **fields: Any
) -> Dossier:
    programme = a_programme(is_example=is_example, version=7)
    board = a_board([a_sentra(milestones=milestones, name=name)], programme=programme)
    return a_dossier(brief(board, a_moment()), **fields)


def read(content: bytes) -> Any:
    return Calendar.from_ical(content)


def events(dossier: Dossier) -> Sequence[Any]:
    return list(read(calendar(dossier)).walk("VEVENT"))


def a_planned_meeting(number: int = 1, **fields: Any) -> Any:
    plan = a_meeting_plan(held_on=date(2022, 7, 14), **fields)
    return a_meeting(id=MeetingId(number), plan=plan, opened_at=None, moment=None)


@pytest.mark.parametrize(("days", "is_there"), [(0, True), (365, True), (366, False)])
def test_unfinished_milestones_due_within_a_year_stand_on_their_day(
    days: int, *, is_there: bool
) -> None:
    found = [one.decoded("dtstart") for one in events(with_due(due_in(days)))]

    assert found == ([AS_OF + timedelta(days)] if is_there else [])


def test_what_is_overdue_is_still_owed_on_the_day_itself_however_long_ago() -> None:
    milestones = (due_in(-1, "S01-M01"), due_in(-900, "S01-M02"))
    follow_ups = (a_follow_up(2, due_on=date(2022, 6, 29)),)

    found = events(with_due(*milestones, follow_ups=follow_ups))

    assert [one.decoded("dtstart") for one in found] == [AS_OF] * 3
    assert found[0]["summary"].startswith("Lewat sejak 12 Januari 2020: Tenggat ")
    assert [one["summary"].split(":")[0] for one in found[1:]] == ["Lewat sejak 29 Juni 2022"] * 2
    assert len({one["uid"] for one in found}) == 3


@pytest.mark.parametrize("status", [Status.FINISHED, Status.CANCELLED])
def test_what_is_done_is_no_due_day(status: Status) -> None:
    assert not events(with_due(due_in(5, state=a_state(1, status=status))))


def test_a_due_day_names_the_milestone_its_lead_and_where_the_figures_come_from() -> None:
    (event,) = events(with_due(due_in(5, state=a_state(0.5)), address="https://sentra.test/"))

    assert event["summary"] == "Tenggat S01-M01 Kajian kelayakan selesai"
    assert event["description"].splitlines() == [
        "Sentra: Batik",
        "Penanggung jawab: DPMD",
        "Keadaan: berjalan, capaian 50,0%",
        (
            "Posisi 30 Juni 2022 · basis: disetujui · pembanding: rencana awal · sumber: rencana "
            "tonggak capaian (draf) (DRAF) · versi 7 · dibuat oleh Operator DPMD"
        ),
    ]
    assert event["transp"] == "TRANSPARENT"
    assert event["url"] == (
        "https://sentra.test/tugas-saya?posisi=2022-06-30&basis=disetujui&rencana=awal"
    )


def test_open_follow_ups_to_come_stand_on_their_due_day() -> None:
    follow_ups = (
        a_follow_up(1, due_on=date(2022, 7, 14)),
        a_follow_up(3, due_on=date(2022, 7, 14), closed=True),
    )

    (event,) = events(with_due(follow_ups=follow_ups))

    assert event.decoded("dtstart") == date(2022, 7, 14)
    assert event["uid"] == "tindak-lanjut-1@pantau-sentra"
    assert event["summary"] == "Tindak lanjut: Menuntaskan pembebasan lahan"
    assert "Diputuskan pada Rapat koordinasi TW I, 31 Maret 2022" in event["description"]


def test_a_meeting_begins_at_its_hour_in_penajam() -> None:
    content = calendar(with_due(planned_meetings=(a_planned_meeting(),)))

    (event,) = read(content).walk("VEVENT")
    begins = event.decoded("dtstart")
    assert begins.astimezone(UTC) == datetime(2022, 7, 14, 1, tzinfo=UTC)
    assert b"DTSTART;TZID=Asia/Makassar:20220714T090000" in content
    assert b"BEGIN:VTIMEZONE\r\nTZID:Asia/Makassar" in content
    assert event["location"] == "Ruang rapat DPMD"
    assert event["description"].startswith("Diundang: DPMD, Bapelitbang\n")
    assert "transp" not in event


def test_the_meeting_of_the_file_stands_once_and_a_cancelled_one_not_at_all() -> None:
    own, other = a_planned_meeting(1), a_planned_meeting(2, place=" ")
    dossier = with_due(meeting=own, planned_meetings=(own, other))
    cancelled = replace(own, cancelled_at=datetime(2022, 6, 1, tzinfo=UTC))

    assert [one["uid"] for one in events(dossier)] == [
        "rapat-1@pantau-sentra",
        "rapat-2@pantau-sentra",
    ]
    assert "location" not in events(dossier)[1]
    assert not events(with_due(meeting=cancelled))


def test_events_of_the_example_say_so_and_never_replace_real_ones() -> None:
    (real,), (example,) = (events(with_due(due_in(5), is_example=one)) for one in (False, True))

    assert example["summary"] == f"DATA CONTOH: {real['summary']}"
    assert example["uid"] == f"contoh-{real['uid']}"
    assert "X-WR-CALNAME:Pantau Sentra: tenggat dan rapat (DATA CONTOH)\r\n" in calendar(
        with_due(is_example=True)
    ).decode().replace("\r\n ", "")


def test_an_event_taken_in_again_replaces_the_one_before() -> None:
    (event,) = events(with_due(due_in(5)))

    assert event["uid"] == "tonggak-S01-M01@pantau-sentra"
    assert event.decoded("sequence") == 7
    assert event.decoded("dtstamp") == datetime(2022, 6, 30, tzinfo=UTC)


def test_equal_dossiers_give_equal_bytes_in_lines_that_every_calendar_reads() -> None:
    made = [
        calendar(
            with_due(
                due_in(5, title="Judul yang panjang sekali " * 9),
                planned_meetings=(a_planned_meeting(),),
            )
        )
        for _ in range(2)
    ]

    assert made[0] == made[1]
    lines = made[0].split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


def test_an_empty_calendar_is_a_calendar() -> None:
    found = read(calendar(with_due()))

    assert (found["version"], found.walk("VEVENT")) == ("2.0", [])


@pytest.mark.parametrize("text", TEXTS)
def test_what_people_typed_stays_within_its_field(text: str) -> None:
    dossier = with_due(
        due_in(5, title=text),
        name=text,
        planned_meetings=(a_planned_meeting(title=text, place=text),),
        follow_ups=(a_follow_up(due_on=date(2022, 7, 14), text=text, meeting_title=text),),
    )

    content = calendar(dossier)

    milestone, follow_up, meeting = read(content).walk("VEVENT")
    shown = " ".join("".join(one for one in text if one >= " " or one.isspace()).split())
    assert milestone["summary"] == f"Tenggat S01-M01 {shown}".strip()
    assert follow_up["summary"] == f"Tindak lanjut: {shown}".strip()
    assert meeting["summary"] == shown
    assert len(milestone["description"].splitlines()) == 4
    assert content.count(b"\r\nBEGIN:") == 5
    assert not set(content) & (set(range(32)) - {10, 13})
