from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from rules.meetings.errors import MeetingProblem
from rules.meetings.values import (
    NAME_LIMIT,
    TEXT_LIMIT,
    FollowUp,
    FollowUpEvent,
    FollowUpKind,
    Meeting,
    MeetingId,
    ResolutionDraft,
    Stage,
    closed_since,
    known_at,
    last_before,
    left_by,
    problems_of_correction,
    problems_of_plan,
    problems_of_resolution,
    problems_of_telling,
    still_open,
    still_planned,
    usual_due,
)
from rules.values import AgencyCode
from tests.builders import a_follow_up, a_meeting, a_meeting_plan, a_moment, a_resolution
from tests.rules.laws import LAW

KNOWN = (AgencyCode("DPMD"), AgencyCode("BAPELITBANG"))
HELD_ON = date(2022, 6, 30)
AT = datetime(2022, 6, 30, 9, tzinfo=UTC)


def told(*kinds: FollowUpKind) -> FollowUp:
    """A follow-up decided on 31 May and due on 14 June, about which this was told."""
    history = tuple(FollowUpEvent(kind, "catatan", "", "operator", AT) for kind in kinds)
    return a_follow_up(decided_on=date(2022, 5, 31), due_on=date(2022, 6, 14), history=history)


def a_draft(**fields: Any) -> ResolutionDraft:
    draft = ResolutionDraft(
        meeting=MeetingId(1),
        item="",
        text="Menuntaskan lahan",
        key="kunci",
        owner=AgencyCode("DPMD"),
        due_on=HELD_ON,
    )
    return replace(draft, **fields)


@pytest.mark.parametrize(
    ("kinds", "is_open"),
    [
        ((), True),
        ((FollowUpKind.NOTED,), True),
        ((FollowUpKind.CLOSED,), False),
        ((FollowUpKind.CLOSED, FollowUpKind.NOTED), False),
        ((FollowUpKind.CLOSED, FollowUpKind.REOPENED), True),
        ((FollowUpKind.CLOSED, FollowUpKind.REOPENED, FollowUpKind.CLOSED), False),
    ],
)
def test_a_follow_up_waits_until_it_is_closed(
    kinds: tuple[FollowUpKind, ...], *, is_open: bool
) -> None:
    found = told(*kinds)
    assert found.is_open is is_open
    assert found.closed_at == (None if is_open else AT)


@pytest.mark.parametrize(("days", "late"), [(-1, 0), (0, 0), (1, 1), (16, 16)])
def test_a_follow_up_is_late_from_the_day_after_its_due_day(days: int, late: int) -> None:
    assert told().days_late(date(2022, 6, 14) + timedelta(days)) == late


def test_a_follow_up_has_no_age_before_its_meeting() -> None:
    assert told().age(date(2022, 5, 30)) == told().age(date(2022, 5, 31)) == 0


def test_age_and_lateness_worked_by_hand() -> None:
    assert (told().age(HELD_ON), told().days_late(HELD_ON)) == (30, 16)
    assert told(FollowUpKind.CLOSED).days_late(HELD_ON) == 0


@LAW
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400), st.booleans()), max_size=12))
def test_open_follow_ups_stand_by_days_late_then_by_age(
    rows: list[tuple[int, int, bool]],
) -> None:
    made = [
        a_follow_up(
            number,
            closed=closed,
            decided_on=HELD_ON - timedelta(decided),
            due_on=HELD_ON - timedelta(200 - due),
        )
        for number, (decided, due, closed) in enumerate(rows, 1)
    ]
    found = still_open(made, HELD_ON)
    assert set(found) == {one for one in made if one.is_open}
    measures = [(-one.days_late(HELD_ON), one.decided_on) for one in found]
    assert measures == sorted(measures)


def test_a_meeting_tells_how_far_it_is() -> None:
    planned = a_meeting(moment=None, opened_at=None)
    assert planned.stage is Stage.PLANNED
    assert replace(planned, cancelled_at=AT).stage is Stage.CANCELLED
    assert a_meeting().stage is Stage.OPEN
    assert a_meeting(closed_at=AT).stage is Stage.CLOSED


def test_a_resolution_without_an_owner_is_a_decision_alone() -> None:
    assert a_resolution().is_follow_up
    assert not a_resolution(owner=None, due_on=None).is_follow_up


def test_the_last_meeting_is_the_latest_opened_before_the_day() -> None:
    days = (date(2022, 3, 31), date(2022, 5, 31), HELD_ON)
    held = [a_meeting(id=MeetingId(n), moment=a_moment(day)) for n, day in enumerate(days, 1)]
    planned = a_meeting(id=MeetingId(9), moment=None)
    assert last_before([*held, planned], HELD_ON) is held[1]
    assert last_before([*held, planned], HELD_ON + timedelta(1)) is held[2]
    assert last_before([*held, planned], days[0]) is None


def test_of_two_meetings_on_one_position_the_later_is_the_last() -> None:
    both = [a_meeting(id=MeetingId(n), moment=a_moment(date(2022, 5, 31))) for n in (2, 1)]
    assert last_before(both, HELD_ON) is both[0]


def test_a_follow_up_is_usually_given_two_weeks() -> None:
    assert usual_due(HELD_ON) == date(2022, 7, 14)
    assert usual_due(HELD_ON, date(2022, 6, 1)) == date(2022, 7, 14)
    assert usual_due(HELD_ON, date(2022, 7, 1)) == date(2022, 7, 15)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, None),
        ({"title": " "}, MeetingProblem.TITLE_MISSING),
        ({"place": "x" * (NAME_LIMIT + 1)}, MeetingProblem.NAME_TOO_LONG),
        ({"agencies": ()}, MeetingProblem.NOBODY_INVITED),
        ({"agencies": (AgencyCode("LAIN"),)}, MeetingProblem.AGENCY_UNKNOWN),
    ],
)
def test_a_plan_names_what_it_lacks(
    fields: dict[str, object], problem: MeetingProblem | None
) -> None:
    found = problems_of_plan(a_meeting_plan(**fields), KNOWN)
    assert found == (() if problem is None else (problem,))


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, None),
        ({"owner": None, "due_on": None}, None),
        ({"text": "  "}, MeetingProblem.TEXT_MISSING),
        ({"text": "x" * (TEXT_LIMIT + 1)}, MeetingProblem.TEXT_TOO_LONG),
        ({"due_on": None}, MeetingProblem.DUE_MISSING),
        ({"owner": None}, MeetingProblem.OWNER_MISSING),
        ({"owner": None, "due_on": None, "needs_evidence": True}, MeetingProblem.OWNER_MISSING),
        ({"due_on": HELD_ON - timedelta(1)}, MeetingProblem.DUE_BEFORE_MEETING),
    ],
)
def test_a_resolution_names_what_it_lacks(
    fields: dict[str, object], problem: MeetingProblem | None
) -> None:
    found = problems_of_resolution(a_draft(**fields), HELD_ON)
    assert found == (() if problem is None else (problem,))


@pytest.mark.parametrize(
    ("note", "evidence", "files", "problem"),
    [
        ("selesai", "Berita acara", 0, None),
        ("selesai", " ", 1, None),
        ("selesai", " ", 0, MeetingProblem.EVIDENCE_MISSING),
        (" ", "Berita acara", 0, MeetingProblem.NOTE_MISSING),
        ("x" * (TEXT_LIMIT + 1), "Berita acara", 0, MeetingProblem.TEXT_TOO_LONG),
        ("selesai", "x" * (TEXT_LIMIT + 1), 0, MeetingProblem.TEXT_TOO_LONG),
    ],
)
def test_a_follow_up_that_demands_evidence_is_closed_with_it(
    note: str, evidence: str, files: int, problem: MeetingProblem | None
) -> None:
    demanding = replace(told(), resolution=a_resolution(needs_evidence=True))
    found = problems_of_telling(demanding, FollowUpKind.CLOSED, note, evidence, files)
    assert found == (() if problem is None else (problem,))


def test_a_closed_follow_up_is_not_closed_again() -> None:
    found = problems_of_telling(told(FollowUpKind.CLOSED), FollowUpKind.CLOSED, "selesai", "", 0)
    assert found == (MeetingProblem.ALREADY_CLOSED,)


def test_meetings_to_come_are_planned_ones_of_this_day_or_later_next_first() -> None:
    def planned(number: int, days: int, hour: int = 9, **fields: Any) -> Meeting:
        plan = a_meeting_plan(held_on=HELD_ON + timedelta(days), begins_at=time(hour))
        return a_meeting(id=MeetingId(number), plan=plan, **{"opened_at": None, **fields})

    gone, opened = planned(1, -1), planned(2, 3, opened_at=AT)
    cancelled = planned(3, 3, cancelled_at=AT)
    late, early, next_week = planned(4, 0, 14), planned(5, 0, 9), planned(6, 7)

    found = still_planned([gone, next_week, late, opened, early, cancelled], HELD_ON)

    assert [one.id for one in found] == [5, 4, 6]


def test_what_was_closed_since_a_day_includes_the_day() -> None:
    closed, waiting = told(FollowUpKind.CLOSED), told()
    found = (waiting, closed)
    assert closed_since(found, HELD_ON + timedelta(1), None) == ()
    assert closed_since(found, HELD_ON, None) == (closed,)
    assert closed_since(found, None, None) == (closed,)


@pytest.mark.parametrize(
    ("position", "ended", "is_told"),
    [
        (HELD_ON, AT - timedelta(hours=1), True),
        (HELD_ON, AT + timedelta(hours=1), False),
        (HELD_ON, AT + timedelta(1), False),
        # Nobody closed that meeting, or another position is compared with.
        (HELD_ON, None, True),
        (HELD_ON - timedelta(1), AT + timedelta(hours=1), True),
    ],
)
def test_what_was_closed_since_a_meeting_was_closed_after_it_ended(
    position: date, ended: datetime | None, *, is_told: bool
) -> None:
    last = a_meeting(moment=a_moment(position), closed_at=ended)
    found = closed_since((told(FollowUpKind.CLOSED),), HELD_ON, last)
    assert bool(found) is is_told


def test_follow_ups_are_known_at_an_instant_with_what_was_told_by_then() -> None:
    closed = replace(told(FollowUpKind.CLOSED), resolution=a_resolution(recorded_at=AT))
    assert known_at((closed,), AT) == (closed,)
    earlier = replace(closed, resolution=a_resolution(recorded_at=AT - timedelta(hours=2)))
    (found,) = known_at((earlier,), AT - timedelta(hours=1))
    assert found.is_open
    assert known_at((closed,), AT - timedelta(hours=1)) == ()


def test_a_closed_meeting_leaves_follow_ups_as_they_stood_at_its_end() -> None:
    found = (told(FollowUpKind.CLOSED),)
    for before in (None, a_meeting(), a_meeting(moment=None, opened_at=None)):
        assert left_by(before, found) == found
    resolution = a_resolution(recorded_at=AT - timedelta(hours=2))
    closed = (replace(found[0], resolution=resolution),)
    (left,) = left_by(a_meeting(closed_at=AT - timedelta(hours=1)), closed)
    assert left.is_open
    assert left_by(a_meeting(closed_at=AT), closed) == closed


@pytest.mark.parametrize("kind", [FollowUpKind.NOTED, FollowUpKind.CLOSED])
def test_what_was_told_of_a_follow_up_binds_it_to_its_owner_and_evidence(
    kind: FollowUpKind,
) -> None:
    same = a_draft(text="Lebih jelas", due_on=HELD_ON + timedelta(7))
    others = (replace(same, owner=None, due_on=None), replace(same, needs_evidence=True), None)
    for other in (replace(same, owner=AgencyCode("BPKAD")), *others):
        assert problems_of_correction(told(kind), other) == (MeetingProblem.TOLD_ALREADY,)
        assert problems_of_correction(told(), other) == ()
    assert problems_of_correction(told(kind), same) == ()
