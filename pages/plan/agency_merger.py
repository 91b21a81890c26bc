"""Merging agencies on OPD: who goes into whom, what goes with them, and whether to be sure."""

import streamlit as st

from models.accounts.queries import accounts
from pages.plan import agency_fields, agency_forms as forms, agency_markup
from pages.plan.agency_forms import ANOTHER, FORM, Entries
from pages.shell import data, escaping, frame
from pages.shell.visit import Visit
from rules.access import Permission
from rules.plan.agencies import NewAgency, offered
from rules.plan.agency_legality import Merger
from rules.progress.agency_figures import open_duties
from words.plan import agencies as words


def draw(visit: Visit, entries: Entries) -> None:
    """Draw the form of a merger, or the question whether to be sure of it."""
    with st.container(border=True, key="merging-agencies"):
        st.markdown("**Gabungkan OPD**")
        if FORM.typed("asked"):
            _confirmation(visit, entries)
            return
        _form(visit, entries)


def _form(visit: Visit, entries: Entries) -> None:
    now = {code: entry.value for code, entry in entries.items()}
    there = [code for code in offered(now, visit.today) if now[code].merged_on is None]
    merged, into = st.columns(2)
    with merged:
        st.multiselect(
            "OPD yang digabung",
            there,
            format_func=lambda code: now[code].label,
            **FORM.widget("merged"),
            placeholder="pilih satu atau beberapa",
        )
        FORM.tell_below("merged")
    with into:
        st.selectbox(
            "Penerusnya",
            [ANOTHER, *there],
            format_func=lambda code: now[code].label if code else "OPD baru",
            **FORM.widget("into"),
        )
        FORM.tell_below("into")
    if not FORM.typed("into"):
        agency_fields.described()
    agency_fields.decided("Digabung sejak")
    agency_fields.told(max((entry.version for entry in entries.values()), default=0))
    with st.container(horizontal=True):
        st.button("Periksa", key="check-merger", type="primary", on_click=forms.check)
        st.button("Batal", key="cancel-merger", on_click=FORM.clear)


def _confirmation(visit: Visit, entries: Entries) -> None:
    """Say who goes into whom and what goes with them, and ask."""
    found = forms.merger()
    now = {code: entry.value for code, entry in entries.items()}
    into = (
        found.into.draft.label.strip()
        if isinstance(found.into, NewAgency)
        else now[found.into].label
    )
    merged = [now[code].label for code in found.merged]
    told = words.succession(merged, into, found.decision.holds_from)
    st.markdown(f"{escaping.sentence(told)}.")
    _moving(visit, found)
    st.caption(
        "Akun operatornya sejak sekarang bertindak untuk penerus, tanpa diubah. Surat, notula, dan "
        "laporan lama tetap memakai nama lama."
    )
    with st.container(horizontal=True):
        st.button("Ya, gabungkan", key="confirm-merger", type="primary", on_click=forms.merge)
        st.button("Kembali", key="unask-merger", on_click=forms.unask)


def _moving(visit: Visit, found: Merger) -> None:
    duties = open_duties(data.board(visit, visit.today), found.merged)
    follow_ups = [
        one
        for one in data.follow_ups(visit, visit.today)
        if one.is_open and one.owner in found.merged
    ]
    names = _operators(visit, found)
    counted = (len(duties.led), len(duties.supported), len(duties.obstacles))
    st.markdown(
        f"Yang berpindah: {escaping.sentence(words.moves(*counted, len(follow_ups), len(names)))}."
    )
    others = [f"tindak lanjut: {one.resolution.text}" for one in follow_ups]
    with st.expander("Lihat satu per satu"):
        st.html(agency_markup.duties(duties, [*others, *(f"akun: {name}" for name in names)]))


def _operators(visit: Visit, found: Merger) -> list[str]:
    if not visit.may(Permission.MANAGE_ACCOUNTS):
        return []
    with visit.store.read() as connection:
        lines = accounts(connection, visit.actor, at=frame.now())
    return [
        f"{line.name} ({line.username})"
        for line in lines
        if line.is_active and line.agency in found.merged
    ]
