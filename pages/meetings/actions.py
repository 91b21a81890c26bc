"""What a click on the page of meetings does: recorded whole, or told where it was tried."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

import streamlit as st
from sqlalchemy import Connection

from models.meetings import commands as meetings
from models.meetings.follow_ups import tell_follow_up
from pages.shell import frame
from pages.shell.commands import attempt, told
from pages.shell.frame import Visit
from rules.errors import SentraError
from rules.meetings.follow_ups import FollowUpKind
from rules.meetings.meeting import MeetingPlan
from rules.meetings.resolutions import MeetingId, Resolution, ResolutionId
from words.meetings import page as words

MEETING: Final = "rapat"
SLIDE: Final = "tayang"
_TURN: Final = "meeting-turn"
_WITHDRAWN: Final = "meeting-withdrawn"
_PROBLEM: Final = "meeting-problem-"
_TOLD: Final = "meeting-told"
_OVERNIGHT: Final = "meeting-overnight"


@dataclass(frozen=True, slots=True)
class Refused:
    """What was tried at a place of a meeting and not recorded: why, and what was typed for it."""

    place: str
    meeting: str | None
    problem: SentraError
    typed: str


def tried(
    place: str, said: str, do: Callable[[Connection, Visit], object], *, typed: str = ""
) -> bool:
    """Whether `do` was recorded: `said` is then told, else `place` keeps what went wrong.

    It also keeps what was `typed`, for a page that draws the form no more.
    """
    found = attempt(do, typed=typed)
    if isinstance(found, SentraError):
        meeting = st.query_params.get(MEETING)
        st.session_state[_problem(place)] = Refused(place, meeting, found, typed)
        return False
    settle(place)
    frame.recorded(said)
    return True


def trouble(place: str) -> SentraError | None:
    """Return what went wrong at a place."""
    found: Refused | None = st.session_state.get(_problem(place))
    return None if found is None else found.problem


def troubles(place: str) -> None:
    """Say what went wrong at a place, until the next try there succeeds."""
    problem = trouble(place)
    if problem is not None:
        st.session_state.setdefault(_TOLD, set()).add(place)
        frame.tell(problem)


def begin_telling() -> None:
    """Forget which places of a meeting were drawn: those of this run follow."""
    st.session_state[_TOLD] = set()


def untold(meeting_id: MeetingId) -> tuple[Refused, ...]:
    """Return what was refused at places of a meeting that this run drew no more."""
    kept = [st.session_state[one] for one in st.session_state if str(one).startswith(_PROBLEM)]
    told_of: set[str] = st.session_state.get(_TOLD, set())
    own = (one for one in kept if one.meeting == str(meeting_id))
    return tuple(one for one in own if one.place not in told_of)


def settle(place: str) -> None:
    """Forget what went wrong at a place."""
    st.session_state.pop(_problem(place), None)


def turn() -> str:
    """Return what tells a first click from the second half of a double click."""
    found: str = st.session_state.setdefault(_TURN, uuid4().hex)
    return found


def show(meeting_id: MeetingId) -> None:
    """Put a meeting into the URL, from where the run that follows reads it."""
    st.query_params[MEETING] = str(meeting_id)


def prepare(plan: MeetingPlan, at_turn: str) -> None:
    """Record a meeting to come and show it; the second half of a double click does nothing."""
    if at_turn != turn():
        return
    made: list[MeetingId] = []
    if tried(
        "list",
        "Rapat disiapkan.",
        lambda connection, visit: made.append(
            meetings.plan_meeting(connection, visit.actor, plan, at=frame.now(visit.programme))
        ),
    ):
        st.session_state.pop(_TURN, None)
        show(made[0])


def begin(meeting_id: MeetingId) -> None:
    """Open a meeting on the position that stands on the page, which must be today's.

    Frozen on the position of yesterday, on a page left open overnight, it would stay so for ever.
    """
    if told(lambda visit: visit.is_today) is False:
        st.session_state[_OVERNIGHT] = True
        return
    tried(
        f"{meeting_id}",
        "Rapat dibuka; posisi dan agendanya dibekukan.",
        lambda connection, visit: meetings.open_meeting(
            connection, visit.actor, meeting_id, visit.moment, at=frame.now(visit.programme)
        ),
    )


def was_overnight() -> bool:
    """Whether a meeting was just not opened since its page is of a day that has passed."""
    return bool(st.session_state.pop(_OVERNIGHT, False))


def end(meeting_id: MeetingId) -> None:
    """Close a meeting."""
    tried(
        f"{meeting_id}",
        "Rapat ditutup; notulanya siap diunduh.",
        lambda connection, visit: meetings.close_meeting(
            connection, visit.actor, meeting_id, at=frame.now(visit.programme)
        ),
    )


def call_off(meeting_id: MeetingId, reason_key: str) -> None:
    """Cancel a planned meeting for the reason that was written."""
    reason = st.session_state.get(reason_key) or ""
    tried(
        f"cancel-{meeting_id}",
        "Rapat dibatalkan.",
        lambda connection, visit: meetings.cancel_meeting(
            connection, visit.actor, meeting_id, reason=reason, at=frame.now(visit.programme)
        ),
        typed=reason,
    )


def withdraw(one: Resolution) -> None:
    """Take a resolution back and keep it at hand, should that have been a mistake."""
    if tried(
        f"resolution-{one.id}",
        "Keputusan dihapus.",
        lambda connection, visit: meetings.withdraw_resolution(
            connection, visit.actor, one.id, at=frame.now(visit.programme)
        ),
    ):
        st.session_state[_WITHDRAWN] = one


def withdrawn(meeting_id: MeetingId, item: str) -> Resolution | None:
    """Return the resolution that was taken back last, where it was made on this item."""
    found: Resolution | None = st.session_state.get(_WITHDRAWN)
    is_here = found is not None and (found.meeting, found.item) == (meeting_id, item)
    return found if is_here else None


def restore(one: Resolution) -> None:
    """Record again the resolution that was taken back."""
    if tried(
        f"resolution-{one.id}",
        "Keputusan tercatat lagi.",
        lambda connection, visit: meetings.restore_resolution(
            connection, visit.actor, one.id, at=frame.now(visit.programme)
        ),
        typed=words.written(one),
    ):
        st.session_state.pop(_WITHDRAWN, None)


def reopen(resolution_id: ResolutionId, reason_key: str) -> None:
    """Let a closed follow-up wait again, for the reason that was written."""
    reason = st.session_state.get(reason_key) or ""
    if tried(
        f"reopen-{resolution_id}",
        "Tindak lanjut dibuka kembali.",
        lambda connection, visit: tell_follow_up(
            connection,
            visit.actor,
            resolution_id,
            FollowUpKind.REOPENED,
            note=reason,
            at=frame.now(visit.programme),
        ),
        typed=reason,
    ):
        st.session_state.pop(reason_key, None)


def _problem(place: str) -> str:
    return f"{_PROBLEM}{place}"
