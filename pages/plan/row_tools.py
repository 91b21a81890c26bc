"""What can be done to whole rows of a plan table: copy, move, split, remove; even weights."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from pages.plan import table
from rules.values import SentraCode
from words.cells import Line
from words.plan import line_tools
from words.plan.lines import Column

_LONGEST: Final = 60

Change = Callable[[list[Line]], list[Line]]


def draw(code: SentraCode) -> None:
    """Draw the tools: a row is chosen by its number and title."""
    found, own = table.word_table(code).filled(), table.form(code)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="plan-tools"):
        st.selectbox(
            "Baris",
            range(len(found)),
            format_func=lambda place: _called(found, place),
            **own.widget("row"),
            width=300,
        )
        place = own.typed("row") or 0
        for name, icon, change in (
            ("Salin", "content_copy", lambda rows: line_tools.copied(rows, place)),
            ("Naik", "arrow_upward", lambda rows: line_tools.moved(rows, place, -1)),
            ("Turun", "arrow_downward", lambda rows: line_tools.moved(rows, place, 1)),
            ("Hapus", "delete", lambda rows: line_tools.without(rows, place)),
        ):
            _tool(code, name, icon, change)
        _tool(code, "Ratakan bobot", "balance", line_tools.evened)
        _tool(code, "Seimbangkan ke 100", "tune", line_tools.balanced)


def _tool(code: SentraCode, name: str, icon: str, change: Change) -> None:
    st.button(
        name,
        key=table.form(code).field(name),
        icon=f":material/{icon}:",
        on_click=table.edit,
        args=(code, change),
    )


def _called(found: list[Line], place: int) -> str:
    title = found[place].get(Column.TITLE, "") if place < len(found) else ""
    return f"{place + 1} · {title[:_LONGEST] or 'tanpa judul'}"
