from datetime import date, timedelta

import pytest
from hypothesis import strategies as st

from rules.progress.briefing import Briefing, brief
from rules.values import AgencyCode, Milestone, Schedule, Sentra, State
from rules.vocabulary import STAGES, Basis, Plan, Status
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


def test_what_is_claimed_stands_apart_where_it_reads_otherwise_up_or_down() -> None:
    def claimed(approved: float, reported: float, basis: Basis = Basis.APPROVED) -> float | None:
        own = a_milestone("S01-M01", a_state(approved), a_state(reported), first=due(-1))
        found = brief_of(a_sentra("S01", (own,)), basis=basis)
        assert found.totals.is_claimed_lower == found.sentra[0].is_claimed_lower
        assert found.sentra[0].is_claimed_lower == (reported < approved - 0.0005)
        return found.sentra[0].claimed

    assert (claimed(0.4, 0.6), claimed(0.6, 0.4)) == (0.6, 0.4)
    assert (claimed(0.4, 0.4), claimed(0.4, 0.3999)) == (None, None)
    assert claimed(0.6, 0.4, Basis.REPORTED) is None


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
