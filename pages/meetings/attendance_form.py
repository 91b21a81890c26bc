"""The form of who came to a meeting. What is typed survives a refusal."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from models.meetings import commands as meetings
from pages.meetings import actions, whole_forms
from pages.shell import escaping, frame
from pages.shell.form_state import Form
from rules.meetings.meeting import Attendance, Meeting
from rules.values import Agency, AgencyCode, agency_label
from words.meetings import page as words

_WAY: Final = "way"


def draw(meeting: Meeting, agencies: Mapping[AgencyCode, Agency]) -> None:
    """Draw who came as a form: one click notes all as present; below it each for itself."""
    noted = {came.agency: came for came in meeting.attendance}
    asked = meeting.plan.agencies
    invited = [*asked, *(code for code in noted if code not in asked)]
    form = whole_forms.form_of(meeting, "attendance")
    form.begin(_known(invited, noted), meeting.attendance)
    above, is_changed = st.container(), whole_forms.is_changed(form, meeting.attendance)
    with st.form(f"form-{form.submission}", border=False):
        _noting(meeting, form, invited, "Semua hadir", is_all=True)
        with st.expander(
            "Isi per OPD",
            icon=":material/group:",
            # Under the same key it would stay as it was, and hide what somebody else noted.
            key=f"attendance-each-{meeting.id}-{is_changed}",
            expanded=is_changed,
        ):
            for code in invited:
                _who_came(form, code, agency_label(agencies, code))
                found = noted.get(code, Attendance(code, is_present=False))
                if noted and _typed(form, code) != found:
                    st.caption(escaping.sentence(words.recorded(noted.get(code))))
            _noting(meeting, form, invited, "Simpan daftar hadir", is_all=False)
    # A long list lies between the two ways: what went wrong is told beside the one that was taken.
    with st.container() if form.typed(_WAY) is False else above:
        actions.tell_refusal(form)
        whole_forms.yielding(form, meeting.attendance)


def _noting(
    meeting: Meeting, form: Form, invited: list[AgencyCode], name: str, *, is_all: bool
) -> None:
    st.form_submit_button(
        name,
        key=form.field(f"send-{is_all}"),
        type="primary" if is_all and not meeting.attendance else "secondary",
        on_click=_note,
        args=(meeting, invited, is_all),
    )


def _who_came(form: Form, code: AgencyCode, name: str) -> None:
    came, people = st.columns([1, 2], vertical_alignment="center")
    shown = escaping.plain(name, 60)
    came.checkbox(shown, **form.widget(f"came-{code}"))
    people.text_input(
        f"Yang hadir dari {shown}",
        **form.widget(f"people-{code}"),
        label_visibility="collapsed",
        placeholder="nama yang hadir",
    )


def _typed(form: Form, code: AgencyCode) -> Attendance:
    return Attendance(code, bool(form.typed(f"came-{code}")), form.typed(f"people-{code}") or "")


def _note(meeting: Meeting, invited: list[AgencyCode], is_all: bool) -> None:  # noqa: FBT001 - a callback's arguments
    """The second half of a double click finds the form gone, and does nothing."""
    form = whole_forms.form_of(meeting, "attendance")
    if not form.is_open:
        return
    form.put(_WAY, is_all)
    typed = (_typed(form, code) for code in invited)
    seen = form.seen_version
    found = [replace(came, is_present=is_all or came.is_present) for came in typed]
    whole_forms.send(
        form,
        lambda connection, visit: meetings.note_attendance(
            connection, visit.actor, meeting.id, found, seen=seen, at=frame.now(visit.programme)
        ),
        "Daftar hadir tersimpan.",
        typed=words.written(found),
    )


def _known(
    invited: Sequence[AgencyCode], noted: Mapping[AgencyCode, Attendance]
) -> dict[str, object]:
    found = {code: noted.get(code, Attendance(code, is_present=False)) for code in invited}
    came = {f"came-{code}": known.is_present for code, known in found.items()}
    return came | {f"people-{code}": known.people for code, known in found.items()}
