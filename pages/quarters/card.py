"""The card of one quarter: its frozen figures, its corrections, and the way to close or correct."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import streamlit as st
from sqlalchemy import Connection

from models.quarters.commands import close_quarter, correct_quarter
from pages.shell import escaping, frame, notices
from pages.shell.visit import Visit
from pages.widgets import markup
from rules.access import Permission
from rules.errors import SentraError
from rules.periods import Quarter
from rules.progress.shares import deviation
from rules.quarters.closing import Closing
from rules.values import SentraCode
from words.formats import long_day, percent, points, quarter_label
from words.quarters import sentences as words


def card(
    visit: Visit, quarter: Quarter, own: Sequence[Closing], names: Mapping[SentraCode, str]
) -> None:
    """Draw a quarter; `own` are its closing and corrections, the latest first."""
    name = quarter_label(quarter)
    with st.container(border=True, key=_key(quarter, "card")):
        latest = own[0] if own else None
        told = "Belum ditutup." if latest is None else words.closed(latest)
        st.html(markup.note(name, f"Berakhir {long_day(quarter.finish)}. {told}"))
        if latest is not None:
            st.html(markup.table(_HEADS, _rows(latest, names), caption=f"Angka beku {name}"))
            _history(own, names)
        if visit.is_today and visit.may(Permission.CLOSE_QUARTER):
            _ask(quarter, latest)


_HEADS = (
    "Sentra",
    "Capaian disetujui",
    "Rencana awal",
    "Rencana berjalan",
    "Deviasi dari rencana awal",
)


def _rows(closing: Closing, names: Mapping[SentraCode, str]) -> list[tuple[str, ...]]:
    return [
        (
            escaping.text(names[one.code]),
            percent(one.approved),
            percent(one.planned_first),
            percent(one.planned_current),
            points(deviation(one.approved, one.planned_first)),
        )
        for one in closing.sentra
    ]


def _history(own: Sequence[Closing], names: Mapping[SentraCode, str]) -> None:
    """Draw each correction with its reason and what it changed."""
    for after, before in pairwise(own):
        changed = "; ".join(words.corrected(before, after, names)) or "rincian tonggak saja"
        st.html(markup.note(words.closed(after), f"Alasan: {after.reason}. {changed}"))


def _ask(quarter: Quarter, latest: Closing | None) -> None:
    """Offer to close or correct, below the question whether to."""
    name = quarter_label(quarter)
    offer = "Tutup triwulan" if latest is None else "Koreksi"
    # A new key after each act, so that the question does not stay open over its answer.
    key = _key(quarter, "ask" if latest is None else f"ask-{latest.revision + 1}")
    with st.popover(offer, icon=":material/lock:", key=key):
        st.caption(escaping.sentence(words.question(latest, name)))
        if latest is not None:
            st.text_area("Alasan koreksi", key=_key(quarter, "reason"), height=90)
        problem: SentraError | None = st.session_state.get(_key(quarter, "problem"))
        if problem is not None:
            notices.tell(problem)
        st.button(
            "Ya, bekukan",
            key=_key(quarter, "freeze"),
            type="primary",
            on_click=_freeze,
            args=(quarter, latest is not None),
        )


def _freeze(quarter: Quarter, is_closed: bool) -> None:  # noqa: FBT001 - a callback's arguments
    reason = st.session_state.get(_key(quarter, "reason"), "")
    if is_closed:
        _try(
            quarter,
            lambda connection, visit: correct_quarter(
                connection, visit.actor, quarter, reason=reason, at=frame.now(visit.programme)
            ),
        )
    else:
        _try(
            quarter,
            lambda connection, visit: close_quarter(
                connection, visit.actor, quarter, at=frame.now(visit.programme)
            ),
        )


def _try(quarter: Quarter, act: Callable[[Connection, Visit], None]) -> None:
    """Do it; a callback runs before the page's guard, so it asks who acts itself."""
    try:
        visit = frame.acting()
        with visit.store.write() as connection:
            act(connection, visit)
    except SentraError as problem:
        st.session_state[_key(quarter, "problem")] = problem
    else:
        st.session_state.pop(_key(quarter, "problem"), None)
        st.session_state.pop(_key(quarter, "reason"), None)
        notices.recorded(words.done(quarter_label(quarter)))


def _key(quarter: Quarter, name: str) -> str:
    return f"quarter-{quarter.year}-{quarter.number}-{name}"
