"""Meetings: planned, opened on what was known then, resolved, and closed for ever."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from sqlalchemy import event

from models.store.store import Store
from rules.changes.change_report import changes
from rules.errors import NotAllowed, UnknownCode
from rules.meetings.agenda import agenda
from rules.meetings.agenda_item import AgendaKind
from rules.meetings.errors import MeetingChanged, MeetingPart, MeetingProblem
from rules.meetings.legality import NAME_LIMIT, TEXT_LIMIT
from rules.meetings.meeting import Attendance, Stage
from rules.periods import WITA
from rules.progress.briefing import brief
from rules.progress.key_figures import key_figures
from rules.values import AgencyCode, MilestoneCode, Moment
from rules.vocabulary import Basis, Plan, Status
from tests.meeting_room import BPKAD, DPMD, PERINDAG, PLAN, MeetingRoom, on, refused, trail
from tests.people import BATIK, THE_END, Office, an_obstacle


@pytest.fixture
def room(store: Store) -> MeetingRoom:
    return MeetingRoom(Office(store))


# Planning.


def test_a_planned_meeting_is_kept_as_it_was_told(room: MeetingRoom) -> None:
    number = room.plan(
        title=" Rapat ", place=" Aula ", begins_at=time(9, 30, 15), agencies=(BPKAD, DPMD, BPKAD)
    )

    found = room.meeting(number)
    assert found.stage is Stage.PLANNED
    assert (found.plan.title, found.plan.place, found.plan.begins_at) == (
        "Rapat",
        "Aula",
        time(9, 30),
    )
    assert found.plan.agencies == (BPKAD, DPMD)
    assert (found.plan.series, found.plan.held_on) == (PLAN.series, PLAN.held_on)
    assert found.author == room.office.people.operator_dpmd.name
    assert (found.moment, found.agenda, found.resolutions) == (None, (), ())


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"title": "  "}, MeetingProblem.TITLE_MISSING),
        ({"place": "x" * (NAME_LIMIT + 1)}, MeetingProblem.PLACE_TOO_LONG),
        ({"agencies": ()}, MeetingProblem.NOBODY_INVITED),
        ({"agencies": (AgencyCode("DINAS LAIN"),)}, MeetingProblem.AGENCY_UNKNOWN),
    ],
)
def test_a_plan_that_breaks_a_rule_is_refused(
    room: MeetingRoom, fields: dict[str, Any], problem: MeetingProblem
) -> None:
    number = room.plan()

    assert refused(room.plan, **fields) == (problem,)
    assert refused(room.replan, number, **fields) == (problem,)
    assert len(room.meetings()) == 1
    assert room.meeting(number).plan == PLAN


def test_a_plan_may_change_until_the_meeting_is_opened(room: MeetingRoom) -> None:
    number = room.plan(at=on(4, 1))
    room.replan(number, held_on=date(2021, 5, 4), agencies=(DPMD, BPKAD), at=on(4, 10))

    assert room.meeting(number).plan.held_on == date(2021, 5, 4)
    assert room.meeting(number).plan.agencies == (DPMD, BPKAD)
    (before,) = room.meetings(date(2021, 4, 9))
    assert before.plan == PLAN
    assert trail(room)[-1][2]["before"] == {
        "held_on": "2021-05-03",
        "agencies": "DPMD, DISKUKMPERINDAG",
    }
    room.begin(number, at=on(5, 4))
    assert refused(room.replan, number, place="Lain") == (MeetingProblem.NOT_PLANNED,)


def test_the_same_plan_again_leaves_no_trace(room: MeetingRoom) -> None:
    number = room.plan()
    room.replan(number)
    room.replan(number, seen=replace(PLAN, place="Lain"))

    assert [action for action, _, _ in trail(room)] == ["meeting.planned"]


def test_a_form_that_showed_an_older_plan_is_told_who_changed_it(room: MeetingRoom) -> None:
    number = room.plan(at=on(4, 1))
    room.replan(number, place="Ruang Bupati", by=room.office.people.pimpinan, at=on(4, 2))

    with pytest.raises(MeetingChanged) as refusal:
        room.replan(number, begins_at=time(13), seen=PLAN, at=on(4, 3))

    changed = refusal.value
    assert (changed.part, changed.author) == (MeetingPart.PLAN, "Pemegang pimpinan")
    assert changed.recorded_at == on(4, 2)
    assert room.meeting(number).plan == replace(PLAN, place="Ruang Bupati")
    room.replan(number, begins_at=time(13))
    assert room.meeting(number).plan == replace(PLAN, place="Ruang Bupati", begins_at=time(13))


def test_a_meeting_is_cancelled_with_a_reason_and_stays_so(room: MeetingRoom) -> None:
    number = room.plan()

    assert refused(room.cancel, number, " ") == (MeetingProblem.REASON_MISSING,)
    assert refused(room.cancel, number, "x" * (TEXT_LIMIT + 1)) == (MeetingProblem.TEXT_TOO_LONG,)
    room.cancel(number)

    assert room.meeting(number).stage is Stage.CANCELLED
    assert refused(room.cancel, number) == (MeetingProblem.NOT_PLANNED,)
    assert refused(room.begin, number) == (MeetingProblem.NOT_PLANNED,)
    assert trail(room)[-1][2]["after"] == {
        "stage": "cancelled",
        "reason": "Pimpinan dinas luar",
    }


# Opening.


def test_opening_freezes_position_agenda_and_the_head_of_the_chain(room: MeetingRoom) -> None:
    office = room.office
    office.decide(office.report(status=Status.OBSTRUCTED, opens=an_obstacle(), at=on(4, 1)))
    number = room.plan()
    head = office.board().programme.chain_head
    room.begin(number, at=on(5, 3))

    found = room.meeting(number)
    assert found.stage is Stage.OPEN
    assert found.moment == Moment(
        date(2021, 5, 3), Basis.APPROVED, Plan.FIRST, known_on=date(2021, 5, 3)
    )
    assert (found.previous, found.chain_head) == (None, head)
    moment = found.moment
    briefing = brief(office.board(moment.as_of), moment)
    assert found.agenda == agenda(briefing, None, ())
    assert found.agenda
    assert found.key_figures == key_figures(briefing)


def test_what_is_reported_after_the_opening_moves_nothing_in_the_meeting(
    room: MeetingRoom,
) -> None:
    number = room.opened(on(5, 3))
    frozen = room.meeting(number)
    room.office.decide(room.office.report(progress=1, at=on(5, 3, 11)), at=on(5, 3, 12))

    found = room.meeting(number)
    assert (found.agenda, found.key_figures) == (frozen.agenda, frozen.key_figures)
    moment = Moment(date(2021, 5, 3), Basis.APPROVED)
    assert key_figures(brief(room.office.board(moment.as_of), moment)) != frozen.key_figures


def test_the_agenda_tells_what_changed_since_the_meeting_before(room: MeetingRoom) -> None:
    office = room.office
    office.report("S02-M01", 0.1, at=on(3, 30))
    first = room.opened(on(4, 1))
    room.close(first)
    office.decide(office.report(status=Status.OBSTRUCTED, opens=an_obstacle(), at=on(4, 5)))
    second = room.opened(on(5, 3))

    found = room.meeting(second)
    assert found.previous == date(2021, 4, 1)
    now, before = (
        brief(office.board(day), Moment(day, Basis.APPROVED))
        for day in (date(2021, 5, 3), date(2021, 4, 1))
    )
    assert found.agenda == agenda(now, changes(now, before), ())


def test_an_open_follow_up_returns_in_every_agenda_with_its_age(room: MeetingRoom) -> None:
    first = room.opened(on(3, 1))
    kept = room.assign(first, BPKAD, date(2021, 3, 20), milestone=MilestoneCode(BATIK))
    done = room.assign(first)
    room.close(first)
    room.tell(done, at=on(3, 10))
    room.close(room.opened(on(4, 1)))
    third = room.opened(on(5, 3))

    items = [one for one in room.meeting(third).agenda if one.kind is AgendaKind.FOLLOW_UP]
    (item,) = items
    assert (item.resolution, item.agency, item.milestones) == (kept, BPKAD, (BATIK,))
    assert (item.since, item.days) == (date(2021, 3, 1), 63)
    assert room.meeting(third).agenda[0] == item


@pytest.mark.parametrize("planned", [date(2021, 5, 10), date(2021, 4, 26)])
def test_a_meeting_opened_on_another_day_than_planned_was_held_on_that_day(
    room: MeetingRoom, planned: date
) -> None:
    number = room.plan(held_on=planned, at=on(4, 1))
    # Half past midnight in Penajam is the evening before in UTC.
    opening = datetime(2021, 5, 3, 0, 30, tzinfo=WITA)
    room.begin(number, at=opening)
    room.assign(number, due_on=date(2021, 5, 3), at=on(5, 3, 10))

    assert room.meeting(number).plan == PLAN
    (before,) = room.meetings(date(2021, 5, 2))
    assert before.plan.held_on == planned
    (owed,) = room.follow_ups()
    assert (owed.decided_on, owed.age(date(2021, 5, 4))) == (date(2021, 5, 3), 1)
    (detail,) = (told for action, _, told in trail(room) if action == "meeting.opened")
    days = detail["before"]["held_on"], detail["after"]["held_on"]
    assert days == (planned.isoformat(), "2021-05-03")


def test_a_meeting_opened_on_its_day_has_one_plan(room: MeetingRoom) -> None:
    room.begin(room.plan(at=on(4, 1)), at=on(5, 3))

    assert "held_on" not in trail(room)[-1][2]["after"]


@pytest.mark.parametrize(
    ("as_of", "problem"),
    [
        (date(2021, 5, 4), MeetingProblem.AS_OF_IN_FUTURE),
        (date(2020, 12, 31), MeetingProblem.AS_OF_BEFORE_PROGRAMME),
    ],
)
def test_a_position_lies_within_the_programme_and_not_in_the_future(
    room: MeetingRoom, as_of: date, problem: MeetingProblem
) -> None:
    number = room.plan()

    assert refused(room.begin, number, as_of=as_of, at=on(5, 3)) == (problem,)
    room.begin(number, as_of=date(2021, 5, 3), at=on(5, 3))


def test_only_one_meeting_is_open_at_a_time(room: MeetingRoom) -> None:
    first, second = room.opened(), room.plan()

    assert refused(room.begin, second) == (MeetingProblem.ANOTHER_OPEN,)
    room.close(first)
    room.begin(second)
    assert refused(room.begin, second) == (MeetingProblem.NOT_PLANNED,)


# Resolving.


def test_the_latest_list_of_who_came_counts(room: MeetingRoom) -> None:
    number = room.opened(on(5, 3))
    room.attend(number, [Attendance(DPMD, is_present=True), Attendance(PERINDAG, is_present=False)])
    better = (
        Attendance(PERINDAG, is_present=True, people="Kabid"),
        Attendance(BPKAD, is_present=True),
    )
    room.attend(number, [*better[:1], *better], at=on(5, 4))

    assert room.meeting(number).attendance == better
    assert trail(room)[-1][2]["before"] == {"present": "DPMD", "absent": "DISKUKMPERINDAG"}
    (earlier,) = room.meetings(date(2021, 5, 3))
    assert [one.agency for one in earlier.attendance] == [DPMD, PERINDAG]


def test_an_equal_or_empty_list_leaves_no_trace(room: MeetingRoom) -> None:
    number = room.opened()
    came = [Attendance(DPMD, is_present=True, people=" Ani ")]
    room.attend(number, came)
    once = trail(room)
    room.attend(number, came)
    room.attend(number, came, seen=())
    room.attend(number, [])

    assert trail(room) == once


def test_a_form_that_showed_an_older_list_is_told_who_noted_another(room: MeetingRoom) -> None:
    number = room.opened(on(5, 3))
    leader = room.office.people.pimpinan
    shown = room.meeting(number).attendance
    noted = (
        Attendance(DPMD, is_present=True, people="Pak Budi"),
        Attendance(PERINDAG, is_present=False),
    )
    room.attend(number, noted, by=leader, at=on(5, 3, 10))
    everybody = [Attendance(one, is_present=True) for one in (DPMD, PERINDAG)]

    with pytest.raises(MeetingChanged) as refusal:
        room.attend(number, everybody, seen=shown, at=on(5, 3, 11))

    changed = refusal.value
    assert (changed.part, changed.author) == (MeetingPart.ATTENDANCE, leader.name)
    assert changed.recorded_at == on(5, 3, 10)
    assert room.meeting(number).attendance == noted
    room.attend(number, everybody, seen=noted[::-1], at=on(5, 3, 11))
    assert room.meeting(number).attendance == tuple(everybody)


def test_the_trail_tells_the_names_of_who_came(room: MeetingRoom) -> None:
    number = room.opened()
    for name in ("Pak Budi", "Bu Sari"):
        absent = Attendance(PERINDAG, is_present=False)
        room.attend(number, [Attendance(DPMD, is_present=True, people=name), absent])

    told = trail(room)[-1][2]
    assert told["before"] == {"present": "DPMD (Pak Budi)", "absent": "DISKUKMPERINDAG"}
    assert told["after"] == {"present": "DPMD (Bu Sari)", "absent": "DISKUKMPERINDAG"}


def test_a_list_with_an_unknown_agency_or_an_endless_text_is_refused(room: MeetingRoom) -> None:
    number = room.opened()
    long = Attendance(DPMD, is_present=True, people="x" * (TEXT_LIMIT + 1))

    assert refused(room.attend, number, [long]) == (MeetingProblem.TEXT_TOO_LONG,)
    with pytest.raises(UnknownCode):
        room.attend(number, [Attendance(AgencyCode("DINAS LAIN"), is_present=True)])
    assert room.meeting(number).attendance == ()


# Closing.


def test_a_closed_meeting_refuses_every_change(room: MeetingRoom) -> None:
    number = room.opened()
    resolution = room.assign(number)
    room.close(number)
    before = room.meeting(number)

    assert before.stage is Stage.CLOSED
    came = [Attendance(DPMD, is_present=True)]
    assert refused(room.resolve, number) == (MeetingProblem.NOT_OPEN,)
    assert refused(room.resolve, number, replaces=resolution) == (MeetingProblem.NOT_OPEN,)
    assert refused(room.withdraw, resolution) == (MeetingProblem.NOT_OPEN,)
    assert refused(room.restore, resolution) == (MeetingProblem.NOT_OPEN,)
    assert refused(room.attend, number, came) == (MeetingProblem.NOT_OPEN,)
    assert refused(room.close, number) == (MeetingProblem.NOT_OPEN,)
    assert refused(room.replan, number, place="Lain") == (MeetingProblem.NOT_PLANNED,)
    assert refused(room.cancel, number) == (MeetingProblem.NOT_PLANNED,)
    assert refused(room.begin, number) == (MeetingProblem.NOT_PLANNED,)
    assert room.meeting(number) == before


def test_a_planned_meeting_cannot_be_resolved_or_closed(room: MeetingRoom) -> None:
    number = room.plan()

    assert refused(room.resolve, number) == (MeetingProblem.NOT_OPEN,)
    assert refused(room.close, number) == (MeetingProblem.NOT_OPEN,)


# Reading.


def test_each_act_is_told_under_the_meeting(room: MeetingRoom) -> None:
    number = room.plan()
    room.begin(number)
    room.attend(number, [Attendance(DPMD, is_present=True)])
    room.resolve(number)
    room.close(number)

    told = trail(room)
    assert [action for action, _, _ in told] == [
        "meeting.planned",
        "meeting.opened",
        "meeting.attended",
        "meeting.resolved",
        "meeting.closed",
    ]
    assert {subject for _, subject, _ in told} == {f"rapat {number}"}
    assert told[1][2]["after"]["stage"] == "open"
    assert told[1][2]["after"]["basis"] == "disetujui"


def test_meetings_are_read_as_far_as_they_were_on_a_day(room: MeetingRoom) -> None:
    number = room.plan(at=on(4, 1))
    room.begin(number, at=on(5, 3))
    room.assign(number, at=on(5, 3, 10))
    room.close(number, at=on(5, 5))

    assert room.meetings(date(2021, 3, 31)) == ()
    stages = {
        day: room.meetings(day)[0].stage
        for day in (date(2021, 4, 1), date(2021, 5, 2), date(2021, 5, 3), date(2021, 5, 5))
    }
    assert list(stages.values()) == [Stage.PLANNED, Stage.PLANNED, Stage.OPEN, Stage.CLOSED]
    (before,) = room.meetings(date(2021, 5, 2))
    assert (before.moment, before.agenda, before.resolutions) == (None, (), ())
    assert room.follow_ups(date(2021, 5, 2)) == ()
    assert len(room.follow_ups(date(2021, 5, 3))) == 1


def test_meetings_come_latest_first(room: MeetingRoom) -> None:
    later, earlier = room.plan(held_on=date(2021, 6, 1)), room.plan(held_on=date(2021, 5, 1))
    same = room.plan(held_on=date(2021, 6, 1))

    assert [one.id for one in room.meetings()] == [same, later, earlier]


@pytest.mark.parametrize("number", [0, -1, 99, 2**40])
def test_an_unknown_meeting_is_named(room: MeetingRoom, number: int) -> None:
    with pytest.raises(UnknownCode) as caught:
        room.meeting(number)

    assert (caught.value.kind, caught.value.code) == ("rapat", str(number))


def test_more_meetings_take_no_more_statements(room: MeetingRoom) -> None:
    def statements() -> int:
        told: list[str] = []
        engine = room.office.store.engine

        def note(*what: Any) -> None:
            told.append(what[2])

        event.listen(engine, "before_cursor_execute", note)
        room.meetings()
        room.follow_ups()
        event.remove(engine, "before_cursor_execute", note)
        return len(told)

    def hold() -> None:
        number = room.opened()
        room.tell(room.assign(number))
        room.close(number)

    hold()
    one = statements()
    for _ in range(3):
        hold()
    assert len(room.meetings(THE_END)) == 4
    assert statements() == one <= 20


@pytest.mark.parametrize("name", ["operator_perindag", "pengamat", "evaluator", "admin"])
def test_only_dpmd_and_the_leader_hold_meetings(room: MeetingRoom, name: str) -> None:
    other = getattr(room.office.people, name)
    number = room.opened()
    resolution = room.resolve(number)

    for act in (
        lambda: room.plan(by=other),
        lambda: room.replan(number, by=other),
        lambda: room.cancel(number, by=other),
        lambda: room.begin(number, by=other),
        lambda: room.resolve(number, by=other),
        lambda: room.withdraw(resolution, by=other),
        lambda: room.restore(resolution, by=other),
        lambda: room.attend(number, [Attendance(DPMD, is_present=True)], by=other),
        lambda: room.close(number, by=other),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert room.meeting(number).stage is Stage.OPEN


def test_the_leader_holds_a_meeting_too(room: MeetingRoom) -> None:
    leader = room.office.people.pimpinan
    number = room.plan(by=leader)
    room.begin(number, by=leader)
    room.resolve(number, by=leader)
    room.close(number, by=leader)

    assert room.meeting(number).stage is Stage.CLOSED
