"""One meeting: prepared, held in place on its agenda, or closed and read."""

from dataclasses import replace

import streamlit as st

from pages.changes import report as change_report
from pages.exports import menu
from pages.meetings import (
    actions,
    agenda,
    attendance_form,
    markup as meeting_markup,
    plan_form,
    presentation,
)
from pages.shell import address, catalogue, data, escaping
from pages.shell.visit import Visit
from pages.widgets import heads
from rules.access import Permission
from rules.meetings.dossier import Dossier
from rules.meetings.meeting import Meeting, Stage
from rules.progress.briefing import Briefing
from words.changes import sentences as changes
from words.errors import error
from words.formats import long_day, number
from words.meetings import page as words
from words.progress import sentences


def draw(visit: Visit, meeting: Meeting) -> None:
    """Draw a meeting as it stands, with what may be done about it now."""
    actions.begin_telling()
    heads.headline(meeting.plan.title, words.whereabouts(meeting))
    above = st.container(key="unsaved")
    dossier = _dossier(visit, meeting)
    is_acting = visit.is_today and visit.may(Permission.HOLD_MEETING)
    if visit.may(Permission.HOLD_MEETING) and not visit.is_today:
        if actions.was_overnight():
            st.warning(words.OVERNIGHT, icon=":material/bedtime:")
        heads.only_today(visit, catalogue.MEETINGS, deed="Rapat dicatat")
    match meeting.stage:
        case Stage.PLANNED:
            _planned(visit, meeting, dossier, is_acting=is_acting)
        case Stage.OPEN:
            _held(visit, meeting, dossier, is_acting=is_acting)
        case Stage.CLOSED:
            _held(visit, meeting, dossier, is_acting=False)
        case Stage.CANCELLED:
            _ways(visit, meeting)
            st.html(meeting_markup.plan(meeting, dossier.agencies))
    with above:
        _unsaved(meeting)


def _unsaved(meeting: Meeting) -> None:
    """Tell what was refused where its form is drawn no more, with its words to be copied."""
    for refusal in actions.untold(meeting.id):
        name = refusal.form.name
        with st.container(border=True, key=f"unsaved-{name}"):
            told = escaping.sentence(
                words.unsaved(meeting, refusal.problem, error(refusal.problem))
            )
            st.error(told, icon=":material/error:")
            if refusal.typed:
                st.caption(words.COPY)
                st.code(refusal.typed, language=None, wrap_lines=True)
            st.button("Buang", key=f"discard-{name}", on_click=refusal.form.forget_refusal)


def _dossier(visit: Visit, meeting: Meeting) -> Dossier:
    """The dossier of the meeting, with its follow-ups as they stand at the moment looked from."""
    return replace(
        data.dossier(visit, meeting), follow_ups=data.follow_ups(visit, visit.moment.as_of)
    )


def _planned(visit: Visit, meeting: Meeting, dossier: Dossier, *, is_acting: bool) -> None:
    _ways(visit, meeting, is_acting=is_acting)
    actions.tell_refusal(actions.form_of(f"meeting-{meeting.id}"))
    if is_acting:
        st.caption(words.OPENING)
        if meeting.plan.held_on != visit.today:
            st.caption(
                f"Rapat dijadwalkan {long_day(meeting.plan.held_on)}; bila dibuka sekarang, "
                f"posisinya {long_day(visit.today)}."
            )
    st.html(meeting_markup.plan(meeting, dossier.agencies))
    if is_acting:
        with st.expander("Ubah rincian rapat", icon=":material/edit:", key="plan"):
            plan_form.draw(meeting, dossier.agencies)
    items = dossier.agenda
    st.html(meeting_markup.part("Agenda bila dibuka sekarang", f"{number(len(items))} butir"))
    _position(dossier)
    agenda.preview(visit, items, dossier)


def _held(visit: Visit, meeting: Meeting, dossier: Dossier, *, is_acting: bool) -> None:
    _ways(visit, meeting, is_acting=is_acting)
    actions.tell_refusal(actions.form_of(f"meeting-{meeting.id}"))
    st.html(meeting_markup.position(words.seen(dossier), words.moment(meeting)))
    moved = words.moved(replace(dossier, briefing=_by_now(visit, meeting, dossier)))
    if moved:
        st.caption(moved)
    _changes(visit, dossier)
    _attendance(meeting, dossier, is_acting=is_acting)
    agenda.draw(visit, meeting, dossier, is_acting=is_acting)


def _by_now(visit: Visit, meeting: Meeting, dossier: Dossier) -> Briefing:
    """The meeting's position with all that is known of it by now."""
    if meeting.moment is None:
        return dossier.briefing
    return data.briefing(visit, replace(meeting.moment, known_on=None))


def _ways(visit: Visit, meeting: Meeting, *, is_acting: bool = False) -> None:
    """Draw what can be done with the meeting as a whole, the one next step first."""
    with st.container(horizontal=True, vertical_alignment="center", key="meeting-ways"):
        if is_acting and meeting.stage is Stage.PLANNED:
            st.button(
                "Buka rapat",
                key="begin",
                type="primary",
                icon=":material/play_arrow:",
                on_click=actions.begin,
                args=(meeting.id,),
            )
        if meeting.stage is Stage.CLOSED:
            menu.menu(visit, meeting, key="files")
        if meeting.stage is not Stage.CANCELLED:
            presentation.offer(visit, meeting)
        if meeting.stage in {Stage.PLANNED, Stage.OPEN}:
            menu.menu(visit, meeting, key="files")
        if meeting.stage is not Stage.CANCELLED:
            menu.reminders(visit, meeting, key="reminders")
        if is_acting and meeting.stage is Stage.OPEN:
            _closing(meeting)
        if is_acting and meeting.stage is Stage.PLANNED:
            _calling_off(meeting)
        st.page_link(
            catalogue.MEETINGS.script,
            label="Semua rapat",
            icon=":material/list:",
            query_params=address.link(visit.moment),
        )


def _closing(meeting: Meeting) -> None:
    with st.popover("Tutup rapat", type="primary", icon=":material/lock:", key="closing"):
        st.caption(words.CLOSING)
        decided = f"{number(len(meeting.resolutions))} keputusan"
        if meeting.attendance:
            st.caption(f"{decided}, {words.attended(meeting)}.")
        else:
            st.caption(f"{decided}.")
            st.warning(words.NOT_NOTED, icon=":material/group_off:")
        st.button(
            "Ya, tutup rapat", key="end", type="primary", on_click=actions.end, args=(meeting.id,)
        )


def _calling_off(meeting: Meeting) -> None:
    form = actions.form_of(f"cancel-{meeting.id}")
    with st.popover("Batalkan rapat", icon=":material/event_busy:", key="calling-off"):
        st.text_area("Alasan pembatalan", **form.widget("reason"), height=80)
        form.tell_below("reason", "reason", "text", within="calling-off")
        st.button("Ya, batalkan", key="call-off", on_click=actions.call_off, args=(meeting.id,))
    actions.tell_refusal(form)


def _position(dossier: Dossier) -> None:
    compared = "" if dossier.changes is None else f"{changes.finding(dossier.changes)}."
    st.html(meeting_markup.position(sentences.headline(dossier.briefing), compared))


def _attendance(meeting: Meeting, dossier: Dossier, *, is_acting: bool) -> None:
    """Draw who came before the agenda, folded, so that it is not looked for below it."""
    came = words.attended(meeting) if meeting.attendance else "belum dicatat"
    st.html(meeting_markup.part("Daftar hadir", came))
    if is_acting:
        attendance_form.draw(meeting, dossier.agencies)
    elif meeting.attendance:
        with st.expander("Siapa yang hadir", icon=":material/group:", key="attended"):
            st.html(meeting_markup.attendance(meeting.attendance, dossier.agencies))


def _changes(visit: Visit, dossier: Dossier) -> None:
    """Offer what changed since the meeting before; it is read once somebody opens it."""
    if dossier.changes is None:
        return
    found = escaping.sentence(changes.finding(dossier.changes))
    shown = st.expander(found, icon=":material/history:", key="meeting-changes", on_change="rerun")
    if shown.open:
        with shown:
            change_report.draw(visit, dossier)
