"""The board of any day, as known by any other, equals a replay of what was recorded.

The replay is written here from the rules alone: it knows events and revisions, no read model.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import product
from math import fsum
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import Connection

from models.progress import queries as progress_queries
from models.progress.view import View
from models.reporting import commands, queries as reporting_queries
from models.review import commands as reviewing
from models.store import read_models
from models.store.store import Store
from rules.errors import SentraError
from rules.periods import wita_day
from rules.plan.table import PlanDecision
from rules.progress.s_curve import curves
from rules.progress.shares import actual_share, planned_share, programme_share
from rules.reporting.report import Draft, NewObstacle, ReportEvent
from rules.shapes import LINEAR, STEP
from rules.values import Actor, Board, EventId, Milestone, MilestoneCode, Revision, Sentra, State
from rules.vocabulary import Basis, EventKind, Plan, Status
from tests.people import OPENED_AT, THE_END, Office, an_obstacle, revise_plan
from tests.running.soak import REPLAYS

ACTIVE: Final = ("S01-M01", "S01-M02", "S04-M01", "S04-M02", "S04-M03", "S09-M01")
DAYS: Final = 20


@dataclass(frozen=True)
class Deed:
    """One thing that somebody tries, some hours after the one before."""

    kind: str
    milestone: int
    other: int
    amount: int
    back: int
    hours: int


DEEDS = st.builds(
    Deed,
    kind=st.sampled_from(
        ("report", "report", "report", "cancel", "obstruct", "approve", "return", "weigh", "move")
    ),
    milestone=st.integers(0, len(ACTIVE) - 1),
    other=st.integers(0, 9),
    amount=st.integers(0, 10),
    back=st.sampled_from((0, 0, 1, 20, 45)),
    hours=st.sampled_from((0, 1, 9, 24, 200, 800)),
)
OFFSETS = st.lists(
    st.tuples(st.integers(-40, 700), st.none() | st.integers(-40, 700)),
    min_size=DAYS,
    max_size=DAYS,
)


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


@pytest.mark.soak
def test_the_board_of_any_day_known_by_any_other_equals_a_replay(office: Office) -> None:
    checked = checked_curves = tried = done = 0

    @settings(
        max_examples=REPLAYS[office.store.engine.dialect.name],
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(deeds=st.lists(DEEDS, min_size=8, max_size=24), offsets=OFFSETS)
    def compare(deeds: list[Deed], offsets: list[tuple[int, int | None]]) -> None:
        nonlocal checked, checked_curves, tried, done
        with _rolled_back(office.store) as connection:
            tried += len(deeds)
            done += _do_all(connection, office, deeds)
            replay = _Replay(connection, office.people.pengamat)
            for happened, known in offsets:
                day = OPENED_AT.date() + timedelta(days=happened)
                known_on = None if known is None else OPENED_AT.date() + timedelta(days=known)
                board = progress_queries.board(connection, office.people.pengamat, day, known_on)
                checked += replay.compare(board, known_on or THE_END)
            checked_curves += _compare_curves(connection, office.people.pengamat, board, known_on)
            assert read_models.differences(connection) == ()

    compare()
    assert checked >= REPLAYS[office.store.engine.dialect.name] * DAYS * len(Basis)
    assert done > tried / 2
    assert checked_curves > REPLAYS[office.store.engine.dialect.name]


@contextmanager
def _rolled_back(store: Store) -> Iterator[Connection]:
    """Give a writing connection whose changes are taken back, so that each example starts anew."""
    opened = store.engine.connect().execution_options(sentra_writes=True)
    with opened as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


def _compare_curves(
    connection: Connection, actor: Actor, board: Board, known_on: date | None
) -> int:
    """Assert that points of each curve are the figures of their own days; return how many."""
    compared = 0
    for basis, plan in product(Basis, Plan):
        drawn = curves(board, basis, plan)
        for point in drawn.programme[:-1:7]:
            if point.day > board.as_of:
                continue
            then = progress_queries.board(connection, actor, point.day, known_on)
            told = progress_queries.board(connection, actor, point.day, point.day)
            for sentra, before, said in zip(board.sentra, then.sentra, told.sentra, strict=True):
                found = next(one for one in drawn.of_sentra[sentra.code] if one.day == point.day)
                shares = (
                    actual_share(before.milestones, plan=plan, basis=basis),
                    planned_share(before.milestones, point.day, plan=Plan.FIRST, basis=basis),
                    planned_share(before.milestones, point.day, plan=Plan.CURRENT, basis=basis),
                )
                assert (found.actual, found.first_plan, found.current_plan) == pytest.approx(shares)
                if found.told is not None:
                    then_told = actual_share(said.milestones, plan=plan, basis=basis)
                    assert found.told == pytest.approx(then_told)
                compared += 1
    return compared


def _do_all(connection: Connection, office: Office, deeds: Sequence[Deed]) -> int:
    """Do what the rules let through, and return how many deeds that were."""
    at = OPENED_AT
    done = 0
    reports: list[EventId] = []
    for number, deed in enumerate(deeds):
        at += timedelta(hours=deed.hours)
        try:
            event = _do(connection, office, deed, f"kunci-{number}", at, reports)
        except SentraError:
            continue
        done += 1
        if event is not None:
            reports.append(event)
    return done


def _do(
    connection: Connection,
    office: Office,
    deed: Deed,
    key: str,
    at: datetime,
    reports: Sequence[EventId],
) -> EventId | None:
    """Do what the deed says; the event where it was a report."""
    code = MilestoneCode(ACTIVE[deed.milestone])
    if deed.kind in {"approve", "return"}:
        if reports:
            kind = EventKind.APPROVED if deed.kind == "approve" else EventKind.RETURNED
            about = reports[deed.other % len(reports)]
            reviewing.decide(
                connection, office.people.pimpinan, about, kind, reason="Alasan", key=key, at=at
            )
        return None
    known = progress_queries.milestone(connection, office.people.pengamat, code, THE_END)
    if deed.kind in {"weigh", "move"}:
        _revise(connection, office.people.admin, known, deed, at)
        return None
    draft = _draft(known, deed, key, wita_day(at) - timedelta(days=deed.back))
    return commands.report(connection, office.people.operator_dpmd, draft, at=at)


def _revise(
    connection: Connection, admin: Actor, known: Milestone, deed: Deed, at: datetime
) -> None:
    current = known.current
    moved = replace(current, finish=current.finish + timedelta(deed.other))
    schedules = {known.code: replace(moved, shape=STEP if deed.amount % 2 else LINEAR)}
    if deed.kind == "weigh":
        code = MilestoneCode(f"{known.sentra}-M0{4 + deed.other % 5}")
        giver = progress_queries.milestone(connection, admin, code, THE_END).current
        points = deed.amount / 8
        schedules = {
            known.code: replace(current, weight=current.weight + points),
            code: replace(giver, weight=giver.weight - points),
        }
    revise_plan(connection, admin, schedules, PlanDecision("1", wita_day(at), "Alasan"), at=at)


def _draft(known: Milestone, deed: Deed, key: str, effective_on: date) -> Draft:
    progress = deed.amount / 10
    status = Status.FINISHED if progress == 1 else Status.IN_PROGRESS
    opens: NewObstacle | None = None
    if deed.kind == "cancel":
        status = Status.CANCELLED
    elif deed.kind == "obstruct" and progress < 1:
        status, opens = Status.OBSTRUCTED, an_obstacle()
    still_open = known.states[Basis.REPORTED].open_obstacles
    return Draft(
        milestone=known.code,
        effective_on=effective_on,
        status=status if progress or opens or status is Status.CANCELLED else Status.NOT_STARTED,
        progress=progress,
        note="Catatan",
        seen=known.version,
        key=key,
        opens=opens,
        closes=tuple(one.id for one in still_open if deed.other % 2),
        # Without one nothing that was cancelled is opened again.
        decision_number="027/9",
    )


class _Replay:
    """What the events and revisions say of a day, computed the plainest way."""

    def __init__(self, connection: Connection, actor: Actor) -> None:
        self._effective: dict[int, date] = {}
        self._reports: dict[str, list[ReportEvent]] = defaultdict(list)
        self._acts: dict[int, list[tuple[date, EventKind]]] = defaultdict(list)
        for event in reporting_queries.events(connection, actor, THE_END):
            self._acts[event.report_id].append((wita_day(event.recorded_at), event.kind))
            if event.kind is EventKind.REPORT:
                self._reports[event.milestone].append(event)
                self._effective[event.id] = event.effective_on
        self._obstacles = reporting_queries.obstacles(connection, actor, THE_END)
        self._revisions = reporting_queries.revisions(connection, actor, THE_END)

    def compare(self, board: Board, known_on: date) -> int:
        """Assert that the board is what the replay says; return how many bases were compared."""
        view = View(board.as_of, known_on)
        for basis in Basis:
            for sentra in board.sentra:
                for milestone in sentra.milestones:
                    self._compare_milestone(milestone, view, basis)
                for plan in Plan:
                    self._compare_history(sentra, known_on, basis, plan)
            for plan in Plan:
                self._compare_figures(board, view, basis, plan)
        return len(Basis)

    def _compare_history(self, sentra: Sentra, known_on: date, basis: Basis, plan: Plan) -> None:
        for point in sentra.history[plan][basis]:
            past, then = View(point.day, known_on), View(point.day, point.day)
            assert point.actual == pytest.approx(self._actual(sentra.milestones, past, basis, plan))
            if point.told is not None:
                told = self._actual(sentra.milestones, then, basis, plan)
                assert point.told == pytest.approx(told)

    def _compare_milestone(self, milestone: Milestone, day: View, basis: Basis) -> None:
        found = milestone.states[basis]
        reports = self._counting(milestone.code, day, basis)
        expected = State()
        if reports:
            latest = reports[-1]
            expected = State(
                status=latest.status,
                progress=latest.progress,
                previous_progress=reports[-2].progress if len(reports) > 1 else 0.0,
                report_id=latest.id,
                effective_on=latest.effective_on,
                recorded_on=wita_day(latest.recorded_at),
                realised_value=latest.realised_value,
                evidence=latest.evidence,
                note=latest.note,
                author=latest.author,
            )
        assert replace(found, obstacles=()) == expected
        assert {one.id: one.closed_on for one in found.obstacles} == self._known_obstacles(
            milestone.code, day, basis
        )
        assert milestone.revisions == self._known_revisions(milestone.code, day)

    def _compare_figures(self, board: Board, view: View, basis: Basis, plan: Plan) -> None:
        day = board.as_of
        figures = {}
        for one in board.sentra:
            figures[one.code] = self._actual(one.milestones, view, basis, plan)
            found = actual_share(one.milestones, plan=plan, basis=basis)
            planned = planned_share(one.milestones, day, plan=plan, basis=basis)
            assert abs(found - figures[one.code]) < 1e-9
            assert all(0 <= share <= 1 for share in (found, planned))
        programme = programme_share(
            board.sentra,
            lambda one: actual_share(one.milestones, plan=plan, basis=basis),
            plan=plan,
        )
        weights = {one.code: one.weight for one in board.sentra}
        weighted = fsum(weights[code] * figure for code, figure in figures.items())
        assert abs(programme - weighted / fsum(weights.values())) < 1e-9

    def _actual(
        self, milestones: Sequence[Milestone], day: View, basis: Basis, plan: Plan
    ) -> float:
        """Weights and progress in hundredths, so that both sums are exact."""
        done = taking_part = 0
        for milestone in milestones:
            reports = self._counting(milestone.code, day, basis)
            if reports and reports[-1].status is Status.CANCELLED:
                continue
            revisions = self._known_revisions(milestone.code, day) if plan is Plan.CURRENT else ()
            weight = round(100 * (revisions[-1].after if revisions else milestone.first).weight)
            taking_part += weight
            done += weight * round(10_000 * reports[-1].progress) if reports else 0
        return done / (10_000 * taking_part) if taking_part else 0.0

    def _counting(self, code: MilestoneCode, day: View, basis: Basis) -> list[ReportEvent]:
        """Reports that count, by effective day and then by record."""
        reports = [one for one in self._reports[code] if self._counts(one.id, day, basis)]
        return sorted(reports, key=lambda one: (one.effective_on, one.id))

    def _counts(self, report_id: EventId, day: View, basis: Basis) -> bool:
        known = [kind for recorded_on, kind in self._acts[report_id] if recorded_on <= day.known_on]
        if not known or self._effective[report_id] > day.as_of:
            return False
        is_approved = known[-1] is EventKind.APPROVED
        return is_approved if basis is Basis.APPROVED else known[-1] is not EventKind.RETURNED

    def _known_obstacles(
        self, code: MilestoneCode, day: View, basis: Basis
    ) -> dict[int, date | None]:
        found: dict[int, date | None] = {}
        for one in self._obstacles:
            if one.milestone == code and self._counts(one.opened_by, day, basis):
                closings = [event for event in one.closed_by if self._counts(event, day, basis)]
                found[one.id] = (
                    self._effective[closings[0]]
                    if closings
                    else self._ended_on(code, self._effective[one.opened_by], day, basis)
                )
        return found

    def _ended_on(
        self, code: MilestoneCode, opened_on: date, day: View, basis: Basis
    ) -> date | None:
        """The day on which what was opened by then closed with its milestone."""
        reports = self._counting(code, day, basis)
        ended = {Status.FINISHED, Status.CANCELLED}
        if reports and reports[-1].status in ended and opened_on <= reports[-1].effective_on:
            return reports[-1].effective_on
        return None

    def _known_revisions(self, code: MilestoneCode, day: View) -> tuple[Revision, ...]:
        return tuple(
            one
            for one in self._revisions.get(code, ())
            if one.holds_from <= day.as_of and wita_day(one.recorded_at) <= day.known_on
        )
