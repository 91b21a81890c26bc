"""What is read or computed once and kept for later runs: boards, briefings, meetings, dossiers.

All of it is frozen, so one copy serves all who may see it. The store's URL keeps two stores of one
process (tests) apart, the version keeps a new state from an old one.
"""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from models.meetings import queries as meeting_queries
from models.progress import queries as progress_queries
from rules.meetings import dossier as dossiers
from rules.meetings.dossier import Dossier, Known
from rules.meetings.follow_ups import FollowUp
from rules.meetings.meeting import Meeting
from rules.progress.briefing import Briefing, brief
from rules.values import Board, Moment

if TYPE_CHECKING:
    from pages.shell.frame import Visit


def board(visit: "Visit", as_of: date) -> Board:
    """Return the board as of a day."""
    return _board(*_version(visit), as_of, visit)


def briefing(visit: "Visit", moment: Moment) -> Briefing:
    """Return the briefing of a moment."""
    return _briefing(*_version(visit), moment, visit)


def dossier(visit: "Visit", meeting: Meeting | None, address: str) -> Dossier:
    """Return the dossier of the visit's moment, or of the moment frozen for `meeting`."""
    return _dossier(about(visit, meeting, address), address, visit, meeting)


def meetings(visit: "Visit", as_of: date) -> tuple[Meeting, ...]:
    """Return the meetings recorded by the end of a day, latest first."""
    return _meetings(*_version(visit), as_of, visit)


def follow_ups(visit: "Visit", as_of: date) -> tuple[FollowUp, ...]:
    """Return what opened meetings want done, as known at the end of a day, oldest first."""
    return _follow_ups(*_version(visit), as_of, visit)


def about(visit: "Visit", meeting: Meeting | None, address: str) -> tuple[str, ...]:
    """Return what tells one person's dossier, and each file made of it, from every other one."""
    view = _of(meeting, visit).view
    # A meeting is seen as it was on the day looked from, which its own moment does not tell.
    looked_from = (str(meeting.id), visit.moment.as_of.isoformat()) if meeting else ()
    return (*view, *visit.reader, visit.actor.name, address, *looked_from)


def _of(meeting: Meeting | None, visit: "Visit") -> "Visit":
    """The visit at the moment that is frozen for `meeting`, if one is."""
    if meeting is None or meeting.moment is None:
        return visit
    return replace(visit, moment=meeting.moment)


def _version(visit: "Visit") -> tuple[str, int]:
    return str(visit.store.engine.url), visit.programme.version


@st.cache_resource(max_entries=32, show_spinner=False)
def _board(url: str, version: int, as_of: date, _visit: "Visit") -> Board:
    del url, version
    with _visit.store.read() as connection:
        return progress_queries.board(connection, _visit.actor, as_of)


@st.cache_resource(max_entries=64, show_spinner=False)
def _briefing(url: str, version: int, moment: Moment, _visit: "Visit") -> Briefing:
    return brief(_board(url, version, moment.as_of, _visit), moment)


@st.cache_resource(max_entries=32, show_spinner=False)
def _meetings(url: str, version: int, as_of: date, _visit: "Visit") -> tuple[Meeting, ...]:
    del url, version
    with _visit.store.read() as connection:
        return meeting_queries.meetings(connection, _visit.actor, as_of)


@st.cache_resource(max_entries=32, show_spinner=False)
def _follow_ups(url: str, version: int, as_of: date, _visit: "Visit") -> tuple[FollowUp, ...]:
    del url, version
    with _visit.store.read() as connection:
        return meeting_queries.follow_ups(connection, _visit.actor, as_of)


@st.cache_resource(max_entries=64, show_spinner=False)
def _dossier(
    key: tuple[str, ...], address: str, _visit: "Visit", _meeting: Meeting | None
) -> Dossier:
    del key
    own = _of(_meeting, _visit)
    # Figures and meetings are of the meeting's own moment; its follow-ups as known where we stand.
    return dossiers.assemble(
        own.moment,
        lambda moment: briefing(own, moment),
        Known(meetings(own, own.moment.as_of), follow_ups(own, _visit.moment.as_of)),
        made_by=own.actor.name,
        meeting=_meeting,
        address=address,
    )
