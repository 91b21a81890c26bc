"""Which duties the Tugas saya page shows: those a person leads, all, or one that a link names."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

import streamlit as st

from models.review import queries as review_queries
from pages.reporting import drafts
from pages.shell.frame import Visit
from pages.widgets import markup
from pages.widgets.parts import choice
from rules.progress.milestone_brief import MilestoneBrief, milestone_brief
from rules.values import Board, Moment
from rules.vocabulary import Basis, Plan

_PARAMETER: Final = "tonggak"
_RETURNED: Final = "perbaiki"


class Scope(StrEnum):
    """Whose duties are shown; the value is the Indonesian word."""

    OWN = "OPD saya"
    ALL = "semua"


def being_written(board: Board) -> list[MilestoneBrief]:
    """Return the milestones whose form is open, also where they are not owed any more.

    What was typed must not vanish with the duty or the right to report on it; once it is sent, the
    conflict or the refusal is told beside it.
    """
    moment = Moment(board.as_of, Basis.REPORTED, Plan.CURRENT)
    return [
        milestone_brief(one, moment)
        for sentra in board.sentra
        for one in sentra.milestones
        if drafts.opened(one.code) is not None
    ]


def chosen(
    owed: Sequence[MilestoneBrief], led: Sequence[MilestoneBrief], board: Board
) -> Sequence[MilestoneBrief]:
    """Return the duties to show, with their pickers."""
    names = {one.code: one.name for one in board.sentra}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        scope = choice("Tampilkan", Scope, Scope.OWN if led else Scope.ALL)
        only = st.selectbox(
            "Sentra",
            [None, *names],
            format_func=lambda code: "semua sentra" if code is None else f"{code} · {names[code]}",
            key="duties-of",
            persist_state="session",
            width=260,
        )
    shown = led if scope is Scope.OWN else owed
    return [one for one in shown if only in {None, one.milestone.sentra}]


def open_linked(owed: Sequence[MilestoneBrief], today: date) -> None:
    """Open the form of the milestone that a link names, and take its name out of the address.

    Otherwise the form would open again on every run after it was closed.
    """
    code = st.query_params.get(_PARAMETER)
    if code is None:
        return
    linked = [one.milestone for one in owed if one.milestone.code == code]
    if not linked:
        st.info(f"Tonggak “{markup.plain(code)}” tidak menunggu laporan Anda.")
        return
    del st.query_params[_PARAMETER]
    if drafts.opened(linked[0].code) is None:
        drafts.open_form(linked[0], today)


def open_returned(visit: Visit, board: Board) -> None:
    """Open the form of the returned report that a link names, filled with what was reported."""
    asked = st.query_params.get(_RETURNED)
    if asked is None:
        return
    del st.query_params[_RETURNED]
    with visit.store.read() as connection:
        found = {
            str(one.report.id): one for one in review_queries.returned_to(connection, visit.actor)
        }
    if asked not in found:
        st.info("Laporan itu tidak menunggu perbaikan Anda.")
        return
    report = found[asked].report
    (milestone,) = [
        one for sentra in board.sentra for one in sentra.milestones if one.code == report.milestone
    ]
    if drafts.opened(milestone.code) is None:
        files = visit.files_of([report.id]).get(report.id, ())
        drafts.mend(milestone, found[asked], files, visit.today)
