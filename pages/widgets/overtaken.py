"""A form that somebody else was quicker than: what was typed may stand over what holds by now."""

import streamlit as st

from pages.shell.form_state import Form
from rules.errors import SentraError


def way_on(form: Form, kind: type[SentraError], words: str, *, seen: object) -> None:
    """Where the last try was refused for that reason, offer to answer to the version `seen`."""
    if isinstance(form.problem, kind):
        st.button(words, key=form.field("take"), on_click=_take, args=(form, seen))


def _take(form: Form, seen: object) -> None:
    form.see(seen)
    form.forget_refusal()
