from datetime import date
from typing import Any

import pytest

from rules.changes.change_report import changes
from rules.meetings.agenda import agenda, asks
from rules.meetings.agenda_item import AgendaItem, AgendaKind
from rules.meetings.agenda_reasons import AgendaReasons, RegressionKind
from rules.meetings.resolutions import ResolutionId
from rules.progress.briefing import Briefing, brief
from rules.progress.needs import NeedKind
from rules.values import AgencyCode, EventId, Milestone, MilestoneCode, Schedule, State
from rules.vocabulary import Light, Status
from tests.builders import (
    a_board,
    a_follow_up,
    a_milestone,
    a_moment,
    a_resolution,
    a_schedule,
    a_sentra,
    a_state,
    an_obstacle,
    revised,
)

MARCH, JUNE = date(2022, 3, 31), date(2022, 6, 30)
YEAR = a_schedule(start=date(2022, 1, 1), finish=date(2022, 12, 31), weight=100.0)
FRESH = date(2022, 6, 15)
PUPR = AgencyCode("PUPR")


def a_briefing(as_of: date, **sentra: list[Milestone]) -> Briefing:
    """A briefing of one sentra a keyword, in its order of need."""
    board = a_board([a_sentra(code, own) for code, own in sentra.items()], as_of=as_of)
    return brief(board, a_moment(as_of))


def running(code: str, progress: float, first_plan: Schedule = YEAR, **fields: Any) -> Milestone:
    """A milestone of the year 2022 that was reported in June; fields of its state may be told."""
    of_state = {name: fields.pop(name) for name in ("obstacles", "status") if name in fields}
    state = a_state(progress, report_id=EventId(9), effective_on=FRESH, **of_state)
    return a_milestone(code, state, first=first_plan, **fields)


def reasons_of(one: AgendaItem) -> AgendaReasons:
    """Why a sentra stands on the agenda."""
    assert one.reasons is not None
    return one.reasons


def test_a_first_meeting_talks_of_the_position_alone() -> None:
    found = agenda(a_briefing(JUNE, S01=[running("S01-M01", 0.1)]), None, ())
    assert [(one.kind, one.sentra) for one in found] == [(AgendaKind.CRITICAL, "S01")]
    assert (found[0].actual, found[0].deviation_before) == (0.1, None)


def test_open_follow_ups_come_first_with_their_age() -> None:
    waiting = a_follow_up(3, decided_on=date(2022, 5, 31), due_on=date(2022, 6, 14))
    found = agenda(
        a_briefing(JUNE, S01=[running("S01-M01", 0.5)]),
        None,
        (a_follow_up(1, closed=True), waiting),
    )
    assert [one.kind for one in found] == [AgendaKind.FOLLOW_UP]
    assert (found[0].resolution, found[0].days) == (ResolutionId(3), 30)
    assert (found[0].agency, found[0].since) == (waiting.owner, waiting.decided_on)
    assert found[0].days_late == 16


def test_the_milestone_that_a_follow_up_is_about_stands_with_it() -> None:
    about = a_follow_up(resolution=a_resolution(milestone=MilestoneCode("S01-M01")))
    (found,) = agenda(a_briefing(JUNE, S01=[running("S01-M01", 0.5)]), None, (about,))
    assert found.milestones == ("S01-M01",)


def test_a_critical_sentra_names_who_owns_its_gravest_need_since_when() -> None:
    blocked = a_state(
        0.1,
        effective_on=FRESH,
        obstacles=(an_obstacle(owner=PUPR, opened_on=date(2022, 4, 12)),),
    )
    late = a_milestone("S01-M01", blocked, first=a_schedule(finish=date(2022, 5, 31)))
    (found,) = agenda(a_briefing(JUNE, S01=[late]), None, ())
    assert (found.agency, found.since, found.days) == ("PUPR", date(2022, 4, 12), 79)
    assert found.milestones == ("S01-M01",)
    reasons = reasons_of(found)
    assert (reasons.need, reasons.need_on) == (NeedKind.OBSTACLE, "S01-M01")
    assert reasons.late == ("S01-M01",)


def test_a_sentra_whose_light_got_worse_is_told_unless_it_is_critical_already() -> None:
    before = a_briefing(MARCH, S01=[running("S01-M01", 0.25)], S02=[running("S02-M01", 0.25)])
    now = a_briefing(JUNE, S01=[running("S01-M01", 0.43)], S02=[running("S02-M01", 0.25)])
    found = agenda(now, changes(now, before), ())
    assert [(one.kind, one.sentra) for one in found] == [
        (AgendaKind.CRITICAL, "S02"),
        (AgendaKind.WORSENED, "S01"),
    ]
    assert found[1].deviation_before == before.of("S01").deviation  # type: ignore[union-attr]
    lights = [(reasons_of(one).light_before, reasons_of(one).light) for one in found]
    assert lights == [(Light.ON_PLAN, Light.CRITICAL), (Light.ON_PLAN, Light.ATTENTION)]


def test_a_sentra_new_since_the_last_meeting_has_no_figure_of_then() -> None:
    before = a_briefing(MARCH, S02=[running("S02-M01", 0.25)])
    now = a_briefing(JUNE, S01=[running("S01-M01", 0.1)], S02=[running("S02-M01", 0.6)])
    (found,) = agenda(now, changes(now, before), ())
    assert (found.sentra, found.deviation_before) == ("S01", None)


def test_a_sentra_that_fell_without_another_light_is_told_as_worsened() -> None:
    before = a_briefing(MARCH, S01=[running("S01-M01", 0.8)])
    now = a_briefing(JUNE, S01=[running("S01-M01", 0.6)])
    (found,) = agenda(now, changes(now, before), ())
    assert (found.kind, found.agency) == (AgendaKind.WORSENED, "DPMD")
    (regression,) = reasons_of(found).regressions
    assert (regression.kind, regression.against, regression.progress) == (
        RegressionKind.FELL,
        0.8,
        0.6,
    )
    assert reasons_of(found).light_before is None


def test_what_fell_before_the_last_meeting_and_was_only_reported_since_is_learnt() -> None:
    def at(day: date, *shares: float) -> Briefing:
        own = [running(f"S01-M0{number}", share) for number, share in enumerate(shares, 1)]
        return a_briefing(day, S01=own)

    told, known, now = at(MARCH, 0.8, 0.8), at(MARCH, 0.6, 0.8), at(JUNE, 0.6, 0.7)
    (found,) = agenda(now, changes(now, known, told), ())
    learnt = {one.milestone: one.is_learnt for one in reasons_of(found).regressions}
    assert learnt == {"S01-M01": True, "S01-M02": False}


def test_a_new_obstacle_names_its_owner_though_nothing_is_late() -> None:
    """Rotan in June 2022: capaian rose, and only the obstacle tells why it is on the agenda."""
    raised = an_obstacle(description="Baja naik", owner=PUPR, opened_on=FRESH)
    before = a_briefing(MARCH, S01=[running("S01-M01", 0.5), running("S01-M02", 0.5)])
    now = a_briefing(
        JUNE, S01=[running("S01-M01", 0.6), running("S01-M02", 0.5, obstacles=(raised,))]
    )
    (found,) = agenda(now, changes(now, before), ())
    assert (found.kind, found.agency, found.milestones) == (
        AgendaKind.WORSENED,
        PUPR,
        ("S01-M02",),
    )
    (regression,) = reasons_of(found).regressions
    assert (regression.kind, regression.owner, regression.quote) == (
        RegressionKind.OBSTRUCTED,
        PUPR,
        "Baja naik",
    )


def test_the_owner_of_an_obstacle_acts_before_who_leads_what_fell() -> None:
    raised = an_obstacle(owner=PUPR, opened_on=FRESH)
    before = a_briefing(MARCH, S01=[running("S01-M01", 0.9), running("S01-M02", 0.5)])
    now = a_briefing(
        JUNE, S01=[running("S01-M01", 0.7), running("S01-M02", 0.5, obstacles=(raised,))]
    )
    (found,) = agenda(now, changes(now, before), ())
    assert [one.kind for one in reasons_of(found).regressions] == [
        RegressionKind.FELL,
        RegressionKind.OBSTRUCTED,
    ]
    assert (found.agency, found.milestones) == (PUPR, ("S01-M01", "S01-M02"))


def test_what_changed_stands_before_what_waits_and_whoever_it_waits_for_acts() -> None:
    """Kerajinan Bambu in May 2022: a milestone was cancelled, another one is late."""
    late = running("S01-M01", 0.5, first_plan=a_schedule(finish=date(2022, 5, 31), weight=10.0))
    others = [running("S01-M02", 0.7), running("S01-M03", 0.1)]
    gone = running("S01-M03", 0.1, status=Status.CANCELLED)
    before, now = (
        a_briefing(MARCH, S01=[late, *others]),
        a_briefing(JUNE, S01=[late, others[0], gone]),
    )
    (found,) = agenda(now, changes(now, before), ())
    assert [one.kind for one in reasons_of(found).regressions] == [RegressionKind.CANCELLED]
    assert found.milestones == ("S01-M03", "S01-M01")
    assert (found.agency, reasons_of(found).need_on) == ("DPMD", "S01-M01")


def test_a_claim_that_no_longer_counts_is_no_fall() -> None:
    before = a_briefing(MARCH, S01=[running("S01-M01", 0.5), running("S01-M02", 0.9)])
    unreported = a_milestone("S01-M01", first=a_schedule(start=FRESH, finish=date(2023, 6, 30)))
    now = a_briefing(JUNE, S01=[unreported, running("S01-M02", 0.9)])
    (found,) = agenda(now, changes(now, before), ())
    assert [one.kind for one in reasons_of(found).regressions] == [RegressionKind.UNCOUNTED]


def test_where_nothing_waits_who_leads_what_is_furthest_behind_acts() -> None:
    own = [running("S01-M01", 0.4), running("S01-M02", 0.2, lead=PUPR), running("S01-M03", 0.3)]
    (found,) = agenda(a_briefing(JUNE, S01=own), None, ())
    assert (found.kind, found.agency, found.milestones) == (
        AgendaKind.CRITICAL,
        PUPR,
        ("S01-M02",),
    )
    (regression,) = reasons_of(found).regressions
    assert (regression.kind, regression.progress) == (RegressionKind.BEHIND, 0.2)
    assert regression.against == pytest.approx(180 / 364)


def test_points_behind_count_and_not_shares() -> None:
    light = a_schedule(start=date(2022, 1, 1), finish=date(2022, 12, 31), weight=10.0)
    own = [running("S01-M01", 0.0, first_plan=light), running("S01-M02", 0.3)]
    (found,) = agenda(a_briefing(JUNE, S01=own), None, ())
    assert found.milestones == ("S01-M02",)


def test_what_slipped_stands_with_its_largest_move_first() -> None:
    old = [running(f"S01-M0{n}", 0.6) for n in (1, 2)]
    moves = (revised(YEAR, date(2023, 1, 10)), revised(YEAR, date(2023, 2, 10)))
    new = [
        running(f"S01-M0{n}", 0.6, revisions=moved, current=moved[-1].after)
        for n, moved in enumerate(moves, 1)
    ]
    before, now = a_briefing(MARCH, S01=old), a_briefing(JUNE, S01=new)
    (found,) = agenda(now, changes(now, before), ())
    assert (found.kind, found.days) == (AgendaKind.SLIPPED, 41)
    assert found.milestones == ("S01-M02", "S01-M01")
    told = [(one.kind, one.days, one.quote) for one in reasons_of(found).regressions]
    assert told == [(RegressionKind.SLIPPED, 41, "alasan"), (RegressionKind.SLIPPED, 10, "alasan")]


def test_silent_agencies_and_claims_without_evidence_stand_by_agency() -> None:
    silent = a_state(0.5, effective_on=date(2022, 4, 1))
    bare = a_state(1.0, effective_on=FRESH, evidence="")
    own = [
        a_milestone("S01-M01", silent, first=YEAR, lead=AgencyCode("BAPELITBANG")),
        a_milestone("S01-M02", silent, first=YEAR),
        a_milestone("S01-M03", bare, first=YEAR),
        a_milestone("S01-M04", silent, first=YEAR),
    ]
    found = agenda(a_briefing(JUNE, S01=own), None, ())
    assert [(one.kind, one.agency, one.days, len(one.milestones)) for one in found] == [
        (AgendaKind.SILENT, "DPMD", 90, 2),
        (AgendaKind.SILENT, "BAPELITBANG", 90, 1),
        (AgendaKind.WITHOUT_EVIDENCE, "DPMD", 0, 1),
    ]


def test_each_item_of_an_agenda_has_a_key_of_its_own() -> None:
    own = [running("S01-M01", 0.1), a_milestone("S01-M02", a_state(1.0, evidence=""), first=YEAR)]
    follow_ups = (a_follow_up(1), a_follow_up(2))
    found = agenda(a_briefing(JUNE, S01=own), None, follow_ups)
    assert len({one.key for one in found}) == len(found) >= 3


def test_a_decision_is_asked_for_each_sentra_in_need_within_two_weeks() -> None:
    late = a_milestone("S01-M01", a_state(0.2, effective_on=FRESH), first=a_schedule())
    behind = running("S02-M01", 0.1)
    found = asks(a_briefing(JUNE, S01=[late], S02=[behind], S03=[running("S03-M01", 0.6)]))
    assert [(one.sentra.code, one.need.kind, one.due_on) for one in found] == [
        ("S01", NeedKind.OVERDUE, date(2022, 7, 14))
    ]


def test_nothing_is_asked_where_nobody_reported_and_nothing_is_due() -> None:
    idle = a_milestone("S01-M01", State(), first=a_schedule(start=JUNE, finish=date(2023, 1, 1)))
    assert asks(a_briefing(date(2022, 6, 1), S01=[idle])) == ()
