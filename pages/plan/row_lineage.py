"""A row of a plan table split into parts, or made one with others; the table says from which."""

from typing import Final

import streamlit as st

from pages.plan import table
from pages.shell.form_state import Form
from rules.plan.lineage import MOST_PARTS
from rules.values import SentraCode
from words.cells import Line
from words.formats import number
from words.plan import line_tools
from words.plan.lines import HEADS, Column

_LONGEST: Final = 2000
_CALLED: Final = 60
_CELLS: Final = {Column.TITLE: 6, Column.WEIGHT: 2, Column.TARGET: 2}


def draw(code: SentraCode) -> None:
    """Offer to split the chosen row, and to merge it with others."""
    found, own = table.word_table(code).filled(), table.form(code)
    place = own.typed("row") or 0
    if place >= len(found):
        return
    # A table that is laid out anew has other words, so its fields are other widgets.
    stem = f"{own.typed('round')}-{place}"
    with st.container(horizontal=True, gap="small", key="plan-lineage"):
        with st.popover("Pecah baris ini", icon=":material/call_split:", width="content"):
            _splitting(code, found[place], place, stem)
        with st.popover("Gabung dengan …", icon=":material/call_merge:", width="content"):
            _merging(code, found, place, stem)


def _splitting(code: SentraCode, line: Line, place: int, stem: str) -> None:
    own = table.form(code)
    st.caption(
        "Tiap bagian menjadi tonggak baru. Yang sudah dilaporkan terbawa ke tiap bagian pada hari "
        "perubahan berlaku; baris ini kemudian tidak direncanakan lagi, riwayatnya tetap ada."
    )
    count = st.number_input(
        "Menjadi berapa bagian", 2, MOST_PARTS, 2, key=own.field(f"parts-{stem}"), width=200
    )
    parts = line_tools.even_parts(line, int(count))
    for at, part in enumerate(parts):
        for column, cell in zip(_CELLS, st.columns(list(_CELLS.values())), strict=True):
            cell.text_input(
                f"{HEADS[column]} bagian {number(at + 1)}",
                part[column],
                key=_key(own, stem, len(parts), at, column),
                max_chars=_LONGEST,
            )
    st.button(
        f"Pecah menjadi {number(len(parts))}",
        key=own.field(f"split-{stem}"),
        type="primary",
        on_click=_split,
        args=(code, place, stem, parts),
    )


def _merging(code: SentraCode, found: list[Line], place: int, stem: str) -> None:
    own = table.form(code)
    st.caption(
        "Baris yang dipilih menjadi satu tonggak baru. Yang sudah dilaporkan terbawa sebagai "
        "rata-rata menurut bobotnya pada hari perubahan berlaku."
    )
    others = [other for other in range(len(found)) if other != place]
    st.multiselect(
        "Digabung dengan",
        others,
        format_func=lambda other: f"{other + 1} · {found[other].get(Column.TITLE, '')[:_CALLED]}",
        placeholder="pilih baris lain",
        key=own.field(f"others-{stem}"),
    )
    st.text_input(
        "Judul gabungan",
        found[place].get(Column.TITLE, ""),
        key=own.field(f"merged-{stem}"),
        max_chars=_LONGEST,
    )
    st.button(
        "Gabungkan",
        key=own.field(f"merge-{stem}"),
        type="primary",
        on_click=_merge,
        args=(code, place, stem),
    )


def _split(code: SentraCode, place: int, stem: str, parts: list[Line]) -> None:
    own = table.form(code)
    typed: list[Line] = [
        {
            column: st.session_state.get(_key(own, stem, len(parts), at, column), part[column])
            for column in _CELLS
        }
        for at, part in enumerate(parts)
    ]
    table.edit(code, lambda rows: line_tools.split(rows, place, typed))


def _merge(code: SentraCode, place: int, stem: str) -> None:
    own = table.form(code)
    others: list[int] = st.session_state.get(own.field(f"others-{stem}")) or []
    if not others:
        return
    title: str = st.session_state[own.field(f"merged-{stem}")]
    table.edit(code, lambda rows: line_tools.merged(rows, [place, *others], title))
    own.put("row", min(place, *others))


def _key(own: Form, stem: str, count: int, at: int, column: Column) -> str:
    return own.field(f"part-{stem}-{count}-{at}-{column}")
