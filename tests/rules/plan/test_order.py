from dataclasses import replace
from datetime import date

from hypothesis import given, strategies as st

from rules.periods import Span
from rules.plan.errors import PlanProblem
from rules.plan.legality import PlanGround, problems_of_change, problems_of_table
from rules.plan.order import breaches, problems_of_order, rows_of
from rules.plan.table import PlanRow, SentraPlan
from rules.values import (
    AgencyCode,
    MilestoneCode,
    SentraCode,
)
from tests.builders import a_plan_row

M1, M2, M3 = (MilestoneCode(f"S01-M0{number}") for number in (1, 2, 3))
ELSEWHERE = MilestoneCode("S02-M01")
DUE = date(2021, 6, 30)
PERIOD = Span(date(2021, 1, 1), date(2023, 12, 31))


def row(code: str | None, *after: MilestoneCode, start: date = DUE, finish: date = DUE) -> PlanRow:
    return a_plan_row(code, after=after, start=start, finish=finish, weight=50.0)


def plan_of(*rows: PlanRow) -> SentraPlan:
    return SentraPlan(SentraCode("S01"), "Kelapa", rows, 1, None, frozenset())


def problems(rows: tuple[PlanRow, ...], *others: PlanRow) -> set[tuple[int, PlanProblem]]:
    known = {one.code: one for one in others if one.code}
    ground = PlanGround(PERIOD, DUE, {AgencyCode("DPMD")}, known)
    return {(one.row, one.problem) for one in problems_of_table(rows, ground)}


def test_a_milestone_may_come_after_others_also_of_another_sentra() -> None:
    assert problems((row(M1), row(M2, M1, ELSEWHERE)), row(ELSEWHERE)) == set()
    assert problems((row(M1), row(None, M1))) == set()


def test_what_nobody_plans_cannot_be_waited_for() -> None:
    assert problems((row(M1), row(M2, ELSEWHERE))) == {(2, PlanProblem.AFTER_UNKNOWN)}


def test_a_circle_is_named_at_each_milestone_of_the_table_that_stands_in_it() -> None:
    circle = PlanProblem.AFTER_CIRCLE
    assert problems((row(M1, M1), row(M2, M1))) == {(1, circle)}
    assert problems((row(M1, M2), row(M2, M1))) == {(1, circle), (2, circle)}
    assert problems((row(M1, ELSEWHERE), row(M2)), row(ELSEWHERE, M1)) == {(1, circle)}


def test_a_table_replaces_what_its_sentra_planned_before() -> None:
    before = plan_of(row(M1, M2), row(M2))
    ground = PlanGround(PERIOD, DUE, {AgencyCode("DPMD")}, rows_of([before]))
    turned = (row(M1), row(M2, M1))
    assert problems_of_change(before, turned, None, ground, adopted_on=None) == ()
    gone = (replace(row(M1, M2), schedule=a_plan_row(weight=100.0).schedule),)
    found = problems_of_change(before, gone, None, ground, adopted_on=None)
    assert {one.problem for one in found} == {PlanProblem.AFTER_UNKNOWN}


def test_what_another_sentra_waits_for_is_told_by_the_names_of_who_waits() -> None:
    own, waits = plan_of(row(M1), row(M2)), replace(row(ELSEWHERE, M2), title="Galangan")
    other = SentraPlan(SentraCode("S02"), "Kapal Rakyat", (waits,), 1, None, frozenset())
    ground = PlanGround(
        PERIOD, DUE, {AgencyCode("DPMD")}, rows_of([own, other]), sentra={ELSEWHERE: other.name}
    )
    left = (replace(row(M1), schedule=a_plan_row(weight=100.0).schedule),)
    (found,) = problems_of_change(own, left, None, ground, adopted_on=None)
    assert (found.problem, found.names) == (PlanProblem.WAITED_FOR, ("Kapal Rakyat: Galangan",))


def test_an_order_is_broken_by_a_start_before_the_other_finish() -> None:
    first, second = row(M1), row(M2, M1)
    early = row(M2, M1, start=date(2021, 6, 29))
    assert breaches([first, second], {}) == ()
    (found,) = breaches([first, early], {})
    assert (found.earlier, found.later) == (first, early)


def test_who_waits_in_another_sentra_is_told_of_too() -> None:
    waiting = row(ELSEWHERE, M1, start=date(2021, 5, 1))
    quiet = row("S02-M02", ELSEWHERE, start=date(2021, 4, 1))
    others = {ELSEWHERE: waiting, MilestoneCode("S02-M02"): quiet}
    first = row(M1)
    assert [(one.earlier, one.later) for one in breaches([first], others)] == [(first, waiting)]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14))
def test_a_circle_is_found_just_where_there_is_no_order(
    pairs: list[tuple[int, int]],
) -> None:
    codes = [MilestoneCode(f"S01-M{number:02d}") for number in range(8)]
    links = {
        code: [codes[first] for later, first in pairs if later == number]
        for number, code in enumerate(codes)
    }
    left = dict(links)
    while ready := [code for code, after in left.items() if not left.keys() & set(after)]:
        left = {code: after for code, after in left.items() if code not in ready}
    found = any(
        PlanProblem.AFTER_CIRCLE in problems_of_order(code, after, links)
        for code, after in links.items()
    )
    assert found == bool(left)
