"""What plan and attendance have in common: they are recorded as a whole, so that others may clash.

Their forms keep what they showed: who typed is told what somebody else recorded meanwhile, and
chooses.
"""

from collections.abc import Callable

import streamlit as st
from sqlalchemy import Connection

from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.meetings.errors import MeetingChanged
from rules.meetings.meeting import Meeting
from words.meetings import page as words


def form_of(meeting: Meeting, part: str) -> Form:
    """Return the form of one part of a meeting, which stays on the page once it was recorded."""
    return Form(f"{part}-{meeting.id}", renews=True, about=str(meeting.id))


def send(
    form: Form, do: Callable[[Connection, Visit], object], said: str, *, typed: str = ""
) -> None:
    """Record a form and begin it anew; a refusal leaves it as it was typed.

    Who was told that somebody else recorded it first may send it again.
    """
    if not submit(form, do, said, typed=typed) and isinstance(form.problem, MeetingChanged):
        form.forget_seen()


def yielding(form: Form, recorded: object) -> None:
    """Offer what is recorded in place of what was typed, where somebody else changed it."""
    if not is_changed(form, recorded):
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"changed-{form.name}"):
        st.caption(words.CHANGED_MEANWHILE, width="content")
        st.button(
            "Pakai yang tercatat", key=f"yield-{form.name}", type="tertiary", on_click=form.clear
        )


def is_changed(form: Form, recorded: object) -> bool:
    """Whether somebody else recorded something since the form began, or since it was refused."""
    return isinstance(form.problem, MeetingChanged) or form.seen_version != recorded
