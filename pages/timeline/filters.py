"""Which milestones the timeline shows: the address or a picker names flags and who must act."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from pages.widgets import ways
from rules.progress.briefing import Briefing
from rules.progress.milestone_brief import MilestoneBrief
from rules.values import AgencyCode
from rules.vocabulary import Flag, label

_FLAGS: Final = (Flag.OVERDUE, Flag.DUE_SOON, Flag.SLIPPED, Flag.SILENT)
_WANTED: Final = "wanted"
_WAITS_FOR: Final = "waits-for"
TABLE: Final = "table"
"""The key of the fold with the table, which stands open for who follows a link to some."""


def flags() -> Sequence[Flag]:
    """Return the flags of which a milestone must raise one; none for all milestones."""
    if _is_asked():
        asked = st.query_params.get(ways.FLAGS, "").split(",")
        st.session_state[_WANTED] = [flag for flag in _FLAGS if label(flag) in asked]
        st.session_state.setdefault(TABLE, True)
    return st.multiselect(
        "Hanya yang",
        _FLAGS,
        format_func=label,
        placeholder="semua tonggak",
        key=_WANTED,
        persist_state="session",
        on_change=_pick,
        width=340,
    )


def agency(briefing: Briefing) -> AgencyCode | None:
    """Return the agency for which the milestones wait; None for all milestones."""
    options = [code for code, _ in briefing.blocking_agencies]
    if _is_asked():
        st.session_state[_WAITS_FOR] = st.query_params.get(ways.WAITS_FOR)
    if st.session_state.get(_WAITS_FOR) not in options:
        st.session_state[_WAITS_FOR] = None
    chosen: AgencyCode | None = st.selectbox(
        "Menunggu tindakan",
        options,
        index=None,
        format_func=briefing.agency,
        placeholder="semua OPD",
        key=_WAITS_FOR,
        persist_state="session",
        on_change=_pick,
        width=220,
    )
    return chosen


def waiting(
    briefing: Briefing, wanted: Sequence[Flag], waits_for: AgencyCode | None
) -> Sequence[MilestoneBrief]:
    """Return the milestones that raise a wanted flag and wait for the agency."""
    held = briefing.held_by(waits_for)
    return [
        one for one in briefing.flagged(wanted) if waits_for is None or one.milestone.code in held
    ]


def _is_asked() -> bool:
    """Whether the address says which milestones to show."""
    return not st.query_params.to_dict().keys().isdisjoint({ways.FLAGS, ways.WAITS_FOR})


def _pick() -> None:
    """Carry both pickers into the address, where a copied link and the way back find them."""
    flags, agency = st.session_state[_WANTED], st.session_state[_WAITS_FOR]
    picked = {ways.FLAGS: ",".join(map(label, flags)), ways.WAITS_FOR: agency or ""}
    for name, value in picked.items():
        st.query_params[name] = value
