"""What a click on the page of meetings does: recorded whole, or told where it was tried."""

from collections.abc import Callable
from typing import Final
from uuid import uuid4

import streamlit as st
from sqlalchemy import Connection

from models import meetings
from models.follow_ups import tell_follow_up
from pages import frame
from pages.attempts import attempt
from pages.frame import Visit
from rules.errors import SentraError
from rules.meetings import (
    FollowUpKind,
    MeetingId,
    MeetingPlan,
    Resolution,
    ResolutionDraft,
    ResolutionId,
)

MEETING: Final = "rapat"
SLIDE: Final = "tayang"
_TURN: Final = "meeting-turn"
_WITHDRAWN: Final = "meeting-withdrawn"


def tried(place: str, said: str, do: Callable[[Connection, Visit], object]) -> bool:
    """Whether `do` was recorded: `said` is then told, else `place` keeps what went wrong."""
    found = attempt(do)
    if isinstance(found, SentraError):
        st.session_state[_problem(place)] = found
        return False
    st.session_state.pop(_problem(place), None)
    st.session_state["recorded"] = said
    return True


def troubles(place: str) -> None:
    """Say what went wrong at a place, until the next try there succeeds."""
    problem: SentraError | None = st.session_state.get(_problem(place))
    if problem is not None:
        frame.tell(problem)


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
    """Open a meeting on the position that stands on the page."""
    tried(
        f"{meeting_id}",
        "Rapat dibuka; posisi dan agendanya dibekukan.",
        lambda connection, visit: meetings.open_meeting(
            connection, visit.actor, meeting_id, visit.moment, at=frame.now(visit.programme)
        ),
    )


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
    draft = ResolutionDraft(
        meeting=one.meeting,
        item=one.item,
        text=one.text,
        key=f"kembali-{one.id}",
        sentra=one.sentra,
        milestone=one.milestone,
        owner=one.owner,
        due_on=one.due_on,
        needs_evidence=one.needs_evidence,
    )
    if tried(
        f"resolution-{one.id}",
        "Keputusan dikembalikan.",
        lambda connection, visit: meetings.resolve(
            connection, visit.actor, draft, at=frame.now(visit.programme)
        ),
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
    ):
        st.session_state.pop(reason_key, None)


def _problem(place: str) -> str:
    return f"meeting-problem-{place}"
