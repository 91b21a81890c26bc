"""Follow-ups of meetings: those that a person owes, with their form, and those of one sentra."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from models.meetings.follow_ups import tell_follow_up
from pages.evidence import drafted_files
from pages.meetings import follow_up_markup
from pages.reporting.drafts import field
from pages.shell import (
    address,
    catalogue,
    frame,
)
from pages.shell.commands import told
from pages.shell.frame import Visit
from rules.access import may_follow_up
from rules.errors import SentraError
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp, FollowUpKind, still_open
from rules.meetings.legality import TEXT_LIMIT
from rules.values import SentraCode
from words.formats import number

_KEPT: Final = "session"
_SHOWN_LATE: Final = 3
_DONE: Final = {
    FollowUpKind.CLOSED: "Tindak lanjut selesai dan tercatat.",
    FollowUpKind.NOTED: "Perkembangan tindak lanjut tercatat.",
}


def owed(visit: Visit) -> None:
    """Draw the open follow-ups that this person may tell about, overdue ones first.

    What is being written stays, also where somebody else closed it meanwhile.
    """
    dossier = _known(visit)
    writing = [one for one in dossier.follow_ups if _opened(one)]
    waiting = _own(visit, dossier)
    shown = [*waiting, *(one for one in writing if one not in waiting)]
    if not shown:
        return
    st.subheader("Tindak lanjut rapat", anchor=False)
    st.caption(f"{_finding(visit, dossier)}.")
    for one in shown:
        _card(one, dossier)


def telling(visit: Visit, one: FollowUp) -> None:
    """Offer to tell about one follow-up where this person may; what is being written stays."""
    if _opened(one):
        _form(one)
    elif one.is_open and may_follow_up(visit.actor, one.owner):
        _opener(_form_of(one), is_primary=False)


def late(visit: Visit) -> None:
    """Tell on the first screen which follow-ups of this person are overdue, with the way there."""
    dossier = _known(visit)
    found = [one for one in _own(visit, dossier) if one.days_late(dossier.as_of)]
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
    own = [one for one in dossier.follow_ups if one.resolution.sentra == code]
    waiting = still_open(own, dossier.as_of)
    closed = [one for one in reversed(own) if not one.is_open]
    if not waiting:
        st.caption("Tidak ada tindak lanjut rapat yang belum selesai pada posisi ini.")
    else:
        st.html(follow_up_markup.table(waiting, dossier, caption="Tindak lanjut yang menunggu"))
    if closed:
        with st.expander(f"{number(len(closed))} tindak lanjut selesai", key="closed-follow-ups"):
            st.html(follow_up_markup.table(closed, dossier, caption="Tindak lanjut yang selesai"))


def _known(visit: Visit) -> Dossier:
    """What is known of follow-ups at this moment; what a comparison costs is not needed here."""
    return Dossier(
        briefing=visit.briefing(),
        made_by=visit.actor.name,
        follow_ups=visit.follow_ups(),
    )


def _own(visit: Visit, dossier: Dossier) -> Sequence[FollowUp]:
    """The open ones that this person may tell about."""
    return [one for one in dossier.open_follow_ups if may_follow_up(visit.actor, one.owner)]


def _finding(visit: Visit, dossier: Dossier) -> str:
    waiting = _own(visit, dossier)
    count = sum(1 for one in waiting if one.days_late(dossier.as_of))
    found = f"{number(len(waiting))} menunggu"
    return f"{found}, {number(count)} di antaranya terlambat" if count else found


def _card(one: FollowUp, dossier: Dossier) -> None:
    form = _form_of(one)
    with st.container(border=True, key=f"card-{form}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(follow_up_markup.head(one, dossier))
            if not _opened(one):
                _opener(form, is_primary=True)
        if one.history:
            st.html(follow_up_markup.told(one))
        if _opened(one):
            _form(one)


def _opener(form: str, *, is_primary: bool) -> None:
    st.button(
        "Isi tindak lanjut",
        key=field(form, "open"),
        type="primary" if is_primary else "secondary",
        on_click=_open,
        args=(form,),
    )


def _form(one: FollowUp) -> None:
    form = _form_of(one)
    st.text_area(
        "Catatan",
        key=field(form, "note"),
        persist_state=_KEPT,
        height=90,
        max_chars=TEXT_LIMIT,
        placeholder="Apa yang sudah dikerjakan, dan apa hasilnya?",
    )
    proof = "wajib untuk menutup" if one.resolution.needs_evidence else "boleh kosong"
    st.text_input(
        f"Bukti dukung: nomor atau tempat dokumen ({proof})",
        key=field(form, "evidence"),
        persist_state=_KEPT,
        max_chars=TEXT_LIMIT,
    )
    drafted_files.draw_new(form)
    problem: SentraError | None = st.session_state.get(field(form, "problem"))
    if problem is not None:
        frame.tell(problem)
    with st.container(horizontal=True):
        _sending(one, FollowUpKind.CLOSED, "Tandai selesai")
        _sending(one, FollowUpKind.NOTED, "Simpan perkembangan")
        st.button("Batal", key=field(form, "cancel"), on_click=_close, args=(form,))


def _sending(one: FollowUp, kind: FollowUpKind, name: str) -> None:
    st.button(
        name,
        key=field(_form_of(one), kind.value),
        type="primary" if kind is FollowUpKind.CLOSED else "secondary",
        on_click=_tell,
        args=(one, kind),
    )


def _tell(one: FollowUp, kind: FollowUpKind) -> None:
    """Record what the form holds; the second of two quick clicks finds it closed already."""
    if not _opened(one):
        return
    form = _form_of(one)
    note = st.session_state.get(field(form, "note")) or ""

    def record(visit: Visit) -> None:
        files = drafted_files.of_new(visit, form)
        with visit.store.write() as connection:
            tell_follow_up(
                connection,
                visit.actor,
                one.resolution.id,
                kind,
                note=note,
                evidence=st.session_state.get(field(form, "evidence")) or "",
                files=files,
                at=frame.now(visit.programme),
            )

    found = told(record, typed=note)
    if isinstance(found, SentraError):
        st.session_state[field(form, "problem")] = found
        return
    _close(form)
    frame.recorded(_DONE[kind])


def _form_of(one: FollowUp) -> str:
    return f"tindak-lanjut-{one.resolution.id}"


def _opened(one: FollowUp) -> bool:
    return field(_form_of(one), "opened") in st.session_state


def _open(form: str) -> None:
    st.session_state[field(form, "opened")] = True
    st.session_state[field(form, "note")] = ""
    st.session_state[field(form, "evidence")] = ""


def _close(form: str) -> None:
    for name in ("opened", "note", "evidence", "files", "refused", "problem"):
        st.session_state.pop(field(form, name), None)
