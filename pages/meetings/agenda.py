"""The agenda of a meeting: each item with what is recorded on it, in its place."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

import streamlit as st

from pages.evidence import markup as evidence_markup
from pages.meetings import (
    actions,
    follow_up_markup,
    follow_ups,
    markup as meeting_markup,
    resolution_form,
)
from pages.shell import address, catalogue, escaping
from pages.shell.visit import Visit
from rules.access import Permission
from rules.meetings.agenda_item import AgendaItem
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp
from rules.meetings.meeting import Meeting, Stage
from rules.meetings.resolutions import Resolution, ResolutionId
from words.formats import number
from words.meetings import sentences as words

_SHOWN_LINKS = 4
_FORMS_AT_ONCE = 25


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
                subject = resolution_form.on_item(meeting, visit.today, item)
                if len(meeting.agenda) > _FORMS_AT_ONCE:
                    resolution_form.offer(subject, dossier.agencies)
                else:
                    resolution_form.draw(subject, dossier.agencies)
    _of_the_whole(visit, meeting, dossier, is_acting=is_acting)
    _done_since(visit, meeting, dossier)


def _numbered(items: Sequence[AgendaItem]) -> Sequence[tuple[int, AgendaItem, bool]]:
    """Items with their number from 1 and whether they begin a kind."""
    ordered = [item for _, group in groupby(items, attrgetter("kind")) for item in group]
    return [
        (at + 1, item, at == 0 or ordered[at - 1].kind is not item.kind)
        for at, item in enumerate(ordered)
    ]


def _kind(item: AgendaItem, items: Sequence[AgendaItem]) -> None:
    count = sum(other.kind is item.kind for other in items)
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
                label=f"Laporan {escaping.plain(dossier.sentra_name(code), 60)}",
                icon=":material/history:",
                query_params=address.link(visit.moment, sentra=code),
            )


def _follow_up(
    visit: Visit, meeting: Meeting, resolution_id: ResolutionId | None, dossier: Dossier
) -> None:
    """Draw how a follow-up stands now, with the ways to tell about it; nothing for none."""
    # Beside what a closed meeting was told of it then, what is true now says so.
    lead = "kini " if meeting.stage is Stage.CLOSED else ""
    for follow_up in dossier.follow_ups:
        if follow_up.resolution.id == resolution_id:
            _told(visit, follow_up, lead)


def _told(visit: Visit, follow_up: FollowUp, lead: str) -> None:
    told = follow_up_markup.told(follow_up, evidence_markup.removable(visit))
    if told:
        st.html(told)
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"told-{follow_up.resolution.id}"
    ):
        state = follow_up_markup.state(follow_up, visit.moment.as_of, lead=lead)
        named = escaping.text(follow_up.resolution.text)
        st.html(f'<span data-names="{named}">{state}</span>', width="content")
        if visit.is_today:
            follow_ups.telling(visit, follow_up)
        if visit.is_today and not follow_up.is_open and visit.may(Permission.HOLD_MEETING):
            _reopening(follow_up)


def _reopening(follow_up: FollowUp) -> None:
    form = actions.form_of(f"reopen-{follow_up.resolution.id}")
    key = f"reopen-{follow_up.resolution.id}"
    with st.popover("Buka kembali", icon=":material/undo:", key=key):
        st.text_input("Alasan dibuka kembali", **form.widget("reason"))
        form.tell_below("reason", "reason", "text", within=key)
        st.button(
            "Ya, buka kembali",
            key=f"{key}-now",
            on_click=actions.reopen,
            args=(follow_up.resolution.id,),
        )
    actions.tell_refusal(form)


def _resolutions(
    visit: Visit, meeting: Meeting, key: str, dossier: Dossier, *, is_acting: bool
) -> None:
    for made in meeting.resolutions:
        if made.item != key:
            continue
        if is_acting and resolution_form.is_edited(made):
            subject = resolution_form.correcting(meeting, visit.today, made)
            with st.container(key=f"resolved-{made.id}"):
                resolution_form.draw(subject, dossier.agencies)
        else:
            _resolution(made, dossier, is_acting=is_acting)
        if meeting.stage is Stage.CLOSED:
            _follow_up(visit, meeting, made.id, dossier)
    gone = actions.withdrawn(meeting.id, key) if is_acting else None
    if gone is not None:
        with st.container(horizontal=True, vertical_alignment="center", key="withdrawn"):
            st.html(meeting_markup.withdrawn(gone))
            st.button("Urungkan", key="restore", on_click=actions.restore, args=(gone,))
        actions.tell_refusal(actions.form_of(f"resolved-{gone.id}"))


def _resolution(made: Resolution, dossier: Dossier, *, is_acting: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"resolved-{made.id}"):
        st.html(meeting_markup.resolution(made, dossier))
        if is_acting:
            st.button(
                "Ubah",
                key=f"edit-{made.id}",
                type="tertiary",
                on_click=resolution_form.edit,
                args=(made.id,),
            )
            st.button(
                "Hapus",
                key=f"withdraw-{made.id}",
                type="tertiary",
                on_click=actions.withdraw,
                args=(made,),
            )
    actions.tell_refusal(actions.form_of(f"resolved-{made.id}"))


def _of_the_whole(visit: Visit, meeting: Meeting, dossier: Dossier, *, is_acting: bool) -> None:
    """Draw what was resolved on no item, and the form for more."""
    if not is_acting and not any(not made.item for made in meeting.resolutions):
        return
    st.html(meeting_markup.part("Keputusan rapat secara keseluruhan"))
    with st.container(border=True, key="item-whole"):
        _resolutions(visit, meeting, "", dossier, is_acting=is_acting)
        if is_acting:
            subject = resolution_form.on_meeting(meeting, visit.today)
            resolution_form.draw(subject, dossier.agencies)


def _done_since(visit: Visit, meeting: Meeting, dossier: Dossier) -> None:
    """Draw the follow-ups that were closed since the meeting before, each with a way back."""
    if meeting.stage is not Stage.OPEN:
        return
    listed = {item.resolution for item in meeting.agenda}
    found = [
        follow_up
        for follow_up in dossier.closed_follow_ups
        if follow_up.resolution.id not in listed and follow_up.resolution.meeting != meeting.id
    ]
    if not found:
        return
    st.html(meeting_markup.part("Tindak lanjut yang selesai sejak rapat terakhir"))
    for follow_up in found:
        with st.container(border=True, key=f"item-done-{follow_up.resolution.id}"):
            told = follow_up_markup.told(follow_up, evidence_markup.removable(visit))
            st.html(follow_up_markup.head(follow_up, dossier) + told)
            if visit.is_today and visit.may(Permission.HOLD_MEETING):
                _reopening(follow_up)
