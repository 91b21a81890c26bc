"""Several reports handed in together: all of them, or none and each refusal told by its row."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models.audit import verification
from models.reporting.many import report_all
from models.schema.reporting import report_event
from models.store import read_models
from models.store.store import Store
from rules.errors import NotAllowed, UnknownCode
from rules.reporting.batch import BatchRow
from rules.reporting.errors import (
    IllegalReport,
    RefusedRow,
    ReportProblem,
    ReportsRefused,
    SameOrigin,
    Stale,
)
from rules.reporting.report import NewObstacle
from rules.values import Actor, AgencyCode, EventId, MilestoneCode
from rules.vocabulary import Basis, Status
from tests.people import BATIK, Office

OTHER = "S04-M02"


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def send(office: Office, *rows: BatchRow, by: Actor | None = None) -> tuple[EventId, ...]:
    actor = by or office.people.operator_dpmd
    with office.store.write() as connection:
        return report_all(connection, actor, rows, at=office.now)


def refused(office: Office, *rows: BatchRow, by: Actor | None = None) -> tuple[RefusedRow, ...]:
    with pytest.raises(ReportsRefused) as caught:
        send(office, *rows, by=by)
    return caught.value.rows


def named(office: Office, code: str) -> str:
    """What people call a milestone of Batik."""
    return f"Batik: {office.board().milestones[MilestoneCode(code)].title}"


def kept(office: Office) -> int:
    with office.store.read() as connection:
        return int(connection.scalar(select(func.count()).select_from(report_event)) or 0)


def test_each_is_recorded_as_it_would_be_alone(office: Office) -> None:
    rows = [BatchRow(1, office.draft(BATIK, 0.5)), BatchRow(4, office.draft(OTHER, 1))]
    told: list[tuple[int, int]] = []
    with office.store.write() as connection:
        events = report_all(
            connection,
            office.people.operator_dpmd,
            rows,
            at=office.now,
            progress=lambda done, total: told.append((done, total)),
        )

    assert [office.state(Basis.REPORTED, code).report_id for code in (BATIK, OTHER)] == [*events]
    assert told == [(1, 2), (2, 2)]
    with office.store.read() as connection:
        assert list(verification.verify(connection)) == []
        assert list(read_models.differences(connection)) == []


def test_none_is_kept_where_one_is_refused_and_each_refusal_names_its_row(office: Office) -> None:
    office.report(OTHER, 0.4)
    stale = office.draft(OTHER, 0.6, seen=EventId(0))
    office.report(OTHER, 0.5)
    before = kept(office)
    rows = (
        BatchRow(2, office.draft(BATIK, 0.5)),
        BatchRow(3, office.draft("S04-M03", 1.4)),
        BatchRow(5, office.draft("S04-M04", 0.1, milestone=MilestoneCode("S99-M01"))),
        BatchRow(7, stale),
    )

    found = refused(office, *rows)

    assert [(one.row, one.milestone, type(one.problem)) for one in found] == [
        (3, named(office, "S04-M03"), IllegalReport),
        (5, "S99-M01", UnknownCode),
        (7, named(office, OTHER), Stale),
    ]
    assert isinstance(found[0].problem, IllegalReport)
    assert ReportProblem.PROGRESS_OUT_OF_RANGE in found[0].problem.problems
    assert kept(office) == before


def test_two_rows_on_one_milestone_answer_to_each_other(office: Office) -> None:
    early = office.draft(BATIK, 0.2)
    later = office.draft(BATIK, 0.4, effective_on=early.effective_on)
    day_before = early.effective_on - timedelta(1)
    rows = [BatchRow(1, later), BatchRow(2, office.draft(BATIK, 0.2, effective_on=day_before))]

    events = send(office, *rows)

    assert office.state(Basis.REPORTED).report_id == events[-1]
    assert office.state(Basis.REPORTED).progress == 0.4


def test_what_was_sent_twice_is_recorded_once(office: Office) -> None:
    rows = [BatchRow(1, office.draft(BATIK, 0.5)), BatchRow(2, office.draft(OTHER, 0.3))]
    first = send(office, *rows)
    before = kept(office)

    assert send(office, *rows) == first
    assert kept(office) == before


def test_what_the_agency_has_no_part_in_is_refused_by_row(office: Office) -> None:
    row = BatchRow(9, office.draft("S02-M11", 0.5))
    by = office.people.operator_perindag
    assert office.milestone("S02-M11").lead != by.agency

    (found,) = refused(office, row, by=by)

    assert (found.row, type(found.problem)) == (9, NotAllowed)


def test_who_may_not_report_is_told_so_at_once(office: Office) -> None:
    with pytest.raises(NotAllowed):
        send(office, BatchRow(1, office.draft(BATIK, 0.5)), by=office.people.pimpinan)


def test_two_reports_of_one_key_are_refused_together(office: Office) -> None:
    rows = [BatchRow(1, office.draft(BATIK, 0.5)), BatchRow(1, office.draft(OTHER, 0.3), "F")]
    rows[1] = replace(rows[1], draft=replace(rows[1].draft, key=rows[0].draft.key))
    with pytest.raises(SameOrigin):
        send(office, *rows)
    assert office.state(Basis.REPORTED, BATIK).progress == 0


def test_an_obstacle_that_stands_already_is_not_opened_twice(office: Office) -> None:
    opens = NewObstacle("Lahan belum bebas", AgencyCode("DPMD"))
    for progress in (0.3, 0.4):
        again = office.draft(BATIK, progress, opens=opens, status=Status.OBSTRUCTED)
        send(office, BatchRow(1, again))
    state = office.state(Basis.REPORTED, BATIK)
    assert (state.progress, len(state.obstacles)) == (0.4, 1)
