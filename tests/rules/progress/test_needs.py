from datetime import date, timedelta

from rules.progress.briefing import Briefing, brief
from rules.progress.needs import Need, NeedKind
from rules.values import AgencyCode, Milestone, ObstacleId, Schedule, Sentra
from rules.vocabulary import Basis, Plan, Status
from tests.builders import (
    AS_OF,
    a_board,
    a_milestone,
    a_moment,
    a_schedule,
    a_sentra,
    a_state,
    an_obstacle,
)

DPMD, PERINDAG, PUPR = map(AgencyCode, ("DPMD", "DISKUKMPERINDAG", "PUPR"))


def due(days: int) -> Schedule:
    return a_schedule(start=date(2021, 1, 1), finish=AS_OF + timedelta(days=days))


def brief_of(*sentra: Sentra, basis: Basis = Basis.APPROVED, plan: Plan = Plan.FIRST) -> Briefing:
    return brief(a_board(sentra), a_moment(basis=basis, plan=plan))


def the_need(milestone: Milestone) -> Need:
    (found,) = brief_of(a_sentra("S01", [milestone])).needs
    return found


def test_an_obstacle_of_an_overdue_milestone_waits_for_its_owner_since_it_opened() -> None:
    newer = an_obstacle(opened_on=date(2022, 6, 1), owner=DPMD)
    older = an_obstacle(id=ObstacleId(2), opened_on=date(2022, 5, 1), owner=PUPR)
    state = a_state(0.5, obstacles=(newer, older), effective_on=date(2022, 3, 1))
    milestone = a_milestone(state=state, lead=PERINDAG, first=due(-10))
    assert the_need(milestone) == Need(NeedKind.OBSTACLE, milestone, PUPR, date(2022, 5, 1), 60)


def test_an_overdue_milestone_waits_for_its_lead_since_its_finish() -> None:
    milestone = a_milestone(state=a_state(0.5), lead=PERINDAG, first=due(-10))
    expected = Need(NeedKind.OVERDUE, milestone, PERINDAG, date(2022, 6, 20), 10)
    assert the_need(milestone) == expected


def test_a_silent_milestone_waits_for_its_lead_since_the_last_report() -> None:
    state = a_state(0.5, effective_on=date(2022, 5, 1))
    milestone = a_milestone(state=state, lead=PERINDAG, first=due(90))
    expected = Need(NeedKind.SILENT, milestone, PERINDAG, date(2022, 5, 1), 60)
    assert the_need(milestone) == expected


def test_a_silent_milestone_never_reported_waits_since_its_planned_start() -> None:
    milestone = a_milestone(first=Schedule(date(2022, 5, 1), AS_OF, 100))
    assert the_need(milestone).since == date(2022, 5, 1)


def test_a_milestone_on_course_needs_nobody() -> None:
    fresh = a_state(0.5, effective_on=AS_OF, obstacles=(an_obstacle(),))
    assert brief_of(a_sentra("S01", [a_milestone(state=fresh, first=due(60))])).needs == ()


def test_agencies_hold_the_overdue_milestones_that_they_lead_most_first() -> None:
    own = [
        a_milestone("S01-M01", a_state(0.5), lead=PUPR, first=due(-1)),
        a_milestone("S01-M02", a_state(0.5), lead=DPMD, first=due(-1)),
        a_milestone("S01-M03", a_state(0.5), lead=PERINDAG, first=due(-9)),
        a_milestone("S01-M04", a_state(0.5), lead=PERINDAG, first=due(-1)),
        a_milestone("S01-M05", a_state(0.5), lead=AgencyCode("DISHUB"), first=due(1)),
    ]
    assert brief_of(a_sentra("S01", own)).blocking_agencies == ((PERINDAG, 2), (DPMD, 1), (PUPR, 1))


def test_the_owner_of_an_open_obstacle_holds_the_milestone_and_not_its_lead() -> None:
    blocked = a_state(0.5, status=Status.OBSTRUCTED, obstacles=(an_obstacle(owner=PUPR),))
    late = a_milestone("S01-M01", blocked, first=due(-1), lead=PERINDAG)

    briefing = brief_of(a_sentra("S01", [late]))

    assert briefing.blocking_agencies == ((PUPR, 1),)
