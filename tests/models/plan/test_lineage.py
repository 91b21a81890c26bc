"""Milestones split and merged: what leaves the plan, and what is carried over to what."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import product
from math import fsum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import Connection

from models.audit.verification import verify
from models.plan import commands as planning
from models.plan.queries import whole_plan
from models.plan.sentra_plans import plan_of, plans_in, sentra_plans
from models.progress import queries as progress_queries
from models.reporting import commands
from models.review.commands import decide
from models.store import read_models
from models.store.store import Store
from rules.errors import NotAllowed
from rules.periods import WITA
from rules.plan.errors import IllegalPlan, PlanProblem
from rules.plan.table import PlanDecision, PlanRow, SentraPlan, parted
from rules.progress.agency_figures import figures
from rules.progress.s_curve import curves
from rules.progress.shares import actual_share, planned_share
from rules.reporting.errors import IllegalReport, ReportProblem
from rules.reporting.report import Draft
from rules.values import Milestone, MilestoneCode, Sentra, SentraCode
from rules.vocabulary import Basis, EventKind, Plan, Status
from tests.people import BATIK, THE_END, Office, an_obstacle
from tests.running.soak import LINEAGES

S04 = SentraCode("S04")
M02, M03 = MilestoneCode("S04-M02"), MilestoneCode("S04-M03")
REPORTED, HELD, RECORDED = date(2021, 3, 10), date(2021, 4, 1), date(2021, 6, 5)
DECISION = PlanDecision("050/9/2021", HELD, "Dikerjakan dua OPD")
Rows = tuple[PlanRow, ...]


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=WITA)


def plan(office: Office) -> SentraPlan:
    with office.store.read() as connection:
        return sentra_plans(connection, office.people.pengamat)[S04]


def change(
    office: Office,
    edit: Callable[[Rows], Sequence[PlanRow]],
    decision: PlanDecision | None = DECISION,
    day: date = RECORDED,
) -> None:
    before = plan(office)
    with office.store.write() as connection:
        planning.change_plan(
            connection,
            office.people.admin,
            S04,
            edit(before.rows),
            decision,
            seen=before.version,
            at=at(day),
        )


def split(code: MilestoneCode, *weights: float) -> Callable[[Rows], Rows]:
    """What puts parts of a milestone in its place."""

    def edit(rows: Rows) -> Rows:
        (place,) = (place for place, row in enumerate(rows) if row.code == code)
        own = rows[place]
        shares = weights or parted(own.schedule.weight, 2)
        parts = (
            replace(
                own,
                code=None,
                title=f"{own.title} bagian {number}",
                schedule=replace(own.schedule, weight=weight),
                origins=(code,),
            )
            for number, weight in enumerate(shares, 1)
        )
        return (*rows[:place], *parts, *rows[place + 1 :])

    return edit


def merge(*codes: MilestoneCode) -> Callable[[Rows], Rows]:
    """What makes milestones one, where the first of them stood."""

    def edit(rows: Rows) -> Rows:
        own = [row for row in rows if row.code in codes]
        one = replace(
            own[0],
            code=None,
            title="Gabungan",
            schedule=replace(
                own[0].schedule,
                weight=round(fsum(row.schedule.weight for row in own), 2),
                finish=max(row.schedule.finish for row in own),
            ),
            origins=tuple(codes),
        )
        return tuple(one if row is own[0] else row for row in rows if row not in own[1:])

    return edit


def approved(office: Office, code: str, progress: float, day: date, **fields: Any) -> None:
    office.now = max(office.now, at(day))
    office.decide(office.report(code, progress, effective_on=day, **fields))


def sentra(office: Office, day: date = THE_END, known_on: date | None = None) -> Sentra:
    return next(one for one in office.board(day, known_on).sentra if one.code == S04)


def named(found: Sentra) -> dict[str, Milestone]:
    return {one.code: one for one in (*found.milestones, *found.left)}


def sound(office: Office) -> bool:
    with office.store.write() as connection:
        return read_models.differences(connection) == () and verify(connection) == ()


def test_parts_take_over_where_their_origin_stood_on_the_day(office: Office) -> None:
    approved(office, BATIK, 0.37, REPORTED)
    office.adopt(at=at(HELD))
    before = named(sentra(office))[BATIK]
    change(office, split(MilestoneCode(BATIK)))

    found = sentra(office)
    first, second = found.milestones[:2]
    assert [one.code for one in found.left] == [BATIK]
    assert found.left[0].lineage.became == (first.code, second.code)
    assert first.lineage.origins == second.lineage.origins == (BATIK,)
    for part in (first, second):
        for basis in Basis:
            state = part.states[basis]
            assert (state.status, state.progress) == (Status.IN_PROGRESS, 0.37)
            assert (state.effective_on, state.note) == (
                HELD,
                f"Terbawa dari {BATIK} yang dipecah.",
            )
        assert (part.first.start, part.first.finish) == (before.first.start, before.first.finish)
    assert first.first.weight + second.first.weight == before.first.weight
    assert sound(office)


def test_what_needs_no_proof_names_the_report_that_it_comes_from(office: Office) -> None:
    approved(office, BATIK, 0.2, REPORTED)
    approved(office, M02, 0.3, REPORTED)
    approved(office, M03, 1, REPORTED, evidence="Berita acara")
    office.adopt(at=at(HELD))
    for code in (MilestoneCode(BATIK), M02, M03):
        change(office, split(code))

    found = [own.states[Basis.APPROVED].evidence for own in sentra(office).milestones[:6]]
    named = f"laporan {BATIK}, 10 Maret 2021"
    assert found == [named, named, "", "", "Berita acara", "Berita acara"]


def test_before_the_day_and_before_the_record_the_origin_stands(office: Office) -> None:
    approved(office, BATIK, 0.37, REPORTED)
    office.adopt(at=at(HELD))
    change(office, split(MilestoneCode(BATIK)))

    for day, known_on in (
        (HELD - timedelta(1), None),
        (THE_END, RECORDED - timedelta(1)),
        (HELD, RECORDED - timedelta(1)),
    ):
        found = sentra(office, day, known_on)
        assert found.left == ()
        assert found.milestones[0].code == BATIK
        assert found.milestones[0].states[Basis.APPROVED].progress == 0.37
    assert [one.code for one in sentra(office, HELD).left] == [BATIK]


def test_merged_ones_stand_at_the_mean_by_their_weights(office: Office) -> None:
    approved(office, M02, 1, REPORTED)
    approved(office, M03, 0.25, REPORTED)
    office.adopt(at=at(HELD))
    rows = {row.code: row.schedule.weight for row in plan(office).rows}
    before = {code: named(sentra(office))[code].first for code in (M02, M03)}
    change(office, merge(M02, M03))

    found = sentra(office)
    one = next(own for own in found.milestones if own.lineage.origins)
    expected = (rows[M02] + 0.25 * rows[M03]) / (rows[M02] + rows[M03])
    assert one.states[Basis.APPROVED].progress == round(expected, 4)
    assert one.states[Basis.APPROVED].status is Status.IN_PROGRESS
    assert one.lineage.origins == (M02, M03)
    assert {share.milestone: share.schedule for share in one.lineage.first} == before
    assert {own.lineage.became for own in found.left} == {(one.code,)}
    assert sound(office)


def test_finished_ones_make_finished_ones(office: Office) -> None:
    for code in (BATIK, M02, M03):
        approved(office, code, 1, REPORTED)
    office.adopt(at=at(HELD))
    change(office, split(MilestoneCode(BATIK)))
    change(office, merge(M02, M03))

    made = [own for own in sentra(office).milestones if own.lineage.origins]
    assert [own.states[Basis.APPROVED].status for own in made] == [Status.FINISHED] * 3


def test_what_is_open_goes_on_with_the_first_part_since_its_own_day(office: Office) -> None:
    approved(office, BATIK, 0.4, REPORTED, status=Status.OBSTRUCTED, opens=an_obstacle())
    office.adopt(at=at(HELD))
    change(office, split(MilestoneCode(BATIK)))

    first, second = (own.states[Basis.APPROVED] for own in sentra(office).milestones[:2])
    assert (first.status, second.status) == (Status.OBSTRUCTED, Status.IN_PROGRESS)
    assert [one.opened_on for one in first.open_obstacles] == [REPORTED]
    assert second.open_obstacles == ()
    assert sound(office)


def test_reports_of_days_after_the_split_are_carried_to_their_days(office: Office) -> None:
    office.adopt(at=at(REPORTED))
    approved(office, BATIK, 0.2, HELD + timedelta(9))
    approved(office, BATIK, 0.6, HELD + timedelta(20))
    change(office, split(MilestoneCode(BATIK)))

    def stood(day: date) -> float:
        return sentra(office, day).milestones[0].states[Basis.APPROVED].progress

    days = (0, 8, 9, 19, 20)
    assert [stood(HELD + timedelta(day)) for day in days] == [0, 0, 0.2, 0.2, 0.6]


def test_in_a_draft_without_reports_rows_simply_take_the_place_of_others(office: Office) -> None:
    change(office, split(MilestoneCode(BATIK)), None)

    found = sentra(office)
    assert found.left == ()
    assert BATIK not in named(found)
    assert found.milestones[0].lineage.origins == ()
    assert found.milestones[0].first == found.milestones[0].current


def test_in_a_draft_what_was_reported_is_carried_whole(office: Office) -> None:
    approved(office, BATIK, 0.2, REPORTED)
    approved(office, BATIK, 0.5, HELD)
    before = [curve_points(office, plan) for plan in Plan]
    change(office, split(MilestoneCode(BATIK)), None)

    assert [curve_points(office, plan) for plan in Plan] == before
    assert [one.code for one in sentra(office, REPORTED).left] == [BATIK]
    first = sentra(office, REPORTED).milestones[0]
    assert (first.states[Basis.APPROVED].progress, first.states[Basis.APPROVED].effective_on) == (
        0.2,
        REPORTED,
    )
    office.adopt(at=at(RECORDED) + timedelta(hours=2))
    assert fsum(one.first.weight for one in sentra(office).milestones) == pytest.approx(100)
    assert sound(office)


def curve_points(office: Office, compared: Plan) -> list[tuple[float, float, float]]:
    drawn = curves(office.board(RECORDED), Basis.APPROVED, compared).of_sentra[S04]
    shares = ((one.first_plan, one.current_plan, one.actual or 0.0) for one in drawn)
    return [(round(first, 12), round(now, 12), round(done, 12)) for first, now, done in shares]


def test_what_was_split_is_reported_on_no_more_and_planned_no_more(office: Office) -> None:
    approved(office, BATIK, 0.37, REPORTED)
    office.adopt(at=at(HELD))
    change(office, split(MilestoneCode(BATIK)))

    with pytest.raises(IllegalReport) as refused:
        office.report(BATIK, 0.6, at=at(RECORDED) + timedelta(hours=2))
    assert refused.value.problems == (ReportProblem.LEFT_PLAN,)
    rows = plan(office).rows
    assert BATIK not in {row.code for row in rows}
    assert fsum(row.schedule.weight for row in rows) == pytest.approx(100)


def test_a_mistaken_split_is_merged_back(office: Office) -> None:
    approved(office, BATIK, 0.37, REPORTED)
    office.adopt(at=at(HELD))
    before = named(sentra(office))[BATIK]
    change(office, split(MilestoneCode(BATIK)))
    parts = [one.code for one in sentra(office).milestones[:2]]
    change(office, merge(*parts), day=RECORDED + timedelta(1))

    one = sentra(office).milestones[0]
    assert one.states[Basis.APPROVED].progress == 0.37
    assert (one.first.start, one.first.finish, one.first.weight) == (
        before.first.start,
        before.first.finish,
        before.first.weight,
    )
    assert {share.milestone for share in one.lineage.first} == {BATIK}
    assert len(sentra(office).left) == 3
    assert sound(office)


PROBLEMS: dict[PlanProblem, Callable[[Rows], Rows]] = {
    PlanProblem.ORIGIN_UNKNOWN: lambda rows: (
        *rows[1:],
        replace(rows[0], code=None, origins=(MilestoneCode("S01-M01"),)),
    ),
    PlanProblem.ORIGIN_STAYS: lambda rows: (
        *rows[:-1],
        replace(rows[-1], schedule=replace(rows[-1].schedule, weight=rows[-1].schedule.weight / 2)),
        replace(
            rows[-1],
            code=None,
            schedule=replace(rows[-1].schedule, weight=rows[-1].schedule.weight / 2),
            origins=(rows[-1].code,),  # type: ignore[arg-type]
        ),
    ),
    PlanProblem.ORIGIN_OF_OLD: lambda rows: (
        replace(rows[0], origins=(M02,)),
        *rows[1:],
    ),
}


@pytest.mark.parametrize("problem", PROBLEMS)
def test_origins_that_make_no_sense_are_refused(office: Office, problem: PlanProblem) -> None:
    office.adopt(at=at(REPORTED))
    with pytest.raises(IllegalPlan) as refused:
        change(office, PROBLEMS[problem])
    assert problem in {one.problem for one in refused.value.problems}


def test_what_waits_for_a_decision_is_not_split(office: Office) -> None:
    office.adopt(at=at(REPORTED))
    event = office.report(BATIK, 0.4, effective_on=HELD, at=at(HELD))
    with pytest.raises(IllegalPlan) as refused:
        change(office, split(MilestoneCode(BATIK)))
    assert {one.problem for one in refused.value.problems} == {PlanProblem.ORIGIN_WAITS}

    office.send_back(event, at=at(HELD) + timedelta(hours=2))
    change(office, split(MilestoneCode(BATIK)))
    assert sentra(office).milestones[0].states[Basis.REPORTED].report_id is None


def test_what_is_cancelled_is_not_merged(office: Office) -> None:
    office.adopt(at=at(REPORTED))
    approved(office, M02, 0, HELD, status=Status.CANCELLED)
    with pytest.raises(IllegalPlan) as refused:
        change(office, merge(M02, M03))
    assert {one.problem for one in refused.value.problems} == {PlanProblem.ORIGIN_CANCELLED}


def test_one_milestone_is_not_split_and_merged_at_once(office: Office) -> None:
    office.adopt(at=at(REPORTED))

    def torn(rows: Rows) -> Rows:
        return tuple(
            replace(row, origins=(*row.origins, M02)) if row.origins else row
            for row in split(MilestoneCode(BATIK))(rows)
            if row.code != M02
        )

    with pytest.raises(IllegalPlan) as refused:
        change(office, torn)
    assert PlanProblem.ORIGIN_TORN in {one.problem for one in refused.value.problems}


def test_only_who_may_revise_the_plan_splits(office: Office) -> None:
    office.adopt(at=at(REPORTED))
    before = plan(office)
    with office.store.write() as connection, pytest.raises(NotAllowed):
        planning.change_plan(
            connection,
            office.people.pimpinan,
            S04,
            split(MilestoneCode(BATIK))(before.rows),
            DECISION,
            seen=before.version,
            at=at(RECORDED),
        )


# Laws, for any course of reports and any row of splits, mergers and reweightings.


@dataclass(frozen=True)
class Told:
    """A report: on which milestone of the sentra, how far it is, after how many days."""

    place: int
    progress: int
    days: int


TOLD = st.builds(Told, st.integers(0, 5), st.integers(0, 10_000), st.integers(0, 40))
SPLIT = st.tuples(st.just("split"), st.integers(0, 5), st.integers(2, 6))
MERGED = st.tuples(st.just("merge"), st.integers(0, 5), st.integers(2, 3))
MOVED = st.tuples(st.just("move"), st.integers(0, 5), st.integers(1, 300))


@contextmanager
def rolled_back(store: Store) -> Iterator[Connection]:
    opened = store.engine.connect().execution_options(sentra_writes=True)
    with opened as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


def edited(rows: Rows, deed: tuple[str, int, int]) -> Rows:
    kind, place, much = deed
    place = min(place, len(rows) - 1)
    code = rows[place].code
    assert code is not None
    if kind == "split":
        return split(code, *parted(rows[place].schedule.weight, much))(rows)
    if kind == "merge":
        chosen = rows[place : place + much] if place + much <= len(rows) else rows[-much:]
        return merge(*(row.code for row in chosen if row.code))(rows)
    giver, taker = rows[place], rows[place - 1]
    points = round(min(much / 100, giver.schedule.weight - 0.01), 2)
    moved = {
        giver.code: round(giver.schedule.weight - points, 2),
        taker.code: round(taker.schedule.weight + points, 2),
    }
    return tuple(
        replace(row, schedule=replace(row.schedule, weight=moved[row.code]))
        if row.code in moved
        else row
        for row in rows
    )


@dataclass(frozen=True)
class Read:
    """What is done in the sentra by basis and plan, and what the first plan has by basis."""

    actual: Mapping[tuple[Basis, Plan], float]
    first: Mapping[Basis, float]


def read(connection: Connection, office: Office, day: date) -> Read:
    """Read a day; what all agencies have in hand is what all milestones weigh, on any day."""
    board = progress_queries.board(connection, office.people.pengamat, day)
    own = next(one for one in board.sentra if one.code == S04)
    every = [one for group in board.sentra for one in group.milestones]
    totals = figures(board).values()
    assert fsum(one.weight for one in totals) == pytest.approx(
        fsum(one.current.weight for one in every)
    )
    assert fsum(one.current.weight for one in own.milestones) == pytest.approx(100)
    assert fsum(one.first.weight for one in own.milestones) == pytest.approx(100)
    return Read(
        actual={
            (basis, plan): actual_share(own.milestones, plan=plan, basis=basis)
            for basis, plan in product(Basis, Plan)
        },
        first={
            basis: planned_share(own.milestones, day, plan=Plan.FIRST, basis=basis)
            for basis in Basis
        },
    )


@pytest.mark.soak
def test_splits_and_mergers_move_no_figure_of_the_first_plan_and_none_of_the_day(
    office: Office,
) -> None:
    done = 0

    @settings(
        max_examples=LINEAGES[office.store.engine.dialect.name],
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        told=st.lists(TOLD, max_size=8),
        deeds=st.lists(st.one_of(SPLIT, MERGED, MOVED), min_size=1, max_size=4),
        back=st.integers(0, 30),
    )
    def hold(told: list[Told], deeds: list[tuple[str, int, int]], back: int) -> None:
        nonlocal done
        with rolled_back(office.store) as connection:
            clock = at(date(2021, 1, 20))
            decision = PlanDecision("027/0", date(2021, 1, 4), "")
            planning.adopt_plan(connection, office.people.admin, decision, at=clock)
            for number, one in enumerate(told):
                clock += timedelta(days=one.days, hours=1)
                _report(connection, office, one, number, clock)
            clock += timedelta(days=31)
            held = (clock - timedelta(days=back)).date()
            days = [held + timedelta(days=days) for days in (-60, -1, 0, 1, 40, 500)]
            before = [read(connection, office, day) for day in days]
            for number, deed in enumerate(deeds):
                clock += timedelta(hours=1)
                rows = _change(connection, office, deed, f"050/{number}", held, clock)
                after = [read(connection, office, day) for day in days]
                _compare(deed, rows, before, after)
                before = after
                done += 1
            assert read_models.differences(connection) == ()

    hold()
    assert done > LINEAGES[office.store.engine.dialect.name]


def _compare(
    deed: tuple[str, int, int],
    rows: Rows,
    before: Sequence[Read],
    after: Sequence[Read],
) -> None:
    rounding = 0.0001 * max(row.schedule.weight for row in rows) / 100
    for old, new in zip(before, after, strict=True):
        assert new.first == pytest.approx(old.first, abs=1e-12)
        for (basis, plan), share in old.actual.items():
            moved = abs(new.actual[basis, plan] - share)
            if deed[0] == "split":
                assert moved < 1e-12
            elif deed[0] == "merge" and plan is Plan.CURRENT:
                assert moved <= rounding
            elif deed[0] == "move" and plan is Plan.FIRST:
                assert moved == 0


def _report(
    connection: Connection, office: Office, told: Told, number: int, clock: datetime
) -> None:
    whole = whole_plan(connection)
    rows = plans_in(connection, whole)[S04].rows
    code = rows[told.place].code
    assert code is not None
    day = clock.date()
    known = progress_queries.milestone(connection, office.people.admin, code, day)
    progress = told.progress / 10_000
    status = Status.FINISHED if progress == 1 else Status.IN_PROGRESS
    draft = Draft(code, day, status, progress, note="Catatan", seen=known.version, key=f"k{number}")
    event = commands.report(connection, office.people.operator_dpmd, draft, at=clock)
    decide(
        connection,
        office.people.pimpinan,
        event,
        EventKind.APPROVED,
        reason="",
        key=f"v{number}",
        at=clock + timedelta(minutes=1),
    )


def _change(
    connection: Connection,
    office: Office,
    deed: tuple[str, int, int],
    decided: str,
    held: date,
    clock: datetime,
) -> Rows:
    whole = whole_plan(connection)
    before, _ = plan_of(plans_in(connection, whole), whole, S04)
    rows = edited(before.rows, deed)
    planning.change_plan(
        connection,
        office.people.admin,
        S04,
        rows,
        PlanDecision(decided, held, "Dikerjakan bersama"),
        seen=before.version,
        at=clock,
    )
    return rows
