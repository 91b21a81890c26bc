"""The programme and its sentra of any day, as known by any other, equal a replay of the acts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import Connection

from models.audit.verification import verify
from models.plan import (
    commands as planning,
)
from models.plan.registers import commands as registering, sentra as sentra_acts
from models.plan.registers.queries import plan_register
from models.progress import queries as progress_queries
from models.store.store import Store
from rules.periods import WITA
from rules.plan.registers import fields_of_programme, fields_of_sentra
from rules.plan.table import PlanDecision
from rules.progress.briefing import brief
from rules.thresholds import DEFAULT_THRESHOLDS
from rules.values import Actor, Board, Moment, Sentra, SentraCode
from rules.vocabulary import Basis
from tests.people import PLAN_START, Office
from tests.running.soak import REPLAYS

S04 = SentraCode("S04")
FIRST_DAY = date(2021, 2, 2)
FIRST = PlanDecision("027/0", PLAN_START, "")


@dataclass(frozen=True)
class Deed:
    """One act: what it changes, and how long after the one before it holds and is recorded."""

    kind: str
    later: int
    held_later: int


DEEDS = st.builds(
    Deed,
    kind=st.sampled_from(("name", "limits", "rename", "weigh", "weigh", "dissolve")),
    later=st.integers(0, 25),
    held_later=st.integers(0, 25),
)
DAYS = st.dates(date(2021, 2, 1), date(2021, 9, 1))


@dataclass(frozen=True)
class Done:
    """What was recorded: a kind of change, its value, its two days."""

    kind: str
    value: int
    holds_from: date
    known_on: date

    def holds(self, day: date, known_on: date) -> bool:
        return self.holds_from <= day and self.known_on <= known_on


@pytest.fixture
def office(store: Store) -> Office:
    found = Office(store)
    found.report(progress=1, at=datetime(2021, 2, 1, 9, tzinfo=WITA))
    found.report("S05-M01", 0.5, at=datetime(2021, 2, 1, 10, tzinfo=WITA))
    return found


def test_the_register_of_any_day_known_by_any_other_equals_a_replay(office: Office) -> None:
    admin = office.people.admin
    checked = 0

    @settings(
        max_examples=REPLAYS[office.store.engine.dialect.name],
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        deeds=st.lists(DEEDS, min_size=3, max_size=7),
        asked=st.lists(st.tuples(DAYS, DAYS), min_size=4, max_size=8),
    )
    def compare(deeds: list[Deed], asked: list[tuple[date, date]]) -> None:
        nonlocal checked
        with _rolled_back(office.store) as connection:
            planning.adopt_plan(connection, admin, FIRST, at=_at(FIRST_DAY, 0))
            history = _do_all(connection, admin, deeds)
            for day, known_on in asked:
                board = progress_queries.board(connection, admin, day, known_on)
                _compare(board, [done for done in history if done.holds(day, known_on)])
                checked += 1
            _compare_curve(connection, admin, board, asked[-1][1])
            assert verify(connection) == ()

    compare()
    assert checked >= 4 * REPLAYS[office.store.engine.dialect.name]


def _do_all(connection: Connection, admin: Actor, deeds: Sequence[Deed]) -> list[Done]:
    """Record each deed from a day not before that of the one before; a dissolved sentra rests."""
    history: list[Done] = []
    known_on = held = FIRST_DAY
    for value, deed in enumerate(deeds, 2):
        if deed.kind in {"rename", "weigh", "dissolve"} and any(
            done.kind == "dissolve" for done in history
        ):
            continue
        known_on += timedelta(deed.later)
        held = min(known_on, held + timedelta(deed.held_later))
        _do(connection, admin, deed.kind, value, (held, known_on))
        history.append(Done(deed.kind, value, held, known_on))
    return history


def _do(
    connection: Connection, admin: Actor, kind: str, value: int, days: tuple[date, date]
) -> None:
    decision, at = PlanDecision(f"027/{value}", days[0], "Alasan"), _at(days[1], value)
    known = plan_register(connection, admin)
    own = next((one for one in known.sentra if one.code == S04), known.sentra[0])
    seen = known.programme_version
    if kind == "name":
        named = replace(fields_of_programme(known.programme), name=f"Program {value}")
        registering.change_programme(connection, admin, named, decision, seen=seen, at=at)
    elif kind == "limits":
        wanted = replace(DEFAULT_THRESHOLDS, silent_days=value)
        registering.set_thresholds(connection, admin, wanted, "SK", decision, seen=seen, at=at)
    elif kind == "rename":
        fields = replace(fields_of_sentra(own), name=f"Sentra {value}")
        seen = known.versions[S04]
        sentra_acts.change_sentra(connection, admin, S04, fields, decision, seen=seen, at=at)
    elif kind == "weigh":
        seen, weights = known.sentra_version, {S04: float(value)}
        sentra_acts.weigh_sentra(connection, admin, weights, decision, seen=seen, at=at)
    else:
        seen = known.versions[S04]
        sentra_acts.dissolve_sentra(connection, admin, S04, decision, seen=seen, at=at)


def _compare(board: Board, held: Sequence[Done]) -> None:
    last = {done.kind: done.value for done in held}
    own = _own(board)
    if "name" in last:
        assert board.programme.name == f"Program {last['name']}"
    else:
        assert board.programme.name.startswith("Program Sentra Industri")
    assert board.programme.thresholds.silent_days == last.get("limits", 30)
    assert (board.programme.thresholds_set is None) is ("limits" not in last)
    assert own.name == (f"Sentra {last['rename']}" if "rename" in last else "Batik")
    assert (own in board.dissolved) is ("dissolve" in last)
    for past in (board.as_of - timedelta(40), board.as_of):
        weighed = {done.kind: done.value for done in held if done.holds_from <= past}
        expected = 0.0 if "dissolve" in weighed else float(weighed.get("weigh", 1))
        assert own.weight_on(past) == expected


def _compare_curve(connection: Connection, admin: Actor, board: Board, known_on: date) -> None:
    """Assert that points of the programme's curve are the figures of their own days."""
    drawn = brief(board, Moment(board.as_of, Basis.REPORTED)).curve
    for point in drawn[::5]:
        if point.day <= board.as_of:
            then = progress_queries.board(connection, admin, point.day, known_on)
            totals = brief(then, Moment(point.day, Basis.REPORTED)).totals
            found = (point.actual, point.first_plan, point.current_plan)
            shares = (totals.actual, totals.planned_first, totals.planned_current)
            assert found == pytest.approx(shares, abs=1e-9)


def _own(board: Board) -> Sentra:
    return next(one for one in board.every_sentra if one.code == S04)


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(9, minute), WITA)


@contextmanager
def _rolled_back(store: Store) -> Iterator[Connection]:
    """Give a writing connection whose changes are taken back, so that each example starts anew."""
    opened = store.engine.connect().execution_options(sentra_writes=True)
    with opened as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()
