"""The presentation of a meeting or a moment: one large slide a step, nothing else on the screen."""

from pathlib import Path
from typing import Final

import streamlit as st

from pages.meetings import slides
from pages.meetings.actions import SLIDE
from pages.shell import data
from pages.shell.visit import Visit
from rules.meetings.meeting import Meeting
from words.formats import number

_STYLE: Final = Path(__file__).parent / "presentation.css"


def is_asked() -> bool:
    """Whether the URL asks for the presentation."""
    return SLIDE in st.query_params


def offer(visit: Visit, meeting: Meeting | None) -> None:
    """Offer to present `meeting`, or the moment of the visit."""
    has_figures = bool(data.dossier(visit, meeting).briefing.sentra)
    st.button(
        "Tayangkan",
        key="present",
        icon=":material/slideshow:",
        disabled=not has_figures,
        on_click=_turn_to,
        args=(1,),
    )


def draw(visit: Visit, meeting: Meeting | None) -> None:
    """Draw the step that the URL names, or the nearest one, with the ways on, back and out."""
    dossier = data.dossier(visit, meeting)
    is_frozen = meeting is not None and meeting.moment is not None
    items = meeting.agenda if meeting is not None and is_frozen else dossier.agenda
    found = slides.slides(dossier, items)
    step = _step(len(found))
    st.html(_STYLE)
    st.html(slides.drawn(found[step - 1], dossier))
    with st.container(horizontal=True, vertical_alignment="center", key="slide-ways"):
        st.button(
            "Sebelumnya",
            key="slide-back",
            icon=":material/arrow_back:",
            shortcut="Left",
            disabled=step == 1,
            on_click=_turn_to,
            args=(step - 1,),
        )
        st.html(slides.progress(f"{number(step)} dari {number(len(found))}"), width="content")
        st.button(
            "Berikutnya",
            key="slide-on",
            icon=":material/arrow_forward:",
            icon_position="right",
            type="primary",
            shortcut="Right",
            disabled=step == len(found),
            on_click=_turn_to,
            args=(step + 1,),
        )
        st.button(
            # Not "Keluar", which is the word that signs out.
            "Tutup tayangan",
            key="slide-leave",
            icon=":material/close:",
            shortcut="Esc",
            on_click=_leave,
        )
    _clicker(step, len(found))


def _clicker(step: int, steps: int) -> None:
    """Take the keys that a presenter's clicker sends; a button has but one, so these are unseen."""
    with st.container(key="slide-clicker"):
        for name, key, to in (
            ("Sebelumnya", "PageUp", step - 1),
            ("Berikutnya", "PageDown", step + 1),
        ):
            st.button(
                name,
                key=f"slide-{key}",
                shortcut=key,
                disabled=not 1 <= to <= steps,
                on_click=_turn_to,
                args=(to,),
            )


def _step(steps: int) -> int:
    asked = st.query_params.get(SLIDE) or ""
    step = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < len("1000") else 1
    return min(max(step, 1), steps)


def _turn_to(step: int) -> None:
    st.query_params[SLIDE] = str(step)


def _leave() -> None:
    st.query_params.pop(SLIDE, None)
