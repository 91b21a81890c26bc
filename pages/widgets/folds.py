"""Sections that stand open on a desk and are folded to their heading on a phone."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from pages.shell.escaping import text


@contextmanager
def section(title: str, key: str, *, is_headed: bool = True) -> Iterator[None]:
    """Draw what follows under `title`; without `is_headed` a desk shows no heading of its own.

    Which of both headings is seen is left to the width of the screen (pages/shell/settings.css).
    """
    heading = f"<h2>{text(title)}</h2>"
    wide = f'<div class="wide">{heading}</div>' if is_headed else ""
    st.html(f'{wide}<details class="section"><summary>{heading}</summary></details>')
    with st.container(key=f"section-{key}"):
        yield
