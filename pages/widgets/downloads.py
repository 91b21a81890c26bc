"""Menus of files: each file is made on the click, when the right is asked again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from charts.stamp import stamp
from exchange import filenames
from pages.shell.commands import handed_out
from pages.shell.visit import Visit
from rules.access import Permission
from rules.values import Sentra

_SPELT: Final = {"kurva-s": "kurva-S"}


def named(what: str, kind: str) -> str:
    """Return the label of a menu, which tells it from those of other kinds on the page."""
    return f"{what} {_SPELT.get(kind, kind.replace('-', ' '))}"


@dataclass(frozen=True, slots=True)
class MenuWords:
    """The face of a menu of files."""

    label: str
    icon: str
    key: str


def menu(
    visit: Visit,
    words: MenuWords,
    makers: Mapping[str, tuple[str, Callable[[], bytes]]],
    *,
    kind: str,
    sentra: Sentra | None,
) -> None:
    """Draw a menu of files; they are made on the click, when the right is asked again.

    What is in it is sent once it is opened: a page has many menus, and most stay closed.
    """
    if not visit.may(Permission.EXPORT):
        return
    opened = st.popover(
        words.label, icon=words.icon, type="tertiary", key=words.key, on_change="rerun"
    )
    if not opened.open:
        return
    name = kind if sentra is None else f"{kind}_{sentra.code}-{sentra.name}"
    made_of = stamp(visit.programme, visit.moment)
    with opened:
        for ending, (mime, make) in makers.items():
            file_name = filenames.of(name, made_of, ending)
            st.download_button(
                ending.upper(),
                data=handed_out(visit, make, file_name),
                file_name=file_name,
                mime=mime,
                on_click="ignore",
                width="stretch",
                key=f"{words.key}-{ending}",
            )
