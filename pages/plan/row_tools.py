"""What can be done to whole rows of a plan table: copied, moved, removed, filled in by a form."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from pages.plan import table
from rules.values import SentraCode
from words.cells import Line
from words.plan import line_tools
from words.plan.lines import HEADS, Column

_LONGEST: Final = 60
_LONGEST_CELL: Final = 2000
_WIDE, _NARROW = 620, 200
_LONG: Final = frozenset({Column.TITLE, Column.SUPPORTING, Column.EVIDENCE, Column.SOURCE})

Change = Callable[[list[Line]], list[Line]]


def draw(code: SentraCode) -> None:
    """Draw the tools: a row is chosen by its number and title."""
    found, own = table.word_table(code).filled(), table.form(code)
    place = _chosen(code, len(found))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="plan-tools"):
        st.selectbox(
            "Baris",
            range(len(found)),
            format_func=lambda place: _called(found, place),
            **own.widget("row"),
            width=300,
        )
        _tool(code, "Salin", "content_copy", lambda rows: line_tools.copied(rows, place))
        for name, icon, by in (("Naik", "arrow_upward", -1), ("Turun", "arrow_downward", 1)):
            _tool(code, name, icon, _moved(place, by), place + by)
        _tool(code, "Hapus", "delete", lambda rows: line_tools.without(rows, place))
        _tool(code, "Ratakan bobot", "balance", line_tools.evened)
        _tool(code, "Seimbangkan ke 100", "tune", line_tools.balanced)


def _chosen(code: SentraCode, count: int) -> int:
    """Return the place of the chosen row, and let the picker stand on it.

    Streamlit knows a row by its words, and hands those back once no row has them any more; then the
    row that stands in its place is chosen.
    """
    own = table.form(code)
    picked = own.typed("row")
    place = picked if isinstance(picked, int) else own.typed("place") or 0
    place = min(place, max(count - 1, 0))
    own.put("row", place)
    own.put("place", place)
    return place


def row_form(code: SentraCode) -> None:
    """Offer the chosen row as a form: on a phone, and for who works by the keyboard alone."""
    found, own = table.word_table(code).filled(), table.form(code)
    place = own.typed("place")
    with st.expander("Ubah baris ini di formulir", icon=":material/edit_note:"):
        if place >= len(found):
            st.caption("Belum ada baris; isi baris pertama di tabel.")
            return
        # A table that is laid out anew has other words, so its fields are other widgets.
        stem = f"cell-{own.typed('round')}-{place}"
        with st.container(horizontal=True, gap="small"):
            for column in Column:
                if column is not Column.CODE:
                    key = own.field(f"{stem}-{column}")
                    _field(code, place, column, found[place].get(column, ""), key)


def _field(code: SentraCode, place: int, column: Column, words: str, key: str) -> None:
    st.text_input(
        HEADS[column],
        words,
        key=key,
        max_chars=_LONGEST_CELL,
        width=_WIDE if column in _LONG else _NARROW,
        on_change=_filled_in,
        args=(code, place, column, key),
    )


def _filled_in(code: SentraCode, place: int, column: Column, key: str) -> None:
    words: str = st.session_state[key]
    table.edit(code, lambda rows: line_tools.with_cell(rows, place, column, words))


def _moved(place: int, by: int) -> Change:
    return lambda rows: line_tools.moved(rows, place, by)


def _tool(
    code: SentraCode, name: str, icon: str, change: Change, follow: int | None = None
) -> None:
    """A button that changes the table; the row at `follow` is then the chosen one."""
    st.button(
        name,
        key=table.form(code).field(name),
        icon=f":material/{icon}:",
        on_click=_change,
        args=(code, change, follow),
    )


def _change(code: SentraCode, change: Change, follow: int | None) -> None:
    table.edit(code, change)
    if follow is not None:
        last = len(table.word_table(code).filled()) - 1
        table.form(code).put("row", min(max(follow, 0), max(last, 0)))


def _called(found: list[Line], place: int) -> str:
    title = found[place].get(Column.TITLE, "") if place < len(found) else ""
    return f"{place + 1} · {title[:_LONGEST] or 'tanpa judul'}"
