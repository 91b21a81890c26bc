"""The form of the next programme: what it is, what and who goes on, and whether to be sure."""

import streamlit as st

from models.accounts.queries import AccountLine
from models.programmes.queries import PeriodGround, period_ground
from pages.programme import fields, markup as programme_markup, period_acts as acts
from pages.programme.period_acts import FORM
from pages.shell import data, escaping
from pages.shell.visit import Visit
from rules.plan.lineage import planned
from rules.programmes.errors import PeriodChanged
from rules.programmes.next_period import unfinished
from rules.values import MilestoneCode, Sentra
from rules.vocabulary import Basis, label
from words.formats import percent
from words.plan import registers as words
from words.programmes import sentences


def draw(visit: Visit) -> None:
    """Draw the way into the form, the form, or the question whether to be sure of it."""
    if not FORM.is_open:
        st.button(
            "Buka periode berikut",
            key="open-period",
            icon=":material/add:",
            on_click=acts.open_form,
        )
        return
    with visit.store.read() as connection:
        ground = period_ground(connection, visit.actor, visit.today)
    with st.container(border=True, key="period-form"):
        st.markdown("**Periode berikut**")
        if FORM.typed("asked"):
            _confirmation(visit, ground)
            return
        _described()
        _chosen(ground)
        _people(visit)
        _ways_out(ground)


def _described() -> None:
    name, code = st.columns([3, 2])
    with name:
        fields.text_field(FORM, "name")
    with code:
        fields.text_field(FORM, "code")
    region, start, finish = st.columns([3, 2, 2])
    with region:
        fields.text_field(FORM, "region")
    for column, day in ((start, "start"), (finish, "finish")):
        with column:
            st.date_input(words.field_label(day), format="DD/MM/YYYY", **FORM.widget(day))
            FORM.tell_below(day)
    rpjmd, number = st.columns([3, 2])
    with rpjmd:
        fields.text_field(FORM, "rpjmd")
    with number:
        fields.text_field(FORM, "rpjmd_number")
    fields.text_field(FORM, "letter")
    fields.text_field(FORM, "vision", area=True)


def _chosen(ground: PeriodGround) -> None:
    """Let sentra be chosen, and of each the unfinished milestones that go on."""
    by_code = {own.code: own for own in ground.board.sentra}
    st.multiselect(
        words.field_label("sentra"),
        list(by_code),
        format_func=lambda code: f"{code} · {by_code[code].name}" if code in by_code else code,
        placeholder="pilih satu atau beberapa",
        **FORM.widget("sentra"),
    )
    FORM.tell_below("sentra", "sentra", "milestones")
    for code in acts.sentra():
        if code in by_code and unfinished(by_code[code]):
            _milestones(by_code[code])


def _milestones(own: Sentra) -> None:
    left = {one.code: one for one in unfinished(own)}

    def called(code: MilestoneCode) -> str:
        if code not in left:
            return code
        reached = percent(left[code].states[Basis.APPROVED].progress, 0)
        return f"{code} · {left[code].title} ({reached})"

    told = sentences.going(len(acts.milestones_of(own.code)), len(left))
    with st.expander(f"{own.code} · {escaping.plain(own.name, 60)}: {told}"):
        st.multiselect(
            "Tonggak yang dilanjutkan",
            list(left),
            format_func=called,
            placeholder="tidak satu pun",
            **FORM.widget(f"milestones-{own.code}"),
        )


def _people(visit: Visit) -> None:
    """Let the administrator choose whose accounts stay open; agencies are the office's."""
    with visit.store.read() as connection:
        found = {line.account_id: line for line in acts.offered(connection, visit)}
    if not found:
        return
    with st.expander(f"Akun yang tetap dipakai: {len(acts.staying())} dari {len(found)}"):
        st.caption("Yang dikeluarkan dari daftar dinonaktifkan; riwayatnya tetap ada.")
        st.multiselect(
            "Akun yang tetap dipakai",
            list(found),
            format_func=lambda number: _person(found[number]) if number in found else str(number),
            placeholder="tidak satu pun",
            **FORM.widget("people"),
        )


def _person(line: AccountLine) -> str:
    agency = f", {line.agency}" if line.agency else ""
    return f"{line.name} ({label(line.role)}{agency})"


def _ways_out(ground: PeriodGround) -> None:
    FORM.tell_refusal()
    if isinstance(FORM.problem, PeriodChanged):
        st.button(
            "Sudah saya periksa, pakai keadaan sekarang",
            key="take-period",
            on_click=acts.take,
            args=(ground.version,),
        )
    with st.container(horizontal=True):
        st.button("Periksa", key="check-period", type="primary", on_click=acts.check)
        st.button("Batal", key="cancel-period", on_click=FORM.clear)


def _confirmation(visit: Visit, ground: PeriodGround) -> None:
    """Say what goes on and what stays open in the programme before, and ask."""
    wanted, board = acts.wanted(), ground.board
    st.markdown(escaping.sentence(sentences.opening(wanted)))
    chosen = [own for own in board.sentra if own.code in wanted.sentra]
    told = [
        (
            f"{own.code} {own.name}",
            sentences.going(len(acts.milestones_of(own.code)), len(unfinished(own))),
        )
        for own in chosen
    ]
    st.html(programme_markup.going(told))
    obstacles = [one for own in planned(board) for one in own.states[Basis.REPORTED].open_obstacles]
    waiting = [one for one in data.follow_ups(visit, visit.today) if one.is_open]
    st.caption(sentences.staying(len(obstacles), len(waiting)))
    with visit.store.read() as connection:
        leaving = acts.leaving(connection, visit)
    if leaving:
        names = ", ".join(line.name for line in leaving)
        st.caption(escaping.sentence(f"Akun yang dinonaktifkan: {names}"))
    with st.container(horizontal=True):
        st.button("Ya, buka periode", key="confirm-period", type="primary", on_click=acts.record)
        st.button("Kembali", key="unask-period", on_click=acts.unask)
