"""However often the clock leapt and was corrected, each day shows what was known by its end.

The replay is written from the audit trail alone: it knows acts and corrections, no table of them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st
from sqlalchemy import Connection, select

from models.audit.clock import settle_clock
from models.audit.verification import verify
from models.progress import queries as progress_queries
from models.reporting import commands
from models.schema.audit import audit_event
from models.store import read_models, recording
from models.store.store import Store
from rules.audit.actions import Action
from rules.periods import WITA, wita_day
from rules.reporting.report import Draft
from rules.values import MilestoneCode
from rules.vocabulary import Basis, Status
from tests.people import BATIK, Office
from tests.running.soak import REPLAYS

pytestmark = pytest.mark.doubts_clock

BEGUN: Final = datetime(2021, 3, 1, 9, tzinfo=WITA)
CODE: Final = MilestoneCode(BATIK)
NEVER: Final = date(9999, 1, 1)


@dataclass(frozen=True)
class Deed:
    """A report some hours later, under a clock `ahead` by days; or, where None, a correction."""

    hours: int
    ahead: int | None
    progress: int
    back: int


DEEDS = st.builds(
    Deed,
    hours=st.sampled_from((1, 5, 24, 240)),
    ahead=st.sampled_from((0, 0, 0, 2, 40, 700, None, None)),
    progress=st.integers(1, 99),
    back=st.sampled_from((0, 0, 3, 12)),
)


HURT_TWICE: Final = [
    Deed(hours=1, ahead=40, progress=20, back=0),
    Deed(hours=24, ahead=0, progress=30, back=3),
    Deed(hours=24, ahead=None, progress=1, back=0),
    Deed(hours=24, ahead=2, progress=40, back=0),
    Deed(hours=1, ahead=None, progress=1, back=0),
    # The true days that were wrong before.
    *(Deed(hours=240, ahead=0, progress=50 + tens, back=0) for tens in range(5)),
]


@dataclass(frozen=True)
class _Told:
    """A report: what it says, and since when it is known."""

    effective_on: date
    number: int
    progress: float
    known_at: datetime


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


@pytest.mark.soak
def test_each_day_shows_what_was_known_by_its_end(office: Office) -> None:
    corrected = 0

    @settings(
        max_examples=REPLAYS[office.store.engine.dialect.name],
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(DEEDS, min_size=4, max_size=12))
    @example(HURT_TWICE)
    def compare(deeds: list[Deed]) -> None:
        nonlocal corrected
        with _hurt_and_taken_back(office.store) as connection:
            reports = _do(connection, office, deeds)
            corrected += _is_shown(connection, office, reports)
            assert verify(connection) == ()
            assert read_models.differences(connection) == ()

    compare()
    assert corrected > 0


@contextmanager
def _hurt_and_taken_back(store: Store) -> Iterator[Connection]:
    """A writing connection of a program that believes every clock; its changes are taken back."""
    opened = store.engine.connect().execution_options(sentra_writes=True)
    with (
        opened as connection,
        connection.begin() as transaction,
        pytest.MonkeyPatch.context() as on,
    ):
        on.setattr(recording, "doubt", lambda *_: None)
        yield connection
        transaction.rollback()


def _do(connection: Connection, office: Office, deeds: Sequence[Deed]) -> list[tuple[date, float]]:
    """Report and correct; return the effective day and the progress of each report, in order."""
    at, reports = BEGUN, []
    for number, deed in enumerate(deeds):
        at += timedelta(hours=deed.hours)
        if deed.ahead is None:
            settle_clock(connection, office.people.admin, wita_day(at), at=at)
            continue
        actor = office.people.operator_dpmd
        known = progress_queries.milestone(connection, actor, CODE, NEVER)
        draft = Draft(
            milestone=CODE,
            effective_on=wita_day(at) - timedelta(days=deed.back),
            status=Status.IN_PROGRESS,
            progress=deed.progress / 100,
            note="Catatan",
            seen=known.version,
            key=f"kunci-{number}",
        )
        commands.report(connection, actor, draft, at=at + timedelta(days=deed.ahead))
        reports.append((draft.effective_on, draft.progress))
    return reports


def _is_shown(connection: Connection, office: Office, reports: Sequence[tuple[date, float]]) -> int:
    """Compare the days around everything that happened; return how many reports were corrected."""
    told = _replay(connection, reports)
    recorded = {wita_day(one.known_at) for one in told} | {BEGUN.date()}
    for day in {day + timedelta(days=by) for day in recorded for by in (-1, 0, 1)}:
        known = [one for one in told if wita_day(one.known_at) <= day]
        latest = max(known, key=lambda one: (one.effective_on, one.number), default=None)
        board = progress_queries.board(connection, office.people.pengamat, day, day)
        found = next(own for own in board.sentra[3].milestones if own.code == CODE)
        assert found.states[Basis.REPORTED].progress == (latest.progress if latest else 0)
    with_instants = _instants(connection, Action.REPORT_SUBMITTED)
    return sum(one.known_at < at for one, at in zip(told, with_instants, strict=True))


def _replay(connection: Connection, reports: Sequence[tuple[date, float]]) -> list[_Told]:
    """What the trail tells: a correction makes known what bears an instant after its own."""
    known: list[datetime] = []
    for act in connection.execute(select(audit_event).order_by(audit_event.c.id)):
        if act.action == Action.REPORT_SUBMITTED:
            known.append(act.recorded_at)
        if act.action == Action.CLOCK_CORRECTED:
            known = [min(at, act.recorded_at) for at in known]
    # Later acts are known later, whatever days they bear.
    assert known == sorted(known)
    return [
        _Told(effective_on, number, progress, at)
        for number, ((effective_on, progress), at) in enumerate(zip(reports, known, strict=True))
    ]


def _instants(connection: Connection, action: Action) -> list[datetime]:
    rows = connection.execute(
        select(audit_event.c.recorded_at)
        .where(audit_event.c.action == action)
        .order_by(audit_event.c.id)
    )
    return list(rows.scalars())
