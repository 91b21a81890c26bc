from dataclasses import replace
from datetime import date

import pytest

from rules.changes.plan_preview import NewPlan, PlanPreview, preview
from rules.plan.lineage import Course, Stand
from rules.plan.table import PlanDecision, PlanRow
from rules.values import MilestoneCode, Schedule
from rules.vocabulary import Basis, Plan, Status
from tests.builders import AS_OF, a_board, a_milestone, a_moment, a_plan_row, a_sentra, a_state

M01, M02 = MilestoneCode("S01-M01"), MilestoneCode("S01-M02")
DONE = Schedule(date(2021, 1, 1), date(2021, 12, 31), 40.0)
RUNNING = Schedule(date(2022, 1, 1), date(2022, 12, 31), 60.0)
BOARD = a_board(
    [
        a_sentra(
            "S01",
            [
                a_milestone(M01, a_state(0.5), first=DONE),
                a_milestone(M02, a_state(0.25), first=RUNNING),
            ],
        )
    ]
)
COURSES = {
    M01: Course((Stand(date(2022, 5, 31), Status.IN_PROGRESS, 0.5),)),
    M02: Course((Stand(date(2022, 5, 31), Status.IN_PROGRESS, 0.25),)),
}
DECISION = PlanDecision("050/1/2022", AS_OF, "Dikerjakan bersama")
FIRST, SECOND = (
    a_plan_row(code, start=own.start, finish=own.finish, weight=own.weight)
    for code, own in ((M01, DONE), (M02, RUNNING))
)


def previewed(*rows: PlanRow, decision: PlanDecision | None, plan: Plan) -> PlanPreview:
    return preview(
        BOARD, BOARD.sentra[0].code, NewPlan(rows, COURSES, decision), a_moment(plan=plan)
    )


def part(weight: float) -> PlanRow:
    return replace(
        FIRST, code=None, origins=(M01,), schedule=replace(FIRST.schedule, weight=weight)
    )


@pytest.mark.parametrize("plan", Plan)
@pytest.mark.parametrize("decision", [None, DECISION])
def test_a_split_moves_no_figure(decision: PlanDecision | None, plan: Plan) -> None:
    found = previewed(part(10.0), part(30.0), SECOND, decision=decision, plan=plan)
    assert found.after.actual == pytest.approx(found.before.actual)
    assert found.after.planned == pytest.approx(found.before.planned)
    origins = [one.milestone.lineage.origins for one in found.after.milestones]
    assert origins == [(M01,), (M01,), ()]


@pytest.mark.parametrize("plan", Plan)
def test_a_merger_moves_no_figure(plan: Plan) -> None:
    merged = replace(
        FIRST,
        code=None,
        origins=(M01, M02),
        schedule=Schedule(DONE.start, RUNNING.finish, 100.0),
    )
    found = previewed(merged, decision=DECISION, plan=plan)
    assert found.after.actual == pytest.approx(found.before.actual) == pytest.approx(0.35)
    if plan is Plan.FIRST:
        assert found.after.planned == pytest.approx(found.before.planned)


def test_what_would_hold_later_carries_what_is_known_by_then() -> None:
    later = replace(DECISION, holds_from=date(2022, 7, 1))
    found = previewed(part(10.0), part(30.0), SECOND, decision=later, plan=Plan.FIRST)
    assert [one.state.progress for one in found.after.milestones] == [0, 0, 0.25]


def test_what_is_added_to_an_adopted_plan_weighs_nothing_in_the_first() -> None:
    smaller = replace(SECOND, schedule=replace(RUNNING, weight=50.0))
    added = a_plan_row(None, weight=10.0)
    found = previewed(FIRST, smaller, added, decision=DECISION, plan=Plan.FIRST)
    assert found.after.actual == found.before.actual
    assert found.after.milestones[-1].weight == 0
    as_draft = previewed(FIRST, smaller, added, decision=None, plan=Plan.FIRST)
    assert as_draft.after.milestones[-1].weight == 10
    assert as_draft.after.milestones[-1].milestone.states[Basis.REPORTED].report_id is None
