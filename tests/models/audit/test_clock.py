"""A clock that leapt is refused by every act, and a store that it has hurt finds its way back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final

import pytest
from sqlalchemy import select, text

from models.accounts import commands as accounts, identity, invitations, throttle
from models.accounts.commands import Description
from models.audit import clock, commands as audit
from models.audit.verification import verify
from models.progress import queries as progress_queries
from models.reporting import queries as reporting_queries
from models.schema.audit import audit_event, clock_correction
from models.store import read_models
from models.store.store import Store
from rules.accounts.passwords import PasswordStyle
from rules.audit.actions import Action
from rules.audit.clock import AHEAD_BY, BEHIND_BY, Doubt, Settled
from rules.audit.trail import FaultKind
from rules.errors import ClockDiffers, ClockInDoubt, NotAllowed
from rules.periods import WITA, wita_day
from rules.vocabulary import Basis, EventKind, Role
from tests.models.audit.test_commands import release
from tests.people import BATIK, Office

pytestmark = pytest.mark.doubts_clock

BEGUN: Final = datetime(2021, 3, 1, 9, tzinfo=WITA)
TICK: Final = timedelta(microseconds=1)
FAR: Final = 3650


@pytest.fixture
def office(store: Store) -> Office:
    """An office with one report, of the first of March."""
    office = Office(store)
    office.report(progress=0.1, at=BEGUN)
    return office


def sign_in(office: Office) -> None:
    """What a sign-in leaves: a session and its trace."""
    who = office.people.operator_dpmd
    with office.store.write() as connection:
        identity.open_session(connection, who.account_id, at=office.now, hours=12)
        audit.trace(connection, who, Action.SESSION_OPENED, subject=who.username, at=office.now)


def create_account(office: Office) -> None:
    with office.store.write() as connection:
        accounts.create(
            connection,
            office.people.admin,
            "baru",
            Description("Orang baru", Role.VIEWER, None),
            password="kapur barus di laci dapur",
            at=office.now,
            style=PasswordStyle.LONG,
        )


ACTS: Final[dict[str, Callable[[Office], object]]] = {
    "sign-in": sign_in,
    "account": create_account,
    "report": lambda office: office.report(progress=0.2),
    "rating": lambda office: office.rate(),
    "adoption": lambda office: office.adopt(),
}


def trail(office: Office) -> list[Any]:
    with office.store.read() as connection:
        return list(connection.execute(select(audit_event).order_by(audit_event.c.id)))


def progress(office: Office, day: date, basis: Basis = Basis.REPORTED) -> float:
    """How far a milestone was on a day, as known by its end."""
    milestones = office.board(day, day).sentra[3].milestones
    return next(own for own in milestones if own.code == BATIK).states[basis].progress


def hurt(office: Office, *, days: int = FAR) -> None:
    """A sign-in under a wrong day; afterwards, the clock is right and a report is pinned there."""
    office.under_wrong_clock(lambda: sign_in(office), days=days)
    office.under_wrong_clock(
        lambda: office.report(progress=0.6, effective_on=BEGUN.date(), at=BEGUN), days=0
    )
    office.now = BEGUN + timedelta(days=2)


# Refusing.


@pytest.mark.parametrize("act", ACTS)
def test_no_act_is_recorded_under_a_clock_that_leapt(office: Office, act: str) -> None:
    before = trail(office)
    for away, found in ((-BEHIND_BY - TICK, Doubt.BEHIND), (AHEAD_BY + TICK, Doubt.AHEAD)):
        office.now = BEGUN + away
        with pytest.raises(ClockInDoubt) as refused:
            ACTS[act](office)
        assert (refused.value.doubt, refused.value.last) == (found, BEGUN)
        assert refused.value.clock == BEGUN + away
    assert trail(office) == before


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_recorded_under_a_clock_that_stepped_or_slept(office: Office, act: str) -> None:
    office.now = BEGUN - BEHIND_BY
    ACTS[act](office)
    assert trail(office)[-1].recorded_at >= BEGUN + TICK
    office.now = trail(office)[-1].recorded_at + AHEAD_BY
    ACTS["rating"](office)
    assert trail(office)[-1].recorded_at == trail(office)[-2].recorded_at + AHEAD_BY


def test_the_pinned_clock_of_the_example_is_never_doubted(office: Office) -> None:
    with office.store.write() as connection:
        connection.execute(text("UPDATE programme SET pinned_on = '2021-03-02'"))
    office.rate(at=datetime(2021, 3, 2, 22, tzinfo=WITA))
    office.rate(at=datetime(2021, 3, 2, 7, tzinfo=WITA))
    office.now = datetime(2026, 11, 28, 9, tzinfo=WITA)
    sign_in(office)
    assert {row.recorded_on for row in trail(office)[-2:]} == {date(2021, 3, 2)}
    with office.store.read() as connection:
        assert clock.clock_doubt(connection, office.now) is None


def test_before_it_is_refused_one_can_ask(office: Office) -> None:
    with office.store.read() as connection:
        assert clock.clock_doubt(connection, BEGUN) is None
        behind = clock.clock_doubt(connection, BEGUN - timedelta(days=1))
    assert behind is not None
    assert (behind.doubt, behind.last) == (Doubt.BEHIND, BEGUN)


# Standing by the clock.


def test_after_a_long_silence_the_clock_is_confirmed_and_work_goes_on(office: Office) -> None:
    office.now = BEGUN + timedelta(days=100)
    assert office.correct_clock() == Settled()
    latest = trail(office)[-1]
    assert (latest.action, latest.recorded_at) == (
        Action.CLOCK_CONFIRMED,
        BEGUN + timedelta(days=100),
    )
    assert BEGUN.date().isoformat() in latest.detail
    office.report(progress=0.2)
    assert progress(office, wita_day(office.now)) == 0.2


def test_a_clock_that_nobody_doubts_leaves_no_trace(office: Office) -> None:
    before = trail(office)
    assert office.correct_clock() is None
    assert trail(office) == before


def test_who_names_another_day_than_the_clock_is_refused(office: Office) -> None:
    before, at = trail(office), BEGUN + timedelta(days=100)
    with office.store.write() as connection, pytest.raises(ClockDiffers) as refused:
        clock.settle_clock(connection, office.people.admin, date(2021, 6, 8), at=at)
    assert (refused.value.said, refused.value.clock) == (date(2021, 6, 8), at)
    assert trail(office) == before


def test_who_may_not_answer_for_the_machine_is_refused(office: Office) -> None:
    at = BEGUN + timedelta(days=100)
    with office.store.write() as connection, pytest.raises(NotAllowed):
        clock.settle_clock(connection, office.people.pimpinan, wita_day(at), at=at)


def test_of_two_who_stand_by_the_clock_at_once_one_is_recorded(office: Office) -> None:
    hurt(office)
    assert office.correct_clock() is not None
    assert office.correct_clock() is None
    assert [row.action for row in trail(office)].count(Action.CLOCK_CORRECTED) == 1


# A store that was hurt.


def test_what_was_pinned_to_a_wrong_day_shows_at_once_after_the_correction(office: Office) -> None:
    hurt(office)
    today = wita_day(office.now)
    assert progress(office, today) == 0.1
    wrong = [(row.id, row.recorded_at) for row in trail(office) if row.recorded_at > office.now]

    settled = office.correct_clock()

    assert settled == Settled(2, (wrong[0][1], wrong[1][1]))
    assert progress(office, today) == 0.6
    assert progress(office, today - timedelta(days=1)) == 0.1
    assert [(row.id, row.recorded_at) for row in trail(office)[-3:-1]] == wrong
    assert trail(office)[-1].recorded_on == today


def test_after_the_correction_acts_are_recorded_at_true_instants(office: Office) -> None:
    hurt(office)
    office.correct_clock()
    office.report(progress=0.7, at=BEGUN + timedelta(days=3))
    assert trail(office)[-1].recorded_at == BEGUN + timedelta(days=3)
    assert progress(office, date(2021, 3, 3)) == 0.6
    assert progress(office, date(2021, 3, 4)) == 0.7


def test_history_is_sound_after_the_correction(office: Office) -> None:
    office.decide(office.report("S04-M02", 0.4))
    hurt(office)
    office.correct_clock()
    office.decide(office.report("S04-M02", 0.5))
    with office.store.write() as connection:
        assert verify(connection) == ()
        assert read_models.differences(connection) == ()


def test_a_true_act_on_the_wrong_day_is_told_apart_from_the_one_before(office: Office) -> None:
    hurt(office, days=30)
    office.correct_clock()
    wrong_day = (BEGUN + timedelta(days=30)).date()
    office.report(progress=0.7, at=BEGUN + timedelta(days=30))
    office.decide(office.report(progress=0.8, at=BEGUN + timedelta(days=31)))
    assert progress(office, wrong_day - timedelta(days=1)) == 0.6
    assert progress(office, wrong_day) == 0.7
    assert progress(office, wrong_day + timedelta(days=1)) == 0.8
    with office.store.write() as connection:
        assert read_models.differences(connection) == ()


def test_a_store_may_be_hurt_again(office: Office) -> None:
    hurt(office)
    office.correct_clock()
    office.under_wrong_clock(
        lambda: office.report(progress=0.9, effective_on=BEGUN.date()), days=50
    )
    office.now = BEGUN + timedelta(days=4)
    settled = office.correct_clock()
    assert settled is not None
    assert settled.acts == 1
    with office.store.write() as connection:
        spans = connection.execute(select(clock_correction).order_by(clock_correction.c.id)).all()
        assert verify(connection) == ()
        assert read_models.differences(connection) == ()
    assert [(span.table_name, span.first_id, span.last_id) for span in spans] == [
        ("report_event", 2, 2),
        ("report_event", 3, 3),
    ]
    assert progress(office, date(2021, 3, 3)) == 0.6
    assert progress(office, date(2021, 3, 5)) == 0.9


def test_everything_else_is_known_from_the_correction_on(office: Office) -> None:
    office.under_wrong_clock(lambda: office.move(BATIK, 10), days=FAR)
    office.under_wrong_clock(office.rate, days=FAR)
    office.now = BEGUN + timedelta(days=2)
    before = office.milestone(as_of=date(2021, 3, 3))
    office.correct_clock()
    after = office.milestone(as_of=date(2021, 3, 3))
    assert (before.revisions, len(after.revisions)) == ((), 1)
    assert wita_day(after.revisions[0].recorded_at) == date(2021, 3, 3)
    with office.store.read() as connection:
        actor = office.people.pengamat
        events = reporting_queries.events(connection, actor, date(2021, 3, 3))
        board = progress_queries.board(connection, actor, date(2021, 3, 3))
    assert [event.recorded_at for event in events] == [BEGUN]
    assert board.as_of == date(2021, 3, 3)


def test_a_report_of_a_day_that_has_not_come_is_named_until_it_is_returned(office: Office) -> None:
    found: list[Any] = []
    office.under_wrong_clock(lambda: found.append(office.report(progress=0.9)), days=400)
    office.now = BEGUN + timedelta(days=2)
    office.correct_clock()

    def ahead() -> list[Any]:
        with office.store.read() as connection:
            actor, today = office.people.admin, wita_day(office.now)
            return [
                event.id for event in reporting_queries.effective_after(connection, actor, today)
            ]

    assert ahead() == found
    office.send_back(found[0])
    assert ahead() == []


def test_sessions_links_and_tries_of_wrong_days_end(office: Office) -> None:
    who = office.people.operator_dpmd
    tokens: list[Any] = []

    def open_doors() -> None:
        sign_in(office)
        with office.store.write() as connection:
            tokens.append(
                identity.open_session(connection, who.account_id, at=office.now, hours=12)
            )
            invitations.reset(
                connection, office.people.admin, office.people.pengamat.account_id, at=office.now
            )
            for _ in range(throttle.MOST_FAILURES):
                throttle.admit(connection, username="x", address="10.0.0.1", at=office.now)

    office.under_wrong_clock(open_doors, days=400)
    office.now = BEGUN + timedelta(days=2)
    office.correct_clock()
    with office.store.write() as connection:
        assert identity.actor_of(connection, tokens[0], at=office.now) is None
        links = connection.execute(text("SELECT closed_at FROM account_link")).scalars().all()
        assert links
        assert None not in links
        admitted = throttle.admit(connection, username="x", address="10.0.0.1", at=office.now)
        assert admitted is None


def test_an_instant_before_the_one_before_is_a_fault_without_a_correction(office: Office) -> None:
    hurt(office)
    office.correct_clock()
    release(office)
    with office.store.write() as connection:
        # Somebody who owns the database makes the whole end of the chain anew.
        rows = connection.execute(text("SELECT max(id) FROM audit_event")).scalar_one()
        connection.execute(text(f"DELETE FROM audit_event WHERE id = {rows}"))
        at = office.now
        audit.record_at(
            connection,
            office.people.admin,
            Action.SENTRA_RATED,
            subject="S04",
            detail={},
            instant=at,
        )
        kinds = {fault.kind for fault in verify(connection)}
    assert FaultKind.ORDER in kinds


def test_a_verdict_of_a_wrong_day_counts_from_the_correction_on(office: Office) -> None:
    report = office.report(progress=0.3, at=BEGUN + timedelta(hours=2))
    office.under_wrong_clock(lambda: office.decide(report, EventKind.APPROVED), days=FAR)
    office.now = BEGUN + timedelta(days=2)
    day = wita_day(office.now)
    assert progress(office, day, Basis.APPROVED) == 0
    office.correct_clock()
    assert progress(office, day, Basis.APPROVED) == 0.3
    assert progress(office, day - timedelta(days=1), Basis.APPROVED) == 0
