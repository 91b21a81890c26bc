"""The forms of a meeting: plan, attendance, resolution. What is typed survives a refusal."""

from collections.abc import Mapping
from datetime import time
from typing import Any, Final
from zlib import crc32

import streamlit as st

from models import meetings
from pages import frame, markup, meeting_acts, meeting_drafts
from pages.meeting_acts import tried
from pages.meeting_drafts import Form
from rules.meetings import Attendance, Meeting, MeetingPlan
from rules.values import Agency, AgencyCode
from words import meeting_room as words

_KEPT: Final = "session"


def resolution(form: Form, agencies: Mapping[AgencyCode, Agency]) -> None:
    """Draw the form of a resolution; Enter or one click records it."""
    key = meeting_drafts.begun(form)
    is_new = form.replaces is None
    with st.form(f"form-{key}", border=False):
        st.text_input(
            "Keputusan atau tindak lanjut",
            key=meeting_drafts.field(key, "text"),
            persist_state=_KEPT,
            label_visibility="collapsed",
            placeholder="Keputusan atau tindak lanjut",
        )
        owner, due, proof, send = st.columns([5, 3, 3, 2], vertical_alignment="center")
        with owner:
            _owner(key, agencies)
        with due:
            _due(key, form.meeting)
        proof.checkbox("perlu bukti", key=meeting_drafts.field(key, "proof"), persist_state=_KEPT)
        send.form_submit_button(
            "Catat" if is_new else "Simpan",
            key=meeting_drafts.field(key, "send"),
            on_click=meeting_drafts.record,
            args=(form, key),
            width="stretch",
        )
    meeting_acts.troubles(form.place)
    if not is_new:
        st.button(
            "Batal",
            key=meeting_drafts.field(key, "leave"),
            type="tertiary",
            on_click=meeting_drafts.leave,
            args=(form,),
        )


def _owner(key: str, agencies: Mapping[AgencyCode, Agency]) -> None:
    st.selectbox(
        "OPD yang harus bertindak",
        # An empty code rather than None, which Streamlit shows as an English "Choose an option".
        [meeting_drafts.NOBODY, *sorted(agencies)],
        key=meeting_drafts.field(key, "owner"),
        format_func=lambda one: agencies[one].label if one else words.ONLY_DECISION,
        persist_state=_KEPT,
        label_visibility="collapsed",
    )


def _due(key: str, meeting: Meeting) -> None:
    st.date_input(
        "Tenggat",
        key=meeting_drafts.field(key, "due"),
        min_value=meeting.plan.held_on,
        format="DD/MM/YYYY",
        persist_state=_KEPT,
        label_visibility="collapsed",
    )


def plan(meeting: Meeting, agencies: Mapping[AgencyCode, Agency]) -> None:
    """Draw what is agreed of a meeting as a form."""
    key = _plan_key(meeting)
    _begin(key, _of_plan(meeting.plan))
    with st.form(f"form-{key}", border=False):
        title, series = st.columns(2)
        title.text_input("Judul", key=_field(key, "title"), persist_state=_KEPT)
        series.text_input(
            "Rangkaian rapat",
            key=_field(key, "series"),
            persist_state=_KEPT,
            placeholder="kosong untuk rapat tunggal",
        )
        day, hour, place = st.columns([2, 2, 5])
        day.date_input("Tanggal", key=_field(key, "day"), persist_state=_KEPT, format="DD/MM/YYYY")
        hour.time_input("Pukul (WITA)", key=_field(key, "hour"), persist_state=_KEPT)
        place.text_input("Tempat", key=_field(key, "place"), persist_state=_KEPT)
        st.multiselect(
            "OPD yang diundang",
            sorted(agencies),
            format_func=lambda one: agencies[one].label,
            key=_field(key, "agencies"),
            persist_state=_KEPT,
            placeholder="pilih OPD",
        )
        st.form_submit_button(
            "Simpan rincian", key=_field(key, "send"), on_click=_replan, args=(meeting, key)
        )
    meeting_acts.troubles(key)


def attendance(meeting: Meeting, agencies: Mapping[AgencyCode, Agency]) -> None:
    """Draw who came as a form: one click notes all as present, another what is ticked."""
    noted = {one.agency: one for one in meeting.attendance}
    invited = [*meeting.plan.agencies, *(one for one in noted if one not in meeting.plan.agencies)]
    key = f"attendance-{meeting.id}-{crc32(repr(meeting.attendance).encode())}"
    _begin(key, _of_attendance(invited, noted))
    with st.form(f"form-{key}", border=False):
        with st.container(horizontal=True, key=f"attendance-ways-{meeting.id}"):
            for words_, is_all in (("Semua hadir", True), ("Simpan daftar hadir", False)):
                st.form_submit_button(
                    words_,
                    key=_field(key, f"send-{is_all}"),
                    type="primary" if is_all and not noted else "secondary",
                    on_click=_note,
                    args=(meeting, key, invited, is_all),
                )
        for code in invited:
            name = agencies[code].label if code in agencies else code
            came, people = st.columns([1, 1], vertical_alignment="center")
            came.checkbox(
                markup.plain(name, 60), key=_field(key, f"came-{code}"), persist_state=_KEPT
            )
            people.text_input(
                f"Yang hadir dari {markup.plain(name, 60)}",
                key=_field(key, f"people-{code}"),
                persist_state=_KEPT,
                label_visibility="collapsed",
                placeholder="nama yang hadir",
            )
    meeting_acts.troubles(f"attendance-{meeting.id}")


def _note(meeting: Meeting, key: str, invited: list[AgencyCode], is_all: bool) -> None:  # noqa: FBT001 - a callback's arguments
    found = [
        Attendance(
            code,
            is_all or bool(_value(key, f"came-{code}")),
            _value(key, f"people-{code}") or "",
        )
        for code in invited
    ]
    tried(
        f"attendance-{meeting.id}",
        "Daftar hadir tersimpan.",
        lambda connection, visit: meetings.note_attendance(
            connection, visit.actor, meeting.id, found, at=frame.now(visit.programme)
        ),
    )


def _replan(meeting: Meeting, key: str) -> None:
    """An emptied day or hour stays as it was."""
    changed = MeetingPlan(
        title=_value(key, "title") or "",
        held_on=_value(key, "day") or meeting.plan.held_on,
        begins_at=_value(key, "hour") or meeting.plan.begins_at,
        place=_value(key, "place") or "",
        agencies=tuple(_value(key, "agencies") or ()),
        series=_value(key, "series") or "",
    )
    tried(
        key,
        "Rincian rapat tersimpan.",
        lambda connection, visit: meetings.replan_meeting(
            connection, visit.actor, meeting.id, changed, at=frame.now(visit.programme)
        ),
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


def _plan_key(meeting: Meeting) -> str:
    """Once another plan is recorded its form begins anew, with what is agreed now."""
    return f"plan-{meeting.id}-{crc32(repr(meeting.plan).encode())}"


def _begin(key: str, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        st.session_state.setdefault(_field(key, name), value)


def _field(key: str, name: str) -> str:
    return f"meeting-{key}-{name}"


def _value(key: str, name: str) -> Any:  # noqa: ANN401 - a widget's value is what it is
    return st.session_state.get(_field(key, name))
