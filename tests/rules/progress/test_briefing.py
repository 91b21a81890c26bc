from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from rules.progress.briefing import Briefing, brief
from rules.progress.health import Thresholds
from rules.progress.milestone_brief import milestone_brief
from rules.progress.needs import Need, NeedKind
from rules.values import AgencyCode, Board, Milestone, ObstacleId, Schedule, Sentra, State
from rules.vocabulary import STAGES, Basis, Flag, Light, Plan, Status
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
from tests.rules.laws import LAW

DPMD, PERINDAG, PUPR = map(AgencyCode, ("DPMD", "DISKUKMPERINDAG", "PUPR"))
GRAVITY = list(NeedKind)
LIGHTS_BY_NEED = [
    Light.CRITICAL,
    Light.ATTENTION,
    Light.ON_PLAN,
    Light.NOT_STARTED,
    Light.FINISHED,
]


def due(days: int) -> Schedule:
    return a_schedule(start=date(2021, 1, 1), finish=AS_OF + timedelta(days=days))


def sentra_with(code: str, progress: float, *, days: int = 400) -> Sentra:
    """A sentra of one milestone planned from a year ago."""
    schedule = a_schedule(start=AS_OF - timedelta(days=100), finish=AS_OF + timedelta(days=days))
    return a_sentra(code, [a_milestone(f"{code}-M01", a_state(progress), first=schedule)])


def brief_of(*sentra: Sentra, basis: Basis = Basis.APPROVED, plan: Plan = Plan.FIRST) -> Briefing:
    return brief(a_board(sentra), a_moment(basis=basis, plan=plan))


def test_sentra_come_worst_light_first_then_lowest_deviation_then_code() -> None:
    future = a_schedule(start=AS_OF + timedelta(days=1), finish=AS_OF + timedelta(days=9))
    briefing = brief_of(
        sentra_with("S01", 1.0),
        sentra_with("S02", 0.2),
        sentra_with("S03", 0.12),
        sentra_with("S04", 0.05),
        sentra_with("S05", 0.0),
        sentra_with("S06", 0.2),
        a_sentra("S07", [a_milestone("S07-M01", first=future)]),
    )
    found = [(one.sentra.code, one.health.light) for one in briefing.sentra]
    assert found == [
        ("S05", Light.CRITICAL),
        ("S04", Light.CRITICAL),
        ("S03", Light.ATTENTION),
        ("S02", Light.ON_PLAN),
        ("S06", Light.ON_PLAN),
        ("S07", Light.NOT_STARTED),
        ("S01", Light.FINISHED),
    ]


def test_a_sentra_is_found_by_its_code() -> None:
    briefing = brief_of(sentra_with("S01", 0.5), sentra_with("S02", 0.5))
    found = briefing.of("S02")
    assert found is not None
    assert found.sentra.code == "S02"
    assert briefing.of("S10") is None


def test_figures_of_a_sentra_worked_by_hand() -> None:
    # On 30 June 2022 the first is past its plan (60 points), the second has had 90 of its 180 days.
    second = {
        "first": Schedule(date(2022, 4, 1), date(2022, 9, 28), 40),
        "current": Schedule(AS_OF, AS_OF + timedelta(days=9), 40),
    }
    own = [
        a_milestone("S01-M01", a_state(1), first=Schedule(date(2021, 1, 1), AS_OF, 60)),
        a_milestone("S01-M02", State(), a_state(0.5), stage=2, **second),
    ]
    one = brief_of(a_sentra("S01", own)).sentra[0]
    assert (one.approved, one.reported, one.actual) == (0.6, 0.8, 0.6)
    assert (one.planned_first, one.planned_current, one.planned) == (0.8, 0.6, 0.8)
    assert one.deviation == pytest.approx(-20)
    assert [two.contribution for two in one.milestones] == [60.0, 0.0]
    assert [two.planned for two in one.milestones] == [1.0, 0.5]


def test_basis_and_plan_of_the_moment_choose_the_headline() -> None:
    own = [a_milestone(state=a_state(0.2), reported=a_state(0.6), current=due(0))]
    one = brief_of(a_sentra("S01", own), basis=Basis.REPORTED, plan=Plan.CURRENT).sentra[0]
    assert one.actual == one.reported == 0.6
    assert one.planned == one.planned_current
    assert one.milestones[0].schedule == own[0].current


def test_a_cancelled_milestone_contributes_nothing_and_is_listed() -> None:
    cancelled = a_milestone("S01-M02", a_state(0.8, status=Status.CANCELLED))
    one = brief_of(a_sentra("S01", [a_milestone("S01-M01", a_state(0.5)), cancelled])).sentra[0]
    assert one.cancelled == (cancelled,)
    assert one.milestones[1].contribution == 0.0
    assert one.actual == 0.5
    assert one.stages[0].milestones == 1


def test_stages_without_a_milestone_have_no_figures() -> None:
    own = [
        a_milestone("S01-M01", a_state(1), first=due(0)),
        a_milestone("S01-M02", first=due(0)),
        a_milestone("S01-M03", a_state(0.5), stage=3, first=due(-1)),
    ]
    stages = brief_of(a_sentra("S01", own)).sentra[0].stages
    assert [one.stage for one in stages] == list(STAGES)
    assert (stages[0].milestones, stages[0].actual, stages[0].planned) == (2, 0.5, 1.0)
    assert (stages[1].milestones, stages[1].actual, stages[1].planned) == (0, None, None)
    assert (stages[2].milestones, stages[2].actual) == (1, 0.5)


def test_the_next_due_is_the_earliest_unfinished_late_ones_included() -> None:
    own = [
        a_milestone("S01-M01", a_state(1), first=due(-90)),
        a_milestone("S01-M02", a_state(0.1, status=Status.CANCELLED), first=due(-80)),
        a_milestone("S01-M03", first=due(20)),
        a_milestone("S01-M04", first=due(-5)),
        a_milestone("S01-M05", first=due(-5)),
    ]
    found = brief_of(a_sentra("S01", own)).sentra[0].next_due
    assert found is not None
    assert found.milestone.code == "S01-M04"
    assert brief_of(a_sentra("S01", own[:2])).sentra[0].next_due is None


def test_a_milestone_brief_keeps_the_submitted_state_beside_that_of_the_basis() -> None:
    milestone = a_milestone(state=a_state(0.2), reported=a_state(0.6))
    found = milestone_brief(milestone, a_moment())
    assert (found.state.progress, found.reported.progress) == (0.2, 0.6)


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


def test_flagged_milestones_raise_any_of_the_wanted_flags_and_no_wish_wants_all() -> None:
    def fresh(code: str, days: int) -> Milestone:
        return a_milestone(code, a_state(0.5, effective_on=AS_OF), first=due(days))

    late, soon, far = fresh("S01-M01", -1), fresh("S01-M02", 5), fresh("S01-M03", 90)
    briefing = brief_of(a_sentra("S01", [late, soon, far]))

    def found(*wanted: Flag) -> list[Milestone]:
        return [one.milestone for one in briefing.flagged(wanted)]

    assert found(Flag.OVERDUE) == [late]
    assert found(Flag.OVERDUE, Flag.DUE_SOON) == [late, soon]
    assert found(Flag.SLIPPED) == []
    assert found() == [late, soon, far]


def test_thresholds_reach_the_lights() -> None:
    board = a_board([sentra_with("S01", 0.15)])
    strict = Thresholds(attention_below=-0.5, critical_below=-1.0)
    assert brief(board, a_moment()).sentra[0].health.light is Light.ON_PLAN
    assert brief(board, a_moment(), strict).sentra[0].health.light is Light.CRITICAL


def test_a_programme_without_sentra_has_a_briefing_of_zeros() -> None:
    briefing = brief_of()
    assert (briefing.totals.actual, briefing.totals.planned, briefing.needs) == (0.0, 0.0, ())
    assert set(briefing.totals.lights.values()) == {0}


@st.composite
def boards(draw: st.DrawFn) -> Board:
    sentra = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        code = f"S{number:02}"
        own = [draw(milestones(f"{code}-M{one:02}")) for one in range(1, draw(st.integers(1, 4)))]
        sentra.append(a_sentra(code, own, weight=draw(st.floats(0.5, 20))))
    return a_board(sentra)


@st.composite
def milestones(draw: st.DrawFn, code: str) -> Milestone:
    status = draw(st.sampled_from(Status))
    fixed = {Status.FINISHED: 1.0, Status.NOT_STARTED: 0.0}
    obstacle = an_obstacle(opened_on=AS_OF - timedelta(days=draw(st.integers(0, 120))))
    state = a_state(
        fixed.get(status, draw(st.floats(0, 0.99))),
        status=status,
        effective_on=AS_OF - timedelta(days=draw(st.integers(0, 120))),
        obstacles=draw(st.sampled_from([(), (obstacle,)])),
        evidence=draw(st.sampled_from(["", "Berita acara"])),
    )
    first = a_schedule(finish=AS_OF + timedelta(days=draw(st.integers(-200, 200))))
    lead = draw(st.sampled_from([DPMD, PERINDAG, PUPR]))
    return a_milestone(code, state, first=first, lead=lead, stage=draw(st.integers(1, 7)))


@LAW
@given(boards())
def test_counts_are_the_sums_of_what_they_count(board: Board) -> None:
    briefing = brief(board, a_moment())
    raised = Counter(
        flag for one in briefing.sentra for two in one.milestones for flag in two.flags.raised
    )
    assert sum(briefing.totals.lights.values()) == len(board.sentra)
    assert set(briefing.totals.lights) == set(Light)
    assert briefing.totals.flags == {flag: raised[flag] for flag in Flag}
    assert sum(count for _, count in briefing.blocking_agencies) == raised[Flag.OVERDUE]


@LAW
@given(boards())
def test_each_milestone_has_at_most_its_gravest_need(board: Board) -> None:
    needs = brief(board, a_moment()).needs
    assert len({need.milestone.code for need in needs}) == len(needs)
    for need in needs:
        own = milestone_brief(need.milestone, a_moment())
        overdue = own.flags.days_late > 0
        assert (need.kind is NeedKind.OBSTACLE) == (overdue and bool(own.state.open_obstacles))
        assert (need.kind is NeedKind.SILENT) == (not overdue)
        assert need.days == (AS_OF - need.since).days
    keys = [(GRAVITY.index(need.kind), -need.days) for need in needs]
    assert keys == sorted(keys)


@LAW
@given(boards())
def test_sentra_are_sorted_by_need_and_sum_up_to_the_programme(board: Board) -> None:
    briefing = brief(board, a_moment())
    keys = [(LIGHTS_BY_NEED.index(one.health.light), one.deviation) for one in briefing.sentra]
    assert keys == sorted(keys)
    weight = sum(one.weight for one in board.sentra)
    actual = sum(one.sentra.weight * one.actual for one in briefing.sentra) / weight
    assert briefing.totals.actual == pytest.approx(actual, abs=1e-9)
    assert briefing.totals.deviation == pytest.approx(
        100 * (briefing.totals.actual - briefing.totals.planned), abs=1e-9
    )
