"""The frame around every page: who is here, as of when, on which basis. It reads the clock."""

import logging
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from datetime import date, datetime
from pathlib import Path
from typing import Final

import streamlit as st
from sqlalchemy import Connection

from models.accounts import identity, session_cookie
from models.progress import queries as progress_queries
from models.store.store import the_store
from pages.shell import address, form_state, landing, notices, unsent
from pages.shell.visit import Session, Visit
from pages.shell.warming import warming
from rules.access import Permission, explain
from rules.errors import NoProgramme, NotSignedIn, SentraError
from rules.periods import WITA, wita_day
from rules.values import Actor, Moment, Programme
from settings import Settings, read_settings
from words import addresses
from words.addresses import Address
from words.errors import error as error_sentence

NAME: Final = "Pantau Sentra"

_LOOKS: Final = tuple(Path(__file__).parent / name for name in ("style.css", "settings.css"))
_logger: Final = logging.getLogger("pantau_sentra")
_entered: Final[ContextVar[Visit | None]] = ContextVar("entered", default=None)
"""The visit of this run: frame and page ask once together who is here."""


def now(programme: Programme | None = None) -> datetime:
    """Return the instant to record: real time, or an example's pinned day at the present hour."""
    present = datetime.now(WITA)
    if programme is None or programme.pinned_on is None:
        return present
    return datetime.combine(programme.pinned_on, present.timetz())


def session() -> Session:
    """Return the session of this run's browser."""
    token = _token()
    return lambda connection: _actor(connection, token)


def enter(permission: Permission) -> Visit:
    """Return the visit of a page, or stop the run with a sentence: every page's first statement."""
    try:
        visit = _entered.get() or acting()
    except NotSignedIn:
        notices.turn_away(is_kept=_keep_unsent())
    except NoProgramme as problem:
        st.info(error_sentence(problem), icon=":material/database:")
        st.stop()
    _entered.set(visit)
    if not visit.may(permission):
        st.error(explain(visit.actor, permission), icon=":material/lock:")
        st.stop()
    return visit


def acting() -> Visit:
    """Return the visit of whoever acts now; callbacks and fragments run without a page's guard.

    Raises NotSignedIn, NoProgramme.
    """
    settings = _settings()
    store = the_store(settings)
    with store.read() as connection:
        actor = _actor(connection, _token())
        if actor is None:
            raise NotSignedIn
        unsent.begin(connection, actor, now())
        programmes = progress_queries.programmes(connection)
    # All programmes of a store have one clock.
    today = wita_day(now(programmes[0]))
    found, origin = _address(programmes, today), address.origin(st.context.url, settings.address)
    return Visit(
        store=store.of(found.programme.code),
        settings=settings,
        actor=actor,
        programme=found.programme,
        moment=found.moment,
        today=today,
        origin=origin,
        session=session(),
        programmes=programmes,
    )


def run(draw: Callable[[], None]) -> None:
    """Run a page; whatever goes wrong becomes a sentence in Indonesian, in this one place."""
    _entered.set(None)
    try:
        with warming.turn():
            draw()
    except SentraError as problem:
        notices.tell(problem)
    except Exception as problem:  # noqa: BLE001 - it is logged where it is told
        tell_failure(problem)
    finally:
        _keep_unsent()
    landing.mark()
    notices.announce()


def tell_failure(problem: Exception) -> bool:
    """Say that a page failed, also where what came in raised before its guard; it is logged.

    Returns that it is told, so that Streamlit does not tell it in English.
    """
    _logger.error("a page failed", exc_info=problem)
    st.error(
        "Halaman ini gagal ditampilkan; yang sudah tercatat tetap tersimpan. Muat ulang "
        "halaman, dan bila terulang sampaikan waktu kejadiannya kepada administrator.",
        icon=":material/error:",
    )
    return True


def open_door() -> None:
    """Set up the page and its look, before anything is drawn."""
    # The icon stands in the page itself: an icon given here is read anew by each run.
    st.set_page_config(page_title=NAME, layout="wide")
    for look in _LOOKS:
        st.html(look)


def _keep_unsent() -> bool:
    """Keep what stands in forms, also of a session that has ended; whether anything does."""
    try:
        return unsent.keep(the_store(_settings()), now())
    except Exception:
        # What was recorded is recorded; the next run tries again.
        _logger.exception("what is not sent yet could not be kept")
        return False


def _token() -> str | None:
    settings = _settings()
    return session_cookie.unseal(
        st.context.cookies.get(session_cookie.NAME),
        secret=settings.secret,
        hours=settings.session_hours,
    )


def _actor(connection: Connection, token: str | None) -> Actor | None:
    return None if token is None else identity.actor_of(connection, token, at=now())


@st.cache_resource(show_spinner=False)
def _settings() -> Settings:
    return read_settings()


def _address(programmes: Sequence[Programme], today: date) -> Address:
    """The URL is the one truth; where it is silent, the moment of the page before it stays."""
    before: Moment | None = st.session_state.get("moment")
    found = addresses.read(st.query_params.to_dict(), before, programmes=programmes, today=today)
    st.session_state["moment"] = found.moment
    is_first = found.programme is programmes[0]
    form_state.belong_to("" if is_first else f"{found.programme.code}-")
    if found.complaints:
        st.session_state["complaints"] = found.complaints
    address.write(st.query_params, found.moment)
    return found
