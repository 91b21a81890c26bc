from datetime import date, timedelta

import pytest

from rules.reporting.duties import Standing, duties, own, reportable, standing
from rules.values import AccountId, Actor, AgencyCode, Milestone, Schedule
from rules.vocabulary import Basis, Plan, Role, Status
from tests.builders import AS_OF, a_board, a_milestone, a_sentra, a_state

DPMD, PERINDAG = AgencyCode("DPMD"), AgencyCode("DISKUKMPERINDAG")


def an_actor(role: Role, agency: AgencyCode | None) -> Actor:
    return Actor(AccountId(1), role.value, "Seseorang", role, agency)


OPERATOR = an_actor(Role.AGENCY_OPERATOR, PERINDAG)


def planned(start: int, finish: int) -> Schedule:
    return Schedule(AS_OF + timedelta(days=start), AS_OF + timedelta(days=finish), 50)


def owed(actor: Actor, *milestones: Milestone) -> list[str]:
    board = a_board([a_sentra("S01", milestones)])
    return [one.milestone.code for one in duties(board, actor)]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.LEADER, Role.EVALUATOR, Role.ADMIN])
def test_who_may_not_report_owes_nothing(role: Role) -> None:
    late = a_milestone(lead=PERINDAG, first=planned(-90, -10))
    assert owed(an_actor(role, PERINDAG), late) == []


def test_an_operator_owes_what_the_own_agency_leads_or_supports() -> None:
    milestones = [
        a_milestone("S01-M01", lead=PERINDAG),
        a_milestone("S01-M02", lead=DPMD, supporting=(PERINDAG,)),
        a_milestone("S01-M03", lead=DPMD),
    ]
    assert owed(OPERATOR, *milestones) == ["S01-M01", "S01-M02"]


def test_dpmd_owes_for_every_agency_but_its_own_come_apart() -> None:
    milestones = [a_milestone("S01-M01", lead=PERINDAG), a_milestone("S01-M02", lead=DPMD)]
    actor = an_actor(Role.DPMD_OPERATOR, DPMD)
    found = duties(a_board([a_sentra("S01", milestones)]), actor)
    assert [one.milestone.code for one in found] == ["S01-M01", "S01-M02"]
    assert [one.milestone.code for one in own(found, actor)] == ["S01-M02"]


@pytest.mark.parametrize(("start", "is_owed"), [(1, False), (0, True), (-1, True)])
def test_a_milestone_is_owed_from_its_planned_start(start: int, *, is_owed: bool) -> None:
    milestone = a_milestone(lead=PERINDAG, first=planned(start, 90))
    assert bool(owed(OPERATOR, milestone)) is is_owed


def test_a_milestone_that_began_early_is_owed_before_its_planned_start() -> None:
    early = a_milestone(state=a_state(0.1), lead=PERINDAG, first=planned(30, 90))
    assert owed(OPERATOR, early) == ["S01-M01"]


def test_what_was_reported_today_is_done_for_the_day() -> None:
    told = a_state(0.5, recorded_on=AS_OF)
    today = a_milestone("S01-M01", a_state(0.4), reported=told, lead=PERINDAG)
    before = a_milestone("S01-M02", a_state(0.4, recorded_on=AS_OF - timedelta(1)), lead=PERINDAG)
    assert owed(OPERATOR, today, before) == ["S01-M02"]


@pytest.mark.parametrize("status", [Status.FINISHED, Status.CANCELLED])
def test_what_was_submitted_as_closed_is_not_owed_while_it_waits(status: Status) -> None:
    closed = a_milestone(
        state=a_state(0.5), reported=a_state(1, status=status), lead=PERINDAG, first=planned(-90, 0)
    )
    assert owed(OPERATOR, closed) == []


def test_duties_come_most_days_late_first_then_longest_silent_then_next_due() -> None:
    def running(code: str, finish: int, reported_ago: int) -> Milestone:
        state = a_state(0.5, effective_on=AS_OF - timedelta(days=reported_ago))
        return a_milestone(code, state, lead=PERINDAG, first=planned(-100, finish))

    found = owed(
        OPERATOR,
        running("S01-M01", 90, 0),
        running("S01-M02", 60, 0),
        running("S01-M03", 80, 45),
        running("S01-M04", -5, 0),
        running("S01-M05", -9, 0),
        running("S01-M06", 60, 0),
    )
    assert found == ["S01-M05", "S01-M04", "S01-M03", "S01-M02", "S01-M06", "S01-M01"]


def test_duties_are_told_in_submitted_reports_against_the_current_plan() -> None:
    moved = Schedule(date(2021, 1, 1), AS_OF + timedelta(days=3), 50)
    milestone = a_milestone(state=a_state(0.2), reported=a_state(0.6), lead=PERINDAG, current=moved)
    (found,) = duties(a_board([a_sentra("S01", [milestone])]), OPERATOR)
    assert found.state == milestone.states[Basis.REPORTED]
    assert found.schedule == milestone.schedule(Plan.CURRENT)
    assert found.flags.due_in_days == 3


@pytest.mark.parametrize(
    ("milestone", "value"),
    [
        (a_milestone(first=planned(1, 90)), Standing.EARLY),
        (a_milestone(first=planned(0, 90)), Standing.OWED),
        (a_milestone(state=a_state(0.1), first=planned(1, 90)), Standing.OWED),
        (a_milestone(state=a_state(1), first=planned(1, 90)), Standing.FINISHED),
        (a_milestone(state=a_state(0.5, status=Status.CANCELLED)), Standing.CANCELLED),
        # What is claimed decides, also before it is approved.
        (a_milestone(state=a_state(0.5), reported=a_state(1)), Standing.FINISHED),
    ],
)
def test_a_milestone_is_owed_or_says_why_not(milestone: Milestone, value: Standing) -> None:
    assert standing(milestone, AS_OF) is value


def test_whatever_one_takes_part_in_can_be_reported_owed_or_not() -> None:
    milestones = [
        a_milestone("S01-M01", lead=PERINDAG, state=a_state(1)),
        a_milestone("S01-M02", lead=DPMD, supporting=(PERINDAG,), first=planned(30, 90)),
        a_milestone("S01-M03", lead=DPMD),
    ]
    board = a_board([a_sentra("S01", milestones)])

    assert reportable(board, OPERATOR) == tuple(milestones[:2])
    assert reportable(board, an_actor(Role.DPMD_OPERATOR, DPMD)) == tuple(milestones)
    for role in (Role.VIEWER, Role.LEADER, Role.EVALUATOR, Role.ADMIN):
        assert reportable(board, an_actor(role, PERINDAG)) == ()
