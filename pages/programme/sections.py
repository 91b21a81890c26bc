"""The parts of Program that are read: facts, limits, sentra, and the acts that made them so."""

from enum import StrEnum
from typing import Final

import streamlit as st

from models.plan.registers.queries import PlanRegister, RegisterEntry, plan_register
from pages.programme import markup as programme_markup
from pages.shell.visit import Visit
from pages.widgets import lists, markup
from rules.values import Board
from words.plan import registers as words
from words.progress import thresholds

_ON_A_PAGE: Final = 50


class ProgrammeSection(StrEnum):
    """The parts of the page; the value is the Indonesian word."""

    PROGRAMME = "Program"
    LIMITS = "Batas lampu"
    SENTRA = "Sentra"
    HISTORY = "Riwayat"


def register(visit: Visit) -> PlanRegister:
    """Return the programme and its sentra as they are in force now."""
    with visit.store.read() as connection:
        return plan_register(connection, visit.actor)


def facts(board: Board) -> None:
    """Draw what the programme is on the day of the view."""
    st.html(programme_markup.facts(board.programme))


def limits(board: Board) -> None:
    """Draw when lights turn and flags go up on the day of the view, and who says so."""
    st.html(programme_markup.lines(thresholds.explained(board.programme)))


def sentra(board: Board) -> None:
    """Draw the sentra of the day of the view; those that were dissolved by then below."""
    st.html(markup.quiet(words.weights(board.sentra)))
    st.html(programme_markup.sentra(board.sentra))
    if board.dissolved:
        st.subheader("Sudah dibubarkan", anchor=False)
        st.html(programme_markup.sentra(board.dissolved))


def history(visit: Visit, found: PlanRegister) -> None:
    """Draw every act on the programme and its sentra that the view knows, latest first."""
    known = [entry for entry in found.entries if _is_known(entry, visit)]
    if not known:
        st.caption("Program dan sentranya belum pernah diubah sampai posisi ini.")
        return
    part = lists.shown(known, "register-acts", size=_ON_A_PAGE, words=programme_markup.entry_words)
    st.html(programme_markup.history(part))


def _is_known(entry: RegisterEntry, visit: Visit) -> bool:
    moment = visit.moment
    return entry.act.holds(moment.as_of, moment.known_on or visit.today)
