"""The list of meetings: the next one with what to do now, those before it below."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from typing import Final

import streamlit as st

from pages.meetings import actions, markup as meeting_markup, presentation
from pages.shell import address, catalogue, data, escaping
from pages.shell.visit import Visit
from pages.widgets import heads, lists
from rules.access import Permission
from rules.meetings.follow_ups import FollowUp
from rules.meetings.meeting import Meeting, MeetingPlan, Stage
from rules.meetings.next_meeting import coming, missed, next_plan, same_day
from rules.meetings.resolutions import MeetingId
from words.formats import long_day, number
from words.meetings import page as words
from words.meetings.sentences import follow_ups_finding
from words.progress import sentences

_USUAL_TIME: Final = time(9, 0)
_ON_A_PAGE: Final = 24


def asked(visit: Visit) -> Meeting | None:
    """Return the meeting that the URL names, as known at the moment; None where it names none.

    One that is not known is told in a sentence.
    """
    wanted = st.query_params.get(actions.MEETING)
    if wanted is None:
        return None
    for meeting in data.meetings(visit, visit.moment.as_of):
        if str(meeting.id) == wanted:
            return meeting
    st.warning(
        f"Rapat “{escaping.plain(wanted)}” tidak ada pada posisi ini; yang tercatat ada di bawah.",
        icon=":material/link_off:",
    )
    return None


def draw(visit: Visit) -> None:
    """Draw the next meeting on top, those nobody opened in time, and all others below."""
    known, follow_ups = (
        data.meetings(visit, visit.moment.as_of),
        data.follow_ups(visit, visit.moment.as_of),
    )
    following, forgotten = coming(known, visit.moment.as_of), missed(known, visit.moment.as_of)
    waiting = follow_ups_finding(data.dossier(visit))
    found = words.finding(following, forgotten)
    heads.headline(found, f"{waiting} · {sentences.moment(visit.moment)}")
    actions.PREPARING.tell_refusal()
    if following is not None:
        _coming(visit, following)
    _rows(visit, "Lewat tanggal", forgotten, follow_ups, note=words.MISSED)
    if visit.may(Permission.HOLD_MEETING) and not visit.is_today:
        heads.only_today(visit, catalogue.MEETINGS, deed="Rapat disiapkan")
    elif following is None and not forgotten:
        st.caption(words.HOW_TO_BEGIN)
    with st.container(horizontal=True, key="list-ways"):
        if visit.may(Permission.HOLD_MEETING) and visit.is_today:
            _preparing(visit, known, is_first=following is None)
        presentation.offer(visit, None)
    shown = (following, *forgotten)
    planned = [
        meeting for meeting in known if meeting.stage is Stage.PLANNED and meeting not in shown
    ]
    past = [meeting for meeting in known if meeting.stage in {Stage.CLOSED, Stage.CANCELLED}]
    _rows(visit, "Direncanakan", planned, follow_ups)
    _rows(visit, "Rapat sebelumnya", past, follow_ups)


def _next_plan(visit: Visit, known: Sequence[Meeting]) -> MeetingPlan:
    """Return the plan of a meeting today, like the last one; the first invites all that lead."""
    board = data.board(visit, visit.today)
    leads = {milestone.lead for sentra in board.sentra for milestone in sentra.milestones}
    usual = MeetingPlan(
        title=words.USUAL_SERIES,
        held_on=visit.today,
        begins_at=_USUAL_TIME,
        place="",
        agencies=tuple(sorted(leads)),
        series=words.USUAL_SERIES,
    )
    plan = next_plan(known, usual, board.agencies)
    return replace(plan, title=words.title(plan.series, visit.today)) if plan.series else plan


def _coming(visit: Visit, meeting: Meeting) -> None:
    deed = "Lihat rapat"
    if visit.may(Permission.HOLD_MEETING):
        deed = "Lanjutkan rapat" if meeting.stage is Stage.OPEN else "Lihat dan buka rapat"
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key="coming-meeting"
    ):
        st.html(meeting_markup.coming(meeting))
        st.button(
            deed,
            key="go-on",
            type="primary",
            icon=":material/arrow_forward:",
            on_click=actions.show,
            args=(MeetingId(meeting.id),),
        )


def _preparing(visit: Visit, known: Sequence[Meeting], *, is_first: bool) -> None:
    """Offer to prepare a meeting with one click: all is taken over from the last one."""
    plan = _next_plan(visit, known)
    today = same_day(known, plan.held_on)
    if today is None:
        name = "Siapkan rapat" if is_first else "Siapkan rapat lain"
        _prepare(name, plan, is_primary=is_first)
        return
    with st.popover("Siapkan rapat lain", icon=":material/event:", key="prepare-asked"):
        st.caption(escaping.sentence(words.another(today.plan)))
        _prepare("Ya, siapkan satu lagi", plan, is_primary=True)


def _prepare(name: str, plan: MeetingPlan, *, is_primary: bool) -> None:
    st.button(
        name,
        key="prepare",
        type="primary" if is_primary else "tertiary",
        icon=":material/event:",
        on_click=actions.prepare,
        args=(plan, actions.PREPARING.submission),
    )


def _rows(
    visit: Visit,
    title: str,
    found: Sequence[Meeting],
    follow_ups: Sequence[FollowUp],
    *,
    note: str = "",
) -> None:
    if not found:
        return
    st.html(meeting_markup.part(title, number(len(found))))
    if note:
        st.caption(note)
    part = lists.shown(
        found,
        f"meetings-{title}",
        size=_ON_A_PAGE,
        words=lambda one: f"{one.plan.title} {long_day(one.plan.held_on)} no. {one.id}",
    )
    for meeting in part:
        name, rest = st.columns([4, 9], vertical_alignment="center")
        with name, st.container(key=f"name-meeting-{meeting.id}"):
            st.page_link(
                catalogue.MEETINGS.script,
                label=f"**{escaping.plain(meeting.plan.title, 80)}**",
                query_params=address.link(visit.moment, rapat=str(meeting.id)),
            )
        rest.html(meeting_markup.row(meeting, follow_ups))
