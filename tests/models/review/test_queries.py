"""What waits, what was decided and what came back, as the store tells it on both engines."""

from datetime import date

import pytest
from sqlalchemy import event

from models.review import queries as review_queries
from models.store.store import Store
from rules.errors import NotAllowed
from rules.review.queue import Decided, Submitted
from rules.values import Actor
from rules.vocabulary import EventKind, Status
from tests.people import BATIK, Office, an_obstacle

LONG_AGO = date(2021, 1, 1)
OTHER = "S04-M02"


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def waiting(office: Office, by: Actor | None = None) -> tuple[Submitted, ...]:
    with office.store.read() as connection:
        return review_queries.waiting(connection, by or office.people.pimpinan)


def returned(office: Office, by: Actor) -> tuple[Decided, ...]:
    with office.store.read() as connection:
        return review_queries.returned_to(connection, by)


def test_a_report_waits_until_it_is_decided(office: Office) -> None:
    first, second = office.report(BATIK, 0.2), office.report(OTHER, 0.3)
    assert [one.report.id for one in waiting(office)] == [first, second]

    office.decide(first)
    office.send_back(second)

    assert not waiting(office)


def test_a_report_stands_beside_what_was_approved_and_claimed_before_it(office: Office) -> None:
    approved = office.report(BATIK, 0.2)
    office.decide(approved)
    returned_one = office.report(BATIK, 0.9)
    office.send_back(returned_one)
    between = office.report(BATIK, 0.4)
    latest = office.report(BATIK, 0.5)

    one, two = waiting(office)

    assert (one.report.id, two.report.id) == (between, latest)
    assert one.approved
    assert one.approved.id == approved
    assert one.preceding == one.approved
    assert one.overtaken is None
    assert two.approved == one.approved
    assert two.overtaken == one.report
    assert two.rise == pytest.approx(0.3)


def test_a_back_dated_report_stands_beside_the_state_of_its_own_day(office: Office) -> None:
    office.decide(office.report(BATIK, 0.2, effective_on=date(2021, 1, 10)))
    office.decide(office.report(BATIK, 0.6, effective_on=date(2021, 1, 30)))

    office.report(BATIK, 0.3, effective_on=date(2021, 1, 20), note="Terlambat dicatat")

    (one,) = waiting(office)
    assert one.approved
    assert one.approved.progress == 0.2
    assert one.newer
    assert one.newer.progress == 0.6


def test_a_report_knows_of_no_newer_one_that_was_not_approved(office: Office) -> None:
    older = office.report(BATIK, 0.2, effective_on=date(2021, 1, 10))
    waits = office.report(BATIK, 0.3, effective_on=date(2021, 1, 20))
    office.send_back(office.report(BATIK, 0.4, effective_on=date(2021, 1, 30)))
    office.decide(older)

    assert [one.newer for one in waiting(office) if one.report.id == waits] == [None]


def test_a_first_report_has_nothing_before_it(office: Office) -> None:
    office.report(BATIK, 0.2)

    (one,) = waiting(office)

    assert one.approved is None
    assert one.preceding is None
    assert one.rise == pytest.approx(0.2)


def test_obstacles_opened_and_closed_travel_with_the_report(office: Office) -> None:
    office.report(BATIK, 0.2, status=Status.OBSTRUCTED, opens=an_obstacle())
    (obstacle,) = office.state().open_obstacles
    office.report(BATIK, 0.3, closes=(obstacle.id,))

    opening, closing = waiting(office)

    assert [one.description for one in opening.opens] == ["Lahan belum bebas"]
    assert [one.owner for one in opening.opens] == ["BPKAD"]
    assert not opening.closes
    assert closing.closes == ("Lahan belum bebas",)


def test_the_queue_costs_the_same_however_long_it_is(office: Office) -> None:
    office.report(BATIK, 0.2)
    few = _statements(office)
    for code in ("S04-M02", "S04-M03", "S05-M01", "S06-M01"):
        office.report(code, 0.1)

    assert _statements(office) == few
    assert few <= 8


def test_only_who_decides_sees_the_queue(office: Office) -> None:
    office.report(BATIK, 0.2)
    people = office.people
    for actor in (people.operator_dpmd, people.pengamat, people.evaluator, people.admin):
        with pytest.raises(NotAllowed):
            waiting(office, actor)
        with office.store.read() as connection, pytest.raises(NotAllowed):
            review_queries.decided(connection, actor, LONG_AGO)


def test_a_returned_report_comes_back_to_its_author_with_the_reason(office: Office) -> None:
    people = office.people
    report = office.report(BATIK, 0.5, by=people.operator_perindag)
    office.send_back(report)

    (one,) = returned(office, people.operator_perindag)

    assert one.report.id == report
    assert one.decision.note == "Bukti belum ada"
    assert one.decision.author == "Pemegang pimpinan"
    assert one.decision.recorded_at > one.report.recorded_at
    assert not returned(office, people.operator_dpmd)


def test_a_new_report_mends_a_returned_one(office: Office) -> None:
    author = office.people.operator_perindag
    office.send_back(office.report(BATIK, 0.5, by=author))
    office.report(BATIK, 0.4, by=office.people.operator_dpmd)

    assert not returned(office, author)


def test_a_return_that_was_reversed_is_none(office: Office) -> None:
    author = office.people.operator_perindag
    report = office.report(BATIK, 0.5, by=author)
    office.send_back(report)
    office.decide(report, reason="Bukti diserahkan di rapat")

    assert not returned(office, author)


def test_who_may_not_report_has_no_reports_of_their_own(office: Office) -> None:
    with office.store.read() as connection:
        for question in (review_queries.returned_to, review_queries.own_waiting):
            with pytest.raises(NotAllowed):
                question(connection, office.people.pengamat)


def test_an_author_sees_their_own_undecided_reports(office: Office) -> None:
    people = office.people
    mine = office.report(BATIK, 0.5, by=people.operator_perindag)
    office.report(OTHER, 0.5)
    office.decide(office.report("S05-M01", 0.1))

    with office.store.read() as connection:
        found = review_queries.own_waiting(connection, people.operator_perindag)
        of_dpmd = review_queries.own_waiting(connection, people.operator_dpmd)

    assert [one.id for one in found] == [mine]
    assert [one.milestone for one in of_dpmd] == [OTHER]


def test_the_latest_decision_is_told_with_the_first_ones_instant(office: Office) -> None:
    report = office.report(BATIK, 0.5)
    office.decide(report)
    office.send_back(report)

    with office.store.read() as connection:
        (one,) = review_queries.decided(connection, office.people.pimpinan, LONG_AGO)
        known = review_queries.decisions(connection, office.people.pengamat, report)

    assert one.decision.kind is EventKind.RETURNED
    assert [event.kind for event in known] == [EventKind.APPROVED, EventKind.RETURNED]
    assert one.first_decided_at == known[0].recorded_at
    assert one.opposite is EventKind.APPROVED


def test_decisions_before_the_asked_day_are_left_out(office: Office) -> None:
    office.decide(office.report(BATIK, 0.5))

    with office.store.read() as connection:
        assert not review_queries.decided(connection, office.people.pimpinan, date(2021, 2, 2))
        assert review_queries.decided(connection, office.people.pimpinan, date(2021, 2, 1))


def _statements(office: Office) -> int:
    said: list[str] = []

    def note(*told: object) -> None:
        said.append(str(told[2]))

    event.listen(office.store.engine, "before_cursor_execute", note)
    waiting(office)
    event.remove(office.store.engine, "before_cursor_execute", note)
    return sum(one.lstrip().startswith("SELECT") for one in said)
