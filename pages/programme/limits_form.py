"""The form of the thresholds of lights and flags. What is typed survives a refusal."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Final

import streamlit as st

from models.plan.registers.commands import set_thresholds
from models.plan.registers.queries import PlanRegister
from pages.programme import fields
from pages.shell import frame
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.plan.lineage import planned
from rules.plan.registers import MOST_DAYS
from rules.thresholds import DEFAULT_THRESHOLDS, Thresholds
from rules.values import Board
from words.plan import registers as words

_FORM: Final = Form("limits-field")
_POINTS: Final = ("attention_below", "critical_below")
_DAYS: Final = (
    "attention_after_days_late",
    "critical_after_days_obstructed",
    "due_soon_days",
    "silent_days",
)
_CONTRACT_POINTS: Final = ("contract_critical_below", "contract_late_critical_below")


def draw(visit: Visit, register: PlanRegister, board: Board) -> None:
    """Draw the way into the form, or the form."""
    if not _FORM.is_open:
        st.button(
            "Atur batas",
            key="open-limits",
            icon=":material/tune:",
            on_click=_open,
            args=(register,),
        )
        return
    with st.container(border=True, key="limits-form"):
        _in_columns(_points, _POINTS)
        _in_columns(_days, _DAYS)
        st.markdown("**Kontrak kritis**")
        st.caption(
            "Aturan kontrak konstruksi (Permen PU 07/2011) hanya berlaku bagi tonggak yang "
            "dikerjakan dengan kontrak. Selama tidak ada tonggak yang dipilih, aturan ini mati."
        )
        titles = {own.code: own.title for own in board.milestones.values()}
        chosen = _FORM.typed("contracts") or ()
        known = dict.fromkeys((*(own.code for own in planned(board)), *chosen))
        st.multiselect(
            words.field_label("contracts"),
            list(known),
            format_func=lambda code: f"{code} {titles.get(code, '')}",
            placeholder="tidak ada",
            **_FORM.widget("contracts"),
        )
        _FORM.tell_below("contracts")
        if _FORM.typed("contracts"):
            _in_columns(_points, (*_CONTRACT_POINTS, "contract_late_from"))
        fields.text_field(_FORM, "source")
        fields.decision(_FORM, register, visit.today)
        fields.ways_out(_FORM, _save, register, seen=register.programme_version)


def _in_columns(draw_one: Callable[[str], None], names: tuple[str, ...]) -> None:
    for column, name in zip(
        st.columns(len(names), vertical_alignment="bottom"), names, strict=True
    ):
        with column:
            draw_one(name)


def _points(name: str) -> None:
    st.number_input(
        words.field_label(name),
        min_value=0.0,
        max_value=100.0,
        step=0.5,
        format="%g",
        **_FORM.widget(name),
    )
    _FORM.tell_below(name)


def _days(name: str) -> None:
    st.number_input(
        words.field_label(name), min_value=1, max_value=MOST_DAYS, step=1, **_FORM.widget(name)
    )
    _FORM.tell_below(name)


def _open(register: PlanRegister) -> None:
    """Limits are shown as people say them: so many points below plan, without a sign."""
    now, held = register.programme.thresholds, register.programme.thresholds_set
    known = asdict(now) | {name: abs(getattr(now, name)) for name in (*_POINTS, *_CONTRACT_POINTS)}
    source = "" if held is None else held.source
    _FORM.open(
        known | {"contracts": list(now.contracts), "source": source}, register.programme_version
    )


def _wanted() -> Thresholds:
    """What was typed; a field that is not drawn or was emptied keeps the limit it began with."""
    begun = asdict(DEFAULT_THRESHOLDS)
    typed = {name: _FORM.typed(name) for name in begun}
    found = {name: begun[name] if value is None else value for name, value in typed.items()}
    below = {name: -abs(float(found[name])) for name in (*_POINTS, *_CONTRACT_POINTS)}
    return Thresholds(**{**found, **below, "contracts": tuple(found["contracts"])})


def _save(register: PlanRegister) -> None:
    if not _FORM.is_open:
        return
    wanted, source = _wanted(), _FORM.typed("source") or ""
    seen, decided = _FORM.seen_version, fields.decision_of(_FORM, register)
    submit(
        _FORM,
        lambda connection, visit: set_thresholds(
            connection,
            visit.actor,
            wanted,
            source,
            decided,
            seen=seen,
            at=frame.now(visit.programme),
        ),
        "Batas lampu dan tanda tersimpan.",
        typed=_FORM.words("source", "decision_number", "reason"),
    )
