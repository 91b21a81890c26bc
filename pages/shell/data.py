"""What pages are drawn from: boards, briefings, meetings and dossiers, kept for later runs.

All of it is frozen, so one copy serves all who may see it. A new version of the programme is read
anew.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

import streamlit as st

from charts import places
from charts.places.boundary import Ring
from models.accounts import posts as post_queries
from models.audit.verification import glance
from models.evidence import queries as evidence
from models.meetings import queries as meeting_queries
from models.meetings.office import office
from models.plan import queries as plan_queries, sentra_plans as plan_tables
from models.plan.queries import WholePlan
from models.progress import queries as progress_queries
from models.ratings import queries as rating_queries
from models.reporting.days import report_days
from models.store.store import Store
from pages.shell.visit import Visit
from rules.access import Permission, require
from rules.audit.trail import Fault
from rules.changes.hindsight import Hindsight, hindsight as find_hindsight
from rules.errors import UnreadableBoundary
from rules.evidence.files import EvidenceFile
from rules.meetings import dossier as dossiers
from rules.meetings.dossier import Dossier, Known
from rules.meetings.follow_ups import FollowUp
from rules.meetings.meeting import Meeting
from rules.meetings.office import NO_OFFICE
from rules.periods import Quarter
from rules.plan.acts import PlanAct, PlanSubject
from rules.plan.table import SentraPlan
from rules.progress.briefing import Briefing, brief
from rules.quarters.closing import FrozenSentra, frozen_board
from rules.reporting.delays import Delays, delays as find_delays
from rules.values import Board, EventId, Moment, SentraCode

_Rest = ParamSpec("_Rest")
_Found = TypeVar("_Found")
_Read = Callable[Concatenate[Visit, _Rest], _Found]


def _version(visit: Visit) -> str:
    return "\n".join(visit.version)


# One string is hashed at once; Streamlit takes a tuple or a dataclass apart.
_KEYS: Final[dict[str | type, Callable[[Any], str]]] = {
    Visit: _version,
    Moment: repr,
    date: date.isoformat,
}


def _kept(most: int) -> Callable[[_Read[_Rest, _Found]], _Read[_Rest, _Found]]:
    """Keep what a function read of a version for all who may see it; each call asks the right."""

    def keep(read: _Read[_Rest, _Found]) -> _Read[_Rest, _Found]:
        cached = st.cache_resource(max_entries=most, show_spinner=False, hash_funcs=_KEYS)(read)

        @wraps(read)
        def asked(visit: Visit, /, *rest: _Rest.args, **named: _Rest.kwargs) -> _Found:
            require(visit.actor, Permission.VIEW)
            return cached(visit, *rest, **named)

        return asked

    return keep


@_kept(4)
def _whole_plan(visit: Visit) -> WholePlan:
    """Return the plan that all boards of a version share."""
    with visit.store.read() as connection:
        return plan_queries.whole_plan(connection)


def plan_acts(visit: Visit) -> tuple[PlanAct, ...]:
    """Return the acts on milestones that the view knows and that hold by its day, oldest first."""
    as_of, known_on = visit.moment.as_of, visit.moment.known_on or date.max
    acts = _whole_plan(visit).acts.by_number.values()
    of_plan = (act for act in acts if act.subject is PlanSubject.MILESTONE)
    return tuple(act for act in of_plan if act.holds(as_of, known_on))


@_kept(4)
def sentra_plans(visit: Visit) -> Mapping[SentraCode, SentraPlan]:
    """Return the plan of every sentra as it is in force now, as tables to be worked on."""
    with visit.store.read() as connection:
        return plan_tables.plans_in(connection, _whole_plan(visit))


@_kept(32)
def board(visit: Visit, as_of: date, known_on: date | None = None) -> Board:
    """Return the board of a day as known by another (None: now), kept until a change."""
    whole = _whole_plan(visit)
    with visit.store.read() as connection:
        return progress_queries.board(connection, visit.actor, as_of, known_on, whole=whole)


@_kept(64)
def briefing(visit: Visit, moment: Moment) -> Briefing:
    """Return the briefing of a moment, kept until the programme changes."""
    return brief(board(visit, moment.as_of, moment.known_on), moment)


@_kept(64)
def hindsight(visit: Visit, moment: Moment) -> Hindsight | None:
    """Return what was recorded after the moment's day about the days up to it; None for nothing."""
    with visit.store.read() as connection:
        later = progress_queries.recorded_later(connection, visit.actor, moment.as_of)
    if not later:
        return None
    then = briefing(visit, replace(moment, known_on=moment.as_of))
    return find_hindsight(briefing(visit, moment), then, later)


@_kept(32)
def approved_by_now(visit: Visit, quarter: Quarter) -> tuple[FrozenSentra, ...]:
    """Return what a closing of a quarter would freeze by now, kept like the boards."""
    return frozen_board(board(visit, quarter.finish), quarter)


@_kept(64)
def delays(visit: Visit, moment: Moment) -> Delays:
    """Return how long the reports known at a moment took, kept like the boards."""
    days, whole = (moment.as_of, moment.known_on), _whole_plan(visit)
    with visit.store.read() as connection:
        return find_delays(report_days(connection, visit.actor, *days, whole=whole))


@_kept(32)
def meetings(visit: Visit, as_of: date) -> tuple[Meeting, ...]:
    """Return the meetings recorded by the end of a day, latest first, kept like the boards."""
    with visit.store.read() as connection:
        return meeting_queries.meetings(connection, visit.actor, as_of)


@_kept(32)
def follow_ups(visit: Visit, as_of: date) -> tuple[FollowUp, ...]:
    """Return what opened meetings want done, as known at the end of a day, oldest first."""
    with visit.store.read() as connection:
        return meeting_queries.follow_ups(connection, visit.actor, as_of)


def dossier(visit: Visit, meeting: Meeting | None = None) -> Dossier:
    """Return all that files show of this moment, or of the one frozen for `meeting`.

    It is made in the name of this person and kept until the programme changes.
    """
    require(visit.actor, Permission.VIEW)
    return _dossier("\n".join(about(visit, meeting)), visit, meeting)


def about(visit: Visit, meeting: Meeting | None) -> tuple[str, ...]:
    """Return what tells one person's dossier, and each file made of it, from every other one."""
    view = _of(meeting, visit).view
    # A meeting is seen as it was on the day looked from, which its own moment does not tell.
    looked_from = (str(meeting.id), visit.moment.as_of.isoformat()) if meeting else ()
    return (*view, *visit.reader, visit.actor.name, visit.origin, *looked_from)


def files_of(
    visit: Visit, report_ids: Collection[EventId]
) -> dict[EventId, tuple[EvidenceFile, ...]]:
    """Return the evidence files of reports; reports without files miss."""
    with visit.store.read() as connection:
        return evidence.of_reports(connection, visit.actor, report_ids)


def history_faults(visit: Visit) -> tuple[Fault, ...]:
    """Return what a quick look finds wrong with history; none to whoever could not act on it.

    It is taken when the first administrator comes after the start, and once an hour from then on.
    """
    if not visit.may(Permission.MANAGE_ACCOUNTS):
        return ()
    return _history_faults(str(visit.store.engine.url), visit.store)


def boundary(visit: Visit) -> tuple[Ring, ...]:
    """Return the outline that the settings name for the map; none where they name none.

    Raises UnreadableBoundary.
    """
    file = visit.settings.boundary
    if file is None:
        return ()
    try:
        words = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableBoundary("berkasnya hilang atau bukan teks") from error
    return places.boundary(words)


def template_mark(visit: Visit) -> str:
    """Return what tells the office's template for decks from what it was before it was changed."""
    file = visit.settings.deck_template
    try:
        return "" if file is None else f"{file} {file.stat().st_mtime_ns}"
    except OSError:
        return ""


# In seconds: Streamlit reads words like "1h" by pandas, which no first page needs.
@st.cache_resource(max_entries=4, ttl=3600, show_spinner=False)
def _history_faults(url: str, _store: Store) -> tuple[Fault, ...]:
    del url
    with _store.read() as connection:
        return glance(connection)


@st.cache_resource(max_entries=64, show_spinner=False)
def _dossier(key: str, _visit: Visit, _meeting: Meeting | None) -> Dossier:
    del key
    own = _of(_meeting, _visit)
    known_on = dossiers.follow_ups_known_on(_meeting, own.moment, _visit.moment.as_of)
    met, left = meetings(own, own.moment.as_of), follow_ups(own, known_on)
    with own.store.read() as connection:
        rated = rating_queries.ratings(connection, own.actor, own.moment.as_of)
        seen = evidence.photos(connection, own.actor, own.moment)
        # Only minutes are signed, under a letterhead.
        is_met = _meeting is not None
        held = post_queries.posts(connection, own.actor) if is_met else ()
        writes = office(connection, own.actor, own.settings.office) if is_met else NO_OFFICE
    return dossiers.assemble(
        own.moment,
        lambda moment: briefing(own, moment),
        Known(met, left, rated, held, writes, seen),
        made_by=own.actor.name,
        meeting=_meeting,
        address=own.origin,
    )


def _of(meeting: Meeting | None, visit: Visit) -> Visit:
    """The visit at the moment that is frozen for `meeting`, if one is."""
    if meeting is None or meeting.moment is None:
        return visit
    return replace(visit, moment=meeting.moment)
