"""The forms of sentra: adding, changing, weighing, dissolving. What is typed survives a refusal."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from models.plan.registers import sentra as commands
from models.plan.registers.queries import PlanRegister
from pages.programme import fields, place_fields
from pages.shell import escaping, frame
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.plan.registers import SentraFields
from rules.values import Sentra, SentraCode

_FORM: Final = Form("sentra-field")
_WEIGHTS: Final = Form("weights-field")
_DISSOLVING: Final = Form("dissolve-field")
_TEXTS: Final = ("name", "product", "legal_basis")
_NEW: Final = ""


def draw(visit: Visit, register: PlanRegister) -> None:
    """Draw the ways into the forms, or the one that is open."""
    if _FORM.is_open:
        _sentra(visit, register)
    elif _WEIGHTS.is_open:
        _weights(visit, register)
    elif _DISSOLVING.is_open:
        _dissolving(visit, register)
    else:
        _ways_in(register)


def _ways_in(register: PlanRegister) -> None:
    by_code = {own.code: own for own in register.sentra}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        code = st.selectbox(
            "Sentra",
            list(by_code),
            format_func=lambda known: f"{known} · {by_code[known].name}",
            key="register-sentra",
            persist_state="session",
            width=320,
        )
        _way("Ubah", "edit", _open, by_code[code], register)
        _way("Bubarkan", "block", _open_dissolving, code, register)
    with st.container(horizontal=True, gap="small"):
        _way("Tambah sentra", "add", _open_new, register)
        _way("Ubah bobot", "balance", _open_weights, register)


def _way(label: str, icon: str, do: Callable[..., None], *args: object) -> None:
    st.button(label, key=f"register-{icon}", icon=f":material/{icon}:", on_click=do, args=args)


def _sentra(visit: Visit, register: PlanRegister) -> None:
    code = _FORM.typed("of") or _NEW
    with st.container(border=True, key="sentra-form"):
        st.markdown(f"**{_named(code, register) if code else 'Sentra baru'}**")
        name, product = st.columns(2)
        with name:
            fields.text_field(_FORM, "name")
        with product:
            fields.text_field(_FORM, "product")
        fields.text_field(_FORM, "legal_basis")
        if not code:
            st.number_input(
                "Bobot",
                min_value=0.01,
                max_value=100.0,
                step=0.5,
                format="%g",
                **_FORM.widget("weight"),
            )
            _FORM.tell_below("weight")
        place_fields.draw(_FORM, register.villages)
        fields.decision(_FORM, register, visit.today)
        seen = register.versions.get(SentraCode(code), 0)
        fields.ways_out(_FORM, _save, register, seen=seen)


def _weights(visit: Visit, register: PlanRegister) -> None:
    with st.container(border=True, key="weights-form"):
        st.caption(
            "Bobot bersifat nisbi: sentra berbobot 2 dihitung dua kali sentra berbobot 1. Angka "
            "program memakai bobot yang berlaku pada tanggal posisinya."
        )
        for own in register.sentra:
            st.number_input(
                f"{own.code} · {escaping.plain(own.name)}",
                min_value=0.01,
                max_value=100.0,
                step=0.5,
                format="%g",
                **_WEIGHTS.widget(own.code),
            )
            _WEIGHTS.tell_below(own.code)
        fields.decision(_WEIGHTS, register, visit.today)
        fields.ways_out(_WEIGHTS, _weigh, register, seen=register.sentra_version)


def _named(code: str, register: PlanRegister) -> str:
    """A sentra as it is called now, whatever its form says by now; one that is gone by its code."""
    found = (own.name for own in register.sentra if own.code == code)
    return f"Sentra {escaping.plain(next(found, code))}"


def _dissolving(visit: Visit, register: PlanRegister) -> None:
    code: SentraCode = _DISSOLVING.typed("of")
    with st.container(border=True, key="dissolve-form"):
        st.markdown(f"**Bubarkan {_named(code, register)}**")
        st.caption(
            "Sejak tanggal berlakunya, sentra ini dan tonggaknya keluar dari angka program. "
            "Riwayat dan laporannya tetap ada dan tetap dapat dibuka."
        )
        fields.decision(_DISSOLVING, register, visit.today)
        seen = register.versions.get(code, 0)
        fields.ways_out(_DISSOLVING, _dissolve, register, seen=seen)


def _open_new(register: PlanRegister) -> None:
    del register
    _FORM.open({"name": "", "product": "", "legal_basis": "", "weight": 1.0, "of": _NEW})
    place_fields.open_with(_FORM, ())


def _open(own: Sentra, register: PlanRegister) -> None:
    known = {name: getattr(own, name) for name in _TEXTS}
    _FORM.open(known | {"of": own.code}, register.versions.get(own.code, 0))
    place_fields.open_with(_FORM, own.places)


def _open_weights(register: PlanRegister) -> None:
    _WEIGHTS.open({own.code: own.weight for own in register.sentra}, register.sentra_version)


def _open_dissolving(code: SentraCode, register: PlanRegister) -> None:
    _DISSOLVING.open({"of": code}, register.versions.get(code, 0))


def _save(register: PlanRegister) -> None:
    if not _FORM.is_open:
        return
    code, seen = SentraCode(_FORM.typed("of") or _NEW), _FORM.seen_version
    name, product, basis = (str(_FORM.typed(name) or "") for name in _TEXTS)
    wanted = SentraFields(name, product, basis, place_fields.typed(_FORM))
    weight = float(_FORM.typed("weight") or 0)
    decided = fields.decision_of(_FORM, register)
    typed = _FORM.words(*_TEXTS, "decision_number", "reason")
    if code:
        submit(
            _FORM,
            lambda connection, visit: commands.change_sentra(
                connection,
                visit.actor,
                code,
                wanted,
                decided,
                seen=seen,
                at=frame.now(visit.programme),
            ),
            "Sentra tersimpan.",
            typed=typed,
        )
        return
    submit(
        _FORM,
        lambda connection, visit: commands.add_sentra(
            connection, visit.actor, wanted, weight, decided, at=frame.now(visit.programme)
        ),
        "Sentra ditambahkan. Susun tonggaknya di halaman Rencana.",
        typed=typed,
    )


def _weigh(register: PlanRegister) -> None:
    if not _WEIGHTS.is_open:
        return
    weights = {own.code: float(_WEIGHTS.typed(own.code) or 0) for own in register.sentra}
    seen, decided = _WEIGHTS.seen_version, fields.decision_of(_WEIGHTS, register)
    submit(
        _WEIGHTS,
        lambda connection, visit: commands.weigh_sentra(
            connection, visit.actor, weights, decided, seen=seen, at=frame.now(visit.programme)
        ),
        "Bobot sentra tersimpan.",
        typed=_WEIGHTS.words("decision_number", "reason"),
    )


def _dissolve(register: PlanRegister) -> None:
    if not _DISSOLVING.is_open:
        return
    code: SentraCode = _DISSOLVING.typed("of")
    seen, decided = _DISSOLVING.seen_version, fields.decision_of(_DISSOLVING, register)
    submit(
        _DISSOLVING,
        lambda connection, visit: commands.dissolve_sentra(
            connection, visit.actor, code, decided, seen=seen, at=frame.now(visit.programme)
        ),
        "Sentra dibubarkan.",
        typed=_DISSOLVING.words("decision_number", "reason"),
    )
