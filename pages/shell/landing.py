"""Where the next drawn page lands: what comes into view and is focused (gate/assets/jalan.js)."""

from collections.abc import Sequence
from typing import Final
from uuid import uuid4

import streamlit as st

from pages.shell.escaping import text

_WANTED: Final = "landing"
_BEGUN: Final = "landing-begun"


def land(on: str, *, focus: Sequence[str] = ()) -> None:
    """Let the run that follows bring the container with the key `on` into view.

    Of the containers with a key in `focus` the first that is there is focused, else `on`: its
    first element that takes it.
    """
    st.session_state[_WANTED] = (on, " ".join(focus))


def begin(on: str) -> None:
    """Let a session begin at what somebody comes for, once: the container with the key `on`."""
    if not st.session_state.get(_BEGUN):
        st.session_state[_BEGUN] = True
        land(on)


def mark() -> None:
    """Tell the browser once where to land, after all else is drawn."""
    wanted = st.session_state.get(_WANTED)
    if wanted is None:
        return
    on, focus = wanted
    # Landing on the same place again is another landing.
    st.html(
        f'<i class="landing" hidden id="landing-{uuid4().hex}" data-to="{text(on)}" '
        f'data-focus="{text(focus)}"></i>'
    )
    del st.session_state[_WANTED]
