"""What the forms of Program share: the decision, what is wrong at its field, and the ways out."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from models.plan.registers.queries import PlanRegister
from pages.programme import markup as programme_markup
from pages.shell.form_state import Form
from pages.widgets import overtaken
from rules.plan.legality import TEXT_LIMIT
from rules.plan.registers import FieldProblem, IllegalRegister, RegisterChanged
from rules.plan.table import PlanDecision
from rules.programmes.errors import IllegalPeriod, PeriodProblem
from words.plan import registers as words
from words.programmes.errors import problem

_DECISION = ("decision_number", "holds_from", "reason")


def text_field(form: Form, name: str, *, area: bool = False) -> None:
    """Draw a field of text under its label, with what is wrong in it."""
    draw = st.text_area if area else st.text_input
    draw(words.field_label(name), **form.widget(name), max_chars=TEXT_LIMIT)
    tell(form, name)


def decision(form: Form, register: PlanRegister, today: date) -> None:
    """Draw the decision by which an adopted plan is changed; a draft needs none."""
    if register.adopted_on is None:
        st.caption("Rencana masih draf: perubahan berlaku sejak awal, tanpa nomor keputusan.")
        tell(form, *_DECISION)
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
        tell(form, "holds_from")
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


def tell(form: Form, *names: str, row: int = 0) -> None:
    """Say what is wrong in these fields, right below them."""
    found = [one for one in _problems(form) if one.field in names and one.row == row]
    if found:
        st.html(programme_markup.wrong(problem(one) for one in found))


def tell_by_code(form: Form) -> None:
    """Say what is wrong with a sentra or milestone that no field stands for, by its code."""
    found = [one for one in _problems(form) if one.field and one.field not in words.FIELDS]
    if found:
        told = (f"{one.field}: {problem(one)}" for one in found)
        st.html(programme_markup.wrong(told))


def ways_out(form: Form, save: Callable[..., None], *args: object, seen: object) -> None:
    """Draw what is wrong with the whole, and the buttons that save or give up."""
    tell(form, "")
    if form.problem is not None and not isinstance(form.problem, IllegalRegister):
        form.tell_refusal()
    if isinstance(form.problem, IllegalRegister):
        st.caption("Belum tersimpan: perbaiki isian yang ditandai di atas.")
    way = "Sudah saya bandingkan, simpan di atas yang berlaku"
    overtaken.way_on(form, RegisterChanged, way, seen=seen)
    with st.container(horizontal=True):
        st.button("Simpan", key=form.field("save"), type="primary", on_click=save, args=args)
        st.button("Batal", key=form.field("cancel"), on_click=form.clear)


def _problems(form: Form) -> tuple[FieldProblem | PeriodProblem, ...]:
    found = form.problem
    return found.problems if isinstance(found, IllegalRegister | IllegalPeriod) else ()
