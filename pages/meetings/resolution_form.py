"""Resolutions being written: what each form begins with, how it is drawn, what it records."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import streamlit as st

from models.meetings import resolutions
from pages.meetings import actions
from pages.shell import frame
from pages.shell.commands import submit
from pages.shell.form_state import Form
from rules.meetings.agenda_item import AgendaItem
from rules.meetings.follow_ups import usual_due
from rules.meetings.meeting import Meeting
from rules.meetings.resolutions import Resolution, ResolutionDraft, ResolutionId
from rules.plan.agencies import Agencies, offered
from rules.values import AgencyCode, MilestoneCode, SentraCode
from words.meetings import page as words

_NOBODY: Final = AgencyCode("")
"""Stands in a form where nobody must act."""

_EDITED: Final = "meeting-edited"


@dataclass(frozen=True, slots=True)
class ResolutionSubject:
    """What a resolution is made on, what its form begins with, what it corrects.

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
    def form(self) -> Form:
        """The form, which stays on the page for the next resolution."""
        about = self.item or "whole"
        made = "new" if self.replaces is None else str(self.replaces.id)
        name = f"resolution-{self.meeting.id}-{about}-{made}"
        return Form(name, renews=True, about=str(self.meeting.id))


def on_item(meeting: Meeting, today: date, item: AgendaItem) -> ResolutionSubject:
    """Return the subject of a new resolution on an item, with the agency that must act."""
    milestone = item.milestones[0] if len(item.milestones) == 1 else None
    return ResolutionSubject(meeting, today, item.key, item.sentra, milestone, item.agency)


def on_meeting(meeting: Meeting, today: date) -> ResolutionSubject:
    """Return the subject of a new resolution of the meeting as a whole."""
    return ResolutionSubject(meeting, today, "")


def correcting(meeting: Meeting, today: date, made: Resolution) -> ResolutionSubject:
    """Return the subject of what corrects a resolution."""
    return ResolutionSubject(
        meeting, today, made.item, made.sentra, made.milestone, made.owner, made
    )


def offer(subject: ResolutionSubject, agencies: Agencies) -> None:
    """Draw the form of a resolution once it is asked for, as long as it is not recorded.

    Nothing of it may be put out of sight while it is written: what is typed into it stays with the
    browser until it is sent.
    """
    if subject.form.is_open:
        draw(subject, agencies)
        return
    # Not a field of the form, which would begin it.
    st.button(
        "Catat keputusan",
        key=f"resolve-{subject.item}",
        icon=":material/add:",
        on_click=_begin,
        args=(subject,),
    )


def draw(subject: ResolutionSubject, agencies: Agencies) -> None:
    """Draw the form of a resolution; Enter or one click records it."""
    form, is_new = subject.form, subject.replaces is None
    _begin(subject)
    # Many such forms stand below each other: who hears the page is told which one this is.
    about = words.about(subject.meeting, subject.item)
    with st.form(f"form-{form.submission}", border=False):
        st.text_input(
            f"Keputusan atau tindak lanjut {about}",
            **form.widget("text"),
            label_visibility="collapsed",
            placeholder="Keputusan atau tindak lanjut",
        )
        form.tell_below("text")
        owner, due, proof, send = st.columns([5, 3, 3, 2], vertical_alignment="center")
        with owner:
            _owner(form, about, agencies, subject.written_on)
        with due:
            _due(form, about, subject.meeting)
        proof.checkbox("perlu bukti", **form.widget("proof"))
        send.form_submit_button(
            "Catat" if is_new else "Simpan",
            key=form.field("send"),
            on_click=_record,
            args=(subject, form.submission),
            width="stretch",
        )
    actions.tell_refusal(form)
    if not is_new:
        st.button(
            "Batal", key=form.field("leave"), type="tertiary", on_click=_leave, args=(subject,)
        )


def edit(resolution_id: ResolutionId) -> None:
    """Put a resolution into a form, in its place."""
    st.session_state[_EDITED] = resolution_id


def is_edited(made: Resolution) -> bool:
    """Whether a resolution is being corrected."""
    return bool(st.session_state.get(_EDITED) == made.id)


def _owner(form: Form, about: str, agencies: Agencies, day: date) -> None:
    st.selectbox(
        f"OPD yang harus bertindak {about}",
        # An empty code rather than None, which Streamlit shows as an English "Choose an option".
        [_NOBODY, *offered(agencies, day, also=(form.typed("owner"),))],
        **form.widget("owner"),
        format_func=lambda code: agencies[code].label if code else words.ONLY_DECISION,
        label_visibility="collapsed",
    )
    form.tell_below("owner")


def _due(form: Form, about: str, meeting: Meeting) -> None:
    st.date_input(
        f"Tenggat {about}",
        **form.widget("due"),
        min_value=meeting.plan.held_on,
        format="DD/MM/YYYY",
        label_visibility="collapsed",
    )
    form.tell_below("due", "due_on")


def _record(subject: ResolutionSubject, submission: str) -> None:
    """Record what a form holds and empty it; a refusal leaves it as it was typed.

    The second half of a double click finds another submission, and records nothing.
    """
    if subject.form.submission != submission:
        return
    draft = _written(subject)
    if submit(
        subject.form,
        lambda connection, visit: resolutions.resolve(
            connection, visit.actor, draft, at=frame.now(visit.programme)
        ),
        "Keputusan tercatat." if subject.replaces is None else "Keputusan diperbaiki.",
        typed=words.written(draft),
    ):
        _leave(subject)


def _leave(subject: ResolutionSubject) -> None:
    """Forget what was typed into a form, and what went wrong with it."""
    subject.form.clear()
    if subject.replaces is not None:
        st.session_state.pop(_EDITED, None)


def _begin(subject: ResolutionSubject) -> None:
    subject.form.begin(_usual(subject))


def _usual(subject: ResolutionSubject) -> dict[str, object]:
    before = subject.replaces
    due_on = usual_due(subject.meeting.plan.held_on, subject.written_on)
    if before is None:
        return {"text": "", "owner": subject.owner or _NOBODY, "due": due_on, "proof": False}
    return {
        "text": before.text,
        "owner": before.owner or _NOBODY,
        "due": before.due_on or due_on,
        "proof": before.needs_evidence,
    }


def _written(subject: ResolutionSubject) -> ResolutionDraft:
    """Without an owner it is a decision alone: no day and no evidence belong to it."""
    form = subject.form
    owner: AgencyCode | None = form.typed("owner") or None
    return ResolutionDraft(
        meeting=subject.meeting.id,
        item=subject.item,
        text=form.typed("text") or "",
        key=form.submission,
        sentra=subject.sentra,
        milestone=subject.milestone,
        owner=owner,
        due_on=None if owner is None else form.typed("due"),
        needs_evidence=owner is not None and bool(form.typed("proof")),
        replaces=None if subject.replaces is None else subject.replaces.id,
    )
