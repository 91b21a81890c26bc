from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from rules.evidence.files import MOST_FILES
from rules.meetings.errors import MeetingProblem
from rules.meetings.follow_ups import FollowUp, FollowUpEvent, FollowUpKind
from rules.meetings.legality import (
    NAME_LIMIT,
    TEXT_LIMIT,
    problems_of_correction,
    problems_of_event,
    problems_of_plan,
    problems_of_resolution,
)
from rules.meetings.resolutions import MeetingId, ResolutionDraft
from rules.values import AgencyCode
from tests.builders import a_follow_up, a_meeting_plan, a_resolution

KNOWN = (AgencyCode("DPMD"), AgencyCode("BAPELITBANG"))
HELD_ON = date(2022, 6, 30)
AT = datetime(2022, 6, 30, 9, tzinfo=UTC)


def told(*kinds: FollowUpKind) -> FollowUp:
    """A follow-up decided on 31 May and due on 14 June, about which this was told."""
    history = tuple(FollowUpEvent(kind, "catatan", "", "operator", AT) for kind in kinds)
    return a_follow_up(decided_on=date(2022, 5, 31), due_on=date(2022, 6, 14), history=history)


def a_draft(**fields: Any) -> ResolutionDraft:
    draft = ResolutionDraft(
        meeting=MeetingId(1),
        item="",
        text="Menuntaskan lahan",
        key="kunci",
        owner=AgencyCode("DPMD"),
        due_on=HELD_ON,
    )
    return replace(draft, **fields)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, None),
        ({"title": " "}, MeetingProblem.TITLE_MISSING),
        ({"place": "x" * (NAME_LIMIT + 1)}, MeetingProblem.PLACE_TOO_LONG),
        ({"agencies": ()}, MeetingProblem.NOBODY_INVITED),
        ({"agencies": (AgencyCode("LAIN"),)}, MeetingProblem.AGENCY_UNKNOWN),
    ],
)
def test_a_plan_names_what_it_lacks(
    fields: dict[str, object], problem: MeetingProblem | None
) -> None:
    found = problems_of_plan(a_meeting_plan(**fields), KNOWN)
    assert found == (() if problem is None else (problem,))


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, None),
        ({"owner": None, "due_on": None}, None),
        ({"text": "  "}, MeetingProblem.TEXT_MISSING),
        ({"text": "x" * (TEXT_LIMIT + 1)}, MeetingProblem.TEXT_TOO_LONG),
        ({"due_on": None}, MeetingProblem.DUE_MISSING),
        ({"owner": None}, MeetingProblem.OWNER_MISSING),
        ({"owner": None, "due_on": None, "needs_evidence": True}, MeetingProblem.OWNER_MISSING),
        ({"due_on": HELD_ON - timedelta(1)}, MeetingProblem.DUE_BEFORE_MEETING),
    ],
)
def test_a_resolution_names_what_it_lacks(
    fields: dict[str, object], problem: MeetingProblem | None
) -> None:
    found = problems_of_resolution(a_draft(**fields), HELD_ON)
    assert found == (() if problem is None else (problem,))


@pytest.mark.parametrize(
    ("note", "evidence", "files", "problem"),
    [
        ("selesai", "Berita acara", 0, None),
        ("selesai", " ", 1, None),
        ("selesai", " ", 0, MeetingProblem.EVIDENCE_MISSING),
        (" ", "Berita acara", 0, MeetingProblem.NOTE_MISSING),
        ("x" * (TEXT_LIMIT + 1), "Berita acara", 0, MeetingProblem.TEXT_TOO_LONG),
        ("selesai", "x" * (TEXT_LIMIT + 1), 0, MeetingProblem.TEXT_TOO_LONG),
    ],
)
def test_a_follow_up_that_demands_evidence_is_closed_with_it(
    note: str, evidence: str, files: int, problem: MeetingProblem | None
) -> None:
    demanding = replace(told(), resolution=a_resolution(needs_evidence=True))
    found = problems_of_event(demanding, FollowUpKind.CLOSED, note, evidence, files)
    assert found == (() if problem is None else (problem,))


def test_a_closed_follow_up_is_not_closed_again() -> None:
    found = problems_of_event(told(FollowUpKind.CLOSED), FollowUpKind.CLOSED, "selesai", "", 0)
    assert found == (MeetingProblem.ALREADY_CLOSED,)


@pytest.mark.parametrize("kind", [FollowUpKind.NOTED, FollowUpKind.CLOSED])
def test_what_was_told_of_a_follow_up_binds_it_to_its_owner_and_evidence(
    kind: FollowUpKind,
) -> None:
    same = a_draft(text="Lebih jelas", due_on=HELD_ON + timedelta(7))
    others = (replace(same, owner=None, due_on=None), replace(same, needs_evidence=True), None)
    for other in (replace(same, owner=AgencyCode("BPKAD")), *others):
        assert problems_of_correction(told(kind), other) == (MeetingProblem.ANSWERED_ALREADY,)
        assert problems_of_correction(told(), other) == ()
    assert problems_of_correction(told(kind), same) == ()


@pytest.mark.parametrize(
    ("kind", "note", "files", "problem"),
    [
        (FollowUpKind.NOTED, "Menunggu notaris", MOST_FILES, None),
        (FollowUpKind.NOTED, "Menunggu notaris", MOST_FILES + 1, MeetingProblem.FILES_TOO_MANY),
        (FollowUpKind.REOPENED, "Belum tuntas", 0, MeetingProblem.NOT_CLOSED),
    ],
)
def test_what_is_told_of_an_open_follow_up_names_what_is_wrong(
    kind: FollowUpKind, note: str, files: int, problem: MeetingProblem | None
) -> None:
    found = problems_of_event(told(), kind, note, "", files)
    assert found == (() if problem is None else (problem,))


def test_a_follow_up_is_reopened_with_a_reason() -> None:
    closed = told(FollowUpKind.CLOSED)
    assert problems_of_event(closed, FollowUpKind.REOPENED, "Belum tuntas", "", 0) == ()
    found = problems_of_event(closed, FollowUpKind.REOPENED, " ", "", 0)
    assert found == (MeetingProblem.REASON_MISSING,)
