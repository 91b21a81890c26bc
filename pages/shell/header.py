"""What stands at the top of every page: the way to the others, day, basis, plan, person."""

from copy import copy
from dataclasses import replace
from functools import cache

import streamlit as st

from models.audit.clock import clock_doubt
from pages.shell import address, catalogue, data, frame
from pages.shell.escaping import plain, sentence, text
from pages.shell.visit import Visit
from rules.access import Permission
from rules.values import Moment
from rules.vocabulary import Basis, Plan, label
from words import links
from words.audit.sentences import history_warning
from words.errors import clock_doubt as clock_sentence
from words.formats import long_day, short_day
from words.links import BASIS, PLAN, PROGRAMME
from words.progress.sentences import house, years


def navigation(visit: Visit) -> st.Page:
    """Draw the navigation and return the page asked for.

    A page that this person may not open is left out of the menu but known by its address: its own
    guard then says who may, where Streamlit would show an English dialog.
    """
    is_draft = visit.programme.adopted_on is None
    offered = (
        visit.may(entry.permission) and (is_draft or not entry.for_drafts)
        for entry in catalogue.ENTRIES
    )
    pages = _pages(tuple(offered))
    # Streamlit notes on a page that it may run, so each run takes copies of its own.
    page = st.navigation([copy(page) for page in pages], position="top")
    st.set_page_config(page_title=f"{page.title} · {frame.NAME}")
    return page


# Each looks for its script on the disk: a tenth of what a small page costs.
@cache
def _pages(offered: tuple[bool, ...]) -> list[st.Page]:
    return [
        st.Page(
            entry.script,
            title=entry.title,
            url_path=entry.url_path,
            default=entry.is_default,
            visibility="visible" if is_offered else "hidden",
        )
        for entry, is_offered in zip(catalogue.ENTRIES, offered, strict=True)
    ]


def draw(visit: Visit) -> None:
    """Draw what stands at the top of every page: programme, day, basis, plan, person."""
    with st.container(key="frame", horizontal=True, vertical_alignment="bottom", gap="small"):
        _programme_name(visit)
        _fold(visit)
        with st.container(
            key="pickers",
            horizontal=True,
            vertical_alignment="bottom",
            gap="small",
            width="content",
        ):
            _pickers(visit)
        _person(visit)
    _clock(visit)
    for complaint in st.session_state.pop("complaints", ()):
        st.warning(sentence(complaint), icon=":material/link_off:")
    if warning := history_warning(data.history_faults(visit)):
        st.error(sentence(warning), icon=":material/gpp_maybe:")


def _programme_name(visit: Visit) -> None:
    mark = '<span class="example">DATA CONTOH</span>' if visit.programme.is_example else ""
    st.html(
        f'<div class="brand"><b>Pantau Sentra</b> {mark}'
        f"<small>{text(house(visit.programme))}</small></div>",
        width="content",
    )


def _fold(visit: Visit) -> None:
    """Tell on one line what the pickers say; on a phone it stands for them until it is opened."""
    moment = visit.moment
    chosen = f"{short_day(moment.as_of)} · {label(moment.basis)} · {label(moment.plan)}"
    st.html(
        f'<details class="fold"><summary aria-label="Ubah posisi: {text(chosen)}">{text(chosen)}'
        "</summary></details>",
        width="content",
    )


def _programme_picker(visit: Visit) -> None:
    """Let another programme be looked at, where the store holds several."""
    # Names are long and begin alike; the years tell them apart where there is no room.
    names = {own.code: f"{years(own)} · {own.name}" for own in visit.programmes}
    st.session_state["pick-programme"] = visit.programme.code
    st.selectbox(
        "Program",
        list(names),
        key="pick-programme",
        format_func=names.__getitem__,
        on_change=_switched,
        width=260,
    )


def _switched() -> None:
    """Carry the other programme into the URL; what the page showed of this one stays behind."""
    moment = replace(st.session_state["moment"], programme=st.session_state["pick-programme"])
    wanted = links.parameters(moment)
    st.query_params.from_dict({name: wanted[name] for name in (PROGRAMME, BASIS, PLAN)})


def _pickers(visit: Visit) -> None:
    if visit.programme.is_one_of_several:
        _programme_picker(visit)
    st.session_state["pick-as-of"] = visit.moment.as_of
    st.session_state["pick-basis"] = visit.moment.basis
    st.session_state["pick-plan"] = visit.moment.plan
    st.date_input(
        "Posisi per",
        key="pick-as-of",
        min_value=min(visit.programme.start, visit.today),
        max_value=visit.today,
        format="DD/MM/YYYY",
        on_change=_picked,
        width=150,
    )
    st.segmented_control(
        "Laporan yang dihitung",
        list(Basis),
        key="pick-basis",
        format_func=label,
        required=True,
        on_change=_picked,
    )
    st.segmented_control(
        "Pembanding",
        list(Plan),
        key="pick-plan",
        format_func=label,
        required=True,
        on_change=_picked,
    )


def _picked() -> None:
    """Carry the pickers into the URL, from where the run that follows reads them.

    Another day is seen as known now, whatever was known when the one before was looked at.
    """
    before: Moment = st.session_state["moment"]
    as_of = st.session_state["pick-as-of"] or before.as_of
    moment = Moment(
        as_of=as_of,
        known_on=before.known_on if as_of == before.as_of else None,
        programme=before.programme,
        basis=st.session_state["pick-basis"] or before.basis,
        plan=st.session_state["pick-plan"] or before.plan,
    )
    address.write(st.query_params, moment)


def _clock(visit: Visit) -> None:
    """Tell who answers for the machine that its clock is not believed, before an act is refused."""
    if visit.programme.pinned_on is not None or not visit.may(Permission.CONFIRM_CLOCK):
        return
    with visit.store.read() as connection:
        doubted = clock_doubt(connection, frame.now())
    if doubted is not None:
        st.error(sentence(clock_sentence(doubted)), icon=":material/schedule:")


def _person(visit: Visit) -> None:
    name = plain(visit.actor.name)
    opened = st.popover(name, icon=":material/person:", key="person", on_change="rerun")
    if not opened.open:
        return
    with opened:
        agency = f" · {visit.actor.agency}" if visit.actor.agency else ""
        who = f"{visit.actor.username} · {label(visit.actor.role)}{agency}"
        st.caption(sentence(who))
        st.caption(f"Hari ini: {long_day(visit.today)}")
        st.html('<a class="button" href="/kata-sandi" target="_self">Ganti kata sandi</a>')
        st.html('<a class="button" href="/keluar" target="_self">Keluar</a>')
