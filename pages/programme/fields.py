"""What the forms of Program share: the decision, what is wrong at its field, and the ways out."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from models.plan.registers.queries import PlanRegister
from pages.shell.form_state import Form
from pages.widgets import overtaken
from rules.plan.legality import TEXT_LIMIT
from rules.plan.registers import RegisterChanged
from rules.plan.table import PlanDecision
from words.plan import registers as words


def text_field(form: Form, name: str, *, area: bool = False) -> None:
    """Draw a field of text under its label, with what is wrong in it."""
    draw = st.text_area if area else st.text_input
    draw(words.field_label(name), **form.widget(name), max_chars=TEXT_LIMIT)
    form.tell_below(name)


def decision(form: Form, register: PlanRegister, today: date) -> None:
    """Draw the decision by which an adopted plan is changed; a draft needs none."""
    if register.adopted_on is None:
        st.caption("Rencana masih draf: perubahan berlaku sejak awal, tanpa nomor keputusan.")
        return
    form.begin({"holds_from": today})
    number, day = st.columns([3, 2])
    with number:
        text_field(form, "decision_number")
    with day:
        st.date_input(
            words.field_label("holds_from"),
            format="DD/MM/YYYY",
            max_value=today,
            **form.widget("holds_from"),
        )
        form.tell_below("holds_from")
    text_field(form, "reason")


def decision_of(form: Form, register: PlanRegister) -> PlanDecision | None:
    """Return the decision as it was typed; none for a draft."""
    if register.adopted_on is None:
        return None
    return PlanDecision(
        form.typed("decision_number") or "",
        form.typed("holds_from") or register.adopted_on,
        form.typed("reason") or "",
    )


def ways_out(form: Form, save: Callable[..., None], *args: object, seen: object) -> None:
    """Draw what is wrong with the whole, and the buttons that save or give up."""
    form.tell_refusal()
    way = "Sudah saya bandingkan, simpan di atas yang berlaku"
    overtaken.way_on(form, RegisterChanged, way, seen=seen)
    with st.container(horizontal=True):
        st.button("Simpan", key=form.field("save"), type="primary", on_click=save, args=args)
        st.button("Batal", key=form.field("cancel"), on_click=form.clear)
