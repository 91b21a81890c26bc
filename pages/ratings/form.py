"""Penilaian pimpinan: the leader's own light of a sentra, and the form that gives it."""

from collections.abc import Mapping

import streamlit as st

from models.ratings.commands import rate_sentra
from pages.shell import frame
from pages.shell.frame import Visit
from pages.widgets import markup
from rules.access import Permission
from rules.errors import SentraError
from rules.progress.sentra_brief import SentraBrief
from rules.ratings.rating import (
    RATED,
    Rating,
    Recovery,
)
from rules.values import Agency, AgencyCode, SentraCode
from rules.vocabulary import Light, label
from words.formats import instant
from words.ratings import sentences as words


def section(
    visit: Visit, one: SentraBrief, rating: Rating | None, agencies: Mapping[AgencyCode, Agency]
) -> None:
    """Draw what the leader thinks beside what the figures say, and the form for who may rate."""
    may_rate = visit.is_today and visit.may(Permission.RATE_SENTRA)
    if rating is None and not may_rate:
        return
    st.subheader("Penilaian pimpinan", anchor=False)
    if rating is None:
        st.caption("Belum ada penilaian; yang ditampilkan hasil hitungan.")
    else:
        st.html(markup.badge(rating.light))
        told = f"{rating.reason} {words.recovery(rating, agencies)}".strip()
        signed = f"{told} ({rating.author}, {instant(rating.recorded_at)})"
        st.html(markup.note(words.rating(rating, one.health.light), signed))
    if may_rate:
        _form(visit, one.sentra.code, agencies)


def _form(visit: Visit, code: SentraCode, agencies: Mapping[AgencyCode, Agency]) -> None:
    with st.popover("Beri penilaian", icon=":material/rate_review:", key=_key(code, "ask")):
        problem: SentraError | None = st.session_state.get(_key(code, "problem"))
        if problem is not None:
            frame.tell(problem)
        light = st.segmented_control(
            "Keadaan menurut pimpinan", RATED, format_func=label, key=_key(code, "light")
        )
        st.text_area("Alasan", key=_key(code, "reason"), height=90)
        if light is Light.CRITICAL:
            st.selectbox(
                "OPD yang memimpin pemulihan",
                sorted(agencies),
                index=None,
                placeholder="pilih OPD",
                format_func=lambda agency: agencies[agency].label,
                key=_key(code, "owner"),
            )
            st.date_input(
                "Tenggat pemulihan",
                value=None,
                min_value=visit.today,
                format="DD/MM/YYYY",
                key=_key(code, "due"),
            )
        st.button(
            "Simpan penilaian",
            key=_key(code, "save"),
            type="primary",
            disabled=light is None,
            on_click=_save,
            args=(code,),
        )


def _save(code: SentraCode) -> None:
    """Record the rating. A callback runs before the page's guard, so it asks who acts itself."""
    light = Light(st.session_state[_key(code, "light")])
    try:
        visit = frame.acting()
        with visit.store.write() as connection:
            rate_sentra(
                connection,
                visit.actor,
                code,
                light,
                reason=st.session_state[_key(code, "reason")],
                recovery=_recovery(code) if light is Light.CRITICAL else None,
                at=frame.now(visit.programme),
            )
    except SentraError as problem:
        st.session_state[_key(code, "problem")] = problem
    else:
        for name in ("light", "reason", "owner", "due", "problem"):
            st.session_state.pop(_key(code, name), None)
        frame.recorded(f"Penilaian {code} tersimpan: {label(light)}.")


def _recovery(code: SentraCode) -> Recovery | None:
    owner, due_on = (st.session_state.get(_key(code, name)) for name in ("owner", "due"))
    return None if owner is None or due_on is None else Recovery(owner, due_on)


def _key(code: SentraCode, name: str) -> str:
    return f"rating-{code}-{name}"
