"""Long lists: a page at a time with how many there are, and a search; short ones stand whole.

A browser finds what stands on the page. Where a list is longer than a page, the search takes the
place of the browser's.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from words.formats import number

_Item = TypeVar("_Item")


def shown(
    found: Sequence[_Item],
    key: str,
    *,
    size: int,
    words: Callable[[_Item], str],
    follow: _Item | None = None,
) -> Sequence[_Item]:
    """Return what to show of a list: all of it up to `size`, else the page that was turned to.

    `words` are what the search looks through, and tell the items apart. Where `follow` becomes
    another item, its page is turned to.
    """
    if len(found) <= size:
        return found
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"list-{key}"):
        matching = _matching(found, key, words)
        if follow is not None:
            _turn_to(words(follow), [words(item) for item in matching], key, size)
        page = turned(len(matching), f"{key}-page", size=size)
        part = matching[(page - 1) * size : page * size]
        st.caption(_extent(page, size, part, matching, found), width="content")
    return part


def turned(length: int, key: str, *, size: int) -> int:
    """Draw the way through the pages of a list, where there are several; return the one to show."""
    pages = max(1, -(-length // size))
    if pages == 1:
        return 1
    # A list that became shorter shows its last page, where Streamlit would begin again.
    if st.session_state.get(key, 1) > pages:
        st.session_state[key] = pages
    return st.pagination(pages, key=key, persist_state="session")


def _matching(found: Sequence[_Item], key: str, words: Callable[[_Item], str]) -> Sequence[_Item]:
    sought = st.text_input(
        "Cari dalam daftar",
        key=f"{key}-sought",
        persist_state="session",
        placeholder="cari dalam daftar",
        label_visibility="collapsed",
        icon=":material/search:",
        on_change=_begin_again,
        args=(key,),
        width=220,
    )
    parts = sought.casefold().split()
    if not parts:
        return found
    return [item for item in found if all(part in words(item).casefold() for part in parts)]


def _begin_again(key: str) -> None:
    st.session_state[f"{key}-page"] = 1


def _turn_to(wanted: str, matching: Sequence[str], key: str, size: int) -> None:
    if st.session_state.get(f"{key}-followed") != wanted and wanted in matching:
        st.session_state[f"{key}-page"] = matching.index(wanted) // size + 1
        st.session_state[f"{key}-followed"] = wanted


def _extent(
    page: int,
    size: int,
    part: Sequence[_Item],
    matching: Sequence[_Item],
    found: Sequence[_Item],
) -> str:
    if not matching:
        return f"Tidak ada yang cocok dari {number(len(found))}."
    first = (page - 1) * size + 1
    words = f"{number(first)}-{number(first + len(part) - 1)} dari {number(len(matching))}"
    return words if len(matching) == len(found) else f"{words} yang cocok"
