"""Which duties the Tugas saya page shows: those a person leads, all, or one that a link names."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

import streamlit as st

from models.review import queries as review_queries
from pages.reporting import drafts
from pages.shell import data, escaping
from pages.shell.visit import Visit
from pages.widgets import lists
from pages.widgets.choices import choice
from rules.progress.milestone_brief import MilestoneBrief, milestone_brief
from rules.values import Board, Moment
from rules.vocabulary import Basis, Plan

_PARAMETER: Final = "tonggak"
_RETURNED: Final = "perbaiki"
_ON_A_PAGE: Final = 25


class DutyScope(StrEnum):
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
        milestone_brief(milestone, moment)
        for sentra in board.sentra
        for milestone in sentra.milestones
        if drafts.form_of(milestone.code).is_open
    ]


def chosen(
    owed: Sequence[MilestoneBrief], led: Sequence[MilestoneBrief], board: Board
) -> Sequence[MilestoneBrief]:
    """Return the duties to show, with their pickers."""
    names = {sentra.code: sentra.name for sentra in board.sentra}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        scope = choice("Tampilkan", DutyScope, DutyScope.OWN if led else DutyScope.ALL)
        only = st.selectbox(
            "Sentra",
            [None, *names],
            format_func=lambda code: "semua sentra" if code is None else f"{code} · {names[code]}",
            key="duties-of",
            persist_state="session",
            width=260,
        )
    shown = led if scope is DutyScope.OWN else owed
    return [duty for duty in shown if only in {None, duty.milestone.sentra}]


def page(waiting: Sequence[MilestoneBrief], board: Board) -> Sequence[MilestoneBrief]:
    """Return the duties that stand on the page that was turned to, the most pressing first."""
    return lists.shown(
        waiting,
        "duties",
        size=_ON_A_PAGE,
        words=lambda duty: (
            f"{duty.milestone.code} {duty.milestone.title} {board.name_of(duty.milestone.sentra)}"
        ),
    )


def open_linked(owed: Sequence[MilestoneBrief], today: date) -> None:
    """Open the form of the milestone that a link names, and take its name out of the address.

    Otherwise the form would open again on every run after it was closed.
    """
    code = st.query_params.get(_PARAMETER)
    if code is None:
        return
    linked = [duty.milestone for duty in owed if duty.milestone.code == code]
    if not linked:
        st.info(f"Tonggak “{escaping.plain(code)}” tidak menunggu laporan Anda.")
        return
    del st.query_params[_PARAMETER]
    if not drafts.form_of(linked[0].code).is_open:
        drafts.open_form(linked[0], today)


def open_returned(visit: Visit, board: Board) -> None:
    """Open the form of the returned report that a link names, filled with what was reported."""
    asked = st.query_params.get(_RETURNED)
    if asked is None:
        return
    del st.query_params[_RETURNED]
    with visit.store.read() as connection:
        found = {
            str(returned.report.id): returned
            for returned in review_queries.returned_to(connection, visit.actor)
        }
    if asked not in found:
        st.info("Laporan itu tidak menunggu perbaikan Anda.")
        return
    report = found[asked].report
    (milestone,) = [
        known
        for sentra in board.sentra
        for known in sentra.milestones
        if known.code == report.milestone
    ]
    if not drafts.form_of(milestone.code).is_open:
        files = data.files_of(visit, [report.id]).get(report.id, ())
        drafts.mend(milestone, found[asked], files, visit.today)
