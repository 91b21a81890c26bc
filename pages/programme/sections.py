"""The parts of Program that are read: facts, limits, sentra, and the acts that made them so."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import streamlit as st

from models.accounts.posts import posts
from models.meetings.office import office
from models.plan.registers.queries import PlanRegister, RegisterEntry, plan_register
from models.programmes.queries import opened_programmes
from pages.programme import markup as programme_markup
from pages.shell import address, catalogue, escaping
from pages.shell.visit import Visit
from pages.widgets import lists, markup
from rules.meetings.office import Office
from rules.programmes.running import day_within, standing
from rules.values import Board, Moment, Programme
from words.plan import registers as words
from words.progress import thresholds

_ON_A_PAGE: Final = 50


class ProgrammeSection(StrEnum):
    """The parts of the page; the value is the Indonesian word."""

    PROGRAMME = "Program"
    LIMITS = "Batas lampu"
    SENTRA = "Sentra"
    PERIODS = "Periode"
    HISTORY = "Riwayat"


@dataclass(frozen=True, slots=True)
class Papers:
    """How the office writes: as the programme says alone, as is used, and the titles of posts."""

    own: Office
    used: Office
    posts: Mapping[str, str]


def register(visit: Visit) -> PlanRegister:
    """Return the programme and its sentra as they are in force now."""
    with visit.store.read() as connection:
        return plan_register(connection, visit.actor)


def facts(board: Board) -> None:
    """Draw what the programme is on the day of the view."""
    st.html(programme_markup.facts(board.programme))


def papers(visit: Visit) -> Papers:
    """Draw how the office writes its papers as it is now, and return it."""
    with visit.store.read() as connection:
        own = office(connection, visit.actor)
        used = office(connection, visit.actor, visit.settings.office)
        titles = {one.code: one.title for one in posts(connection, visit.actor)}
    st.header("Kop surat dan notula", anchor=False)
    st.html(programme_markup.office(used, titles))
    return Papers(own, used, titles)


def limits(board: Board) -> None:
    """Draw when lights turn and flags go up on the day of the view, and who says so."""
    st.html(programme_markup.lines(thresholds.explained(board.programme)))


def sentra(board: Board) -> None:
    """Draw the sentra of the day of the view; those that were dissolved by then below."""
    st.html(markup.quiet(words.weights(board.sentra)))
    st.html(programme_markup.sentra(board.sentra))
    if board.dissolved:
        st.header("Sudah dibubarkan", anchor=False)
        st.html(programme_markup.sentra(board.dissolved))


def periods(visit: Visit) -> None:
    """Draw the programmes of the office, each with the way to it."""
    with visit.store.read() as connection:
        found = opened_programmes(connection, visit.actor)
    standings = {
        own.code: standing(own, found.adopted_on.get(own.code), visit.today) for own in found.every
    }
    st.html(programme_markup.periods(found.every, standings))
    with st.container(horizontal=True, gap="small"):
        for own in found.every:
            if own.code != visit.programme.code:
                st.page_link(
                    catalogue.OVERVIEW.script,
                    label=escaping.plain(f"Buka {own.name}", 90),
                    icon=":material/open_in_new:",
                    query_params=address.link(_moment_in(own, visit)),
                )


def _moment_in(own: Programme, visit: Visit) -> Moment:
    """The moment of the view in another programme, on the day of it that is nearest to today."""
    day = day_within(own, visit.today, visit.today)
    return replace(visit.moment, as_of=day, known_on=None, programme=own.code)


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
