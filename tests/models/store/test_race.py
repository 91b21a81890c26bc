"""32 people press send on one milestone at the same moment: one is first, 31 are told."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import count
from threading import Barrier

import pytest
from sqlalchemy import func, select

from models.audit import verification
from models.plan.commands import adopt_plan, change_plan
from models.plan.sentra_plans import sentra_plans
from models.reporting import commands
from models.schema.plan import plan_change
from models.schema.reporting import report_event
from models.store import read_models
from rules.periods import wita_day
from rules.plan.acts import PlanSubject
from rules.plan.errors import PlanChanged
from rules.plan.table import TOTAL_WEIGHT, PlanDecision, weight_sum
from rules.reporting.errors import Stale
from rules.reporting.report import Draft
from rules.values import EventId, SentraCode
from tests.people import BATIK, THE_END, Office
from tests.running.soak import RACES, REVISERS
from words.errors import error

pytestmark = pytest.mark.soak

WRITERS = 32
S04 = SentraCode("S04")


def test_of_32_at_once_one_wins_each_round_and_31_are_told(store: object) -> None:
    office = Office(store)  # type: ignore[arg-type]
    race(office, RACES)


def test_of_many_who_revise_one_plan_each_is_told_of_the_others_and_none_is_lost(
    store: object,
) -> None:
    office = Office(store)  # type: ignore[arg-type]
    with office.store.write() as connection:
        decision = PlanDecision("050/2/2021", date(2021, 1, 1), "")
        adopt_plan(connection, office.people.admin, decision, at=office.now)
    start = Barrier(REVISERS)

    def revise(writer: int) -> int:
        start.wait()
        return _revised_after(office, writer)

    with ThreadPoolExecutor(REVISERS) as pool:
        told = list(pool.map(revise, range(REVISERS)))

    # One of those who saw the first version was the first; everybody after was told at least once.
    assert min(told) == 0
    assert sum(told) >= REVISERS - 1
    with office.store.read() as connection:
        rows = connection.execute(
            select(plan_change.c.after).where(plan_change.c.subject == PlanSubject.MILESTONE)
        ).scalars()
        kept = sorted(json.loads(row)["expected_evidence"] for row in rows)
        assert kept == sorted(f"Bukti {writer}" for writer in range(REVISERS))
        plan = sentra_plans(connection, office.people.admin)[S04]
        assert weight_sum(row.schedule.weight for row in plan.rows) == TOTAL_WEIGHT
        assert list(read_models.differences(connection)) == []
        assert list(verification.verify(connection)) == []


def _revised_after(office: Office, writer: int) -> int:
    """Change one milestone as whoever reads the plan anew until it is theirs; how often told."""
    for told in count():
        with office.store.read() as connection:
            plan = sentra_plans(connection, office.people.admin)[S04]
        place = writer % len(plan.rows)
        changed = replace(plan.rows[place], expected_evidence=f"Bukti {writer}")
        rows = (*plan.rows[:place], changed, *plan.rows[place + 1 :])
        decision = PlanDecision(f"050/{writer}/2021", wita_day(office.now), "Bukti baru")
        try:
            with office.store.write() as connection:
                change_plan(
                    connection,
                    office.people.admin,
                    S04,
                    rows,
                    decision,
                    seen=plan.version,
                    at=office.now,
                )
        except PlanChanged:
            continue
        return told
    raise AssertionError


def race(office: Office, rounds: int) -> None:
    """Let everybody report at once, `rounds` times, and look at what the store then holds."""
    office.report(progress=0.01)
    winners = [_one_round(office, number) for number in range(rounds)]
    with office.store.read() as connection:
        kept = connection.execute(select(func.count()).select_from(report_event)).scalar_one()
        assert kept == rounds + 1
        assert winners == sorted(set(winners))
        assert list(read_models.differences(connection)) == []
        assert list(verification.verify(connection)) == []
    assert office.milestone(BATIK, THE_END).version == winners[-1]


def _one_round(office: Office, number: int) -> EventId:
    # All have seen the same version, each claims a progress of their own.
    first = office.draft(progress=0.01)
    drafts = [_draft(first, number, writer) for writer in range(WRITERS)]
    outcomes = _at_once(lambda writer: _report(office, drafts[writer]))
    won = [one for one in outcomes if not isinstance(one, Stale)]
    told = [one for one in outcomes if isinstance(one, Stale)]
    assert (len(won), len(told)) == (1, WRITERS - 1)
    (winner,) = won
    progress = drafts[outcomes.index(winner)].progress
    # Whoever was late is shown what came first, and the sentence names it.
    assert {one.latest.id for one in told} == {winner}
    assert {one.latest.progress for one in told} == {progress}
    assert all("berubah lebih dahulu" in error(one) for one in told)
    # Sent again with the winner's key it is the same report, not a second one.
    assert _report(office, drafts[outcomes.index(winner)]) == winner
    assert office.milestone(BATIK, THE_END).version == winner
    return winner


def _draft(first: Draft, number: int, writer: int) -> Draft:
    return replace(first, progress=(writer + 1) / 100, key=f"adu-{number}-{writer}")


def _report(office: Office, draft: Draft) -> EventId | Stale:
    try:
        with office.store.write() as connection:
            return commands.report(connection, office.people.operator_dpmd, draft, at=office.now)
    except Stale as stale:
        return stale


def _at_once(act: Callable[[int], EventId | Stale]) -> list[EventId | Stale]:
    start = Barrier(WRITERS)

    def started(writer: int) -> EventId | Stale:
        start.wait()
        return act(writer)

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(started, range(WRITERS)))
