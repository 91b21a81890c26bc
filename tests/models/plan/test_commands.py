from dataclasses import replace
from datetime import date, datetime, timedelta
from math import fsum, inf, nan

import pytest

from models.store.store import Store
from rules.errors import NotAllowed, UnknownCode
from rules.periods import WITA
from rules.plan.errors import IllegalRevision, RevisionProblem
from rules.values import Schedule
from tests.people import BATIK, THE_END, Office


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def test_a_revision_moves_the_current_plan_and_not_the_first(office: Office) -> None:
    before = office.milestone()
    office.move(BATIK, 30, at=datetime(2021, 3, 1, 9, tzinfo=WITA))

    after = office.milestone()
    assert after.first == before.first
    assert after.current.finish == before.current.finish + timedelta(30)
    assert [one.days_moved for one in after.revisions] == [30]
    assert after.revisions[0].decision_number == "027/1"
    assert office.milestone(as_of=date(2021, 2, 28)).current == before.current


def test_a_weight_revision_keeps_the_sum(office: Office) -> None:
    office.shift_weight("S04-M02", BATIK, 2.5)

    sentra = next(one for one in office.board().sentra if one.code == "S04")
    weights = [one.current.weight for one in sentra.milestones]
    assert weights[:2] == [8.5, 9.5]
    assert fsum(weights) == 100


def test_weights_that_no_longer_sum_to_100_are_refused(office: Office) -> None:
    current = office.milestone().current

    with pytest.raises(IllegalRevision) as caught:
        office.revise({BATIK: replace(current, weight=7)})

    assert caught.value.problems == (RevisionProblem.WEIGHTS_NOT_100,)
    assert office.milestone().revisions == ()


def test_weights_are_judged_as_the_store_would_round_them(office: Office) -> None:
    first, second = office.milestone().current, office.milestone("S04-M02").current

    with pytest.raises(IllegalRevision) as caught:
        office.revise(
            {
                BATIK: replace(first, weight=5.996),
                "S04-M02": replace(second, weight=11.996),
                "S04-M03": replace(office.milestone("S04-M03").current, weight=9.008),
            }
        )

    assert caught.value.problems == (RevisionProblem.WEIGHTS_NOT_100,)


@pytest.mark.parametrize("weight", [0, -1, nan, inf])
def test_a_weight_must_be_a_positive_number(office: Office, weight: float) -> None:
    with pytest.raises(IllegalRevision):
        office.revise({BATIK: replace(office.milestone().current, weight=weight)})


def test_a_revision_needs_reason_number_order_and_change(office: Office) -> None:
    current = office.milestone().current
    backwards = Schedule(current.finish, current.start, current.weight)

    with pytest.raises(IllegalRevision) as unchanged:
        office.revise({BATIK: current}, reason=" ", decision_number="")
    with pytest.raises(IllegalRevision) as reversed_days:
        office.revise({BATIK: backwards})
    with pytest.raises(IllegalRevision):
        office.revise({})

    assert set(unchanged.value.problems) == {
        RevisionProblem.NOTHING_CHANGED,
        RevisionProblem.REASON_NEEDED,
        RevisionProblem.DECISION_NUMBER_NEEDED,
    }
    assert reversed_days.value.problems == (RevisionProblem.FINISH_BEFORE_START,)


@pytest.mark.parametrize("name", ["operator_dpmd", "pimpinan", "pengamat", "evaluator"])
def test_only_the_admin_revises_the_plan(office: Office, name: str) -> None:
    with pytest.raises(NotAllowed):
        office.move(BATIK, 30, by=getattr(office.people, name))

    assert office.milestone().revisions == ()


def test_a_revision_stays_within_one_sentra(office: Office) -> None:
    schedules = {code: office.milestone(code).current for code in (BATIK, "S02-M10")}

    with pytest.raises(UnknownCode):
        office.revise({code: replace(one, finish=THE_END) for code, one in schedules.items()})


def test_no_day_sees_half_of_a_revision(office: Office) -> None:
    last_instant = datetime(2021, 3, 1, 23, 59, 59, 999999, tzinfo=WITA)
    office.shift_weight("S04-M02", BATIK, 2, at=last_instant)

    for day in (date(2021, 3, 1), date(2021, 3, 2)):
        sentra = next(one for one in office.board(day).sentra if one.code == "S04")
        assert [one.current.weight for one in sentra.milestones[:2]] == [8, 10]
