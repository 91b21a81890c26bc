"""A table as people type and paste it: what is read, and what is named as unreadable."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rules.reporting.errors import LineProblem, ReportProblem
from rules.reporting.report import Draft, NewObstacle
from rules.values import AgencyCode, MilestoneCode
from rules.vocabulary import Status
from tests.builders import a_board, a_milestone
from tests.rules.review.test_queue import a_report
from words.cells import Line, is_blank
from words.reporting.batch_lines import HEADS, Column, Names, line_of, names, read

MILESTONES = (
    a_milestone("S01-M01", title="Kajian selesai"),
    a_milestone("S01-M02", title="Pelatihan"),
    a_milestone("S02-M01", title="Pelatihan"),
    a_milestone("S03-M01", title="PELATIHAN"),
)
NAMES = names(MILESTONES, a_board().agencies.values())
FULL: Line = {
    "milestone": "S01-M01",
    "effective_on": "21/04/2021",
    "progress": "37,5%",
    "status": "berjalan",
    "realised_value": "1.250,5",
    "note": "Rapat awal",
    "evidence": "Arsip 7",
}


def a_draft(**changed: str) -> Draft:
    table = read([{**FULL, **changed}], NAMES)
    assert not table.problems
    return table.rows[0].draft


def problems(**changed: str) -> list[Any]:
    return [one.problem for one in read([{**FULL, **changed}], NAMES).problems]


def test_a_line_is_read_as_it_was_meant() -> None:
    draft = a_draft()

    assert (draft.milestone, draft.effective_on) == ("S01-M01", date(2021, 4, 21))
    assert (draft.status, draft.progress) == (Status.IN_PROGRESS, 0.375)
    assert (draft.realised_value, draft.note, draft.evidence) == (
        Decimal("1250.5"),
        "Rapat awal",
        "Arsip 7",
    )
    assert draft.opens is None


@pytest.mark.parametrize(
    "word", ["s01-m01", " S01-M01 ", "S01-M01 Kajian selesai", "kajian  SELESAI", "S01-M01\u00a0·"]
)
def test_a_milestone_is_known_by_its_code_or_its_title(word: str) -> None:
    assert a_draft(milestone=word).milestone == "S01-M01"


def test_a_title_that_two_milestones_share_names_neither() -> None:
    assert problems(milestone="Pelatihan") == [LineProblem.MILESTONE_UNKNOWN]


@pytest.mark.parametrize(
    ("progress", "status", "found"),
    [
        ("100", "", (Status.FINISHED, 1.0)),
        ("0", "", (Status.NOT_STARTED, 0.0)),
        ("40", "", (Status.IN_PROGRESS, 0.4)),
        ("", "Selesai", (Status.FINISHED, 1.0)),
        ("", "belum\u00a0mulai", (Status.NOT_STARTED, 0.0)),
        ("", "batal", (Status.CANCELLED, 0.0)),
        ("30", "batal", (Status.CANCELLED, 0.3)),
    ],
)
def test_status_and_progress_say_each_other(
    progress: str, status: str, found: tuple[Status, float]
) -> None:
    draft = a_draft(progress=progress, status=status)

    assert (draft.status, draft.progress) == found


def test_a_line_with_an_obstacle_is_obstructed_unless_it_says_otherwise() -> None:
    hindered = {"obstacle": "Lahan", "owner": "dpmd"}

    draft = a_draft(status="", **hindered)
    assert draft.status is Status.OBSTRUCTED
    assert draft.opens == NewObstacle("Lahan", AgencyCode("DPMD"))
    assert a_draft(status="berjalan", **hindered).status is Status.IN_PROGRESS


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"milestone": ""}, [LineProblem.MILESTONE_MISSING]),
        ({"milestone": "S99-M01"}, [LineProblem.MILESTONE_UNKNOWN]),
        ({"effective_on": ""}, [LineProblem.DAY_MISSING]),
        ({"effective_on": "kemarin"}, [LineProblem.DAY_UNREADABLE]),
        ({"progress": "banyak"}, [LineProblem.PROGRESS_UNREADABLE]),
        ({"progress": ""}, [LineProblem.PROGRESS_MISSING]),
        ({"progress": "", "status": ""}, [LineProblem.PROGRESS_MISSING]),
        ({"status": "macet"}, [LineProblem.STATUS_UNREADABLE]),
        ({"realised_value": "dua"}, [ReportProblem.REALISED_UNREADABLE]),
        ({"owner": "DPMD"}, [ReportProblem.OBSTACLE_WITHOUT_DESCRIPTION]),
        ({"obstacle": "Lahan"}, [LineProblem.OWNER_MISSING]),
        ({"obstacle": "Lahan", "owner": "PLN"}, [LineProblem.OWNER_UNKNOWN]),
        (
            {"milestone": "", "effective_on": "x", "progress": "y"},
            [
                LineProblem.MILESTONE_MISSING,
                LineProblem.DAY_UNREADABLE,
                LineProblem.PROGRESS_UNREADABLE,
            ],
        ),
    ],
)
def test_what_cannot_be_read_is_named(changed: dict[str, str], found: list[Any]) -> None:
    assert problems(**changed) == found


def test_lines_keep_their_places_and_blank_ones_say_nothing() -> None:
    table = read([{"note": " "}, FULL, {}, {"milestone": "?"}], NAMES)

    assert [row.number for row in table.rows] == [2]
    assert table.lines == 2
    assert {one.row for one in table.problems} == {4}
    assert is_blank({"note": " "})


def test_each_column_has_a_head_of_its_own() -> None:
    assert len(set(HEADS.values())) == len(Column)


def test_a_report_can_be_laid_out_again_as_the_line_it_was() -> None:
    event = replace(
        a_report(0.375),
        milestone=MilestoneCode("S01-M01"),
        realised_value=Decimal("1250.5"),
        effective_on=date(2021, 4, 21),
    )
    obstructed = replace(event, status=Status.OBSTRUCTED, realised_value=None)

    first, second = read(
        [line_of(event, None), line_of(obstructed, NewObstacle("Lahan", AgencyCode("DPMD")))], NAMES
    ).rows

    assert (first.draft.progress, first.draft.realised_value) == (0.375, Decimal("1250.5"))
    assert (first.draft.effective_on, first.draft.note) == (date(2021, 4, 21), event.note)
    assert second.draft.opens == NewObstacle("Lahan", AgencyCode("DPMD"))


def test_a_row_names_the_decision_that_opens_again() -> None:
    assert a_draft(decision_number=" 027/9 ").decision_number == "027/9"
    line = line_of(replace(a_report(), decision_number="027/9"), None)
    assert line[Column.DECISION] == "027/9"


def test_nothing_is_known_where_there_is_no_plan() -> None:
    assert read([FULL], Names({}, {})).problems[0].problem is LineProblem.MILESTONE_UNKNOWN
