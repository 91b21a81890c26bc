"""The form of what is agreed of a meeting. What is typed survives a refusal."""

from datetime import time

import streamlit as st

from models.meetings import commands as meetings
from pages.meetings import actions, whole_forms
from pages.shell import frame
from pages.shell.form_state import Form
from rules.meetings.meeting import Meeting, MeetingPlan
from rules.plan.agencies import Agencies, offered
from words.meetings import page as words


def draw(meeting: Meeting, agencies: Agencies) -> None:
    """Draw what is agreed of a meeting as a form."""
    form = whole_forms.form_of(meeting, "plan")
    form.begin(_known(meeting.plan), meeting.plan)
    with st.form(f"form-{form.submission}", border=False):
        _named(form)
        st.multiselect(
            "OPD yang diundang",
            offered(agencies, meeting.plan.held_on, also=meeting.plan.agencies),
            format_func=lambda code: agencies[code].label,
            **form.widget("agencies"),
            placeholder="pilih OPD",
        )
        form.tell_below("agencies")
        st.form_submit_button(
            "Simpan rincian", key=form.field("send"), on_click=_replan, args=(meeting,)
        )
    actions.tell_refusal(form)
    whole_forms.yielding(form, meeting.plan)


def _named(form: Form) -> None:
    """Ask what the meeting is called, and when and where it is held."""
    title, series = st.columns(2)
    with title:
        st.text_input("Judul", **form.widget("title"))
        form.tell_below("title")
    with series:
        alone = "kosong untuk rapat tunggal"
        st.text_input("Rangkaian rapat", **form.widget("series"), placeholder=alone)
        form.tell_below("series")
    day, hour, hall = st.columns([2, 2, 5])
    day.date_input("Tanggal", **form.widget("day"), format="DD/MM/YYYY")
    hour.time_input("Pukul (WITA)", **form.widget("hour"))
    with hall:
        st.text_input("Tempat", **form.widget("place"))
        form.tell_below("place")


def _known(plan: MeetingPlan) -> dict[str, object]:
    return {
        "title": plan.title,
        "series": plan.series,
        "day": plan.held_on,
        "hour": time(plan.begins_at.hour, plan.begins_at.minute),
        "place": plan.place,
        "agencies": list(plan.agencies),
    }


def _replan(meeting: Meeting) -> None:
    """An emptied day or hour stays as it was; the second half of a double click does nothing."""
    form = whole_forms.form_of(meeting, "plan")
    if not form.is_open:
        return
    seen, changed = (
        form.seen_version,
        MeetingPlan(
            title=form.typed("title") or "",
            held_on=form.typed("day") or meeting.plan.held_on,
            begins_at=form.typed("hour") or meeting.plan.begins_at,
            place=form.typed("place") or "",
            agencies=tuple(form.typed("agencies") or ()),
            series=form.typed("series") or "",
        ),
    )
    whole_forms.send(
        form,
        lambda connection, visit: meetings.replan_meeting(
            connection, visit.actor, meeting.id, changed, seen=seen, at=frame.now(visit.programme)
        ),
        "Rincian rapat tersimpan.",
        typed=words.written(changed),
    )
