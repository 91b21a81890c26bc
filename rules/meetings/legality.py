"""Which plans of meetings, resolutions and tellings are legal. Problems come together."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from rules.evidence.files import MOST_FILES
from rules.meetings.errors import MeetingProblem
from rules.meetings.follow_ups import FollowUp, FollowUpKind
from rules.meetings.meeting import MeetingPlan
from rules.meetings.resolutions import ResolutionDraft
from rules.values import AgencyCode

TEXT_LIMIT: Final = 2000
NAME_LIMIT: Final = 200


def problems_of_plan(plan: MeetingPlan, known: Sequence[AgencyCode]) -> tuple[MeetingProblem, ...]:
    """Return everything wrong with what is planned; `known` are the agencies of the programme."""
    found = []
    if not plan.title.strip():
        found.append(MeetingProblem.TITLE_MISSING)
    named = {
        MeetingProblem.TITLE_TOO_LONG: plan.title,
        MeetingProblem.SERIES_TOO_LONG: plan.series,
        MeetingProblem.PLACE_TOO_LONG: plan.place,
    }
    found += [problem for problem, text in named.items() if len(text) > NAME_LIMIT]
    if not plan.agencies:
        found.append(MeetingProblem.NOBODY_INVITED)
    if not set(plan.agencies) <= set(known):
        found.append(MeetingProblem.AGENCY_UNKNOWN)
    return tuple(found)


def problems_of_resolution(draft: ResolutionDraft, held_on: date) -> tuple[MeetingProblem, ...]:
    """Return everything wrong with a resolution of a meeting held on `held_on`."""
    found = []
    if not draft.text.strip():
        found.append(MeetingProblem.TEXT_MISSING)
    if len(draft.text) > TEXT_LIMIT:
        found.append(MeetingProblem.TEXT_TOO_LONG)
    if draft.owner is not None and draft.due_on is None:
        found.append(MeetingProblem.DUE_MISSING)
    if draft.owner is None and (draft.due_on is not None or draft.needs_evidence):
        found.append(MeetingProblem.OWNER_MISSING)
    if draft.due_on is not None and draft.due_on < held_on:
        found.append(MeetingProblem.DUE_BEFORE_MEETING)
    return tuple(found)


def problems_of_correction(
    before: FollowUp, after: ResolutionDraft | None
) -> tuple[MeetingProblem, ...]:
    """Return why a follow-up cannot become `after`, or be withdrawn where that is None.

    What was told about it was told by its owner, with the evidence that was asked for.
    """
    asked = before.owner, before.resolution.needs_evidence
    is_same = after is not None and (after.owner, after.needs_evidence) == asked
    return () if is_same or not before.history else (MeetingProblem.ANSWERED_ALREADY,)


def problems_of_event(
    follow_up: FollowUp, kind: FollowUpKind, note: str, evidence: str, files: int
) -> tuple[MeetingProblem, ...]:
    """Return why this cannot be told about a follow-up; `files` is how many prove it."""
    is_reopened = kind is FollowUpKind.REOPENED
    is_closed = kind is FollowUpKind.CLOSED
    found = []
    if is_reopened and follow_up.is_open:
        found.append(MeetingProblem.NOT_CLOSED)
    if not is_reopened and not follow_up.is_open:
        found.append(MeetingProblem.ALREADY_CLOSED)
    if not note.strip():
        missing = MeetingProblem.REASON_MISSING if is_reopened else MeetingProblem.NOTE_MISSING
        found.append(missing)
    if len(note) > TEXT_LIMIT or len(evidence) > TEXT_LIMIT:
        found.append(MeetingProblem.TEXT_TOO_LONG)
    if is_closed and follow_up.resolution.needs_evidence and not files and not evidence.strip():
        found.append(MeetingProblem.EVIDENCE_MISSING)
    if files > MOST_FILES:
        found.append(MeetingProblem.FILES_TOO_MANY)
    return tuple(found)
