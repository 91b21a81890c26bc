from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import event

from models.progress import queries as progress_queries
from models.reporting import queries as reporting_queries
from models.review import queries as review_queries
from models.store.store import Store
from rules.changes.hindsight import Later
from rules.errors import NoProgramme, UnknownCode
from rules.periods import WITA, wita_day
from rules.progress.shares import actual_share
from rules.values import AgencyCode, MilestoneCode, Schedule, SentraCode
from rules.vocabulary import Basis, EventKind, Plan, Status
from tests.builders import a_history
from tests.people import BATIK, THE_END, Office, an_obstacle


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def test_a_plan_without_reports_has_not_started(office: Office) -> None:
    board = office.board(date(2021, 6, 30))

    states = [
        state
        for one in board.sentra
        for milestone in one.milestones
        for state in milestone.states.values()
    ]
    assert {state.status for state in states} == {Status.NOT_STARTED}
    assert {one.version for sentra in board.sentra for one in sentra.milestones} == {0}
    assert [point.day for point in board.sentra[0].history[Plan.CURRENT][Basis.APPROVED]] == [
        date(2021, month, day) for month, day in ((1, 31), (2, 28), (3, 31), (4, 30), (5, 31))
    ]


def test_nothing_is_judged_until_anybody_has_reported_whatever_about(office: Office) -> None:
    def judged(*days: date) -> set[bool]:
        board = office.board(*days)
        return {own.is_judged for sentra in board.sentra for own in sentra.milestones}

    assert judged(THE_END) == {False}
    assert office.milestone().is_judged is False

    office.report("S02-M01", 0.1, at=datetime(2021, 6, 1, 9, tzinfo=WITA))

    assert judged(THE_END) == judged(date(2021, 2, 1)) == {True}
    assert office.milestone().is_judged is True
    assert judged(date(2021, 6, 1), date(2021, 6, 1)) == {True}
    assert judged(date(2021, 5, 31), date(2021, 5, 31)) == {False}


def test_a_milestone_is_read_as_it_was_planned(office: Office) -> None:
    batik = office.milestone()

    assert batik.first == Schedule(date(2021, 1, 1), date(2021, 3, 31), 6.0)
    assert batik.current == batik.first
    assert (batik.lead, batik.supporting) == (
        "DPMD",
        ("DISKUKMPERINDAG", "KECAMATAN", "PEMDES"),
    )


def test_a_milestone_is_the_same_alone_as_on_the_board(office: Office) -> None:
    office.decide(office.report(status=Status.OBSTRUCTED, opens=an_obstacle()))
    office.report(progress=0.7)
    office.move(BATIK, 20)

    sentra = next(one for one in office.board().sentra if one.code == "S04")
    assert office.milestone() == sentra.milestones[0]


def test_an_unknown_milestone_is_refused(office: Office, store: Store) -> None:
    with pytest.raises(UnknownCode), store.read() as connection:
        progress_queries.milestone(
            connection, office.people.pengamat, MilestoneCode("S99"), THE_END
        )


def test_an_empty_store_has_no_programme(store: Store) -> None:
    with pytest.raises(NoProgramme), store.read() as connection:
        progress_queries.programme(connection)


def test_a_day_begins_and_ends_in_penajam(office: Office) -> None:
    last_minute = datetime(2021, 3, 31, 15, 59, 59, tzinfo=UTC)
    office.report(progress=0.4, at=last_minute)
    office.report(progress=0.6, at=datetime(2021, 3, 31, 16, tzinfo=UTC))

    assert office.state(as_of=date(2021, 3, 30)).progress == 0
    assert office.state(as_of=date(2021, 3, 31)).progress == 0.4
    assert office.state(as_of=date(2021, 4, 1)).progress == 0.6


def test_a_board_takes_as_many_statements_however_much_was_recorded(office: Office) -> None:
    with _counted(office.store) as before:
        office.board()
    _busy_months(office)
    with _counted(office.store) as after:
        office.board()

    assert len(after) == len(before) <= 14


def test_month_ends_agree_with_the_board_of_that_day(office: Office) -> None:
    _busy_months(office)

    board = office.board(date(2021, 12, 31))
    days = [point.day for point in board.sentra[0].history[Plan.FIRST][Basis.APPROVED]]

    assert days[-1] == date(2021, 11, 30)
    for position, day in enumerate(days):
        then = office.board(day)
        for now, before in zip(board.sentra, then.sentra, strict=True):
            for basis, plan in product(Basis, Plan):
                point = now.history[plan][basis][position]
                expected = actual_share(before.milestones, plan=plan, basis=basis)
                assert point.day == day
                assert point.actual == pytest.approx(expected, abs=1e-12)
    assert board.sentra[3].history[Plan.FIRST][Basis.REPORTED][-1].actual > 0


def test_history_ends_before_the_month_of_the_day(office: Office) -> None:
    history = office.board(date(2021, 3, 31)).sentra[0].history[Plan.FIRST][Basis.REPORTED]

    assert [point.day for point in history] == [date(2021, 1, 31), date(2021, 2, 28)]


def test_a_day_before_the_programme_knows_nothing(office: Office) -> None:
    office.report()

    board = office.board(date(2020, 6, 30))

    assert board.sentra[3].history == a_history()
    assert board.sentra[3].milestones[0].states[Basis.REPORTED].report_id is None


def test_events_come_in_the_order_of_recording(office: Office) -> None:
    first = office.report(progress=0.25, realised_value=_amount("7.5"), evidence="Foto")
    decision = office.decide(first)
    second = office.report("S02-M01", 0.1)

    events = _events(office)

    assert [one.id for one in events] == [first, decision, second]
    assert [one.kind for one in events] == [
        EventKind.REPORT,
        EventKind.APPROVED,
        EventKind.REPORT,
    ]
    assert [one.report_id for one in events] == [first, first, second]
    assert (events[0].progress, events[0].realised_value) == (0.25, _amount("7.5"))
    assert events[0].author_agency == AgencyCode("DPMD")
    assert all(one.recorded_at.tzinfo is not None for one in events)


def test_events_can_be_narrowed_to_a_sentra_a_milestone_and_a_day(office: Office) -> None:
    batik = office.report()
    kapal = office.report("S02-M01", 0.1)
    later = office.report(progress=0.6, at=datetime(2021, 4, 1, 9, tzinfo=WITA))

    assert [one.id for one in _events(office, as_of=date(2021, 3, 31))] == [batik, kapal]
    assert [one.id for one in _events(office, sentra_code=SentraCode("S02"))] == [kapal]
    assert [one.id for one in _events(office, code=MilestoneCode(BATIK))] == [batik, later]


def test_revisions_are_known_from_the_day_they_were_recorded(office: Office) -> None:
    office.move(BATIK, 10, at=datetime(2021, 3, 1, 9, tzinfo=WITA))
    office.move(BATIK, 5, at=datetime(2021, 5, 1, 9, tzinfo=WITA))

    with office.store.read() as connection:
        early = reporting_queries.revisions(connection, office.people.pengamat, date(2021, 4, 30))
        late = reporting_queries.revisions(connection, office.people.pengamat, date(2021, 5, 1))
    assert [one.days_moved for one in early[MilestoneCode(BATIK)]] == [10]
    assert [one.days_moved for one in late[MilestoneCode(BATIK)]] == [10, 5]


@pytest.mark.parametrize(("progress", "status"), [(1.0, Status.FINISHED), (0.4, Status.CANCELLED)])
def test_an_obstacle_told_after_the_end_of_its_milestone_closes_with_it(
    office: Office, progress: float, status: Status
) -> None:
    ended_on = date(2021, 3, 31)
    office.report(progress=progress, status=status, at=datetime(2021, 3, 31, 9, tzinfo=WITA))
    office.report(
        status=Status.OBSTRUCTED,
        opens=an_obstacle(),
        effective_on=date(2021, 3, 10),
        at=datetime(2021, 4, 5, 9, tzinfo=WITA),
    )

    state = office.state()
    assert (state.status, state.open_obstacles) == (status, ())
    assert [(one.opened_on, one.closed_on) for one in state.obstacles] == [
        (date(2021, 3, 10), ended_on)
    ]
    assert office.state(Basis.APPROVED).obstacles == ()


def test_obstacles_name_the_reports_that_opened_and_close_them(office: Office) -> None:
    opening = office.report(status=Status.OBSTRUCTED, opens=an_obstacle())
    (opened,) = office.state().open_obstacles
    closing = office.report(closes=(opened.id,), at=datetime(2021, 4, 1, 9, tzinfo=WITA))

    with office.store.read() as connection:
        (early,) = reporting_queries.obstacles(
            connection, office.people.pengamat, date(2021, 3, 31)
        )
        (late,) = reporting_queries.obstacles(connection, office.people.pengamat, THE_END)
    assert (early.opened_by, early.closed_by) == (opening, ())
    assert late == replace(early, closed_by=(closing,))
    assert (late.milestone, late.owner, late.description) == (
        BATIK,
        "BPKAD",
        "Lahan belum bebas",
    )


def test_reports_wait_until_somebody_decides(office: Office) -> None:
    first = office.report()
    office.report("S02-M01", 0.1)
    with office.store.read() as connection:
        before = len(review_queries.waiting(connection, office.people.pimpinan))
    office.send_back(first)

    with office.store.read() as connection:
        after = len(review_queries.waiting(connection, office.people.pimpinan))
    assert (before, after) == (2, 1)


def _busy_months(office: Office) -> None:
    for month in range(3, 9):
        at = datetime(2021, month, 15, 9, tzinfo=WITA)
        event = office.report(progress=month / 10, at=at)
        office.report("S04-M02", 1 - month / 10, effective_on=date(2021, month, 1))
        office.report("S02-M03", 0.5, status=Status.OBSTRUCTED, opens=an_obstacle())
        office.decide(event)
        office.shift_weight("S04-M02", BATIK, 0.25)


def _events(office: Office, *, as_of: date = THE_END, **narrowed: Any) -> tuple[Any, ...]:
    with office.store.read() as connection:
        return reporting_queries.events(connection, office.people.pengamat, as_of, **narrowed)


def _amount(text: str) -> Any:
    from decimal import Decimal

    return Decimal(text)


def test_what_came_after_a_day_is_counted_by_what_it_is(office: Office) -> None:
    day = wita_day(office.now)
    office.report(progress=0.1)
    office.now += timedelta(days=3)
    office.decide(office.report(progress=0.2, effective_on=day))
    office.send_back(office.report("S04-M02", effective_on=day))
    office.withdraw(office.report("S04-M03", effective_on=day))

    with office.store.read() as connection:
        found = progress_queries.recorded_later(connection, office.people.pengamat, day)
    assert found == Later(reports=3, decisions=2, withdrawals=1)


@contextmanager
def _counted(store: Store) -> Iterator[list[str]]:
    """Collect the statements that the block sends."""
    said: list[str] = []

    def hear(*arguments: Any) -> None:
        said.append(arguments[2])

    event.listen(store.engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(store.engine, "before_cursor_execute", hear)
