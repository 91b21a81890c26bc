"""Bringing in reports of the time before the program: whole or not at all, once, on their days."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from models.audit import queries as audit_queries
from models.audit.verification import verify
from models.reporting import batch_queries, batches
from models.store import read_models
from models.store.store import Store
from rules.audit.trail import Wanted
from rules.errors import NotAllowed
from rules.periods import Quarter
from rules.reporting.batch import BatchId, BatchRow, NewBatch
from rules.reporting.errors import (
    BatchProblem,
    BatchRowProblem,
    IllegalBatch,
    LineProblem,
    ReportProblem,
)
from rules.review.errors import IllegalWithdrawal, WithdrawalProblem
from rules.values import Actor
from rules.vocabulary import Basis, EventKind, Status
from tests.people import BATIK, OPENED_AT, Office, an_obstacle

TODAY = OPENED_AT.date()


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def a_row(office: Office, number: int, days_ago: int, progress: float, **fields: Any) -> BatchRow:
    day = TODAY - timedelta(days_ago)
    draft = office.draft(BATIK, progress, effective_on=day, **fields)
    return BatchRow(number, draft)


def enter(
    office: Office, *rows: BatchRow, key: str = "kunci", source: str = "Arsip", by: Any = None
) -> BatchId:
    batch, actor = NewBatch(source, rows, key), by or office.people.operator_dpmd
    with office.store.write() as connection:
        return batches.enter_batch(connection, actor, batch, at=office.now)


def withdraw(office: Office, batch: BatchId, by: Actor | None = None) -> None:
    with office.store.write() as connection:
        actor = by or office.people.operator_dpmd
        batches.withdraw_batch(connection, actor, batch, at=office.now)


def refused(office: Office, *rows: BatchRow, **fields: Any) -> IllegalBatch:
    with pytest.raises(IllegalBatch) as caught:
        enter(office, *rows, **fields)
    assert office.batches() == ()
    assert office.milestone().version == 0
    return caught.value


def is_sound(office: Office) -> bool:
    with office.store.write() as connection:
        return not (*verify(connection), *read_models.differences(connection))


def test_a_batch_brings_in_every_row_in_the_order_of_its_days(office: Office) -> None:
    rows = (a_row(office, 1, 2, 0.7), a_row(office, 2, 20, 0.1), a_row(office, 3, 9, 0.4))
    number = enter(office, *rows, source=" Arsip 2021 ")

    with office.store.read() as connection:
        events = batch_queries.batch_events(connection, office.people.pengamat, number)
    assert [event.progress for event in events] == [0.1, 0.4, 0.7]
    assert {event.recorded_at for event in events} == {OPENED_AT}
    (batch,) = office.batches()
    assert (batch.source, batch.reports, batch.waits) == ("Arsip 2021", 3, True)
    assert (batch.first_on, batch.last_on) == (TODAY - timedelta(20), TODAY - timedelta(2))
    assert office.state(Basis.REPORTED).progress == 0.7
    assert office.state(Basis.APPROVED).progress == 0
    assert is_sound(office)


def test_one_act_is_one_row_of_the_trail_and_one_version(office: Office) -> None:
    before = office.board().programme.version
    enter(office, a_row(office, 1, 2, 0.7), a_row(office, 2, 20, 0.1))

    assert office.board().programme.version == before + 1
    with office.store.read() as connection:
        (line,) = audit_queries.trail(connection, office.people.admin, Wanted(subject="data awal"))
        detail = json.loads(
            connection.execute(
                text("SELECT detail FROM audit_event ORDER BY id DESC LIMIT 1")
            ).scalar_one()
        )
    assert (line.action, line.subject) == ("history.entered", "data awal 1")
    assert line.after == {
        "source": "Arsip",
        "reports": 2,
        "start": str(TODAY - timedelta(20)),
        "finish": str(TODAY - timedelta(2)),
    }
    assert {name: len(rows) for name, rows in detail["rows"].items()} == {
        "report_event": 2,
        "report_batch": 1,
        "batch_report": 2,
    }


def test_an_earlier_row_leaves_a_later_report_in_force(office: Office) -> None:
    office.report(progress=0.9)
    enter(office, a_row(office, 1, 20, 0.2))

    assert office.state().progress == 0.9
    assert is_sound(office)


def test_the_same_batch_again_brings_in_nothing(office: Office) -> None:
    first = enter(office, a_row(office, 1, 2, 0.7))

    assert enter(office, a_row(office, 1, 2, 0.7)) == first
    assert len(office.batches()) == 1


def test_whoever_waits_is_told_of_each_row(office: Office) -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    rows = (a_row(office, 1, 2, 0.7), a_row(office, 2, 20, 0.1))
    with office.store.write() as connection:
        actor, batch = office.people.operator_dpmd, NewBatch("Arsip", rows, "kunci")
        number = batches.enter_batch(connection, actor, batch, at=office.now, progress=tell)
        batches.withdraw_batch(connection, actor, number, at=office.now, progress=tell)

    assert told == 2 * [(1, 2), (2, 2)]


def test_another_sending_of_the_same_rows_is_refused_row_by_row(office: Office) -> None:
    enter(office, a_row(office, 1, 2, 0.7))
    with pytest.raises(IllegalBatch) as caught:
        enter(office, a_row(office, 1, 2, 0.7), key="lain")

    assert caught.value.rows == (BatchRowProblem(1, LineProblem.ALREADY_RECORDED),)


def test_one_wrong_row_keeps_all_rows_out_and_all_that_is_wrong_is_told(office: Office) -> None:
    rows = (
        a_row(office, 1, 2, 0.7),
        a_row(office, 2, -1, 0.8),
        a_row(office, 3, 5, 0.9, note=" "),
        a_row(office, 4, 1, 0.5, note=" "),
    )
    found = refused(office, *rows, source=" ")

    assert found.problems == (BatchProblem.SOURCE_MISSING,)
    assert found.rows == (
        BatchRowProblem(2, ReportProblem.EFFECTIVE_IN_FUTURE),
        BatchRowProblem(4, ReportProblem.NOTE_NEEDED_TO_FALL),
    )


def test_a_batch_without_rows_is_refused(office: Office) -> None:
    assert refused(office).problems == (BatchProblem.EMPTY,)


@pytest.mark.parametrize(
    "name", ["operator_perindag", "pimpinan", "pengamat", "evaluator", "operator_dinkes"]
)
def test_who_may_not_brings_in_nothing(office: Office, name: str) -> None:
    with pytest.raises(NotAllowed):
        enter(office, a_row(office, 1, 2, 0.7), by=getattr(office.people, name))

    assert office.batches() == ()


def test_the_administrator_brings_in_history_and_does_not_cancel(office: Office) -> None:
    admin = office.people.admin
    cancels = a_row(office, 1, 2, 0.5, status=Status.CANCELLED, note="Dialihkan")

    found = refused(office, cancels, by=admin)
    assert found.rows == (BatchRowProblem(1, LineProblem.MAY_NOT_CANCEL),)
    assert enter(office, a_row(office, 1, 2, 0.7), by=admin) == 1


def test_closed_quarters_are_for_the_operator_of_dpmd_with_a_note(office: Office) -> None:
    office.close(Quarter(2021, 1), at=OPENED_AT.replace(month=4))
    in_closed = a_row(office, 1, 2, 0.7)
    without_note = replace(in_closed, draft=replace(in_closed.draft, note=" "))

    found = refused(office, in_closed, by=office.people.admin)
    assert found.rows == (BatchRowProblem(1, LineProblem.QUARTER_CLOSED),)
    found = refused(office, without_note)
    assert found.rows == (BatchRowProblem(1, ReportProblem.NOTE_NEEDED_IN_CLOSED_QUARTER),)
    assert enter(office, in_closed) == 1


def test_an_obstacle_of_history_stands_until_its_milestone_goes_on(office: Office) -> None:
    stuck = {"status": Status.OBSTRUCTED}
    number = enter(
        office,
        a_row(office, 1, 20, 0.3, opens=an_obstacle(), **stuck),
        a_row(office, 2, 15, 0.4, **stuck),
        a_row(office, 3, 10, 0.5),
    )

    (obstacle,) = office.state().obstacles
    assert (obstacle.opened_on, obstacle.closed_on) == (
        TODAY - timedelta(20),
        TODAY - timedelta(10),
    )
    with office.store.read() as connection:
        found = batch_queries.batch_obstacles(connection, office.people.pengamat, number)
    assert list(found.values()) == [an_obstacle()]
    assert is_sound(office)


def test_an_obstacle_of_history_ends_with_its_milestone(office: Office) -> None:
    stuck = a_row(office, 1, 20, 0.3, opens=an_obstacle(), status=Status.OBSTRUCTED)
    enter(office, stuck, a_row(office, 2, 10, 1))

    assert office.state().open_obstacles == ()


def test_values_are_rounded_as_they_will_be_kept(office: Office) -> None:
    found = refused(office, a_row(office, 1, 2, 0.99999, status=Status.IN_PROGRESS))

    assert found.rows == (BatchRowProblem(1, ReportProblem.PROGRESS_FULL_UNFINISHED),)


def test_an_author_takes_the_whole_batch_back(office: Office) -> None:
    number = enter(office, a_row(office, 1, 2, 0.7), a_row(office, 2, 20, 0.1))
    withdraw(office, number)

    (batch,) = office.batches()
    assert batch.verdict is EventKind.WITHDRAWN
    assert office.state().progress == 0
    assert is_sound(office)


def test_what_cannot_be_taken_back_is_told(office: Office) -> None:
    number = enter(office, a_row(office, 1, 2, 0.7))
    assert _why(office, number, office.people.admin) is WithdrawalProblem.NOT_OWN
    assert _why(office, BatchId(99)) is WithdrawalProblem.NOT_A_BATCH
    withdraw(office, number)
    assert _why(office, number) is WithdrawalProblem.ALREADY_WITHDRAWN

    other = enter(office, a_row(office, 1, 3, 0.6), key="lain")
    office.decide_batch(other)
    assert _why(office, other) is WithdrawalProblem.ALREADY_DECIDED


def test_a_report_of_a_batch_is_not_taken_back_by_itself(office: Office) -> None:
    number = enter(office, a_row(office, 1, 2, 0.7))
    with office.store.read() as connection:
        (event,) = batch_queries.batch_events(connection, office.people.pengamat, number)

    with pytest.raises(IllegalWithdrawal) as caught:
        office.withdraw(event.id)
    assert caught.value.problem is WithdrawalProblem.IN_BATCH


def test_a_batch_of_withdrawn_rows_can_be_sent_again(office: Office) -> None:
    withdraw(office, enter(office, a_row(office, 1, 2, 0.7)))

    enter(office, a_row(office, 1, 2, 0.7), key="lagi")

    assert [batch.verdict for batch in office.batches()] == [EventKind.REPORT, EventKind.WITHDRAWN]


def test_claims_are_told_by_day_with_what_became_of_them(office: Office) -> None:
    office.send_back(office.report(progress=0.9))
    enter(office, a_row(office, 1, 9, 0.4), a_row(office, 2, 20, 0.1))

    with office.store.read() as connection:
        claims = batch_queries.claims(connection, office.people.pengamat)[office.draft().milestone]
    assert [(one.progress, one.verdict) for one in claims] == [
        (0.1, EventKind.REPORT),
        (0.4, EventKind.REPORT),
        (0.9, EventKind.RETURNED),
    ]
    assert claims[0].effective_on == date(2021, 1, 12)


def test_a_batch_of_a_wrong_day_counts_as_sent_when_the_clock_was_put_right(
    office: Office,
) -> None:
    office.under_wrong_clock(lambda: enter(office, a_row(office, 1, 2, 0.7)), days=400)
    office.now = OPENED_AT + timedelta(days=2)
    office.correct_clock()

    (batch,) = office.batches()
    assert batch.recorded_at == OPENED_AT + timedelta(days=2)


def _why(office: Office, batch: BatchId, by: Actor | None = None) -> WithdrawalProblem:
    with pytest.raises(IllegalWithdrawal) as caught:
        withdraw(office, batch, by)
    return caught.value.problem
