from dataclasses import replace
from datetime import date, datetime

import pytest

from models.reporting import queries as reporting_queries
from models.review import commands as reviewing
from models.store.store import Store
from rules.errors import NotAllowed
from rules.periods import WITA
from rules.reporting.report import ReportEvent
from rules.review.errors import DecisionProblem, IllegalDecision
from rules.values import EventId
from rules.vocabulary import Basis, EventKind, Role
from tests.people import THE_END, Office


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def test_an_approved_report_counts_from_its_day_on_once_its_approval_is_known(
    office: Office,
) -> None:
    event = office.report(progress=0.4)
    office.decide(event, at=datetime(2021, 2, 5, 9, tzinfo=WITA))

    def approved(day: int, known: int) -> float:
        board = office.board(date(2021, 2, day), date(2021, 2, known))
        milestone = next(own for own in board.sentra[3].milestones if own.code == "S04-M01")
        return milestone.states[Basis.APPROVED].progress

    assert [approved(4, 4), approved(5, 4), approved(4, 5), approved(5, 5)] == [0, 0, 0.4, 0.4]
    assert office.state(Basis.APPROVED, as_of=date(2021, 1, 31)).progress == 0
    assert office.state(Basis.REPORTED).progress == 0.4


def test_a_returned_report_counts_nowhere(office: Office) -> None:
    kept = office.report(progress=0.3)
    office.send_back(office.report(progress=0.8))

    assert office.state(Basis.REPORTED).report_id == kept
    assert office.state(Basis.APPROVED).report_id is None


def test_a_decision_can_be_reversed_with_a_reason(office: Office) -> None:
    event = office.report(progress=0.4)
    office.decide(event)
    with pytest.raises(IllegalDecision) as caught:
        office.decide(event, EventKind.RETURNED)
    office.send_back(event)

    assert caught.value.problem is DecisionProblem.REASON_NEEDED
    assert office.state(Basis.APPROVED).progress == 0
    with pytest.raises(IllegalDecision):
        office.decide(event)
    office.decide(event, reason="Bukti ada")
    assert office.state(Basis.APPROVED).progress == 0.4


def test_the_same_decision_twice_is_refused(office: Office) -> None:
    event = office.report()
    office.decide(event)

    with pytest.raises(IllegalDecision) as caught:
        office.decide(event)

    assert caught.value.problem is DecisionProblem.ALREADY_DECIDED


def test_a_return_needs_a_reason(office: Office) -> None:
    event = office.report()

    with pytest.raises(IllegalDecision) as caught:
        office.decide(event, EventKind.RETURNED, reason="  ")

    assert caught.value.problem is DecisionProblem.REASON_NEEDED


def test_nobody_decides_on_their_own_report(office: Office) -> None:
    event = office.report()
    promoted = replace(office.people.operator_dpmd, role=Role.LEADER)

    with pytest.raises(IllegalDecision) as caught:
        office.decide(event, by=promoted)

    assert caught.value.problem is DecisionProblem.OWN_REPORT


def test_only_a_report_can_be_decided(office: Office) -> None:
    decision = office.decide(office.report())

    for about, kind in (
        (decision, EventKind.APPROVED),
        (EventId(999), EventKind.APPROVED),
        (office.report(), EventKind.REPORT),
    ):
        with pytest.raises(IllegalDecision) as caught:
            office.decide(about, kind)
        assert caught.value.problem is DecisionProblem.NOT_A_REPORT


@pytest.mark.parametrize("name", ["operator_dpmd", "operator_perindag", "pengamat", "admin"])
def test_only_a_leader_decides(office: Office, name: str) -> None:
    event = office.report(by=office.people.operator_perindag)

    with pytest.raises(NotAllowed):
        office.decide(event, by=getattr(office.people, name))

    assert office.state(Basis.APPROVED).report_id is None


def test_sending_a_decision_twice_records_it_once(office: Office) -> None:
    event = office.report()
    ids = set()
    for _ in range(2):
        with office.store.write() as connection:
            ids.add(
                reviewing.decide(
                    connection,
                    office.people.pimpinan,
                    event,
                    EventKind.APPROVED,
                    reason="",
                    key="kunci-keputusan",
                    at=office.now,
                )
            )

    assert len(ids) == 1
    assert len(_events(office)) == 2


def _events(office: Office) -> tuple[ReportEvent, ...]:
    with office.store.read() as connection:
        return reporting_queries.events(connection, office.people.pengamat, THE_END)
