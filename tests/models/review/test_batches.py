"""Deciding on a batch as one; and the late office, whose year is approved at once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.audit.verification import verify
from models.reporting import batch_queries, batches
from models.review import queries as review_queries
from models.review.commands import Verdict, give
from models.store import read_models
from models.store.store import Store
from rules.errors import NotAllowed
from rules.reporting.batch import BatchId
from rules.reporting.batch_preview import BatchPreview, apart, preview
from rules.review.errors import DecisionProblem, IllegalDecision
from rules.review.queue import Submitted, queue
from rules.values import AccountId, EventId
from rules.vocabulary import Basis, EventKind, Plan, Status
from tests import late_office
from tests.people import BATIK, Office

LATE, LATE_BY_TYPING = 7, 127
CODES = (BATIK, "S04-M02")


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def refused(office: Office, batch: BatchId, *args: Any, **fields: Any) -> DecisionProblem:
    with pytest.raises(IllegalDecision) as caught:
        office.decide_batch(batch, *args, **fields)
    return caught.value.problem


def events_of(office: Office, batch: BatchId) -> list[EventId]:
    with office.store.read() as connection:
        events = batch_queries.batch_events(connection, office.people.pengamat, batch)
    return [event.id for event in events]


def is_sound(office: Office) -> bool:
    with office.store.write() as connection:
        return not (*verify(connection), *read_models.differences(connection))


def test_a_batch_is_approved_as_one(office: Office) -> None:
    number = office.enter(*CODES)
    office.decide_batch(number)

    assert [office.state(Basis.APPROVED, code).progress for code in CODES] == [0.5, 0.5]
    (batch,) = office.batches()
    assert (batch.verdict, batch.verdict_event.author) == (  # type: ignore[union-attr]
        EventKind.APPROVED,
        office.people.pimpinan.name,
    )
    assert is_sound(office)


def test_a_batch_comes_back_as_one_with_its_reason(office: Office) -> None:
    number = office.enter(*CODES)
    assert refused(office, number, EventKind.RETURNED) is DecisionProblem.REASON_NEEDED
    office.decide_batch(number, EventKind.RETURNED, reason=" Angka September keliru ")

    (batch,) = office.batches()
    assert batch.verdict is EventKind.RETURNED
    assert batch.verdict_event
    assert batch.verdict_event.note == "Angka September keliru"
    assert office.state(Basis.REPORTED).progress == 0


def test_the_same_decision_again_records_nothing(office: Office) -> None:
    number = office.enter(*CODES)
    office.decide_batch(number)
    before = office.board().programme.version
    office.decide_batch(number)

    assert office.board().programme.version == before


def test_a_decision_is_reversed_as_one_by_whoever_saw_it(office: Office) -> None:
    number = office.enter(*CODES)
    office.decide_batch(number)
    unseen = {"reason": "Keliru"}
    assert refused(office, number, EventKind.RETURNED, **unseen) is DecisionProblem.ALREADY_DECIDED
    seen = office.batches()[0].seen
    assert refused(office, number, EventKind.APPROVED, seen=seen) is DecisionProblem.ALREADY_DECIDED
    no_reason = refused(office, number, EventKind.RETURNED, seen=seen)
    assert no_reason is DecisionProblem.REASON_NEEDED
    office.decide_batch(number, EventKind.RETURNED, reason="Keliru", seen=seen)
    office.decide_batch(number, reason="Benar", seen=office.batches()[0].seen)

    assert office.batches()[0].verdict is EventKind.APPROVED
    assert office.state(Basis.APPROVED).progress == 0.5
    assert is_sound(office)


@pytest.mark.parametrize(
    "name", ["operator_dpmd", "operator_perindag", "pengamat", "evaluator", "admin"]
)
def test_who_may_not_decide_decides_on_no_batch(office: Office, name: str) -> None:
    number = office.enter(*CODES)
    with pytest.raises(NotAllowed):
        office.decide_batch(number, by=getattr(office.people, name))

    assert office.batches()[0].waits


def test_there_must_be_such_a_batch_and_it_must_wait(office: Office) -> None:
    assert refused(office, BatchId(9)) is DecisionProblem.NOT_A_BATCH
    number = office.enter(*CODES)
    with office.store.write() as connection:
        batches.withdraw_batch(connection, office.people.operator_dpmd, number, at=office.now)
    assert refused(office, number) is DecisionProblem.WITHDRAWN


def test_nobody_decides_on_their_own_batch(office: Office) -> None:
    number = office.enter(*CODES)
    promoted = replace(office.people.operator_dpmd, role=office.people.pimpinan.role)

    assert refused(office, number, by=promoted) is DecisionProblem.OWN_REPORT


def test_a_report_of_a_batch_is_not_decided_on_by_itself(office: Office) -> None:
    number = office.enter(*CODES)
    for event in events_of(office, number):
        with pytest.raises(IllegalDecision) as caught:
            office.decide(event)
        assert caught.value.problem is DecisionProblem.IN_BATCH
        verdict = Verdict(event, EventKind.RETURNED, "Keliru")
        with pytest.raises(IllegalDecision), office.store.write() as connection:
            give(connection, office.people.pimpinan, verdict, at=office.now)


def test_reports_of_a_batch_stand_in_no_list_of_single_ones(office: Office) -> None:
    alone = office.report("S04-M03", 0.4)
    number = office.enter(*CODES)
    people = office.people
    with office.store.read() as connection:
        waiting = review_queries.waiting(connection, people.pimpinan)
        own = review_queries.own_waiting(connection, people.operator_dpmd)
    assert [one.report.id for one in waiting] == [one.id for one in own] == [alone]
    office.decide_batch(number, EventKind.RETURNED, reason="Keliru")
    with office.store.read() as connection:
        assert review_queries.returned_to(connection, people.operator_dpmd) == ()
        assert review_queries.decided(connection, people.pimpinan, office.now.date()) == ()


# The late office.


def test_a_late_office_is_brought_in_once_and_approved_in_one_act(office: Office) -> None:
    number = late_office.enter(office)

    assert late_office.enter(office) == number
    with office.store.read() as connection:
        waiting = review_queries.waiting(connection, office.people.pimpinan)
    risky = [one for one in queue(waiting, office.board()) if one.risks]
    assert (waiting, risky) == ((), [])
    office.decide_batch(number, at=late_office.DECIDED_AT)

    (batch,) = office.batches()
    assert (batch.reports, batch.verdict) == (late_office.REPORTS, EventKind.APPROVED)
    assert batch.verdict_event
    with office.store.read() as connection:
        claims = batch_queries.claims(connection, office.people.pengamat)
    verdicts = [one.verdict for found in claims.values() for one in found]
    assert verdicts == [EventKind.APPROVED] * late_office.REPORTS
    assert is_sound(office)


def test_the_preview_of_a_late_office_is_what_happened_by_its_days(office: Office) -> None:
    number = late_office.enter(office)
    for day, share in late_office.HAPPENED.items():
        found = _preview(office, number, day)
        assert found.approved.before == found.reported.before == 0
        assert found.approved.after == found.reported.after == pytest.approx(share, abs=0.0005)
    assert len(found.sentra) == 9
    assert sum(step.reports for step in found.sentra) == late_office.REPORTS


def test_reports_of_a_late_office_are_late_by_their_own_days_and_not_by_the_day_of_typing(
    office: Office,
) -> None:
    number = late_office.enter(office)
    with office.store.read() as connection:
        events = batch_queries.batch_events(connection, office.people.pengamat, number)
    typed = [Submitted(event, AccountId(1)) for event in events]

    found = queue(typed, office.board())
    late = [one for one in found if one.lateness.days_late]
    open_at_typing = [
        one
        for one in found
        if one.submitted.report.status is not Status.FINISHED
        and one.milestone.current.finish < late_office.TYPED_AT.date()
    ]
    assert (len(late), len(open_at_typing)) == (LATE, LATE_BY_TYPING)


def _preview(office: Office, number: BatchId, day: date) -> BatchPreview:
    with office.store.read() as connection:
        claims = batch_queries.claims(connection, office.people.pengamat)
    others, own = apart(claims, set(events_of(office, number)))
    return preview(office.board().sentra, others, own, day, plan=Plan.FIRST)
