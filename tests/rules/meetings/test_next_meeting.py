from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from rules.meetings.meeting import Meeting, MeetingPlan
from rules.meetings.next_meeting import coming, missed, next_plan, same_day
from rules.meetings.resolutions import MeetingId
from rules.values import Agency, AgencyCode
from tests.builders import a_meeting, a_meeting_plan

TODAY = date(2022, 6, 30)
THEN = datetime(2022, 6, 1, 2, 0, tzinfo=UTC)
DPMD, PUPR = AgencyCode("DPMD"), AgencyCode("PUPR")
KNOWN = {code: Agency(code, code, code, (), None, None) for code in (DPMD, PUPR)}
USUAL = a_meeting_plan(title="Biasa", held_on=TODAY, agencies=(DPMD,), series="")


def planned(number: int, held_on: date = TODAY, **fields: object) -> Meeting:
    plan = a_meeting_plan(held_on=held_on, **fields)
    return Meeting(id=MeetingId(number), plan=plan, author="Operator")


def like(*meetings: Meeting) -> MeetingPlan:
    return next_plan(meetings, USUAL, KNOWN)


def test_the_first_meeting_is_as_usual() -> None:
    assert like() == USUAL


def test_the_next_meeting_takes_all_but_the_day_over_from_the_last_one() -> None:
    early = planned(2, date(2022, 5, 31), title="Mei", begins_at=time(14, 0), place="Aula")
    last = planned(1, date(2022, 6, 1), title="Juni", begins_at=time(13, 30), agencies=(PUPR,))

    assert like(early, last) == replace(last.plan, held_on=TODAY)


def test_a_meeting_of_a_series_counts_before_a_later_single_one() -> None:
    of_series = planned(1, date(2022, 4, 1), series="Bulanan", agencies=(DPMD,))
    single = planned(2, date(2022, 6, 1), agencies=(DPMD,))

    assert like(of_series, single).series == "Bulanan"


def test_a_cancelled_meeting_is_no_model() -> None:
    held = planned(1, date(2022, 4, 1), title="April", agencies=(DPMD,))
    cancelled = replace(planned(2, date(2022, 6, 1), title="Juni"), cancelled_at=THEN)

    assert like(held, cancelled).title == "April"


def test_agencies_that_are_no_longer_known_are_not_invited() -> None:
    gone = AgencyCode("LAMA")

    assert like(planned(1, agencies=(gone, PUPR))).agencies == (PUPR,)
    assert like(planned(1, agencies=(gone,))).agencies == USUAL.agencies


def test_a_meeting_of_the_day_is_known_unless_it_was_cancelled() -> None:
    cancelled = replace(planned(2, TODAY), cancelled_at=THEN)
    assert same_day([planned(1, TODAY)], TODAY) == planned(1, TODAY)
    assert same_day([cancelled, planned(3, TODAY + timedelta(1))], TODAY) is None


def test_the_open_meeting_comes_before_any_planned_one() -> None:
    open_one, earlier = a_meeting(id=MeetingId(3)), planned(1, TODAY)

    assert coming([earlier, open_one], TODAY) == open_one


def test_the_planned_meeting_that_comes_first_is_next() -> None:
    late, early = planned(1, date(2022, 8, 1)), planned(2, date(2022, 7, 1))

    assert coming([late, early], TODAY) == early


def test_a_meeting_of_today_is_next_all_day_long() -> None:
    today = planned(1)

    assert coming([today], TODAY) == today
    assert missed([today], TODAY) == ()


def test_a_planned_meeting_whose_day_has_passed_is_missed_and_never_next() -> None:
    forgotten, older = planned(1, date(2022, 6, 29)), planned(3, date(2022, 5, 3))
    later = planned(2, date(2022, 8, 9))
    held = a_meeting(plan=a_meeting_plan(held_on=date(2022, 5, 1)), closed_at=THEN)

    assert coming([forgotten, later, older, held], TODAY) == later
    assert coming([forgotten], TODAY) is None
    assert missed([forgotten, later, older, held], TODAY) == (older, forgotten)


def test_nothing_is_next_where_all_meetings_ended() -> None:
    closed = a_meeting(closed_at=THEN)

    assert coming([closed, replace(planned(2), cancelled_at=THEN)], TODAY) is None


def test_whoever_answers_for_an_invited_agency_is_invited() -> None:
    merged = replace(KNOWN[PUPR], successor=DPMD, merged_on=TODAY)
    ended = replace(KNOWN[DPMD], valid_to=date(2022, 6, 29))
    last = planned(1, date(2022, 6, 1), agencies=(PUPR, DPMD))

    assert next_plan([last], USUAL, KNOWN | {PUPR: merged}).agencies == (DPMD,)
    assert next_plan([last], USUAL, KNOWN | {DPMD: ended}).agencies == (PUPR,)
