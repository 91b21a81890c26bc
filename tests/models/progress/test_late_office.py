"""An office that types last year's reports in March reads as if it had typed them all on time."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

import pytest
from sqlalchemy import Connection

from models.progress import queries as progress_queries
from models.quarters import queries as quarter_queries
from models.reporting import commands
from models.review import commands as reviewing
from models.store import read_models
from models.store.store import Store
from rules.changes.change_report import ChangeReport, changes
from rules.periods import WITA, Quarter
from rules.progress.briefing import Briefing, brief
from rules.progress.figures import figures
from rules.progress.s_curve import largest_delay
from rules.reporting.report import Draft, NewObstacle
from rules.values import AgencyCode, EventId, MilestoneCode, Moment
from rules.vocabulary import Basis, EventKind, Light, Plan, Status
from run import ROOT
from tests.people import Office

TYPED_AT: Final = datetime(2022, 3, 2, 8, tzinfo=WITA)
APPROVED_AT: Final = datetime(2022, 3, 14, 8, tzinfo=WITA)
# The position of each day on what is approved, first plan, worked by hand from the reports:
# plan and actual in percent; sentra on plan, in need of attention, critical, not started.
HAPPENED: Final = {
    date(2021, 3, 31): (1.3, 1.0, (2, 0, 0, 7)),
    date(2021, 6, 30): (8.7, 6.9, (9, 0, 0, 0)),
    date(2021, 9, 30): (20.0, 16.8, (7, 2, 0, 0)),
    date(2021, 12, 31): (31.8, 29.1, (8, 1, 0, 0)),
    date(2022, 2, 28): (41.2, 36.5, (5, 4, 0, 0)),
}
LIGHTS: Final = (Light.ON_PLAN, Light.ATTENTION, Light.CRITICAL, Light.NOT_STARTED)

When = Callable[[int, date], tuple[datetime, datetime]]


@dataclass(frozen=True)
class _Told:
    """One office's story: what every question about it is answered."""

    briefings: dict[tuple[date, Basis], Briefing]
    then: dict[date, Briefing]
    changes: tuple[ChangeReport, ...]
    quarter: tuple[float, ...]


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


# What a day knew is asked of both engines by test_as_of.py; here it is what rules make of it.
@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_history_entered_late_reads_as_if_entered_on_time(office: Office) -> None:
    def late(number: int, day: date) -> tuple[datetime, datetime]:
        del day
        return TYPED_AT + timedelta(minutes=5 * number), APPROVED_AT

    def on_time(number: int, day: date) -> tuple[datetime, datetime]:
        at = datetime.combine(day, time(8), WITA) + timedelta(minutes=number % 60)
        return at, at + timedelta(seconds=1)

    typed, prompt = _story(office, late), _story(office, on_time)

    for (day, basis), briefing in typed.briefings.items():
        same = prompt.briefings[day, basis]
        assert _without_instants(briefing) == _without_instants(same), (day, basis)
    for day, (planned, actual, lights) in HAPPENED.items():
        totals = typed.briefings[day, Basis.APPROVED].totals
        assert round(100 * totals.planned, 1) == planned
        assert round(100 * totals.actual, 1) == actual
        assert tuple(totals.lights[light] for light in LIGHTS) == lights
        assert typed.then[day].totals.actual == 0
    assert [_happened(found) for found in typed.changes] == [
        _happened(found) for found in prompt.changes
    ]
    assert typed.quarter == prompt.quarter
    newest = max(HAPPENED)
    assert largest_delay(typed.briefings[newest, Basis.APPROVED].curve) > 0.3
    assert largest_delay(prompt.briefings[newest, Basis.APPROVED].curve) == 0


def _story(office: Office, when: When) -> _Told:
    """Let the office report and approve, answer every question, and take it all back."""
    with _rolled_back(office.store) as connection:
        _report_all(connection, office, when)
        assert read_models.differences(connection) == ()

        def at(day: date, basis: Basis, known_on: date | None = None) -> Briefing:
            board = progress_queries.board(connection, office.people.pengamat, day, known_on)
            return brief(board, Moment(day, basis, Plan.FIRST, known_on))

        days = sorted(HAPPENED)
        approved = [at(day, Basis.APPROVED) for day in days]
        frozen = quarter_queries.approved_figures(
            connection, office.people.pimpinan, Quarter(2021, 4)
        )
        return _Told(
            briefings={(day, basis): at(day, basis) for day in days for basis in Basis},
            then={day: at(day, Basis.APPROVED, day) for day in days},
            changes=tuple(changes(later, earlier) for earlier, later in pairwise(approved)),
            quarter=tuple(sentra.approved for sentra in frozen),
        )


@contextmanager
def _rolled_back(store: Store) -> Iterator[Connection]:
    opened = store.engine.connect().execution_options(sentra_writes=True)
    with opened as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


def _report_all(connection: Connection, office: Office, when: When) -> None:
    with (ROOT / "tests" / "late_office.csv").open(encoding="utf-8", newline="") as opened:
        rows = sorted(csv.DictReader(opened), key=lambda row: row["effective_on"])
    decide: list[tuple[datetime, EventId]] = []
    for number, row in enumerate(rows):
        day = date.fromisoformat(row["effective_on"])
        recorded_at, decided_at = when(number, day)
        _decide_until(connection, office, decide, recorded_at)
        code = MilestoneCode(row["milestone"])
        seen = progress_queries.milestone(connection, office.people.pengamat, code, day).version
        opens = None
        if row["obstacle"]:
            opens = NewObstacle(row["obstacle"], AgencyCode(row["obstacle_owner"]))
        draft = Draft(
            milestone=code,
            effective_on=day,
            status=Status(row["status"]),
            progress=float(row["progress"]),
            note=row["note"],
            seen=seen,
            key=f"laporan-{number}",
            evidence=row["evidence"],
            realised_value=Decimal(row["realised_value"]) if row["realised_value"] else None,
            opens=opens,
        )
        event = commands.report(connection, office.people.operator_dpmd, draft, at=recorded_at)
        decide.append((decided_at, event))
    _decide_until(connection, office, decide, datetime(2023, 1, 1, tzinfo=WITA))


def _decide_until(
    connection: Connection, office: Office, waiting: list[tuple[datetime, EventId]], at: datetime
) -> None:
    while waiting and waiting[0][0] <= at:
        decided_at, event = waiting.pop(0)
        reviewing.decide(
            connection,
            office.people.pimpinan,
            event,
            EventKind.APPROVED,
            reason="",
            key=f"keputusan-{event}",
            at=decided_at,
        )


def _without_instants(briefing: Briefing) -> tuple[object, ...]:
    """What a briefing tells, without when it was recorded."""
    plain = figures(briefing)
    programme = plain["programme"]
    assert isinstance(programme, dict)
    programme["chain_head"] = ""
    curve = [replace(point, told=None) for point in briefing.curve]
    return plain, curve, [(need.kind, need.milestone.code, need.days) for need in briefing.needs]


def _happened(report: ChangeReport) -> list[tuple[object, ...]]:
    return [
        (found.kind, found.milestone.code, found.before.progress, found.after.progress)
        for found in report.milestones
    ]
