from collections.abc import Sequence
from datetime import date

import pytest

from rules.meetings.agenda_item import AgendaItem, AgendaKind
from rules.meetings.dossier import (
    Dossier,
    Known,
    assemble,
    follow_ups_known_on,
)
from rules.meetings.follow_ups import FollowUp
from rules.meetings.meeting import Meeting
from rules.meetings.resolutions import MeetingId
from rules.progress.briefing import Briefing, brief
from rules.values import AgencyCode, MilestoneCode, Moment, SentraCode
from tests.builders import (
    a_board,
    a_dossier,
    a_follow_up,
    a_meeting,
    a_milestone,
    a_moment,
    a_programme,
    a_schedule,
    a_sentra,
    a_state,
)

MARCH, MAY, JUNE = date(2022, 3, 31), date(2022, 5, 31), date(2022, 6, 30)


def brief_at(moment: Moment) -> Briefing:
    return brief(a_board(as_of=moment.as_of), moment)


def assembled(
    as_of: date = JUNE,
    *,
    meetings: Sequence[Meeting] = (),
    follow_ups: Sequence[FollowUp] = (),
    meeting: Meeting | None = None,
) -> Dossier:
    known = Known(meetings, follow_ups)
    return assemble(a_moment(as_of), brief_at, known, made_by="Operator", meeting=meeting)


def test_a_position_is_compared_with_the_last_meeting() -> None:
    held = [
        a_meeting(id=MeetingId(n), moment=a_moment(day)) for n, day in enumerate((MARCH, MAY), 1)
    ]
    found = assembled(meetings=held)
    assert found.changes is not None
    assert (found.changes.since.as_of, found.compares_with_meeting) == (MAY, True)
    assert found.comparison is not None
    assert found.comparison.since == MAY


def test_without_a_meeting_it_is_compared_with_the_quarter_before() -> None:
    found = assembled()
    assert found.changes is not None
    assert (found.changes.since.as_of, found.compares_with_meeting) == (MARCH, False)


def test_nothing_is_compared_before_the_programme_had_a_quarter() -> None:
    found = assembled(a_programme().start)
    assert (found.changes, found.comparison, found.as_of) == (None, None, a_programme().start)


def test_a_meeting_keeps_the_comparison_that_was_frozen_at_its_opening() -> None:
    own = a_meeting(previous=MARCH)
    later = a_meeting(id=MeetingId(2), moment=a_moment(MAY))
    found = assembled(meetings=[later], meeting=own)
    assert found.changes is not None
    assert (found.changes.since.as_of, found.meeting) == (MARCH, own)


def test_a_planned_meeting_is_compared_with_the_last_one_held() -> None:
    later = a_meeting(id=MeetingId(2), moment=a_moment(MAY))
    planned = a_meeting(moment=None, opened_at=None)
    found = assembled(meetings=[later, planned], meeting=planned)
    assert found.changes is not None
    assert (found.changes.since.as_of, found.compares_with_meeting) == (MAY, True)


def test_only_an_opened_meeting_knows_what_came_after_its_position() -> None:
    opened, planned = a_meeting(moment=a_moment(MARCH)), a_meeting(moment=None)
    known = [
        follow_ups_known_on(meeting, a_moment(MARCH), JUNE) for meeting in (opened, planned, None)
    ]
    assert known == [JUNE, MARCH, MARCH]


def test_the_first_meeting_is_compared_with_the_quarter_before() -> None:
    found = assembled(meeting=a_meeting())
    assert found.changes is not None
    assert (found.changes.since.as_of, found.compares_with_meeting) == (MARCH, False)


@pytest.mark.parametrize(("is_meeting", "told"), [(True, True), (False, False)])
def test_what_worsened_is_told_against_a_meeting_alone(*, is_meeting: bool, told: bool) -> None:
    year = a_schedule(start=date(2022, 1, 1), finish=date(2022, 12, 31), weight=100.0)

    def at(day: date, progress: float) -> Briefing:
        own = a_milestone("S01-M01", a_state(progress, effective_on=day), first=year)
        return brief(a_board([a_sentra("S01", [own])], as_of=day), a_moment(day))

    found = a_dossier(at(JUNE, 0.6), at(MAY, 0.8), compares_with_meeting=is_meeting)
    kinds = [one.kind for one in found.agenda]
    assert (AgendaKind.WORSENED in kinds) is told


def test_open_follow_ups_stand_late_ones_first() -> None:
    fresh = a_follow_up(1, due_on=date(2022, 7, 14))
    late = a_follow_up(2, due_on=date(2022, 6, 1))
    found = a_dossier(follow_ups=(fresh, late, a_follow_up(3, closed=True)))
    assert found.open_follow_ups == (late, fresh)


def test_sentra_in_need_and_what_is_asked_come_from_the_briefing() -> None:
    late = a_milestone("S01-M01", a_state(0.2), first=a_schedule())
    fine = a_milestone("S02-M01", a_state(1.0), first=a_schedule())
    board = a_board([a_sentra("S01", [late]), a_sentra("S02", [fine])])
    found = a_dossier(brief(board, a_moment()))
    assert [one.sentra.code for one in found.in_need] == ["S01"]
    assert [one.sentra.code for one in found.asks] == ["S01"]


def test_names_are_known_or_stay_codes() -> None:
    found = a_dossier()
    assert found.agency(AgencyCode("BAPELITBANG")) == "Bapelitbang"
    assert found.agency(AgencyCode("LAIN")) == "LAIN"
    assert found.sentra_name(SentraCode("S01")) == "Sentra S01"
    assert found.sentra_name(SentraCode("S99")) == "S99"
    assert found.milestone_title(MilestoneCode("S01-M01")) == "Kajian kelayakan selesai"
    assert found.milestone_title(MilestoneCode("S99-M01")) == "S99-M01"


def test_an_item_is_about_its_sentra_or_those_of_its_milestones() -> None:
    codes = (MilestoneCode("S01-M02"), MilestoneCode("S01-M01"), MilestoneCode("S99-M01"))
    of_agency = AgendaItem(AgendaKind.SILENT, agency=AgencyCode("DPMD"), milestones=codes)
    of_sentra = AgendaItem(AgendaKind.CRITICAL, sentra=SentraCode("S02"), milestones=codes)
    found = a_dossier()
    assert found.sentra_of(of_agency) == ("S01",)
    assert found.sentra_of(of_sentra) == ("S02",)


def test_a_dossier_can_be_compared_with_another_day_or_with_none() -> None:
    earlier = brief(a_board(as_of=MARCH), a_moment(MARCH))
    found = a_dossier().compared(earlier, with_meeting=True)
    assert found.changes is not None
    assert (found.changes.since.as_of, found.compares_with_meeting) == (MARCH, True)
    alone = found.compared(None, with_meeting=False)
    assert (alone.changes, alone.comparison, alone.compares_with_meeting) == (None, None, False)


def test_what_was_closed_since_stands_beside_the_day_of_the_last_meeting() -> None:
    held = a_meeting(moment=a_moment(MAY))
    late, early = a_follow_up(1, closed=True), a_follow_up(2, closed=True)
    found = assembled(meetings=[held], follow_ups=(late, early))
    assert (found.previous, found.closed_follow_ups) == (MAY, ())
    alone = assembled(follow_ups=(late, a_follow_up(3)))
    assert (alone.previous, alone.closed_follow_ups) == (None, (late,))
    first = assembled(MARCH, follow_ups=(early,))
    assert (first.previous, first.closed_follow_ups) == (None, (early,))
