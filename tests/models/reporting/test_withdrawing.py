import pytest

from models.store.store import Store
from rules.errors import NotAllowed
from rules.reporting.errors import Stale
from rules.review.errors import (
    DecisionProblem,
    IllegalDecision,
    IllegalWithdrawal,
    WithdrawalProblem,
)
from rules.values import EventId, MilestoneCode
from rules.vocabulary import Basis, EventKind, Status
from tests.people import BATIK, THE_END, Office, an_obstacle


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def test_a_withdrawn_report_counts_nowhere(office: Office) -> None:
    first = office.report(progress=0.2)
    office.withdraw(office.report(progress=0.9))

    assert office.state(Basis.REPORTED).report_id == first
    assert office.state(Basis.REPORTED).progress == 0.2


def test_what_a_withdrawn_report_opened_is_no_obstacle(office: Office) -> None:
    office.withdraw(office.report(status=Status.OBSTRUCTED, opens=an_obstacle()))

    assert office.state(Basis.REPORTED).obstacles == ()


def test_only_its_author_takes_a_report_back(office: Office) -> None:
    event = office.report()
    with pytest.raises(IllegalWithdrawal) as refusal:
        office.withdraw(event, by=office.people.operator_perindag)

    assert refusal.value.problem is WithdrawalProblem.NOT_OWN
    with pytest.raises(NotAllowed):
        office.withdraw(event, by=office.people.pimpinan)
    assert office.state().report_id == event


@pytest.mark.parametrize("kind", [EventKind.APPROVED, EventKind.RETURNED])
def test_a_decided_report_cannot_be_taken_back(office: Office, kind: EventKind) -> None:
    event = office.report()
    office.decide(event, kind, reason="Alasan")
    with pytest.raises(IllegalWithdrawal) as refusal:
        office.withdraw(event)

    assert refusal.value.problem is WithdrawalProblem.ALREADY_DECIDED


def test_a_report_is_taken_back_once(office: Office) -> None:
    event = office.report()
    office.withdraw(event)
    with pytest.raises(IllegalWithdrawal) as refusal:
        office.withdraw(event)

    assert refusal.value.problem is WithdrawalProblem.ALREADY_WITHDRAWN


@pytest.mark.parametrize("kind", [EventKind.APPROVED, EventKind.RETURNED])
def test_nobody_decides_on_a_withdrawn_report(office: Office, kind: EventKind) -> None:
    event = office.report()
    office.withdraw(event)
    with pytest.raises(IllegalDecision) as refusal:
        office.decide(event, kind, reason="Alasan")

    assert refusal.value.problem is DecisionProblem.WITHDRAWN


def test_what_is_no_report_cannot_be_taken_back(office: Office) -> None:
    decision = office.decide(office.report())
    for event in (decision, EventId(99)):
        with pytest.raises(IllegalWithdrawal) as refusal:
            office.withdraw(event)
        assert refusal.value.problem is WithdrawalProblem.NOT_A_REPORT


def test_nobody_decides_by_withdrawing(office: Office) -> None:
    event = office.report()
    with pytest.raises(IllegalDecision) as refusal:
        office.decide(event, EventKind.WITHDRAWN, reason="Alasan")

    assert refusal.value.problem is DecisionProblem.NOT_A_REPORT


def test_a_withdrawal_makes_an_open_form_stale(office: Office) -> None:
    seen = office.report()
    withdrawal = office.withdraw(seen)
    with pytest.raises(Stale) as caught:
        office.report(progress=0.7, seen=seen)

    assert office.milestone().version == withdrawal
    assert caught.value.latest.kind is EventKind.WITHDRAWN


def test_a_withdrawn_report_waits_for_nobody(office: Office) -> None:
    from models.reporting import queries as reporting_queries
    from models.review import queries as review_queries

    office.withdraw(office.report())
    with office.store.read() as connection:
        assert not review_queries.waiting(connection, office.people.pimpinan)
        code = MilestoneCode(BATIK)
        events = reporting_queries.events(connection, office.people.pimpinan, THE_END, code=code)
    assert [one.kind for one in events] == [EventKind.REPORT, EventKind.WITHDRAWN]
