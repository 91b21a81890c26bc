from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from rules.progress.briefing import Briefing, brief
from rules.progress.milestone_brief import milestone_brief
from rules.progress.needs import NeedKind
from rules.thresholds import DEFAULT_THRESHOLDS, Thresholds
from rules.values import AgencyCode, Board, Milestone, Schedule, Sentra
from rules.vocabulary import Basis, Flag, Light, Plan, Status
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
    set_anew = replace(board, programme=replace(board.programme, thresholds=strict))
    assert brief(set_anew, a_moment()).sentra[0].health.light is Light.CRITICAL


def test_a_programme_without_sentra_has_a_briefing_of_zeros() -> None:
    briefing = brief_of()
    assert (briefing.totals.actual, briefing.totals.planned, briefing.needs) == (0.0, 0.0, ())
    assert set(briefing.totals.lights.values()) == {0}


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
        own = milestone_brief(need.milestone, a_moment(), DEFAULT_THRESHOLDS)
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
    planned = [one for one in briefing.sentra if one.milestones]
    weight = sum(one.sentra.weight for one in planned)
    actual = sum(one.sentra.weight * one.actual for one in planned) / weight if weight else 0
    assert briefing.totals.actual == pytest.approx(actual, abs=1e-9)
    assert briefing.totals.deviation == pytest.approx(
        100 * (briefing.totals.actual - briefing.totals.planned), abs=1e-9
    )


def test_a_sentra_that_the_first_plan_lacks_counts_against_the_current_one_alone() -> None:
    ended = a_schedule(weight=100.0)
    old = a_sentra("S01", [a_milestone("S01-M01", first=ended)])
    added = a_milestone("S02-M01", a_state(1.0), first=replace(ended, weight=0.0), current=ended)
    board = a_board([old, a_sentra("S02", [added])])

    found = {plan: brief(board, a_moment(plan=plan)) for plan in Plan}

    assert {plan: one.totals.actual for plan, one in found.items()} == {
        Plan.FIRST: 0,
        Plan.CURRENT: 0.5,
    }
    for one in found.values():
        assert (one.totals.planned_first, one.totals.planned_current) == (1, 1)
        assert [point.actual for point in one.curve if point.day == AS_OF] == [one.totals.actual]
