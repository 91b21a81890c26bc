"""The parts of OPD: the tools for who may, their forms, and the list."""

from collections import Counter
from datetime import date
from enum import StrEnum
from typing import Final

import streamlit as st

from models.accounts.queries import accounts
from models.plan.agencies import AgencyEntry
from pages.plan import agency_fields, agency_forms as forms, agency_markup
from pages.plan.agency_forms import ANOTHER, FORM, MERGER, NEW, Entries
from pages.shell import data, escaping, frame
from pages.shell.visit import Visit
from rules.access import Permission
from rules.meetings.follow_ups import FollowUp
from rules.plan.agencies import Agencies, NewAgency, folded, offered, successor_on
from rules.plan.agency_legality import Merger
from rules.plan.errors import AgenciesChanged
from rules.plan.legality import TEXT_LIMIT
from rules.progress.agency_figures import AgencyFigures, figures, open_duties
from rules.values import Agency, AgencyCode, Board
from words.plan import agencies as words

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
        _merger(visit, entries)
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
        agency_fields.beside("source")
        _told()
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
    agency_fields.beside("reason")
    _told(entry.version)
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
    _told(entry.version)
    with st.container(horizontal=True):
        st.button("Simpan", key="save-agency", type="primary", on_click=forms.save, args=(code,))
        st.button("Tutup", key="close-agency", on_click=FORM.clear)


def _merger(visit: Visit, entries: Entries) -> None:
    with st.container(border=True, key="merging-agencies"):
        st.markdown("**Gabungkan OPD**")
        if FORM.typed("asked"):
            _confirmation(visit, entries)
            return
        _merger_form(visit, entries)


def _merger_form(visit: Visit, entries: Entries) -> None:
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
        agency_fields.beside("merged")
    with into:
        st.selectbox(
            "Penerusnya",
            [ANOTHER, *there],
            format_func=lambda code: now[code].label if code else "OPD baru",
            **FORM.widget("into"),
        )
        agency_fields.beside("into")
    if not FORM.typed("into"):
        agency_fields.described()
    agency_fields.decided("Digabung sejak")
    _told(max((entry.version for entry in entries.values()), default=0))
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


def _told(version: int | None = None) -> None:
    """Say what stands beside no field; who was overtaken may go on with the list as it is now."""
    problem = FORM.problem
    if problem is None or forms.is_beside_fields():
        return
    FORM.tell_refusal()
    if isinstance(problem, AgenciesChanged) and version is not None:
        st.button(
            "Lanjutkan dengan daftar yang berlaku",
            key="see-agencies",
            on_click=forms.go_on,
            args=(version,),
        )
