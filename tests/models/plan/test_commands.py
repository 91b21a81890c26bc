from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import fsum, inf, nan

import pytest

from models.audit.verification import verify
from models.plan import commands as planning
from models.plan.sentra_plans import sentra_plans
from models.store import read_models
from models.store.store import Store
from rules.errors import NotAllowed, UnknownCode
from rules.periods import WITA
from rules.plan.errors import AlreadyAdopted, IllegalPlan, PlanChanged, PlanProblem, PlanRowProblem
from rules.plan.table import PlanDecision, PlanRow, SentraPlan, even_weights
from rules.progress.s_curve import curves
from rules.progress.shares import planned_share
from rules.shapes import LINEAR, STEP
from rules.values import Actor, AgencyCode, MilestoneCode, Schedule, Sentra, SentraCode
from rules.vocabulary import Basis, Plan
from tests.builders import a_plan_row
from tests.people import BATIK, PLAN_START, THE_END, Office

S04 = SentraCode("S04")
AT = datetime(2021, 3, 1, 9, tzinfo=WITA)
ADOPTION = PlanDecision("050/2/2021", PLAN_START, "")


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def plan_of(office: Office, code: SentraCode = S04) -> SentraPlan:
    with office.store.read() as connection:
        return sentra_plans(connection, office.people.pengamat)[code]


def change(
    office: Office,
    edit: Callable[[tuple[PlanRow, ...]], tuple[PlanRow, ...]],
    decision: PlanDecision | None = None,
    *,
    by: Actor | None = None,
    seen: int | None = None,
    at: datetime = AT,
) -> None:
    plan = plan_of(office)
    with office.store.write() as connection:
        planning.change_plan(
            connection,
            by or office.people.admin,
            S04,
            edit(plan.rows),
            decision,
            seen=plan.version if seen is None else seen,
            at=at,
        )


def adopt(office: Office, decision: PlanDecision = ADOPTION, at: datetime = AT) -> None:
    with office.store.write() as connection:
        planning.adopt_plan(connection, office.people.admin, decision, at=at)


def batik(office: Office, day: date = THE_END, known_on: date | None = None) -> Sentra:
    return next(one for one in office.board(day, known_on).sentra if one.code == S04)


def evened(rows: tuple[PlanRow, ...]) -> tuple[PlanRow, ...]:
    return tuple(
        replace(row, schedule=replace(row.schedule, weight=weight))
        for row, weight in zip(rows, even_weights(len(rows)), strict=True)
    )


def with_one_more(rows: tuple[PlanRow, ...]) -> tuple[PlanRow, ...]:
    return evened((a_plan_row(None, title="Sanggar kedua"), *rows))


def test_a_revision_moves_the_current_plan_and_not_the_first(office: Office) -> None:
    before = office.milestone()
    office.move(BATIK, 30, at=AT)

    after = office.milestone()
    assert after.first == before.first
    assert after.current.finish == before.current.finish + timedelta(30)
    assert [one.days_moved for one in after.revisions] == [30]
    assert after.revisions[0].decision_number == "027/1"
    assert office.milestone(as_of=date(2021, 2, 28)).current == before.current


def test_a_revision_holds_from_its_day_once_it_is_known(office: Office) -> None:
    before = office.milestone().current
    adopt(office)
    later = replace(before, finish=before.finish + timedelta(40))
    decision = PlanDecision("050/7/2021", date(2021, 4, 1), "Lahan")

    def move(rows: tuple[PlanRow, ...]) -> tuple[PlanRow, ...]:
        return (replace(rows[0], schedule=later), *rows[1:])

    change(office, move, decision, at=datetime(2021, 6, 5, 9, tzinfo=WITA))

    for day, known_on, found in (
        (date(2021, 3, 31), None, before),
        (date(2021, 4, 1), None, later),
        (date(2021, 5, 1), date(2021, 6, 4), before),
        (date(2021, 5, 1), date(2021, 6, 5), later),
    ):
        assert batik(office, day, known_on).milestones[0].current == found


def test_a_shape_holds_from_its_day_and_the_first_plan_keeps_its_own(office: Office) -> None:
    before = office.milestone().current
    adopt(office)
    since = before.finish - timedelta(30)
    decision = PlanDecision("050/8/2021", since, "SK tidak dapat setengah")

    def step(rows: tuple[PlanRow, ...]) -> tuple[PlanRow, ...]:
        return (replace(rows[0], schedule=replace(before, shape=STEP)), *rows[1:])

    change(office, step, decision, at=datetime(2021, 6, 5, 9, tzinfo=WITA))

    board = office.board()
    own = next(one for one in board.sentra if one.code == S04)
    assert (own.milestones[0].first, own.milestones[0].current.shape) == (before, STEP)
    assert own.milestones[0].revisions[0].days_moved == 0
    drawn = curves(board, Basis.REPORTED, Plan.CURRENT).of_sentra[S04]
    for point in drawn[:12]:
        then = batik(office, point.day).milestones
        assert then[0].current.shape == (STEP if point.day >= since else LINEAR)
        for plan, share in ((Plan.FIRST, point.first_plan), (Plan.CURRENT, point.current_plan)):
            planned = planned_share(then, point.day, plan=plan, basis=Basis.REPORTED)
            assert share == pytest.approx(planned)
    assert batik(office, since, date(2021, 6, 4)).milestones[0].current == before
    with office.store.read() as connection:
        assert verify(connection) == ()


def test_an_order_holds_from_its_day_and_a_circle_across_sentra_is_refused(office: Office) -> None:
    adopt(office)
    first = MilestoneCode("S05-M01")
    decision = PlanDecision("050/9/2021", date(2021, 2, 1), "Menunggu jalan")
    change(office, lambda rows: (replace(rows[0], after=(first,)), *rows[1:]), decision)

    assert batik(office).milestones[0].after == (first,)
    assert batik(office, date(2021, 1, 31)).milestones[0].after == ()
    assert batik(office, THE_END, date(2021, 2, 28)).milestones[0].after == ()
    other = plan_of(office, SentraCode("S05"))
    rows = (replace(other.rows[0], after=(MilestoneCode(BATIK),)), *other.rows[1:])
    with office.store.write() as connection, pytest.raises(IllegalPlan) as caught:
        planning.change_plan(
            connection, office.people.admin, other.code, rows, decision, seen=other.version, at=AT
        )
    assert caught.value.problems == (PlanRowProblem(1, PlanProblem.AFTER_CIRCLE),)
    with office.store.read() as connection:
        assert verify(connection) == ()


def test_a_new_milestone_keeps_what_it_comes_after(office: Office) -> None:
    new = a_plan_row(None, title="Sanggar kedua", after=(MilestoneCode(BATIK),))
    change(office, lambda rows: evened((*rows, new)))

    assert batik(office).milestones[-1].after == (BATIK,)


def test_codes_of_other_plans_are_filled_in_by_a_draft_and_by_a_revision(office: Office) -> None:
    new = a_plan_row(None, title="Sanggar kedua", renja_code=" 2.17.01 ")
    change(office, lambda rows: evened((*rows, new)))
    adopt(office)
    decision = PlanDecision("050/9/2021", date(2021, 2, 1), "Kode SIPD terbit")
    change(office, lambda rows: (replace(rows[0], sipd_code="2.17.02.5"), *rows[1:]), decision)

    first, *_, last = batik(office).milestones
    assert (first.renstra_code, first.renja_code, first.sipd_code) == ("", "", "2.17.02.5")
    assert last.renja_code == "2.17.01"
    assert batik(office, date(2021, 1, 31)).milestones[0].sipd_code == ""
    with office.store.read() as connection:
        assert verify(connection) == ()


def test_a_weight_revision_keeps_the_sum(office: Office) -> None:
    office.shift_weight("S04-M02", BATIK, 2.5)

    weights = [one.current.weight for one in batik(office).milestones]
    assert weights[:2] == [8.5, 9.5]
    assert fsum(weights) == 100


def test_weights_that_no_longer_sum_to_100_are_refused(office: Office) -> None:
    current = office.milestone().current

    with pytest.raises(IllegalPlan) as caught:
        office.revise({BATIK: replace(current, weight=7)})

    assert caught.value.problems == (PlanRowProblem(0, PlanProblem.WEIGHTS_NOT_100),)
    assert office.milestone().revisions == ()


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize("weight", [0, -1, nan, inf])
def test_a_weight_must_be_a_positive_number(office: Office, weight: float) -> None:
    with pytest.raises(IllegalPlan):
        office.revise({BATIK: replace(office.milestone().current, weight=weight)})


def test_a_revision_needs_reason_number_order_and_change(office: Office) -> None:
    current = office.milestone().current
    backwards = Schedule(current.finish, current.start, current.weight)

    with pytest.raises(IllegalPlan) as unchanged:
        office.revise({BATIK: current}, reason=" ", decision_number="")
    with pytest.raises(IllegalPlan) as reversed_days:
        office.revise({BATIK: backwards})

    assert {one.problem for one in unchanged.value.problems} == {
        PlanProblem.NOTHING_CHANGED,
        PlanProblem.REASON_NEEDED,
        PlanProblem.DECISION_NUMBER_NEEDED,
    }
    assert reversed_days.value.problems == (PlanRowProblem(1, PlanProblem.FINISH_BEFORE_START),)


@pytest.mark.parametrize("name", ["operator_dpmd", "pimpinan", "pengamat", "evaluator"])
def test_only_the_admin_changes_the_plan(office: Office, name: str) -> None:
    actor = getattr(office.people, name)
    with pytest.raises(NotAllowed):
        change(office, with_one_more, by=actor)
    with pytest.raises(NotAllowed), office.store.write() as connection:
        planning.adopt_plan(connection, actor, ADOPTION, at=AT)

    assert plan_of(office).version == 0


def test_no_day_sees_half_of_a_revision(office: Office) -> None:
    last_instant = datetime(2021, 3, 1, 23, 59, 59, 999999, tzinfo=WITA)
    office.shift_weight("S04-M02", BATIK, 2, at=last_instant)

    for day in (date(2021, 3, 1), date(2021, 3, 2)):
        assert [one.current.weight for one in batik(office, day).milestones[:2]] == [8, 10]


def test_a_draft_is_edited_from_the_beginning_and_nothing_calls_it_a_revision(
    office: Office,
) -> None:
    def edit(rows: tuple[PlanRow, ...]) -> tuple[PlanRow, ...]:
        first = replace(
            rows[0],
            title="Pendataan perajin",
            stage=2,
            lead=AgencyCode("BAPELITBANG"),
            supporting=(AgencyCode("DPMD"),),
            target=Decimal("12.5"),
            schedule=replace(rows[0].schedule, finish=date(2021, 8, 31)),
        )
        return evened((*rows[1:-1], first, a_plan_row(None, title="Sanggar kedua")))

    gone = plan_of(office).rows[-1].code
    change(office, edit)

    for day in (date(2021, 2, 1), THE_END):
        found = batik(office, day)
        assert fsum(one.current.weight for one in found.milestones) == 100
        assert gone not in {one.code for one in found.milestones}
        moved, new = found.milestones[-2:]
        assert (moved.code, moved.title, moved.lead) == (BATIK, "Pendataan perajin", "BAPELITBANG")
        assert (moved.supporting, moved.target) == (("DPMD",), Decimal("12.5"))
        assert moved.current == moved.first == replace(moved.current, finish=date(2021, 8, 31))
        assert (new.title, new.first, moved.revisions) == ("Sanggar kedua", new.current, ())
    then = batik(office, date(2021, 2, 15), date(2021, 2, 15))
    assert then.milestones[0].code == BATIK
    assert gone in {one.code for one in then.milestones}


def test_reports_on_a_draft_stay_when_its_weights_change_and_when_it_is_adopted(
    office: Office,
) -> None:
    office.report(progress=0.5, at=datetime(2021, 2, 20, 9, tzinfo=WITA))
    before = batik(office, known_on=date(2021, 2, 20)).milestones[0]
    change(office, evened)
    adopt(office)

    after = batik(office).milestones[0]
    assert after.states[Basis.REPORTED].progress == before.states[Basis.REPORTED].progress == 0.5
    assert (before.current.weight, after.current.weight) == (6, after.first.weight)
    assert after.first.weight != 6
    with office.store.write() as connection:
        assert read_models.differences(connection) == ()


def test_an_adopted_plan_is_frozen_and_what_is_added_weighs_nothing_in_it(office: Office) -> None:
    first = [(one.code, one.first) for one in batik(office).milestones]
    adopt(office)
    decision = PlanDecision("050/7/2021", date(2021, 3, 1), "Sanggar kedua")
    change(office, with_one_more, decision, at=AT + timedelta(1))

    found = batik(office).milestones
    assert found[0].first.weight == 0
    assert [(one.code, one.first) for one in found[1:]] == first
    assert fsum(one.schedule(Plan.CURRENT).weight for one in found) == 100
    assert [one.code for one in batik(office, date(2021, 2, 28)).milestones] == [
        code for code, _ in first
    ]


def test_a_plan_is_adopted_once_and_only_whole(office: Office) -> None:
    adopt(office)
    with pytest.raises(AlreadyAdopted):
        adopt(office)
    with pytest.raises(IllegalPlan) as caught:
        change(office, with_one_more)

    assert {one.problem for one in caught.value.problems} == {
        PlanProblem.DECISION_NUMBER_NEEDED,
        PlanProblem.REASON_NEEDED,
    }
    assert "050/2/2021" in office.board().programme.plan_status


def test_a_milestone_with_reports_is_not_removed_from_the_draft(office: Office) -> None:
    office.report(progress=0.5)
    with pytest.raises(IllegalPlan) as caught:
        change(office, lambda rows: evened(rows[1:]))

    assert caught.value.problems == (PlanRowProblem(0, PlanProblem.REMOVED_IN_USE),)


def test_whoever_comes_second_is_told_and_nothing_is_lost(office: Office) -> None:
    change(office, with_one_more)
    with pytest.raises(PlanChanged):
        change(office, evened, seen=0)

    assert len(plan_of(office).rows) == 15
    with pytest.raises(UnknownCode), office.store.write() as connection:
        planning.change_plan(
            connection, office.people.admin, SentraCode("S77"), (), None, seen=0, at=AT
        )


def test_a_number_of_a_milestone_is_not_given_again(office: Office) -> None:
    change(office, with_one_more)
    change(office, lambda rows: evened(rows[1:]), at=AT + timedelta(1))
    change(office, with_one_more, at=AT + timedelta(2))

    assert plan_of(office).rows[0].code == MilestoneCode("S04-M16")


def test_the_chain_vouches_for_every_act_on_the_plan(office: Office) -> None:
    change(office, with_one_more)
    adopt(office)
    decision = PlanDecision("050/7/2021", date(2021, 3, 1), "Bobot")
    change(office, lambda rows: evened(rows[::-1]), decision)

    with office.store.read() as connection:
        assert verify(connection) == ()
