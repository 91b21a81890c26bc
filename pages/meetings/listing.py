"""The list of meetings: the next one with what to do now, those before it below."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from typing import Final

import streamlit as st

from pages.meetings import (
    actions,
    markup as meeting_markup,
    presentation,
)
from pages.shell import address, catalogue
from pages.shell.frame import Visit
from pages.widgets import markup, parts
from rules.access import Permission
from rules.meetings.follow_ups import FollowUp
from rules.meetings.meeting import Meeting, MeetingPlan, Stage
from rules.meetings.next_meeting import (
    coming,
    missed,
    next_plan,
)
from rules.meetings.resolutions import MeetingId
from words.formats import number
from words.meetings import page as words
from words.meetings.sentences import follow_ups_finding
from words.progress import sentences

_USUAL_TIME: Final = time(9, 0)


def asked(visit: Visit) -> Meeting | None:
    """Return the meeting that the URL names, as known at the moment; None where it names none.

    One that is not known is told in a sentence.
    """
    wanted = st.query_params.get(actions.MEETING)
    if wanted is None:
        return None
    for one in visit.meetings():
        if str(one.id) == wanted:
            return one
    st.warning(
        f"Rapat “{markup.plain(wanted)}” tidak ada pada posisi ini; yang tercatat ada di bawah.",
        icon=":material/link_off:",
    )
    return None


def draw(visit: Visit) -> None:
    """Draw the next meeting on top, those nobody opened in time, and all others below."""
    known, follow_ups = visit.meetings(), visit.follow_ups()
    following, forgotten = coming(known, visit.moment.as_of), missed(known, visit.moment.as_of)
    waiting = follow_ups_finding(visit.dossier())
    found = words.finding(following, forgotten)
    parts.headline(found, f"{waiting} · {sentences.moment(visit.moment)}")
    actions.troubles("list")
    if following is not None:
        _coming(visit, following)
    _rows(visit, "Lewat tanggal", forgotten, follow_ups, note=words.MISSED)
    if visit.may(Permission.HOLD_MEETING) and not visit.is_today:
        parts.only_today(visit, catalogue.MEETINGS, deed="Rapat disiapkan")
    elif following is None and not forgotten:
        st.caption(words.HOW_TO_BEGIN)
    with st.container(horizontal=True, key="list-ways"):
        if visit.may(Permission.HOLD_MEETING) and visit.is_today:
            _preparing(visit, known, is_first=following is None)
        presentation.offer(visit, None)
    shown = (following, *forgotten)
    planned = [one for one in known if one.stage is Stage.PLANNED and one not in shown]
    past = [one for one in known if one.stage in {Stage.CLOSED, Stage.CANCELLED}]
    _rows(visit, "Direncanakan", planned, follow_ups)
    _rows(visit, "Rapat sebelumnya", past, follow_ups)


def _next_plan(visit: Visit, known: Sequence[Meeting]) -> MeetingPlan:
    """Return the plan of a meeting today, like the last one; the first invites all that lead."""
    board = visit.board(visit.today)
    leads = {one.lead for sentra in board.sentra for one in sentra.milestones}
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
    st.button(
        "Siapkan rapat" if is_first else "Siapkan rapat lain",
        key="prepare",
        type="primary" if is_first else "tertiary",
        icon=":material/event:",
        on_click=actions.prepare,
        args=(plan, actions.turn()),
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
    for one in found:
        name, rest = st.columns([4, 9], vertical_alignment="center")
        with name, st.container(key=f"name-meeting-{one.id}"):
            st.page_link(
                catalogue.MEETINGS.script,
                label=f"**{markup.plain(one.plan.title, 80)}**",
                query_params=address.link(visit.moment, rapat=str(one.id)),
            )
        rest.html(meeting_markup.row(one, follow_ups))
