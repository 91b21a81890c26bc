"""The frame around every page: who is here, as of when, on which basis. It reads the clock."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final, NoReturn, TypeAlias

import streamlit as st

from charts import places
from charts.places import Ring
from models.accounts import identity, session_cookie
from models.evidence import queries as evidence
from models.evidence.folder import EvidenceFolder
from models.progress import queries as progress_queries
from models.store.store import Store, the_store
from pages.shell import (
    address,
    catalogue,
    data,
)
from pages.widgets import markup
from rules.access import Permission, allowed, explain, require
from rules.errors import NoProgramme, NotSignedIn, SentraError, UnreadableBoundary
from rules.evidence.files import EvidenceFile
from rules.meetings.dossier import Dossier
from rules.meetings.values import FollowUp, Meeting
from rules.periods import WITA, wita_day
from rules.progress.briefing import Briefing
from rules.values import Actor, Board, EventId, Moment, Programme
from rules.vocabulary import Basis, Plan, label
from settings import Settings, read_settings
from words.errors import error as error_sentence
from words.formats import long_day

_STYLE: Final = Path(__file__).parent / "style.css"
_logger: Final = logging.getLogger("pantau_sentra")


Session: TypeAlias = Callable[[], Actor | None]
"""Asks the session row who is signed in, each time anew; None for nobody."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One run of a page for one person: the store, the person, the moment asked for, and today."""

    store: Store
    actor: Actor
    programme: Programme
    moment: Moment
    today: date
    session: Session

    def still(self, permission: Permission) -> Actor:
        """Return this person as known now, when what a page offered is taken up later.

        Any thread may ask. Raises NotSignedIn, NotAllowed.
        """
        actor = self.session()
        if actor is None:
            raise NotSignedIn
        require(actor, permission)
        return actor

    def may(self, permission: Permission) -> bool:
        """Whether this person holds `permission`; commands and queries ask again themselves."""
        return allowed(self.actor, permission)

    @property
    def is_today(self) -> bool:
        """Whether the view shows today, the only day on which reports are handed in."""
        return self.moment.as_of == self.today

    @property
    def view(self) -> tuple[str, ...]:
        """What tells this view from every other one: store, version, day, basis, plan."""
        moment = self.moment
        return (
            str(self.store.engine.url),
            str(self.programme.version),
            moment.as_of.isoformat(),
            moment.basis.value,
            moment.plan.value,
        )

    @property
    def reader(self) -> tuple[str, ...]:
        """What tells what one person is shown of one version from everything else."""
        actor = self.actor
        return (*self.view[:2], actor.username, actor.role.value, actor.agency or "")

    def boundary(self) -> tuple[Ring, ...]:
        """Return the outline that the settings name for the map; none where they name none.

        Raises UnreadableBoundary.
        """
        file = _settings().boundary
        if file is None:
            return ()
        try:
            words = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableBoundary("berkasnya hilang atau bukan teks") from error
        return places.boundary(words)

    def deck_template(self) -> bytes | None:
        """Return the office's own template for decks; None where the settings name none.

        Raises UnusableTemplate.
        """
        return _settings().template()

    @property
    def template_mark(self) -> str:
        """What tells the office's template for decks from what it was before it was changed."""
        file = _settings().deck_template
        try:
            return "" if file is None else f"{file} {file.stat().st_mtime_ns}"
        except OSError:
            return ""

    @property
    def evidence(self) -> EvidenceFolder:
        """Where the bytes of evidence files are kept."""
        return EvidenceFolder(_settings().evidence_dir)

    def files_of(self, report_ids: Collection[EventId]) -> dict[EventId, tuple[EvidenceFile, ...]]:
        """Return the evidence files of reports; reports without files miss."""
        with self.store.read() as connection:
            return evidence.of_reports(connection, self.actor, report_ids)

    def board(self, as_of: date) -> Board:
        """Return the board as of a day, kept until the programme changes."""
        require(self.actor, Permission.VIEW)
        return data.board(self, as_of)

    def briefing(self, moment: Moment | None = None) -> Briefing:
        """Return the briefing of this moment (or another one), kept until the programme changes."""
        require(self.actor, Permission.VIEW)
        return data.briefing(self, moment or self.moment)

    def meetings(self, as_of: date | None = None) -> tuple[Meeting, ...]:
        """Return the meetings recorded by the end of this moment's day (or another), latest first.

        They are kept until the programme changes.
        """
        require(self.actor, Permission.VIEW)
        return data.meetings(self, as_of or self.moment.as_of)

    def follow_ups(self, as_of: date | None = None) -> tuple[FollowUp, ...]:
        """Return the follow-ups as known at the end of this moment's day (or another)."""
        require(self.actor, Permission.VIEW)
        return data.follow_ups(self, as_of or self.moment.as_of)

    def dossier(self, meeting: Meeting | None = None) -> Dossier:
        """Return all that files show of this moment, or of the one frozen for `meeting`.

        It is made in the name of this person and kept until the programme changes.
        """
        require(self.actor, Permission.VIEW)
        return data.dossier(self, meeting, address.origin(st.context.url))


def now(programme: Programme | None = None) -> datetime:
    """Return the instant to record: real time, or an example's pinned day at the present hour."""
    present = datetime.now(WITA)
    if programme is None or programme.pinned_on is None:
        return present
    return datetime.combine(programme.pinned_on, present.timetz())


def session() -> Session:
    """Return the session of this run's browser."""
    settings = _settings()
    token = session_cookie.unseal(
        st.context.cookies.get(session_cookie.NAME),
        secret=settings.secret,
        hours=settings.session_hours,
    )
    store = the_store(settings)

    def ask() -> Actor | None:
        if token is None:
            return None
        with store.read() as connection:
            return identity.actor_of(connection, token, at=now())

    return ask


def enter(permission: Permission) -> Visit:
    """Return the visit of a page, or stop the run with a sentence: every page's first statement."""
    try:
        visit = acting()
    except NotSignedIn:
        _turn_away()
    except NoProgramme as problem:
        st.info(error_sentence(problem), icon=":material/database:")
        st.stop()
    if not visit.may(permission):
        st.error(explain(visit.actor, permission), icon=":material/lock:")
        st.stop()
    return visit


def acting() -> Visit:
    """Return the visit of whoever acts now; callbacks and fragments run without a page's guard.

    Raises NotSignedIn, NoProgramme.
    """
    asked = session()
    actor = asked()
    if actor is None:
        raise NotSignedIn
    store = the_store(_settings())
    with store.read() as connection:
        programme = progress_queries.programme(connection)
    today = wita_day(now(programme))
    return Visit(store, actor, programme, _moment(programme, today), today, asked)


def run(draw: Callable[[], None]) -> None:
    """Run a page; whatever goes wrong becomes a sentence in Indonesian, in this one place."""
    try:
        draw()
    except SentraError as problem:
        tell(problem)
    except Exception:
        _logger.exception("a page failed")
        st.error(
            "Halaman ini gagal ditampilkan; yang sudah tercatat tetap tersimpan. Muat ulang "
            "halaman, dan bila terulang sampaikan waktu kejadiannya kepada administrator.",
            icon=":material/error:",
        )
    _announce()


def tell(problem: SentraError) -> None:
    """Say what went wrong; names and codes in the sentence stay words, whatever signs they hold."""
    st.error(markup.sentence(error_sentence(problem)), icon=":material/error:")


def recorded(sentence: str) -> None:
    """Keep what was just recorded, as Markdown, to be told by the run that follows."""
    st.session_state[_RECORDED] = sentence


def _announce() -> None:
    """Tell once what was recorded, when all else is drawn or the page has failed.

    A second click may cut a run short, even here, and a page that stops draws nothing more: what
    was not told yet, the next run still has.
    """
    sentence = st.session_state.get(_RECORDED)
    if sentence is not None:
        st.toast(sentence, icon=":material/check_circle:", duration="long")
        del st.session_state[_RECORDED]


def keep_unsent(typed: str) -> None:
    """Keep the words of what was sent after the session had ended, for who is turned away."""
    st.session_state[_UNSENT] = typed


def open_door() -> None:
    """Set up the page and its look, before anything is drawn."""
    st.set_page_config(page_title="Pantau Sentra", page_icon=str(_ICON), layout="wide")
    st.html(_STYLE)


def navigation(visit: Visit) -> st.Page:
    """Draw the navigation and return the page asked for.

    A page that this person may not open is left out of the menu but known by its address: its own
    guard then says who may, where Streamlit would show an English dialog.
    """
    pages = [
        st.Page(
            room.script,
            title=room.title,
            url_path=room.url_path,
            default=room.is_default,
            visibility="visible" if visit.may(room.permission) else "hidden",
        )
        for room in catalogue.ROOMS
    ]
    return st.navigation(pages, position="top")


def header(visit: Visit) -> None:
    """Draw what stands at the top of every page: programme, day, basis, plan, person."""
    with st.container(key="frame", horizontal=True, vertical_alignment="bottom", gap="small"):
        _programme_name(visit)
        _pickers(visit)
        _person(visit)
    for complaint in st.session_state.pop("complaints", ()):
        st.warning(markup.sentence(complaint), icon=":material/link_off:")


_ICON: Final = Path(__file__).parent / "icon.png"
_RECORDED: Final = "recorded"
_UNSENT: Final = "unsent"


@st.cache_resource(show_spinner=False)
def _settings() -> Settings:
    return read_settings()


def _turn_away() -> NoReturn:
    """Tell that the session ended while its page was open: nobody else comes past the gate.

    What was sent after its end is lost with the page, so its words are shown to be copied.
    """
    unsent: str | None = st.session_state.get(_UNSENT)
    lost = "Yang belum dikirim" if unsent is None else "Yang baru saja Anda kirim"
    st.info(f"Sesi Anda sudah berakhir. {lost} tidak tersimpan.", icon=":material/lock:")
    if unsent:
        st.caption("Salin isian Anda sebelum masuk kembali:")
        st.code(unsent, language=None, wrap_lines=True)
    st.html('<a class="button" href="/masuk" target="_self">Masuk kembali</a>')
    st.stop()


def _moment(programme: Programme, today: date) -> Moment:
    """The URL is the one truth; where it is silent, the moment of the page before it stays."""
    default = Moment(today, Basis.APPROVED, Plan.FIRST)
    fallback = st.session_state.get("moment", default)
    found = address.read(st.query_params.to_dict(), fallback, programme=programme, today=today)
    st.session_state["moment"] = found.moment
    if found.complaints:
        st.session_state["complaints"] = found.complaints
    address.write(st.query_params, found.moment)
    return found.moment


def _programme_name(visit: Visit) -> None:
    mark = '<span class="example">DATA CONTOH</span>' if visit.programme.is_example else ""
    st.html(
        f'<div class="brand"><b>Pantau Sentra</b> {mark}'
        "<small>Penajam Paser Utara · 2021–2023</small></div>",  # noqa: RUF001 - an en dash
        width="content",
    )


def _pickers(visit: Visit) -> None:
    st.session_state["pick-as-of"] = visit.moment.as_of
    st.session_state["pick-basis"] = visit.moment.basis
    st.session_state["pick-plan"] = visit.moment.plan
    st.date_input(
        "Posisi per",
        key="pick-as-of",
        min_value=min(visit.programme.start, visit.today),
        max_value=visit.today,
        format="DD/MM/YYYY",
        on_change=_picked,
        width=150,
    )
    st.segmented_control(
        "Laporan yang dihitung",
        list(Basis),
        key="pick-basis",
        format_func=label,
        required=True,
        on_change=_picked,
    )
    st.segmented_control(
        "Pembanding",
        list(Plan),
        key="pick-plan",
        format_func=label,
        required=True,
        on_change=_picked,
    )


def _picked() -> None:
    """Carry the pickers into the URL, from where the run that follows reads them."""
    before: Moment = st.session_state["moment"]
    moment = Moment(
        as_of=st.session_state["pick-as-of"] or before.as_of,
        basis=st.session_state["pick-basis"] or before.basis,
        plan=st.session_state["pick-plan"] or before.plan,
    )
    address.write(st.query_params, moment)


def _person(visit: Visit) -> None:
    name = markup.plain(visit.actor.name)
    with st.popover(name, icon=":material/person:", key="person"):
        agency = f" · {visit.actor.agency}" if visit.actor.agency else ""
        who = f"{visit.actor.username} · {label(visit.actor.role)}{agency}"
        st.caption(markup.sentence(who))
        st.caption(f"Hari ini: {long_day(visit.today)}")
        st.html('<a class="button" href="/kata-sandi" target="_self">Ganti kata sandi</a>')
        st.html('<a class="button" href="/keluar" target="_self">Keluar</a>')
