"""What stands otherwise on a phone: sections folded to a heading, fields below each other."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shell.escaping import text

_Item = TypeVar("_Item")


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


def in_rows(found: Iterable[_Item], beside: int) -> Iterator[tuple[_Item, DeltaGenerator]]:
    """Yield each with its place, so many beside each other.

    Every row has columns of its own: a phone shows them one below the other in their order, where
    those of a whole grid would come column by column.
    """
    for place, one in enumerate(found):
        if place % beside == 0:
            columns = st.columns(beside)
        yield one, columns[place % beside]
