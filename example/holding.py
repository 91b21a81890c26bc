"""The meetings of the example held: their acts without any chance, and how each is recorded."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import Connection

from example.acts import Act, Following, Holding, Planning
from example.people import DPMD, OPERATOR_OF
from example.session_story import PLANNED, SESSIONS
from example.sessions import Session
from models.meetings.commands import close_meeting, note_attendance, open_meeting, plan_meeting
from models.meetings.follow_ups import tell_follow_up
from models.meetings.resolutions import resolve
from rules.evidence.files import KeptFile
from rules.meetings.follow_ups import FollowUpKind
from rules.meetings.resolutions import MeetingId, ResolutionDraft, ResolutionId
from rules.periods import WITA
from rules.values import Actor, MilestoneCode, Moment
from rules.vocabulary import Basis, Plan

# After the last report of any day, so that nothing of a day is recorded between.
_AFTER_WORK: Final = time(15, 20)
_STEP: Final = timedelta(minutes=15)


def session_acts() -> Iterator[Act]:
    """Yield every act of the meetings; each knows its own instant."""
    for session in (*SESSIONS, PLANNED):
        yield Planning(_after_work(session.planned_on), _key(session), session)
    for session in SESSIONS:
        begins = datetime.combine(session.held_on, session.begins_at, tzinfo=WITA)
        yield Holding(begins, _key(session), session)
        for number, resolved in enumerate(session.resolutions, start=1):
            for news in resolved.told:
                key = f"{_key(session)}-{number}"
                yield Following(_after_work(news.day), key, key, resolved, news)


class Meetings:
    """The meetings recorded so far, and what they resolved, under the keys of their acts."""

    def __init__(
        self,
        connection: Connection,
        people: Mapping[str, Actor],
        prove: Callable[[MilestoneCode, date], KeptFile] | None,
    ) -> None:
        self._connection = connection
        self._people = people
        self._prove = prove
        self._meetings: dict[str, MeetingId] = {}
        self._resolutions: dict[str, ResolutionId] = {}

    def plan(self, act: Planning) -> None:
        """Record what is planned."""
        self._meetings[act.key] = plan_meeting(
            self._connection, self._people[DPMD], act.session.plan, at=act.at
        )

    def hold(self, act: Holding) -> None:
        """Record a meeting from its opening to its closing, a quarter of an hour for each act."""
        connection, actor, at = self._connection, self._people[DPMD], act.at
        meeting_id, session = self._meetings[act.key], act.session
        moment = Moment(session.held_on, Basis.APPROVED, Plan.FIRST)
        open_meeting(connection, actor, meeting_id, moment, at=at)
        note_attendance(connection, actor, meeting_id, session.attendance, seen=(), at=at + _STEP)
        for number, resolved in enumerate(session.resolutions, start=1):
            draft = ResolutionDraft(
                meeting=meeting_id,
                item=resolved.item,
                text=resolved.text,
                key=f"{act.key}-{number}",
                sentra=resolved.sentra,
                milestone=resolved.milestone,
                owner=resolved.owner,
                due_on=resolved.due_on,
                needs_evidence=resolved.needs_evidence,
            )
            at = act.at + (number + 1) * _STEP
            self._resolutions[draft.key] = resolve(connection, actor, draft, at=at)
        close_meeting(connection, actor, meeting_id, at=at + _STEP)

    def follow(self, act: Following) -> None:
        """Record what was told about a follow-up, by its own operator where it has one."""
        owner, telling = act.resolved.owner or "", act.telling
        is_reopened = telling.kind is FollowUpKind.REOPENED
        tell_follow_up(
            self._connection,
            self._people[DPMD if is_reopened else OPERATOR_OF.get(owner, DPMD)],
            self._resolutions[act.resolution],
            telling.kind,
            note=telling.note,
            evidence=telling.evidence,
            files=self._files(act),
            at=act.at,
        )

    def _files(self, act: Following) -> tuple[KeptFile, ...]:
        milestone = act.resolved.milestone
        if self._prove is None or milestone is None or not act.telling.is_proved:
            return ()
        return (self._prove(milestone, act.telling.day),)


def _key(session: Session) -> str:
    return f"rapat-{session.held_on.isoformat()}"


def _after_work(day: date) -> datetime:
    return datetime.combine(day, _AFTER_WORK, tzinfo=WITA)
