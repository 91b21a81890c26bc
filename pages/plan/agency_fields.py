"""The fields of the forms of agencies; what was wrong with one stands below it."""

from typing import Final

import streamlit as st

from pages.plan.agency_forms import FORM
from pages.widgets import overtaken
from rules.plan.agency_legality import LABEL_LIMIT
from rules.plan.errors import AgenciesChanged
from rules.plan.legality import TEXT_LIMIT

_DATE: Final = "DD/MM/YYYY"


def described() -> None:
    """Draw what an agency is called and from when to when it exists."""
    label, name = st.columns([2, 5])
    with label:
        st.text_input("Nama singkat", **FORM.widget("label"), max_chars=LABEL_LIMIT)
        FORM.tell_below("label")
    with name:
        st.text_input("Nama lengkap", **FORM.widget("name"), max_chars=TEXT_LIMIT)
        FORM.tell_below("name")
    aliases, begins, ends = st.columns([3, 2, 2])
    with aliases:
        st.text_input(
            "Sebutan lain (boleh kosong)",
            **FORM.widget("aliases"),
            max_chars=TEXT_LIMIT,
            placeholder="dipisahkan titik koma",
        )
        FORM.tell_below("aliases")
    begins.date_input("Berlaku sejak (boleh kosong)", **FORM.widget("valid_from"), format=_DATE)
    with ends:
        st.date_input("Sampai (boleh kosong)", **FORM.widget("valid_to"), format=_DATE)
        FORM.tell_below("valid_to")


def decided(day_label: str) -> None:
    """Draw the decision that an act rests on."""
    number, day = st.columns([3, 2])
    with number:
        st.text_input(
            "Nomor keputusan",
            **FORM.widget("decision_number"),
            max_chars=TEXT_LIMIT,
            placeholder="misalnya Perda 5/2021",
        )
        FORM.tell_below("decision_number")
    with day:
        st.date_input(day_label, **FORM.widget("holds_from"), format=_DATE)
        FORM.tell_below("holds_from")
    st.text_input("Alasan", **FORM.widget("reason"), max_chars=TEXT_LIMIT)
    FORM.tell_below("reason")


def told(version: int | None = None) -> None:
    """Say what stands below no field; who was overtaken may go on with the list as it is now."""
    FORM.tell_refusal()
    if version is not None:
        way = "Lanjutkan dengan daftar yang berlaku"
        overtaken.way_on(FORM, AgenciesChanged, way, seen=version)
