"""The form of what the programme is. What is typed survives a refusal."""

from dataclasses import asdict
from typing import Final

import streamlit as st

from models.plan.registers.commands import change_programme
from models.plan.registers.queries import PlanRegister
from pages.programme import fields
from pages.shell import frame
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.plan.registers import ProgrammeFields, fields_of_programme
from words.plan import registers as words

_FORM: Final = Form("programme-field")
_TEXTS: Final = ("name", "region", "rpjmd", "rpjmd_number", "letter", "vision")


def draw(visit: Visit, register: PlanRegister) -> None:
    """Draw the way into the form, or the form."""
    if not _FORM.is_open:
        st.button(
            "Ubah data program",
            key="open-programme",
            icon=":material/edit:",
            on_click=_open,
            args=(register,),
        )
        return
    with st.container(border=True, key="programme-form"):
        name, region = st.columns([3, 2])
        with name:
            fields.text_field(_FORM, "name")
        with region:
            fields.text_field(_FORM, "region")
        rpjmd, number, finish = st.columns([3, 2, 2])
        with rpjmd:
            fields.text_field(_FORM, "rpjmd")
        with number:
            fields.text_field(_FORM, "rpjmd_number")
        with finish:
            st.date_input(
                words.field_label("finish"), format="DD/MM/YYYY", **_FORM.widget("finish")
            )
            _FORM.tell_below("finish")
        fields.text_field(_FORM, "letter")
        fields.text_field(_FORM, "vision", area=True)
        fields.decision(_FORM, register, visit.today)
        fields.ways_out(_FORM, _save, register, seen=register.programme_version)


def _open(register: PlanRegister) -> None:
    _FORM.open(asdict(fields_of_programme(register.programme)), register.programme_version)


def _save(register: PlanRegister) -> None:
    if not _FORM.is_open:
        return
    texts = {name: _FORM.typed(name) or "" for name in _TEXTS}
    wanted = ProgrammeFields(finish=_FORM.typed("finish") or register.programme.finish, **texts)
    seen, decided = _FORM.seen_version, fields.decision_of(_FORM, register)
    submit(
        _FORM,
        lambda connection, visit: change_programme(
            connection, visit.actor, wanted, decided, seen=seen, at=frame.now(visit.programme)
        ),
        "Data program tersimpan.",
        typed=_FORM.words(*_TEXTS, "decision_number", "reason"),
    )
