"""The agenda of a meeting: each item with what is recorded on it, in its place."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from pages.meetings import (
    actions,
    drafts,
    follow_up_markup,
    follow_ups,
    forms as meeting_forms,
    markup as meeting_markup,
)
from pages.shell import address, catalogue
from pages.shell.frame import Visit
from pages.widgets import markup
from rules.access import Permission
from rules.meetings.agenda_item import AgendaItem
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp
from rules.meetings.meeting import Meeting, Stage
from rules.meetings.resolutions import Resolution, ResolutionId
from words.formats import number
from words.meetings import sentences as words

_SHOWN_LINKS = 4


def preview(visit: Visit, items: Sequence[AgendaItem], dossier: Dossier) -> None:
    """Draw the items that would stand on the agenda, read-only."""
    if not items:
        _nothing(dossier)
    for position, item, is_first in _numbered(items):
        if is_first:
            _kind(item, items)
        _item(visit, item, position, dossier)


def draw(visit: Visit, meeting: Meeting, dossier: Dossier, *, is_acting: bool) -> None:
    """Draw the frozen agenda with what was resolved on each item, and the forms to resolve."""
    if not meeting.agenda:
        _nothing(dossier)
    for position, item, is_first in _numbered(meeting.agenda):
        if is_first:
            _kind(item, meeting.agenda)
        with st.container(border=True, key=f"item-{item.key}"):
            _item(visit, item, position, dossier)
            _follow_up(visit, meeting, item.resolution, dossier)
            _resolutions(visit, meeting, item.key, dossier, is_acting=is_acting)
            if is_acting:
                form = drafts.on_item(meeting, visit.today, item)
                meeting_forms.resolution(form, dossier.agencies)
    _of_the_whole(visit, meeting, dossier, is_acting=is_acting)
    _done_since(visit, meeting, dossier)


def _numbered(items: Sequence[AgendaItem]) -> Sequence[tuple[int, AgendaItem, bool]]:
    """Items with their number from 1 and whether they begin a kind."""
    ordered = [item for _, group in groupby(items, lambda one: one.kind) for item in group]
    return [
        (at + 1, item, at == 0 or ordered[at - 1].kind is not item.kind)
        for at, item in enumerate(ordered)
    ]


def _kind(item: AgendaItem, items: Sequence[AgendaItem]) -> None:
    count = sum(one.kind is item.kind for one in items)
    st.html(meeting_markup.part(words.agenda_label(item.kind), number(count)))


def _nothing(dossier: Dossier) -> None:
    st.success(words.empty_agenda(dossier), icon=":material/check_circle:")


def _item(visit: Visit, item: AgendaItem, position: int, dossier: Dossier) -> None:
    concerned = dossier.sentra_of(item)[:_SHOWN_LINKS]
    with st.container(horizontal=True, key=f"agenda-{item.key}"):
        st.html(meeting_markup.item(item, position, dossier))
        for code in concerned:
            st.page_link(
                catalogue.SENTRA.script,
                label=f"Laporan {markup.plain(dossier.sentra_name(code), 60)}",
                icon=":material/history:",
                query_params=address.link(visit.moment, sentra=code),
            )


def _follow_up(
    visit: Visit, meeting: Meeting, resolution_id: ResolutionId | None, dossier: Dossier
) -> None:
    """Draw how a follow-up stands now, with the ways to tell about it; nothing for none."""
    # Beside what a closed meeting was told of it then, what is true now says so.
    lead = "kini " if meeting.stage is Stage.CLOSED else ""
    for one in dossier.follow_ups:
        if one.resolution.id == resolution_id:
            _told(visit, one, lead)


def _told(visit: Visit, one: FollowUp, lead: str) -> None:
    told = follow_up_markup.told(one)
    if told:
        st.html(told)
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"told-{one.resolution.id}"
    ):
        state = follow_up_markup.state(one, visit.moment.as_of, lead=lead)
        st.html(state, width="content")
        if visit.is_today:
            follow_ups.telling(visit, one)
        if visit.is_today and not one.is_open and visit.may(Permission.HOLD_MEETING):
            _reopening(one)


def _reopening(one: FollowUp) -> None:
    reason = f"reopen-reason-{one.resolution.id}"
    with st.popover("Buka kembali", icon=":material/undo:", key=f"reopen-{one.resolution.id}"):
        st.text_input("Alasan dibuka kembali", key=reason, persist_state="session")
        st.button(
            "Ya, buka kembali",
            key=f"reopen-{one.resolution.id}-now",
            on_click=actions.reopen,
            args=(one.resolution.id, reason),
        )
    actions.troubles(f"reopen-{one.resolution.id}")


def _resolutions(
    visit: Visit, meeting: Meeting, key: str, dossier: Dossier, *, is_acting: bool
) -> None:
    for one in meeting.resolutions:
        if one.item != key:
            continue
        if is_acting and drafts.is_edited(one):
            form = drafts.correcting(meeting, visit.today, one)
            with st.container(key=f"resolved-{one.id}"):
                meeting_forms.resolution(form, dossier.agencies)
        else:
            _resolution(one, dossier, is_acting=is_acting)
        if meeting.stage is Stage.CLOSED:
            _follow_up(visit, meeting, one.id, dossier)
    gone = actions.withdrawn(meeting.id, key) if is_acting else None
    if gone is not None:
        with st.container(horizontal=True, vertical_alignment="center", key="withdrawn"):
            st.html(meeting_markup.withdrawn(gone))
            st.button("Urungkan", key="restore", on_click=actions.restore, args=(gone,))
        actions.troubles(f"resolution-{gone.id}")


def _resolution(one: Resolution, dossier: Dossier, *, is_acting: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"resolved-{one.id}"):
        st.html(meeting_markup.resolution(one, dossier))
        if is_acting:
            st.button(
                "Ubah",
                key=f"edit-{one.id}",
                type="tertiary",
                on_click=drafts.edit,
                args=(one.id,),
            )
            st.button(
                "Hapus",
                key=f"withdraw-{one.id}",
                type="tertiary",
                on_click=actions.withdraw,
                args=(one,),
            )
    actions.troubles(f"resolution-{one.id}")


def _of_the_whole(visit: Visit, meeting: Meeting, dossier: Dossier, *, is_acting: bool) -> None:
    """Draw what was resolved on no item, and the form for more."""
    if not is_acting and not any(not one.item for one in meeting.resolutions):
        return
    st.html(meeting_markup.part("Keputusan rapat secara keseluruhan"))
    with st.container(border=True, key="item-whole"):
        _resolutions(visit, meeting, "", dossier, is_acting=is_acting)
        if is_acting:
            form = drafts.on_meeting(meeting, visit.today)
            meeting_forms.resolution(form, dossier.agencies)


def _done_since(visit: Visit, meeting: Meeting, dossier: Dossier) -> None:
    """Draw the follow-ups that were closed since the meeting before, each with a way back."""
    if meeting.stage is not Stage.OPEN:
        return
    listed = {one.resolution for one in meeting.agenda}
    found = [
        one
        for one in dossier.closed_follow_ups
        if one.resolution.id not in listed and one.resolution.meeting != meeting.id
    ]
    if not found:
        return
    st.html(meeting_markup.part("Tindak lanjut yang selesai sejak rapat terakhir"))
    for one in found:
        with st.container(border=True, key=f"item-done-{one.resolution.id}"):
            st.html(follow_up_markup.head(one, dossier) + follow_up_markup.told(one))
            if visit.is_today and visit.may(Permission.HOLD_MEETING):
                _reopening(one)
