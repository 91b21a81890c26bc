from dataclasses import replace
from datetime import date
from math import fsum

import pytest
from hypothesis import given, strategies as st

from rules.plan.errors import PlanProblem
from rules.plan.lineage import (
    MOST_PARTS,
    Course,
    Stand,
    carried,
    envelope,
    handed_down,
    heirs,
    inherited,
    is_heir,
    problems_of_origins,
    remainder,
    settled,
)
from rules.plan.table import PlanRow, SentraPlan, apportioned, parted
from rules.values import FirstShare, MilestoneCode, SentraCode
from rules.vocabulary import Status
from tests.builders import a_plan_row, a_schedule
from tests.rules.laws import LAW

M01, M02, M03 = (MilestoneCode(f"S01-M0{number}") for number in (1, 2, 3))
MARCH, APRIL, MAY = (date(2022, month, 1) for month in (3, 4, 5))
RUNNING, OBSTRUCTED = Status.IN_PROGRESS, Status.OBSTRUCTED
WEIGHTS = st.integers(1, 10_000).map(lambda parts: parts / 100)


def course(*stands: tuple[date, float], status: Status | None = None) -> Course:
    return Course(
        tuple(
            Stand(day, status or (Status.FINISHED if share == 1 else RUNNING), share)
            for day, share in stands
        )
    )


def table(*rows: PlanRow, reported: tuple[MilestoneCode, ...] = ()) -> SentraPlan:
    return SentraPlan(SentraCode("S01"), "Kelapa", rows, 1, None, frozenset(reported))


def part_of(*origins: MilestoneCode, code: str | None = None, weight: float = 50.0) -> PlanRow:
    return a_plan_row(code, weight=weight, origins=origins)


def test_a_part_stands_where_its_origin_stood_from_the_day_on() -> None:
    known = {M01: course((MARCH, 0.3), (MAY, 0.8))}
    assert carried({M01: 6.0}, known, APRIL, is_heir=True) == (
        Stand(APRIL, RUNNING, 0.3),
        Stand(MAY, RUNNING, 0.8),
    )
    # From the beginning on, each report on its own day.
    assert carried({M01: 6.0}, known, date.min, is_heir=True) == known[M01].stands


def test_reports_that_say_the_same_again_are_carried_once() -> None:
    known = {M01: course((MARCH, 0.3), (APRIL, 0.3), (MAY, 0.5))}
    assert carried({M01: 6.0}, known, date.min, is_heir=True) == (
        Stand(MARCH, RUNNING, 0.3),
        Stand(MAY, RUNNING, 0.5),
    )


def test_nothing_is_carried_of_what_nobody_reported_on() -> None:
    assert carried({M01: 6.0}, {}, APRIL, is_heir=True) == ()
    assert remainder({M01: 6.0}, {}, APRIL) == 0


def test_what_is_merged_stands_at_the_mean_by_weight() -> None:
    # The worked example of docs/formulas.md: 6 x 1 + 9 x 0.5 + 5 x 0 of 20.
    known = {M01: course((MARCH, 1.0)), M02: course((MARCH, 0.5))}
    weights = {M01: 6.0, M02: 9.0, M03: 5.0}
    assert carried(weights, known, APRIL, is_heir=True) == (Stand(APRIL, RUNNING, 0.525),)
    assert remainder(weights, known, APRIL) == 0


def test_rounding_of_a_merger_is_told_in_points() -> None:
    known = {M01: course((MARCH, 0.1)), M02: course((MARCH, 0.2)), M03: course((MARCH, 0.2))}
    weights = dict.fromkeys(known, 3.0)
    (stand,) = carried(weights, known, APRIL, is_heir=True)
    assert stand.progress == 0.1667
    assert remainder(weights, known, APRIL) == pytest.approx(9 * 0.1667 - 1.5)


@pytest.mark.parametrize(
    ("statuses", "is_heir", "found"),
    [
        ((Status.FINISHED, Status.FINISHED), True, (Status.FINISHED, 1.0)),
        ((Status.FINISHED, RUNNING), True, (RUNNING, 0.9999)),
        ((Status.NOT_STARTED, None), True, (Status.NOT_STARTED, 0.0)),
        ((OBSTRUCTED, RUNNING), True, (OBSTRUCTED, 0.9999)),
        ((OBSTRUCTED, RUNNING), False, (RUNNING, 0.9999)),
    ],
)
def test_the_status_follows_from_all_that_is_merged(
    statuses: tuple[Status | None, ...], found: tuple[Status, float], *, is_heir: bool
) -> None:
    shares = {Status.FINISHED: 1.0, Status.NOT_STARTED: 0.0}
    known = {
        code: course((MARCH, shares.get(status, 0.99999)), status=status)
        for code, status in zip((M01, M02), statuses, strict=True)
        if status is not None
    }
    (stand,) = carried({M01: 1.0, M02: 99.0}, known, APRIL, is_heir=is_heir)
    assert (stand.status, stand.progress) == found


def test_evidence_of_all_is_named_once() -> None:
    one = Course((Stand(MARCH, RUNNING, 0.2, "Notula"),))
    other = Course((Stand(MARCH, RUNNING, 0.4, "Foto"),))
    (stand,) = carried(
        {M01: 1.0, M02: 1.0, M03: 1.0}, {M01: one, M02: one, M03: other}, APRIL, is_heir=True
    )
    assert stand.evidence == "Notula; Foto"


def test_origins_that_nobody_uses_are_forgotten() -> None:
    plan = table(a_plan_row(M01), a_plan_row(M02), reported=(M01,))
    used, unused, plain = part_of(M01), part_of(M02), a_plan_row(None)
    rows = (used, unused, plain)
    assert settled(rows, plan, is_adopted=False) == (used, replace(unused, origins=()), plain)
    assert settled(rows, plan, is_adopted=True) == rows


def test_what_is_open_goes_on_with_the_first_part() -> None:
    rows = (a_plan_row(M03), part_of(M01), part_of(M01), part_of(M02, M03))
    assert heirs(rows) == {M01: (1, 2), M02: (3,), M03: (3,)}
    assert [is_heir(rows, place) for place in range(4)] == [False, True, False, True]


PLAN = table(a_plan_row(M01, weight=40.0), a_plan_row(M02, weight=60.0))
KEPT = PLAN.rows[1]
WAITING = {M01: replace(course((MARCH, 0.2)), is_waiting=True)}
CANCELLED = {M01: course((MARCH, 0.2), status=Status.CANCELLED)}


@pytest.mark.parametrize(
    ("rows", "courses", "problems"),
    [
        ((part_of(M01), part_of(M01), KEPT), {}, []),
        ((part_of(M01, M02),), {M01: course((MARCH, 0.2))}, []),
        ((KEPT,), {}, []),
        ((part_of(M01, code=M02),), {}, [PlanProblem.ORIGIN_OF_OLD]),
        ((part_of(M03), KEPT), {}, [PlanProblem.ORIGIN_UNKNOWN]),
        ((part_of(M02), KEPT), {}, [PlanProblem.ORIGIN_STAYS]),
        ((part_of(M01, M02), part_of(M01)), {}, [PlanProblem.ORIGIN_TORN]),
        ((*[part_of(M01)] * (MOST_PARTS + 1), KEPT), {}, [PlanProblem.ORIGIN_IN_TOO_MANY]),
        ((part_of(M01), part_of(M01), KEPT), WAITING, [PlanProblem.ORIGIN_WAITS]),
        ((part_of(M01), part_of(M01), KEPT), CANCELLED, [PlanProblem.ORIGIN_CANCELLED]),
    ],
)
def test_each_thing_wrong_with_an_origin_is_found(
    rows: tuple[PlanRow, ...],
    courses: dict[MilestoneCode, Course],
    problems: list[PlanProblem],
) -> None:
    assert list(problems_of_origins(rows[0], rows, PLAN, courses)) == problems


def test_parts_take_over_what_their_origin_answers_for_without_remainder() -> None:
    first = a_schedule(weight=10.0)
    shares = {M01: (FirstShare(M01, first, 9.0),), M02: ()}
    rows = (part_of(M01, weight=1.0), part_of(M01, weight=2.0), part_of(M02))
    assert [inherited(rows, place, shares) for place in range(3)] == [
        (FirstShare(M01, replace(first, weight=3.33), 3.0),),
        (FirstShare(M01, replace(first, weight=6.67), 6.0),),
        (),
    ]


def test_what_is_merged_answers_for_all_of_its_origins() -> None:
    one, other = a_schedule(weight=4.0), a_schedule(weight=6.0, finish=date(2022, 6, 30))
    shares = {M01: (FirstShare(M01, one, 4.0),), M02: (FirstShare(M02, other, 6.0),)}
    found = inherited((part_of(M01, M02),), 0, shares)
    assert [share.schedule for share in found] == [one, other]
    assert envelope([one, other]) == a_schedule(weight=10.0, finish=date(2022, 6, 30))
    assert envelope([other]) == other


@LAW
@given(
    st.lists(st.tuples(WEIGHTS, WEIGHTS), min_size=1, max_size=3),
    st.lists(WEIGHTS, min_size=1, max_size=6),
)
def test_what_is_handed_down_sums_to_what_there_was(
    known: list[tuple[float, float]], weights: list[float]
) -> None:
    shares = [FirstShare(M01, a_schedule(weight=first), counted) for first, counted in known]
    parts = handed_down(shares, weights)
    every = [share for part in parts for share in part]
    assert fsum(one.schedule.weight for one in every) == pytest.approx(
        fsum(first for first, _ in known)
    )
    assert fsum(one.reckoned for one in every) == pytest.approx(
        fsum(counted for _, counted in known)
    )


@LAW
@given(st.lists(st.tuples(WEIGHTS, st.integers(0, 9_999)), min_size=1, max_size=6))
def test_a_merger_moves_no_more_than_rounding_does(known: list[tuple[float, int]]) -> None:
    codes = [MilestoneCode(f"S01-M{place:02d}") for place in range(len(known))]
    weights = {code: weight for code, (weight, _) in zip(codes, known, strict=True)}
    courses = {
        code: course((MARCH, parts / 10_000)) for code, (_, parts) in zip(codes, known, strict=True)
    }
    (stand,) = carried(weights, courses, APRIL, is_heir=True)
    whole = fsum(weights.values())
    moved = whole * stand.progress - fsum(weight * parts / 10_000 for weight, parts in known)
    assert remainder(weights, courses, APRIL) == pytest.approx(moved, abs=1e-6)
    assert abs(moved) <= whole * 0.0001


@LAW
@given(st.integers(0, 10_000), st.lists(st.integers(1, 10_000), min_size=1, max_size=9))
def test_what_is_apportioned_sums_to_the_whole(whole: int, shares: list[int]) -> None:
    found = apportioned(whole, shares)
    assert sum(found) == whole
    for part, share in zip(found, shares, strict=True):
        assert abs(part - whole * share / sum(shares)) < 1


def test_even_parts_differ_by_a_hundredth_at_most() -> None:
    assert parted(10.0, 3) == (3.34, 3.33, 3.33)
