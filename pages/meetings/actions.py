"""What a click on the page of meetings does: recorded whole, or told where it was tried."""

from typing import Final

import streamlit as st

from models.meetings import commands as meetings, resolutions
from models.meetings.follow_ups import tell_follow_up
from pages.shell import frame
from pages.shell.commands import run_command, submit
from pages.shell.form_state import Form, Refusal, refusals
from rules.meetings.follow_ups import FollowUpKind
from rules.meetings.meeting import MeetingPlan
from rules.meetings.resolutions import MeetingId, Resolution, ResolutionId
from words.meetings import page as words

MEETING: Final = "rapat"
SLIDE: Final = "tayang"
PREPARING: Final = Form("prepare-meeting")
"""Its submission tells a first click from the second half of a double click."""

_WITHDRAWN: Final = "meeting-withdrawn"
_TOLD: Final = "meeting-told"
_OVERNIGHT: Final = "meeting-overnight"


def tell_refusal(form: Form) -> None:
    """Say what went wrong with a form of a meeting, until the next try there succeeds."""
    if form.refusal is not None:
        st.session_state.setdefault(_TOLD, set()).add(form.name)
        form.tell_refusal()


def begin_telling() -> None:
    """Forget which refusals were told: those of this run follow."""
    st.session_state[_TOLD] = set()


def untold(meeting_id: MeetingId) -> tuple[Refusal, ...]:
    """Return what was refused of forms of a meeting that this run drew no more."""
    told_of: set[str] = st.session_state.get(_TOLD, set())
    found = refusals(str(meeting_id))
    return tuple(refusal for refusal in found if refusal.form.name not in told_of)


def form_of(name: str) -> Form:
    """Return the form of something that is done on the meeting of the URL."""
    return Form(name, about=st.query_params.get(MEETING) or "")


def show(meeting_id: MeetingId) -> None:
    """Put a meeting into the URL, from where the run that follows reads it."""
    st.query_params[MEETING] = str(meeting_id)


def prepare(plan: MeetingPlan, submission: str) -> None:
    """Record a meeting to come and show it; the second half of a double click does nothing."""
    if submission != PREPARING.submission:
        return
    made: list[MeetingId] = []
    if submit(
        PREPARING,
        lambda connection, visit: made.append(
            meetings.plan_meeting(connection, visit.actor, plan, at=frame.now(visit.programme))
        ),
        "Rapat disiapkan.",
    ):
        show(made[0])


def begin(meeting_id: MeetingId) -> None:
    """Open a meeting on the position that stands on the page, which must be today's.

    Frozen on the position of yesterday, on a page left open overnight, it would stay so for ever.
    """
    if run_command(lambda visit: visit.is_today) is False:
        st.session_state[_OVERNIGHT] = True
        return
    submit(
        form_of(f"meeting-{meeting_id}"),
        lambda connection, visit: meetings.open_meeting(
            connection, visit.actor, meeting_id, visit.moment, at=frame.now(visit.programme)
        ),
        "Rapat dibuka; posisi dan agendanya dibekukan.",
    )


def was_overnight() -> bool:
    """Whether a meeting was just not opened since its page is of a day that has passed."""
    return bool(st.session_state.pop(_OVERNIGHT, False))


def end(meeting_id: MeetingId) -> None:
    """Close a meeting."""
    submit(
        form_of(f"meeting-{meeting_id}"),
        lambda connection, visit: meetings.close_meeting(
            connection, visit.actor, meeting_id, at=frame.now(visit.programme)
        ),
        "Rapat ditutup; notulanya siap diunduh.",
    )


def call_off(meeting_id: MeetingId) -> None:
    """Cancel a planned meeting for the reason that was written."""
    form = form_of(f"cancel-{meeting_id}")
    reason = form.typed("reason") or ""
    submit(
        form,
        lambda connection, visit: meetings.cancel_meeting(
            connection, visit.actor, meeting_id, reason=reason, at=frame.now(visit.programme)
        ),
        "Rapat dibatalkan.",
        typed=reason,
    )


def withdraw(made: Resolution) -> None:
    """Take a resolution back and keep it at hand, should that have been a mistake."""
    if submit(
        form_of(f"resolved-{made.id}"),
        lambda connection, visit: resolutions.withdraw_resolution(
            connection, visit.actor, made.id, at=frame.now(visit.programme)
        ),
        "Keputusan dihapus.",
    ):
        st.session_state[_WITHDRAWN] = made


def withdrawn(meeting_id: MeetingId, item: str) -> Resolution | None:
    """Return the resolution that was taken back last, where it was made on this item."""
    found: Resolution | None = st.session_state.get(_WITHDRAWN)
    is_here = found is not None and (found.meeting, found.item) == (meeting_id, item)
    return found if is_here else None


def restore(gone: Resolution) -> None:
    """Record again the resolution that was taken back."""
    if submit(
        form_of(f"resolved-{gone.id}"),
        lambda connection, visit: resolutions.restore_resolution(
            connection, visit.actor, gone.id, at=frame.now(visit.programme)
        ),
        "Keputusan tercatat lagi.",
        typed=words.written(gone),
    ):
        st.session_state.pop(_WITHDRAWN, None)


def reopen(resolution_id: ResolutionId) -> None:
    """Let a closed follow-up wait again, for the reason that was written."""
    form = form_of(f"reopen-{resolution_id}")
    reason = form.typed("reason") or ""
    submit(
        form,
        lambda connection, visit: tell_follow_up(
            connection,
            visit.actor,
            resolution_id,
            FollowUpKind.REOPENED,
            note=reason,
            at=frame.now(visit.programme),
        ),
        "Tindak lanjut dibuka kembali.",
        typed=reason,
    )
