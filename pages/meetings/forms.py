"""The forms of a meeting: plan, attendance, resolution. What is typed survives a refusal.

Plan and attendance are recorded as a whole, so their forms keep what they showed: who typed is told
what somebody else recorded meanwhile, and chooses.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time
from typing import Any, Final
from uuid import uuid4

import streamlit as st
from sqlalchemy import Connection

from models.meetings import commands as meetings
from pages.meetings import actions, drafts
from pages.meetings.actions import tried
from pages.meetings.drafts import Form
from pages.shell import frame
from pages.shell.frame import Visit
from pages.widgets import markup
from rules.meetings.errors import MeetingChanged
from rules.meetings.meeting import Attendance, Meeting, MeetingPlan
from rules.values import Agency, AgencyCode, agency_label
from words.meetings import page as words

_KEPT: Final = "session"
_SEEN: Final = "seen"
_WAY: Final = "way"


def resolution(form: Form, agencies: Mapping[AgencyCode, Agency]) -> None:
    """Draw the form of a resolution; Enter or one click records it."""
    key = drafts.begun(form)
    is_new = form.replaces is None
    # Many such forms stand below each other: who hears the page is told which one this is.
    about = words.about(form.meeting, form.item)
    with st.form(f"form-{key}", border=False):
        st.text_input(
            f"Keputusan atau tindak lanjut {about}",
            key=drafts.field(key, "text"),
            persist_state=_KEPT,
            label_visibility="collapsed",
            placeholder="Keputusan atau tindak lanjut",
        )
        owner, due, proof, send = st.columns([5, 3, 3, 2], vertical_alignment="center")
        with owner:
            _owner(key, about, agencies)
        with due:
            _due(key, about, form.meeting)
        proof.checkbox("perlu bukti", key=drafts.field(key, "proof"), persist_state=_KEPT)
        send.form_submit_button(
            "Catat" if is_new else "Simpan",
            key=drafts.field(key, "send"),
            on_click=drafts.record,
            args=(form, key),
            width="stretch",
        )
    actions.troubles(form.place)
    if not is_new:
        st.button(
            "Batal",
            key=drafts.field(key, "leave"),
            type="tertiary",
            on_click=drafts.leave,
            args=(form,),
        )


def _owner(key: str, about: str, agencies: Mapping[AgencyCode, Agency]) -> None:
    st.selectbox(
        f"OPD yang harus bertindak {about}",
        # An empty code rather than None, which Streamlit shows as an English "Choose an option".
        [drafts.NOBODY, *sorted(agencies)],
        key=drafts.field(key, "owner"),
        format_func=lambda one: agencies[one].label if one else words.ONLY_DECISION,
        persist_state=_KEPT,
        label_visibility="collapsed",
    )


def _due(key: str, about: str, meeting: Meeting) -> None:
    st.date_input(
        f"Tenggat {about}",
        key=drafts.field(key, "due"),
        min_value=meeting.plan.held_on,
        format="DD/MM/YYYY",
        persist_state=_KEPT,
        label_visibility="collapsed",
    )


def plan(meeting: Meeting, agencies: Mapping[AgencyCode, Agency]) -> None:
    """Draw what is agreed of a meeting as a form."""
    place = f"plan-{meeting.id}"
    key = _begun(place, meeting.plan, _of_plan(meeting.plan))
    with st.form(f"form-{key}", border=False):
        title, series = st.columns(2)
        title.text_input("Judul", key=_field(key, "title"), persist_state=_KEPT)
        series.text_input(
            "Rangkaian rapat",
            key=_field(key, "series"),
            persist_state=_KEPT,
            placeholder="kosong untuk rapat tunggal",
        )
        day, hour, hall = st.columns([2, 2, 5])
        day.date_input("Tanggal", key=_field(key, "day"), persist_state=_KEPT, format="DD/MM/YYYY")
        hour.time_input("Pukul (WITA)", key=_field(key, "hour"), persist_state=_KEPT)
        hall.text_input("Tempat", key=_field(key, "place"), persist_state=_KEPT)
        st.multiselect(
            "OPD yang diundang",
            sorted(agencies),
            format_func=lambda one: agencies[one].label,
            key=_field(key, "agencies"),
            persist_state=_KEPT,
            placeholder="pilih OPD",
        )
        st.form_submit_button(
            "Simpan rincian", key=_field(key, "send"), on_click=_replan, args=(meeting, place)
        )
    actions.troubles(place)
    _yielding(place, meeting.plan)


def attendance(meeting: Meeting, agencies: Mapping[AgencyCode, Agency]) -> None:
    """Draw who came as a form: one click notes all as present; below it each for itself."""
    noted = {one.agency: one for one in meeting.attendance}
    invited = [*meeting.plan.agencies, *(one for one in noted if one not in meeting.plan.agencies)]
    place = f"attendance-{meeting.id}"
    key = _begun(place, meeting.attendance, _of_attendance(invited, noted))
    above, is_changed = st.container(), _is_changed(place, meeting.attendance)
    with st.form(f"form-{key}", border=False):
        _noting(meeting, key, invited, "Semua hadir", is_all=True)
        with st.expander(
            "Isi per OPD",
            icon=":material/group:",
            # Under the same key it would stay as it was, and hide what somebody else noted.
            key=f"attendance-each-{meeting.id}-{is_changed}",
            expanded=is_changed,
        ):
            for code in invited:
                _who_came(key, code, agency_label(agencies, code))
                found = noted.get(code, Attendance(code, is_present=False))
                if noted and _typed(key, code) != found:
                    st.caption(markup.sentence(words.recorded(noted.get(code))))
            _noting(meeting, key, invited, "Simpan daftar hadir", is_all=False)
    # A long list lies between the two ways: what went wrong is told beside the one that was taken.
    with st.container() if _value(key, _WAY) is False else above:
        actions.troubles(place)
        _yielding(place, meeting.attendance)


def _noting(
    meeting: Meeting, key: str, invited: list[AgencyCode], name: str, *, is_all: bool
) -> None:
    st.form_submit_button(
        name,
        key=_field(key, f"send-{is_all}"),
        type="primary" if is_all and not meeting.attendance else "secondary",
        on_click=_note,
        args=(meeting, f"attendance-{meeting.id}", invited, is_all),
    )


def _who_came(key: str, code: AgencyCode, name: str) -> None:
    came, people = st.columns([1, 2], vertical_alignment="center")
    came.checkbox(markup.plain(name, 60), key=_field(key, f"came-{code}"), persist_state=_KEPT)
    people.text_input(
        f"Yang hadir dari {markup.plain(name, 60)}",
        key=_field(key, f"people-{code}"),
        persist_state=_KEPT,
        label_visibility="collapsed",
        placeholder="nama yang hadir",
    )


def _typed(key: str, code: AgencyCode) -> Attendance:
    came, people = _value(key, f"came-{code}"), _value(key, f"people-{code}")
    return Attendance(code, bool(came), people or "")


def _note(meeting: Meeting, place: str, invited: list[AgencyCode], is_all: bool) -> None:  # noqa: FBT001 - a callback's arguments
    """The second half of a double click finds the form gone, and does nothing."""
    key = st.session_state.get(place)
    if key is None:
        return
    st.session_state[_field(key, _WAY)] = is_all
    typed = [_typed(key, code) for code in invited]
    found = [replace(one, is_present=is_all or one.is_present) for one in typed]
    _send(
        place,
        "Daftar hadir tersimpan.",
        lambda connection, visit: meetings.note_attendance(
            connection,
            visit.actor,
            meeting.id,
            found,
            seen=_value(key, _SEEN),
            at=frame.now(visit.programme),
        ),
        typed=words.written(found),
    )


def _replan(meeting: Meeting, place: str) -> None:
    """An emptied day or hour stays as it was; the second half of a double click does nothing."""
    key = st.session_state.get(place)
    if key is None:
        return
    changed = MeetingPlan(
        title=_value(key, "title") or "",
        held_on=_value(key, "day") or meeting.plan.held_on,
        begins_at=_value(key, "hour") or meeting.plan.begins_at,
        place=_value(key, "place") or "",
        agencies=tuple(_value(key, "agencies") or ()),
        series=_value(key, "series") or "",
    )
    _send(
        place,
        "Rincian rapat tersimpan.",
        lambda connection, visit: meetings.replan_meeting(
            connection,
            visit.actor,
            meeting.id,
            changed,
            seen=_value(key, _SEEN),
            at=frame.now(visit.programme),
        ),
        typed=words.written(changed),
    )


def _of_plan(known: MeetingPlan) -> dict[str, object]:
    return {
        "title": known.title,
        "series": known.series,
        "day": known.held_on,
        "hour": time(known.begins_at.hour, known.begins_at.minute),
        "place": known.place,
        "agencies": list(known.agencies),
    }


def _of_attendance(
    invited: list[AgencyCode], noted: Mapping[AgencyCode, Attendance]
) -> dict[str, object]:
    found = {code: noted.get(code, Attendance(code, is_present=False)) for code in invited}
    came = {f"came-{code}": one.is_present for code, one in found.items()}
    return came | {f"people-{code}": one.people for code, one in found.items()}


def _begun(place: str, recorded: object, values: Mapping[str, object]) -> str:
    """Return the key of a form's fields, which begin with what is recorded now.

    What it shows then is what a refusal answers to, until its writer was told of something else.
    """
    key: str = st.session_state.setdefault(place, f"{place}-{uuid4().hex}")
    for name, value in values.items():
        st.session_state.setdefault(_field(key, name), value)
    st.session_state.setdefault(_field(key, _SEEN), recorded)
    return key


def _send(place: str, said: str, do: Callable[[Connection, Visit], object], *, typed: str) -> None:
    """Record a form and begin it anew; a refusal leaves it as it was typed.

    Who was told that somebody else recorded it first may send it again.
    """
    if tried(place, said, do, typed=typed):
        _leave(place)
    elif isinstance(actions.trouble(place), MeetingChanged):
        st.session_state.pop(_field(st.session_state[place], _SEEN), None)


def _yielding(place: str, recorded: object) -> None:
    """Offer what is recorded in place of what was typed, where somebody else changed it."""
    if not _is_changed(place, recorded):
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"changed-{place}"):
        st.caption(words.CHANGED_MEANWHILE, width="content")
        st.button(
            "Pakai yang tercatat",
            key=f"yield-{place}",
            type="tertiary",
            on_click=_leave,
            args=(place,),
        )


def _is_changed(place: str, recorded: object) -> bool:
    """Whether somebody else recorded something since the form began, or since it was refused."""
    is_told = isinstance(actions.trouble(place), MeetingChanged)
    return is_told or _value(st.session_state[place], _SEEN) != recorded


def _leave(place: str) -> None:
    """Forget what was typed into a form, and what went wrong with it."""
    of_fields = _field(st.session_state.pop(place, ""), "")
    for name in [str(one) for one in st.session_state if str(one).startswith(of_fields)]:
        st.session_state.pop(name)
    actions.settle(place)


def _field(key: str, name: str) -> str:
    return f"meeting-{key}-{name}"


def _value(key: str, name: str) -> Any:  # noqa: ANN401 - a widget's value is what it is
    return st.session_state.get(_field(key, name))
