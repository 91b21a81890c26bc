"""Which sentra a draft keeps: ticked, and all others taken out of it at once."""

from typing import Final

import streamlit as st

from models.plan.registers.keeping import keep_sentra
from models.plan.registers.queries import PlanRegister
from pages.programme import fields
from pages.shell import escaping, frame
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.widgets import folds
from rules.values import SentraCode
from words.plan import beginning as words

_FORM: Final = Form("keep-field")
_BESIDE: Final = 3


def draw(register: PlanRegister) -> None:
    """Draw the way into the choice, or the choice; nothing where there is none to make."""
    if register.adopted_on is not None or len(register.sentra) == 1:
        return
    if not _FORM.is_open:
        st.button(
            "Pilih sentra yang dipakai",
            key="open-keeping",
            icon=":material/checklist:",
            on_click=_FORM.open,
            args=({}, register.sentra_version),
        )
        return
    with st.container(border=True, key="keep-form"):
        st.markdown("**Centang sentra yang dipakai**")
        for own, beside in folds.in_rows(register.sentra, _BESIDE):
            name = f"{own.code} · {escaping.plain(own.name)}"
            beside.checkbox(name, **_FORM.widget(own.code))
        kept = _kept(register)
        st.caption(words.kept(len(kept), len(register.sentra)))
        fields.ways_out(_FORM, _keep, register, seen=register.sentra_version)


def _kept(register: PlanRegister) -> tuple[SentraCode, ...]:
    return tuple(own.code for own in register.sentra if _FORM.typed(own.code))


def _keep(register: PlanRegister) -> None:
    if not _FORM.is_open:
        return
    kept, seen = _kept(register), _FORM.seen_version
    submit(
        _FORM,
        lambda connection, visit: keep_sentra(
            connection, visit.actor, kept, seen=seen, at=frame.now(visit.programme)
        ),
        words.kept(len(kept), len(register.sentra)),
    )
