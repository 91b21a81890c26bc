"""Meetings held before a desk, so that pages have something to tell about."""

from datetime import date, datetime

from models.meetings import commands as meetings, follow_ups, resolutions
from models.review import commands as reviewing, queries as review_queries
from models.review.commands import Verdict
from rules.meetings.follow_ups import FollowUpKind
from rules.meetings.resolutions import MeetingId, ResolutionDraft, ResolutionId
from rules.periods import WITA
from rules.values import AgencyCode, Moment, SentraCode
from rules.vocabulary import Basis, EventKind
from tests.builders import a_meeting_plan
from tests.meeting_room import held_on_day
from tests.pages.conftest import Desk

NOON = datetime(2022, 6, 30, 12, tzinfo=WITA)


def hold(desk: Desk, day: date, *, title: str = "Rapat koordinasi") -> MeetingId:
    """Open a meeting on the position of `day`, with every agency of its plan invited."""
    agencies = tuple(sorted(desk.board().agencies))
    plan = a_meeting_plan(title=title, held_on=day, agencies=agencies)
    chair = desk.people["dpmd"]
    with desk.store.write() as connection:
        found = meetings.plan_meeting(connection, chair, plan, at=NOON)
        meetings.open_meeting(connection, chair, found, Moment(day, Basis.APPROVED), at=NOON)
        held_on_day(connection, chair, found, plan, at=NOON)
    return found


def close(desk: Desk, meeting: MeetingId) -> None:
    """Close the meeting."""
    with desk.store.write() as connection:
        meetings.close_meeting(connection, desk.people["dpmd"], meeting, at=NOON)


def approve_one(desk: Desk) -> None:
    """Let the leader approve the waiting report that raises its milestone the most."""
    leader = desk.people["pimpinan"]
    with desk.store.write() as connection:
        found = max(review_queries.waiting(connection, leader), key=lambda one: one.report.progress)
        verdict = Verdict(found.report.id, EventKind.APPROVED)
        reviewing.give(connection, leader, verdict, at=NOON)


def decide(
    desk: Desk,
    meeting: MeetingId,
    text: str,
    *,
    owner: str = "DISKUKMPERINDAG",
    due_on: date = date(2022, 6, 14),
    sentra: str = "S04",
    needs_evidence: bool = False,
) -> ResolutionId:
    """Let the meeting want `text` done by `owner`."""
    draft = ResolutionDraft(
        meeting=meeting,
        item="",
        text=text,
        key=f"{meeting}-{text}",
        sentra=SentraCode(sentra),
        owner=AgencyCode(owner),
        due_on=due_on,
        needs_evidence=needs_evidence,
    )
    with desk.store.write() as connection:
        return resolutions.resolve(connection, desk.people["dpmd"], draft, at=NOON)


def tell(
    desk: Desk,
    resolution: ResolutionId,
    kind: FollowUpKind = FollowUpKind.CLOSED,
    *,
    who: str = "perindag",
    evidence: str = "",
) -> None:
    """Let somebody say what became of it."""
    with desk.store.write() as connection:
        follow_ups.tell_follow_up(
            connection,
            desk.people[who],
            resolution,
            kind,
            note="Sudah dikerjakan",
            evidence=evidence,
            at=NOON,
        )
