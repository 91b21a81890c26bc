"""The parts of OPD: the tools for who may, their forms, and the list."""

from collections import Counter
from datetime import date
from enum import StrEnum
from typing import Final

import streamlit as st

from models.plan.agencies.queries import AgencyEntry
from pages.plan import agency_fields, agency_forms as forms, agency_markup, agency_merger
from pages.plan.agency_forms import FORM, MERGER, NEW, Entries
from pages.shell import data
from pages.shell.visit import Visit
from rules.meetings.follow_ups import FollowUp
from rules.plan.agencies import Agencies, folded, successor_on
from rules.plan.legality import TEXT_LIMIT
from rules.progress.agency_figures import AgencyFigures, figures
from rules.values import Agency, AgencyCode, Board

_NOTHING: Final = AgencyFigures()


class Reading(StrEnum):
    """Under whose name figures stand; the value is the Indonesian word."""

    OF_THE_DAY = "Nama pada harinya"
    SUCCESSOR = "Menurut penerus"


def tools(visit: Visit, entries: Entries) -> None:
    """Draw the ways to add and to merge, or the one of their forms that is open."""
    if forms.opened() == NEW:
        _new()
    elif forms.opened() == MERGER:
        agency_merger.draw(visit, entries)
    else:
        with st.container(horizontal=True):
            st.button(
                "Tambah OPD", key="new-agency", icon=":material/add:", on_click=forms.open_new
            )
            st.button(
                "Gabungkan OPD",
                key="merge-agencies",
                icon=":material/merge:",
                on_click=forms.open_merger,
                args=(entries, visit.today),
            )


def listing(
    visit: Visit, board: Board, entries: Entries, reading: Reading, *, is_acting: bool
) -> None:
    """Draw every agency that the view knows, with what it has in hand; who may change it can."""
    now = {code: entry.value for code, entry in entries.items()}
    told = board if reading is Reading.OF_THE_DAY else folded(board, now)
    found = figures(told)
    owed = _owed(data.follow_ups(visit, board.as_of), now, reading)
    with st.container(key="agency-acting" if is_acting else "agency-list"):
        st.html(agency_markup.heads())
        for value in _sorted(board):
            own = found.get(value.code, _NOTHING)
            with st.container(key=f"agency-row-{value.code}"):
                row = agency_markup.agency(value, now, own, owed[value.code], board.as_of)
                _row(visit, row, value, entries, is_acting=is_acting)


def _sorted(board: Board) -> list[Agency]:
    """Agencies that exist first, by short name."""
    return sorted(
        board.agencies.values(),
        key=lambda one: (not one.is_valid(board.as_of), one.label.casefold()),
    )


def _owed(follow_ups: tuple[FollowUp, ...], now: Agencies, reading: Reading) -> Counter[AgencyCode]:
    return Counter(
        successor_on(now, one.owner, date.max) if reading is Reading.SUCCESSOR else one.owner
        for one in follow_ups
        if one.is_open
    )


def _row(visit: Visit, row: str, value: Agency, entries: Entries, *, is_acting: bool) -> None:
    is_open = forms.opened() == value.code
    key = f"agency-line-{value.code}"
    with st.container(horizontal=True, vertical_alignment="center", key=key):
        st.html(row)
        if is_acting and not is_open:
            st.button(
                "Ubah",
                key=f"change-{value.code}",
                on_click=forms.open_agency,
                args=(value.code, entries[value.code], visit.today),
            )
    if is_acting and is_open:
        with st.container(border=True, key="changing-agency"):
            _change(value.code, entries[value.code])


def _new() -> None:
    with st.container(border=True, key="adding-agency"):
        st.markdown("**Tambah OPD**")
        agency_fields.described()
        st.text_input("Dasar (peraturan atau surat)", **FORM.widget("source"), max_chars=TEXT_LIMIT)
        FORM.tell_below("source")
        agency_fields.told()
        with st.container(horizontal=True):
            st.button("Simpan", key="add-agency", type="primary", on_click=forms.add)
            st.button("Batal", key="cancel-agency", on_click=FORM.clear)


def _change(code: AgencyCode, entry: AgencyEntry) -> None:
    if entry.value.successor is not None:
        _undoing(code, entry)
    else:
        _changing(code, entry)
    if entry.acts:
        st.html(agency_markup.history(entry))


def _undoing(code: AgencyCode, entry: AgencyEntry) -> None:
    """Offer to take back a merger; what it is called is no more to be changed."""
    st.caption(
        "Bila penggabungan ini keliru dicatat, batalkan: kewajibannya kembali sejak hari itu. "
        "Posisi seperti diketahui saat itu tetap memuatnya."
    )
    st.text_input("Alasan membatalkan", **FORM.widget("reason"), max_chars=TEXT_LIMIT)
    FORM.tell_below("reason")
    agency_fields.told(entry.version)
    with st.container(horizontal=True):
        st.button(
            "Batalkan penggabungan",
            key="undo-merger",
            type="primary",
            on_click=forms.undo,
            args=(code,),
        )
        st.button("Tutup", key="close-agency", on_click=FORM.clear)


def _changing(code: AgencyCode, entry: AgencyEntry) -> None:
    agency_fields.described()
    st.checkbox("Berubah sejak suatu hari, dengan keputusan", **FORM.widget("by_law"))
    if FORM.typed("by_law"):
        agency_fields.decided("Berlaku sejak")
        st.caption("Sebelum hari itu nama lama tetap dipakai.")
    else:
        st.caption("Tanpa keputusan ini pembetulan: berlaku sejak nama yang sekarang dipakai.")
    agency_fields.told(entry.version)
    with st.container(horizontal=True):
        st.button("Simpan", key="save-agency", type="primary", on_click=forms.save, args=(code,))
        st.button("Tutup", key="close-agency", on_click=FORM.clear)
