"""Decisions on what the reviewer saw: nobody's decision is overrun, a batch is one act."""

from typing import Any

import pytest

from models.accounts.identity import create_account
from models.review import commands as reviewing, queries as review_queries
from models.review.commands import Approvals, Verdict
from models.store.store import Store
from rules.errors import NotAllowed
from rules.reporting.report import ReportEvent
from rules.review.errors import DecidedMeanwhile, DecisionProblem, IllegalDecision
from rules.review.queue import Submitted
from rules.values import Actor, AgencyCode, EventId, MilestoneCode
from rules.vocabulary import Basis, EventKind, Role
from tests.people import BATIK, OPENED_AT, Office

CODES = tuple(map(MilestoneCode, ("S04-M01", "S04-M02", "S04-M03", "S05-M01")))


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


@pytest.fixture
def second_leader(office: Office) -> Actor:
    with office.store.write() as connection:
        return create_account(
            connection,
            username="plh",
            name="Plh Kepala",
            role=Role.LEADER,
            agency=AgencyCode("DPMD"),
            password=None,
            at=OPENED_AT,
        )


def give(office: Office, verdict: Verdict, by: Actor | None = None) -> EventId:
    with office.store.write() as connection:
        return reviewing.give(
            connection, by or office.people.pimpinan, verdict, at=office._at(None)
        )


def approve_all(
    office: Office, by: Actor | None = None, *, seen: tuple[Submitted, ...] = ()
) -> Approvals:
    submitted = seen or _waiting(office)
    with office.store.write() as connection:
        return reviewing.approve_all(
            connection,
            by or office.people.pimpinan,
            submitted,
            at=office._at(None),
        )


def test_a_verdict_on_what_was_seen_is_recorded(office: Office) -> None:
    report = office.report(BATIK, 0.5)

    give(office, Verdict(report, EventKind.APPROVED))

    assert office.state(Basis.APPROVED).progress == 0.5


def test_the_same_verdict_again_records_nothing(office: Office) -> None:
    verdict = Verdict(office.report(BATIK, 0.5), EventKind.APPROVED)

    assert give(office, verdict) == give(office, verdict)

    assert len(_decisions(office, verdict.report_id)) == 1


@pytest.mark.parametrize("kind", [EventKind.APPROVED, EventKind.RETURNED])
@pytest.mark.parametrize("first", [EventKind.APPROVED, EventKind.RETURNED])
def test_the_second_of_two_reviewers_is_told_who_came_first(
    office: Office, second_leader: Actor, first: EventKind, kind: EventKind
) -> None:
    report = office.report(BATIK, 0.5)
    give(office, Verdict(report, first, "Bukti belum ada"), by=second_leader)

    with pytest.raises(DecidedMeanwhile) as told:
        give(office, Verdict(report, kind, "Angka berbeda"))

    assert told.value.latest.author == "Plh Kepala"
    assert told.value.latest.kind is first
    assert [one.kind for one in _decisions(office, report)] == [first]


def test_a_decision_is_changed_by_who_has_seen_it_and_says_why(office: Office) -> None:
    report = office.report(BATIK, 0.5)
    approved = give(office, Verdict(report, EventKind.APPROVED))

    with pytest.raises(IllegalDecision) as told:
        give(office, Verdict(report, EventKind.RETURNED, seen=approved))
    assert told.value.problem is DecisionProblem.REASON_NEEDED
    give(office, Verdict(report, EventKind.RETURNED, "Salah baca", seen=approved))

    kinds = [one.kind for one in _decisions(office, report)]
    assert kinds == [EventKind.APPROVED, EventKind.RETURNED]


def test_an_old_click_does_not_pass_for_a_new_decision(
    office: Office, second_leader: Actor
) -> None:
    verdict = Verdict(office.report(BATIK, 0.5), EventKind.APPROVED)
    seen = give(office, verdict)
    returned = Verdict(verdict.report_id, EventKind.RETURNED, "Salah", seen=seen)
    give(office, returned, by=second_leader)

    with pytest.raises(DecidedMeanwhile):
        give(office, verdict)


def test_ordinary_reports_are_approved_in_one_act(office: Office) -> None:
    for code in CODES:
        office.report(code, 0.1)

    outcome = approve_all(office)

    assert outcome == Approvals(approved=CODES, skipped=())
    assert not _waiting(office)
    assert all(office.state(Basis.APPROVED, code).progress == 0.1 for code in CODES)


def test_what_somebody_else_decided_meanwhile_is_skipped_and_named(
    office: Office, second_leader: Actor
) -> None:
    reports = {code: office.report(code, 0.1) for code in CODES}
    seen = _waiting(office)
    give(office, Verdict(reports[CODES[1]], EventKind.RETURNED, "Kurang"), by=second_leader)
    give(office, Verdict(reports[CODES[2]], EventKind.APPROVED), by=second_leader)

    outcome = approve_all(office, seen=seen)

    assert outcome.approved == ("S04-M01", "S05-M01")
    assert [code for code, _ in outcome.skipped] == ["S04-M02", "S04-M03"]
    assert all(isinstance(problem, DecidedMeanwhile) for _, problem in outcome.skipped)
    assert office.state(Basis.APPROVED, "S04-M02").progress == 0


def test_the_same_batch_again_records_nothing(office: Office) -> None:
    report = office.report(BATIK, 0.1)
    seen = _waiting(office)

    assert approve_all(office, seen=seen) == approve_all(office, seen=seen)

    assert len(_decisions(office, report)) == 1


def test_one_failure_keeps_nothing_of_a_batch(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in CODES:
        office.report(code, 0.1)
    seen, real, calls = _waiting(office), reviewing.decide, []

    def breaks(*given: Any, **named: Any) -> EventId:
        calls.append(given)
        if len(calls) == 3:
            raise LookupError
        return real(*given, **named)

    monkeypatch.setattr(reviewing, "decide", breaks)
    with pytest.raises(LookupError):
        approve_all(office, seen=seen)

    assert len(_waiting(office)) == len(CODES)


def test_only_who_decides_may_give_a_verdict(office: Office) -> None:
    verdict = Verdict(office.report(BATIK, 0.5), EventKind.APPROVED)
    people = office.people
    for actor in (people.operator_dpmd, people.pengamat, people.evaluator, people.admin):
        with pytest.raises(NotAllowed):
            give(office, verdict, by=actor)
        with pytest.raises(NotAllowed):
            approve_all(office, actor, seen=_waiting(office))


def _waiting(office: Office) -> tuple[Submitted, ...]:
    with office.store.read() as connection:
        return review_queries.waiting(connection, office.people.pimpinan)


def _decisions(office: Office, report: EventId) -> tuple[ReportEvent, ...]:
    with office.store.read() as connection:
        return review_queries.decisions(connection, office.people.pengamat, report)
