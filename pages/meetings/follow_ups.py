"""Follow-ups of meetings: those that a person owes, with their form, and those of one sentra."""

from collections.abc import Iterable, Sequence
from typing import Final

import streamlit as st
from sqlalchemy import Connection

from models.meetings.follow_ups import tell_follow_up
from pages.evidence import drafted_files, markup as evidence_markup
from pages.meetings import follow_up_markup
from pages.shell import address, catalogue, data, frame, notices
from pages.shell.commands import run_prepared
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from pages.widgets import lists
from rules.access import may_follow_up
from rules.evidence.files import KeptFile
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp, FollowUpKind, still_open
from rules.meetings.legality import TEXT_LIMIT
from rules.values import SentraCode
from words.formats import number

_SHOWN_LATE: Final = 3
_ON_A_PAGE: Final = 25
_DONE: Final = {
    FollowUpKind.CLOSED: "Tindak lanjut selesai dan tercatat.",
    FollowUpKind.NOTED: "Perkembangan tindak lanjut tercatat.",
}


def owed(visit: Visit) -> None:
    """Draw the open follow-ups that this person may tell about, overdue ones first.

    What is being written stays, also where somebody else closed it meanwhile.
    """
    dossier = _known(visit)
    writing = [follow_up for follow_up in dossier.follow_ups if _form_of(follow_up).is_open]
    waiting = _own(visit, dossier)
    if not waiting and not writing:
        return
    st.header("Tindak lanjut rapat", anchor=False)
    st.caption(f"{_finding(visit, dossier)}.")
    part = lists.shown(waiting, "owed-follow-ups", size=_ON_A_PAGE, words=_words)
    for follow_up in (*part, *(one for one in writing if one not in part)):
        _card(follow_up, dossier)


def telling(visit: Visit, follow_up: FollowUp) -> None:
    """Offer to tell about one follow-up where this person may; what is being written stays."""
    if _form_of(follow_up).is_open:
        _form(follow_up)
    elif follow_up.is_open and may_follow_up(visit.actor, follow_up.owner):
        _opener(_form_of(follow_up), is_primary=False)


def late(visit: Visit) -> None:
    """Tell on the first screen which follow-ups of this person are overdue, with the way there."""
    dossier = _known(visit)
    found = [follow_up for follow_up in _own(visit, dossier) if follow_up.days_late(dossier.as_of)]
    if not found:
        return
    with st.container(border=True, key="late-follow-ups"):
        st.markdown(f"**{number(len(found))} tindak lanjut rapat terlambat**")
        st.html(follow_up_markup.late(found[:_SHOWN_LATE], dossier))
        st.page_link(
            catalogue.TASKS.script,
            label="Isi tindak lanjut",
            icon=":material/task_alt:",
            query_params=address.link(visit.moment),
        )


def of_sentra(visit: Visit, code: SentraCode) -> None:
    """Draw the follow-ups about one sentra: open ones, and closed ones folded away."""
    dossier = _known(visit)
    own = [follow_up for follow_up in dossier.follow_ups if follow_up.resolution.sentra == code]
    waiting = still_open(own, dossier.as_of)
    closed = [follow_up for follow_up in reversed(own) if not follow_up.is_open]
    if not waiting:
        st.caption("Tidak ada tindak lanjut rapat yang belum selesai pada posisi ini.")
    else:
        _table(visit, waiting, dossier, "Tindak lanjut yang menunggu")
    if not closed:
        return
    name = f"{number(len(closed))} tindak lanjut selesai"
    opened = st.expander(name, key="closed-follow-ups", on_change="rerun")
    if opened.open:
        with opened:
            part = lists.shown(closed, "closed", size=2 * _ON_A_PAGE, words=_words)
            _table(visit, part, dossier, "Tindak lanjut yang selesai")


def _table(visit: Visit, found: Iterable[FollowUp], dossier: Dossier, caption: str) -> None:
    removable = evidence_markup.removable(visit)
    st.html(follow_up_markup.table(found, dossier, caption=caption, removable=removable))


def _known(visit: Visit) -> Dossier:
    """What is known of follow-ups at this moment; what a comparison costs is not needed here."""
    return Dossier(
        briefing=data.briefing(visit, visit.moment),
        made_by=visit.actor.name,
        follow_ups=data.follow_ups(visit, visit.moment.as_of),
    )


def _own(visit: Visit, dossier: Dossier) -> Sequence[FollowUp]:
    """The open ones that this person may tell about."""
    return [
        follow_up
        for follow_up in dossier.open_follow_ups
        if may_follow_up(visit.actor, follow_up.owner)
    ]


def _finding(visit: Visit, dossier: Dossier) -> str:
    waiting = _own(visit, dossier)
    count = sum(1 for follow_up in waiting if follow_up.days_late(dossier.as_of))
    found = f"{number(len(waiting))} menunggu"
    return f"{found}, {number(count)} di antaranya terlambat" if count else found


def _card(follow_up: FollowUp, dossier: Dossier) -> None:
    form = _form_of(follow_up)
    with st.container(border=True, key=f"card-tindak-lanjut-{follow_up.resolution.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(follow_up_markup.head(follow_up, dossier))
            if not _form_of(follow_up).is_open:
                _opener(form, is_primary=True)
        if follow_up.history:
            st.html(follow_up_markup.told(follow_up))
        if _form_of(follow_up).is_open:
            _form(follow_up)


def _opener(form: Form, *, is_primary: bool) -> None:
    st.button(
        "Isi tindak lanjut",
        key=form.field("open"),
        type="primary" if is_primary else "secondary",
        on_click=form.open,
        args=({"note": "", "evidence": ""},),
    )


def _form(follow_up: FollowUp) -> None:
    form = _form_of(follow_up)
    st.text_area(
        "Catatan",
        **form.widget("note"),
        height=90,
        max_chars=TEXT_LIMIT,
        placeholder="Apa yang sudah dikerjakan, dan apa hasilnya?",
    )
    form.tell_below("note", "note", "text")
    proof = "wajib untuk menutup" if follow_up.resolution.needs_evidence else "boleh kosong"
    st.text_input(
        f"Bukti dukung: nomor atau tempat dokumen ({proof})",
        **form.widget("evidence"),
        max_chars=TEXT_LIMIT,
    )
    form.tell_below("evidence")
    drafted_files.draw_new(form)
    form.tell_refusal()
    with st.container(horizontal=True):
        _sending(follow_up, FollowUpKind.CLOSED, "Tandai selesai")
        _sending(follow_up, FollowUpKind.NOTED, "Simpan perkembangan")
        st.button("Batal", key=form.field("cancel"), on_click=form.clear)


def _sending(follow_up: FollowUp, kind: FollowUpKind, name: str) -> None:
    st.button(
        name,
        key=_form_of(follow_up).field(kind.value),
        type="primary" if kind is FollowUpKind.CLOSED else "secondary",
        on_click=_tell,
        args=(follow_up, kind),
    )


def _tell(follow_up: FollowUp, kind: FollowUpKind) -> None:
    """Record what the form holds; the second of two quick clicks finds it closed already."""
    form = _form_of(follow_up)
    if not form.is_open:
        return

    def record(connection: Connection, visit: Visit, files: Sequence[KeptFile]) -> None:
        tell_follow_up(
            connection,
            visit.actor,
            follow_up.resolution.id,
            kind,
            note=form.typed("note") or "",
            evidence=form.typed("evidence") or "",
            files=files,
            at=frame.now(visit.programme),
        )

    typed = form.words("note", "evidence")
    found = run_prepared(lambda visit: drafted_files.of_new(visit, form), record, typed=typed)
    if form.is_recorded(found, typed):
        notices.recorded(_DONE[kind])


def _words(follow_up: FollowUp) -> str:
    """What a follow-up is looked for by."""
    made = follow_up.resolution
    return f"{made.text} {made.sentra or ''} {made.milestone or ''} no. {made.id}"


def _form_of(follow_up: FollowUp) -> Form:
    return Form(f"report-tindak-lanjut-{follow_up.resolution.id}")
