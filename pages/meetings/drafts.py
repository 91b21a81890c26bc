"""Resolutions being written: their fields in the session, until they are recorded."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import uuid4

import streamlit as st

from models.meetings import commands as meetings
from pages.meetings.actions import settle, tried
from pages.shell import frame
from rules.meetings.agenda_item import AgendaItem
from rules.meetings.follow_ups import usual_due
from rules.meetings.meeting import Meeting
from rules.meetings.resolutions import Resolution, ResolutionDraft, ResolutionId
from rules.values import AgencyCode, MilestoneCode, SentraCode
from words.meetings import page as words

NOBODY: Final = AgencyCode("")
"""Stands in a form where nobody must act."""

_FIELDS: Final = ("text", "owner", "due", "proof")
_EDITED: Final = "meeting-edited"


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a resolution: what it is made on, what it begins with, what it corrects.

    `item` is empty for the meeting as a whole; `written_on` is the day of the writing.
    """

    meeting: Meeting
    written_on: date
    item: str
    sentra: SentraCode | None = None
    milestone: MilestoneCode | None = None
    owner: AgencyCode | None = None
    replaces: Resolution | None = None

    @property
    def place(self) -> str:
        """What tells this form from every other one."""
        about = self.item or "whole"
        made = "new" if self.replaces is None else str(self.replaces.id)
        return f"resolution-{self.meeting.id}-{about}-{made}"


def on_item(meeting: Meeting, today: date, item: AgendaItem) -> Form:
    """Return the form of a new resolution on an item, with the agency that must act."""
    milestone = item.milestones[0] if len(item.milestones) == 1 else None
    return Form(meeting, today, item.key, item.sentra, milestone, item.agency)


def on_meeting(meeting: Meeting, today: date) -> Form:
    """Return the form of a new resolution of the meeting as a whole."""
    return Form(meeting, today, "")


def correcting(meeting: Meeting, today: date, one: Resolution) -> Form:
    """Return the form that corrects a resolution."""
    return Form(meeting, today, one.item, one.sentra, one.milestone, one.owner, one)


def field(key: str, name: str) -> str:
    """Return the session key of one field of a form."""
    return f"resolution-{key}-{name}"


def begun(form: Form) -> str:
    """Return the key of what a form hands in; new forms begin with what is usual."""
    key = st.session_state.get(form.place)
    if key is None or field(key, "text") not in st.session_state:
        key = st.session_state[form.place] = uuid4().hex
        for name, value in _usual(form).items():
            st.session_state[field(key, name)] = value
    return str(key)


def record(form: Form, key: str) -> None:
    """Record what a form holds and empty it; a refusal leaves it as it was typed.

    The key goes along, so that the second half of a double click records nothing.
    """
    draft = _written(form, key)
    said = "Keputusan tercatat." if form.replaces is None else "Keputusan diperbaiki."
    is_recorded = tried(
        form.place,
        said,
        lambda connection, visit: meetings.resolve(
            connection, visit.actor, draft, at=frame.now(visit.programme)
        ),
        typed=words.written(draft),
    )
    if is_recorded and st.session_state.get(form.place) == key:
        leave(form)


def edit(resolution_id: ResolutionId) -> None:
    """Put a resolution into a form, in its place."""
    st.session_state[_EDITED] = resolution_id


def is_edited(one: Resolution) -> bool:
    """Whether a resolution is being corrected."""
    return bool(st.session_state.get(_EDITED) == one.id)


def leave(form: Form) -> None:
    """Forget what was typed into a form, and what went wrong with it."""
    settle(form.place)
    key = st.session_state.pop(form.place, None)
    for name in _FIELDS:
        st.session_state.pop(field(str(key), name), None)
    if form.replaces is not None:
        st.session_state.pop(_EDITED, None)


def _usual(form: Form) -> dict[str, object]:
    before, due_on = form.replaces, usual_due(form.meeting.plan.held_on, form.written_on)
    if before is None:
        return {"text": "", "owner": form.owner or NOBODY, "due": due_on, "proof": False}
    return {
        "text": before.text,
        "owner": before.owner or NOBODY,
        "due": before.due_on or due_on,
        "proof": before.needs_evidence,
    }


def _written(form: Form, key: str) -> ResolutionDraft:
    """Without an owner it is a decision alone: no day and no evidence belong to it."""
    owner: AgencyCode | None = _value(key, "owner") or None
    return ResolutionDraft(
        meeting=form.meeting.id,
        item=form.item,
        text=_value(key, "text") or "",
        key=key,
        sentra=form.sentra,
        milestone=form.milestone,
        owner=owner,
        due_on=None if owner is None else _value(key, "due"),
        needs_evidence=owner is not None and bool(_value(key, "proof")),
        replaces=None if form.replaces is None else form.replaces.id,
    )


def _value(key: str, name: str) -> Any:  # noqa: ANN401 - a widget's value is what it is
    return st.session_state.get(field(key, name))
